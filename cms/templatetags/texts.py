"""Tags for what editors write in blocks."""

from django import template
from django.utils.html import format_html_join

from cms.blocks.downloads import LANGUAGES
from cms.models import LinkCheck
from cms.outline import Outline, outline

register = template.Library()


@register.simple_tag(takes_context=True)
def outlined(context, stream, prefix="deel", deeper=0) -> Outline:
    """The blocks of a stream rendered, every heading with an id, and their list of contents; see `cms/outline.py`."""
    around = context.flatten()
    return outline(
        format_html_join("\n", "{}", ((block.render(around),) for block in stream or [])), prefix=prefix, deeper=deeper
    )


@register.filter
def language_label(code: str) -> str:
    """The name of a language, as readers call it: "Nederlands"; the code itself when it is not known."""
    return str(dict(LANGUAGES).get(code, code))


@register.simple_tag(takes_context=True)
def link_check(context, url: str) -> LinkCheck | None:
    """What the last check found about an address on this page; asks the database once per page."""
    request, page = context.get("request"), context.get("page")
    if request is None or not getattr(page, "pk", None):
        return None
    if not hasattr(request, "_link_checks"):
        own = [page.pk, page.alias_of_id] if page.alias_of_id else [page.pk]
        request._link_checks = {check.url: check for check in LinkCheck.objects.filter(uses__page__in=own)}
    return request._link_checks.get(url)
