"""Where every public page begins: the site and its front door, known without asking the database for each reader."""

import copy
from dataclasses import dataclass

from django.http import HttpRequest
from django.http.request import split_domain_port
from django.utils.translation import get_language
from wagtail.coreutils import get_supported_content_language_variant
from wagtail.models import Page, Site

from cms import memory
from cms.models.restrictions import with_closed
from cms.models.serving import root_paths


@dataclass(frozen=True, slots=True)
class FrontDoor:
    """A site, and its home page by language."""

    site: Site | None
    homes: dict[str, Page]


def know(request: HttpRequest) -> None:
    """Hand the request what Wagtail would look up for it: the site with the home page in the active language, and the
    addresses of the sites. One query (the stamp), and a few more after a change."""
    number = memory.stamp()
    door = memory.recall(number, ("front door", *_address(request, number)), lambda: _look_up(request))
    request._wagtail_cached_site_root_paths = root_paths()
    if door.site is None:
        return
    site = copy.copy(door.site)  # what a request hangs on it stays with that request
    language = get_supported_content_language_variant(get_language())
    site.root_page = copy.copy(door.homes.get(language, door.site.root_page))
    request._wagtail_site = site


def page_at(request: HttpRequest, path: str) -> Page | None:
    """The live page at a path below the front door ("agenda/zomer/"), in the active language."""
    if "\0" in path:
        return None
    know(request)
    return Page.find_for_request(request, path)


def _address(request: HttpRequest, number: int) -> tuple[str, str]:
    """Host and port, as far as a site has them: made-up ones, which all lead to the same site, are alike."""
    known = memory.recall(number, "addresses", lambda: {(site.hostname, str(site.port)) for site in Site.objects.all()})
    host, port = split_domain_port(request._get_raw_host())[0], request.get_port()
    if (host, port) in known:
        return host, port
    return host if any(host == name for name, _port in known) else "", ""


def _look_up(request: HttpRequest) -> FrontDoor:
    site = Site.find_for_request(request)
    if site is None:
        return FrontDoor(None, {})
    versions = Page.objects.live().filter(translation_key=site.root_page.translation_key).select_related("locale")
    homes = {}
    for page in with_closed(versions):
        home = homes[page.locale.language_code] = page.specific
        home.locale, home.is_open = page.locale, not page.closed
    return FrontDoor(site, homes)
