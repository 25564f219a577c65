"""What templates ask about pages: where they stand, their other language, their absolute address."""

import json

from django import template
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.urls import translate_url
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from wagtail.models import Page

from cms.models import Dimension, address_of, open_to_all

register = template.Library()


@register.simple_tag(takes_context=True)
def crumbs_of(context, page) -> list[dict]:
    """The pages above this one, the front door first, as `title` and `url`. No query where the way here is known."""
    request = context.get("request")
    above = [passed for passed in getattr(request, "trail", []) if passed.pk != page.pk]
    if len(above) != page.depth - 2 or not all(page.path.startswith(passed.path) for passed in above):
        above = page.get_ancestors().filter(depth__gt=1).select_related("locale")
    return [{"title": passed.title, "url": passed.get_url(request)} for passed in above]


@register.simple_tag
def absolute(address: str) -> str:
    """An address on this site with its scheme and host, for canonical links and Open Graph."""
    return f"{settings.BASE_URL}{address}" if address.startswith("/") else address


# Inside a script element these signs could end it, or start a comment.
_IN_SCRIPT = str.maketrans({"<": "\\u003C", ">": "\\u003E", "&": "\\u0026"})


@register.simple_tag(takes_context=True)
def structured_data(context) -> str:
    """What the page says of itself in JSON-LD (schema.org), from its `structured_data`; nothing where it says nothing.

    A block of data, not a script: the content policy has no say in it.
    """
    page, request = context.get("page"), context.get("request")
    if request is None or not hasattr(page, "structured_data"):
        return ""
    things = _filled(page.structured_data(absolute(request.path)))
    if not things:
        return ""
    data = {"@context": "https://schema.org", "@graph": things}
    text = json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False, separators=(",", ":"))
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text.translate(_IN_SCRIPT)))  # noqa: S308


def _filled(value):
    """Without what is empty, at any depth."""
    if isinstance(value, dict):
        return {name: kept for name, part in value.items() if (kept := _filled(part)) not in (None, "", [], {})}
    if isinstance(value, list):
        return [kept for part in value if (kept := _filled(part)) not in (None, "", [], {})]
    return value


@register.simple_tag(takes_context=True)
def language_links(context) -> list[dict]:
    """For every language: `code`, `name` (in itself), `current` (bool), `url` of this same page in it.

    A page that does not exist there falls back to that language's front door (`exact` is then False). Asks the
    database once per request, and only for pages of the CMS.
    """
    request = context.get("request")
    if request is None:
        return []
    if not hasattr(request, "_language_links"):
        request._language_links = _language_links(request, context.get("page"))
    return request._language_links


@register.simple_tag
def all_dimensions() -> list[Dimension]:
    """The dimensions in their order: one query."""
    return list(Dimension.objects.all())


FRONT_DOOR = 2  # how deep it stands in the tree


def front_door(code: str) -> str:
    """The address of the front door in a language."""
    return "/" if code == settings.LANGUAGE_CODE else f"/{code}/"


NAMES = {"nl": "Nederlands", "en": "English"}


def _language_links(request, page) -> list[dict]:
    active = get_language()
    found: dict[str, str] = {}
    if isinstance(page, Page) and page.depth == FRONT_DOOR:
        found = {code: front_door(code) for code, _name in settings.LANGUAGES}
    elif isinstance(page, Page) and page.pk:
        versions = open_to_all(Page.objects.filter(translation_key=page.translation_key).live())
        rows = versions.values_list("pk", "locale__language_code", "url_path")
        addresses = {(pk, code): address_of(url_path) for pk, code, url_path in rows}
        # What hangs below a page (its sign-up) hangs below its other languages too.
        here = next((url for (pk, _code), url in addresses.items() if pk == page.pk), "")
        below = request.path.removeprefix(here) if here and request.path.startswith(here) else ""
        found = {code: url and url + below for (_pk, code), url in addresses.items()}
    else:
        match = getattr(request, "resolver_match", None)
        if match is not None and match.view_name != "wagtail_serve":
            found = {code: translate_url(request.path, code) for code, _name in settings.LANGUAGES}
    return [
        {
            "code": code,
            "name": NAMES.get(code, code),
            "current": code == active,
            "url": found.get(code) or front_door(code),
            "exact": bool(found.get(code)),
        }
        for code, _name in settings.LANGUAGES
    ]
