"""The pages that go with meetings and series: made as a draft, published when the organiser says so."""

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Locale, Page

from cms import page_cache
from events.actions.refusal import Refused
from events.models import AgendaPage, Event, EventPage, EventSeries, SeriesPage

COPIED = ("summary", "body", "provenance", "explain_terms")


def add_event_page(event: Event, *, summary: str = "", like: EventPage | None = None, actor) -> EventPage:
    """A draft page for the meeting, below its series or else the agenda. Its English alias comes with publication.

    With the words and terms of the page it is `like`: those that readers see, else those of its newest draft.
    """
    parent = _page_of(event.series) if event.series_id else None
    page = EventPage(title=event.title, summary=summary, event=event)
    if like:
        like = like if like.live else like.get_latest_revision_as_object()
        for name in COPIED:
            setattr(page, name, getattr(like, name))
        for terms in EventPage._meta.many_to_many:
            setattr(page, terms.name, list(getattr(like, terms.name).all()))
    return _add(parent or _agenda(), page, actor)


@transaction.atomic
def create_series(*, name: str, kind: str, summary: str = "", actor) -> EventSeries:
    """Make a series and its page as a draft. The same name again returns the series there is."""
    if made := EventSeries.objects.filter(name=name).first():
        return made
    series = EventSeries.objects.create(name=name, kind=kind)
    _add(_agenda(), SeriesPage(title=name, summary=summary, series=series), actor)
    log(instance=series, action="events.create", user=actor)
    return series


@transaction.atomic
def publish_page(*, page: Page, actor) -> Page:
    """Publish the newest text of the page, and of the series it stands below when that is still a draft."""
    parent = page.get_parent().specific
    if isinstance(parent, SeriesPage) and not parent.live:
        publish_page(page=parent, actor=actor)
    if not page.live or page.has_unpublished_changes:
        (page.get_latest_revision() or page.save_revision(user=actor)).publish(user=actor)
        page_cache.forget()
        if isinstance(page, EventPage):
            log(instance=page.event, action="events.publish", user=actor)
    page.refresh_from_db()
    return page


def rename_pages(event: Event, old_title: str, *, actor) -> None:
    """Give the new title to the pages that carried the old one; a text that is still a draft stays a draft."""
    for page in event.pages.filter(title=old_title, alias_of=None):
        was_published = page.live and not page.has_unpublished_changes
        draft = page.get_latest_revision_as_object()
        draft.title = draft.draft_title = event.title
        revision = draft.save_revision(user=actor)
        if was_published:
            revision.publish(user=actor)


def _agenda() -> AgendaPage:
    agenda = AgendaPage.objects.filter(locale=Locale.get_default(), alias_of=None).first()
    if agenda is None:
        raise Refused(_("Er is nog geen agenda om de pagina onder te zetten. Vraag de redactie om een agendapagina."))
    return agenda


def _page_of(series: EventSeries) -> SeriesPage | None:
    return series.pages.filter(locale=Locale.get_default(), alias_of=None).first()


def _add(parent: Page, page: Page, actor) -> Page:
    page.live = False
    page.locale = parent.locale
    page.owner = actor
    parent.add_child(instance=page)
    page.save_revision(user=actor)
    log(instance=page, action="wagtail.create", user=actor)
    return page
