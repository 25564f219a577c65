"""From notes to drafts: a report below the meeting, and handvatten and practice examples that keep their origin."""

from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import linebreaks
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Locale, Page

from cms import memory
from cms.actions.drafts import add_draft
from cms.models import HandvatIndexPage, HandvatPage, PracticeExampleIndexPage, PracticeExamplePage
from events.actions.refusal import Refused
from events.models import Breakout, Event, EventPage, GroupNote, HarvestedPage, NoteItem, ReportPage

TERMS = ("audiences", "dimensions", "themes", "sectors", "regions")


@dataclass
class Drafts:
    """What one press of the button made."""

    report: ReportPage
    reported: int = 0
    """How many points were put in the report."""
    pages: list[Page] = field(default_factory=list)


@transaction.atomic
def make_drafts(*, event: Event, actor) -> Drafts:
    """Put every point that was handed in, and is not there yet, in drafts; nobody but editors sees those.

    Again after more notes came in: the report that exists gets the new points in a new draft. A quote without consent
    goes nowhere. Raises `Refused` when there is nothing handed in, or no page to put the report under.
    """
    Event.objects.select_for_update().get(pk=event.pk)
    notes = list(
        event.notes.filter(status=GroupNote.Status.HANDED_IN)
        .select_related("breakout")
        .prefetch_related("items__harvested")
    )
    if not notes:
        raise Refused(_("Er is nog geen notitie ingeleverd. Daarvan maken we het verslag."))
    drafts = Drafts(_report(event, actor))
    groups = drafts.report.groups
    for note in notes:
        for item in note.items.all():
            if item.harvested.all() or (item.kind == NoteItem.Kind.QUOTE and not item.consent):
                continue
            _put(groups, note, item)
            drafts.reported += 1
            _tie(item, drafts.report)
            if page := _knowledge(event, note, item, actor):
                _tie(item, page)
                drafts.pages.append(page)
    if drafts.reported:
        drafts.report.groups = groups
        drafts.report.save_revision(user=actor)
        log(instance=event, action="events.harvest", user=actor, data={"points": drafts.reported})
    return drafts


@transaction.atomic
def tie_page(*, event: Event, breakout: Breakout | None, page: Page) -> HarvestedPage:
    """Say of a page that exists that it came from this break-out (or meeting). Harmless when called twice."""
    tied, created = HarvestedPage.objects.get_or_create(event=event, breakout=breakout, item=None, page=page)
    if created:
        memory.renew()
    return tied


def origin_of(event: Event, note: GroupNote) -> str:
    """Where a point came from, in words: the meeting, its day and the group."""
    day = date_format(timezone.localtime(event.starts_at), "j F Y")
    words = {"title": event.title, "day": day, "group": note.subject}
    return _("%(title)s, %(day)s. Uit de groep “%(group)s”.") % words


def _report(event: Event, actor) -> ReportPage:
    """The newest draft of the meeting's report; made when there is none."""
    parent = EventPage.objects.filter(event=event, locale=Locale.get_default(), alias_of=None).first()
    if parent is None:
        raise Refused(_("Deze bijeenkomst heeft nog geen pagina. Maak die eerst; het verslag komt eronder."))
    made = ReportPage.objects.child_of(parent).first()
    if made:
        return made.get_latest_revision_as_object()
    title = _("Wat we meenamen uit %(title)s") % {"title": event.title}
    report = ReportPage(title=Truncator(title).chars(200), slug="verslag", provenance=event.title)
    report.summary = _("Dit brachten de groepen in: inzichten, voorbeelden en wat er nu gebeurt.")
    _take_terms(report, parent)
    return add_draft(parent=parent, page=report, by=actor)


def _knowledge(event: Event, note: GroupNote, item: NoteItem, actor) -> Page | None:
    """The draft handvat of an insight, the draft practice example of an example; other points make no page."""
    origin = origin_of(event, note)
    if item.kind == NoteItem.Kind.INSIGHT:
        page = HandvatPage(title=item.title, summary=item.title, why=linebreaks(item.text, autoescape=True))
        parent = HandvatIndexPage.objects.filter(locale=Locale.get_default(), alias_of=None).first()
    elif item.kind == NoteItem.Kind.EXAMPLE:
        page = PracticeExamplePage(
            title=item.title, summary=item.title, situation=linebreaks(item.text, autoescape=True)
        )
        parent = PracticeExampleIndexPage.objects.filter(locale=Locale.get_default(), alias_of=None).first()
    else:
        return None
    if parent is None:
        return None
    page.provenance = origin
    if text_page := event.page_in("nl"):
        _take_terms(page, text_page)
    return add_draft(parent=parent, page=page, by=actor)


def _put(groups, note: GroupNote, item: NoteItem) -> None:
    """Add the point to its group in the report, at the end; a group that is new comes last."""
    mark = str(note.breakout.public_id) if note.breakout else ""
    value = {"kind": item.kind, "title": item.title, "text": item.text, "by": item.by, "url": item.url}
    for block in groups:
        if block.value["breakout"] == mark:
            block.value["items"].append(value)
            return
    groups.append(("group", {"title": note.subject, "breakout": mark, "items": [value]}))


def _take_terms(page, source: EventPage) -> None:
    """Give a draft the terms of the meeting, so that it is found where the meeting is."""
    for name in TERMS:
        setattr(page, name, list(getattr(source, name).all()))


def _tie(item: NoteItem, page: Page) -> None:
    HarvestedPage.objects.create(event=item.note.event, breakout=item.note.breakout, item=item, page_id=page.pk)
