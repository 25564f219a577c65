"""Keeping track of links to other sites: which there are, and whether they still work."""

import re
from collections import defaultdict
from html import unescape

from django.db import models, transaction
from django.db.models import F
from wagtail.fields import StreamField
from wagtail.models import Page

from cms import clock, page_cache
from cms.models import LinkCheck, LinkUse
from cms.probe import Allowed, Answer, is_public, probe

LONGEST = 1000
_HREF = re.compile(r'href="(https?://[^"]+)"')
_WHOLE = re.compile(r"https?://\S+\Z")


def check_links(*, limit: int = 500, allowed: Allowed = is_public) -> int:
    """Collect the links on all public pages and ask the `limit` that were asked longest ago; returns how many.

    `allowed` says which network addresses may be reached (see `cms.probe`). Nothing is locked while sites are asked.
    """
    collect_links()
    due = LinkCheck.objects.filter(uses__isnull=False).distinct().order_by(F("checked_at").asc(nulls_first=True), "pk")
    links = list(due[:limit])
    changed = [_record(link, probe(link.url, allowed=allowed)) for link in links]
    if any(changed):
        page_cache.forget()
    return len(links)


@transaction.atomic
def collect_links() -> None:
    """Make the list of links agree with what stands on the public pages; what stands nowhere is forgotten."""
    places = defaultdict(set)
    for page in Page.objects.live().filter(alias_of=None, depth__gt=1).specific().iterator(chunk_size=100):
        for url in links_on(page):
            places[url].add(page.pk)
    LinkCheck.objects.exclude(url__in=list(places)).delete()
    known = set(LinkCheck.objects.values_list("url", flat=True))
    LinkCheck.objects.bulk_create([LinkCheck(url=url) for url in places if url not in known], ignore_conflicts=True)
    keys = dict(LinkCheck.objects.values_list("url", "pk"))
    wanted = {(keys[url], page) for url, pages in places.items() for page in pages}
    present = {(use.check_of_id, use.page_id): use.pk for use in LinkUse.objects.all()}
    LinkUse.objects.filter(pk__in=[present[place] for place in present.keys() - wanted]).delete()
    LinkUse.objects.bulk_create([LinkUse(check_of_id=link, page_id=page) for link, page in wanted - present.keys()])


def links_on(page) -> set[str]:
    """The addresses on other sites to which a page of any type links."""
    found = set()
    for field in page._meta.get_fields():
        if field.concrete and isinstance(field, StreamField):
            value = getattr(page, field.name)
            found |= _addresses(value.get_prep_value()) if value else set()
        elif field.concrete and isinstance(field, models.TextField | models.CharField):
            found |= _addresses(getattr(page, field.name))
    return {url for url in found if len(url) <= LONGEST}


def _addresses(value) -> set[str]:
    if isinstance(value, dict):
        return set().union(*(_addresses(part) for part in value.values()))
    if isinstance(value, list | tuple):
        return set().union(*(_addresses(part) for part in value))
    if not isinstance(value, str):
        return set()
    if _WHOLE.match(value):
        return {value}
    return {unescape(url) for url in _HREF.findall(value)}


def _record(link: LinkCheck, answer: Answer) -> bool:
    """Store an answer; True when readers see a difference. What may pass counts as broken the second time only."""
    before = link.broken_since
    now = clock.now()
    broken = bool(answer.problem) and (answer.certain or bool(link.note))
    link.broken_since = (before or now) if broken else None
    link.status, link.note, link.checked_at = answer.status, answer.problem, now
    LinkCheck.objects.filter(pk=link.pk).update(
        broken_since=link.broken_since, status=link.status, note=link.note, checked_at=link.checked_at
    )
    return (before is None) != (link.broken_since is None)
