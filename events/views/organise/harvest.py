"""The harvest of a meeting, for organisers and editors: the notes, the drafts, and what was done with each point."""

from django.db.models import Exists, OuterRef
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from events import rules
from events.actions import harvest
from events.forms.organise.harvest import NoteTakerForm, OutcomeForm, TieForm
from events.models import Event, GroupNote, NoteItem, ReportPage
from events.secret_links import note_url
from events.views.organise.base import Act, Organise, OrganiseForm, OrganisePage


class HarvestMixin(Organise):
    """Editors come in as well as organisers: they have no way to the rest of the meeting."""

    rule = staticmethod(rules.may_harvest)
    header_icon = "clipboard-list"

    @cached_property
    def event(self) -> Event:
        """The meeting named in the address; not found for who has nothing to do with its harvest."""
        found = rules.harvested_by(self.request.user).select_related("series")
        return get_object_or_404(found, public_id=self.kwargs["event"])

    @property
    def harvest_url(self) -> str:
        return reverse("organise:harvest", args=[self.event.public_id])

    def get_crumbs(self):
        return [{"url": self.harvest_url, "label": _("Oogst")}]

    def get_breadcrumbs_items(self):
        items = super().get_breadcrumbs_items()
        if rules.may_organise(self.request.user):
            return items
        return [item for item in items if item["url"] not in (reverse("organise:index"), self.workspace_url)]

    def get_success_url(self):
        return self.harvest_url

    get_cancel_url = get_success_url


class Harvest(HarvestMixin, OrganisePage):
    """Per group: who writes, how far it is, what is in it; below that the drafts that were made of it."""

    template_name = "events/organise/harvest.html"

    def get_page_title(self):
        return _("Oogst")

    def get_crumbs(self):
        return []

    def get_context_data(self, **kwargs):
        notes = self.event.notes.select_related("breakout__round").prefetch_related("items__harvested")
        notes = {note.breakout_id: note for note in notes}
        for note in notes.values():
            note.link = note_url(note, absolute=False)
        breakouts = self.event.breakouts.exclude(status="cancelled").select_related("round")
        groups = [(breakout, notes.get(breakout.pk)) for breakout in breakouts]
        whole = notes.get(None)
        mine = page_permission_policy.instances_user_has_permission_for(self.request.user, "change")
        tied = self.event.harvested.annotate(may_edit=Exists(mine.filter(pk=OuterRef("page"))))
        tied = tied.select_related("page__content_type", "breakout").order_by("page_id", "pk")
        pages = list({row.page_id: row for row in tied}.values())
        for row in pages:
            row.is_report = row.page.content_type.model == ReportPage._meta.model_name
        items = [item for note in notes.values() for item in note.items.all() if note.is_handed_in]
        return super().get_context_data(
            **kwargs,
            groups=[*groups, (None, whole)] if whole or not groups else groups,
            steps=[item for item in items if item.kind == NoteItem.Kind.NEXT_STEP],
            pages=sorted(pages, key=lambda row: not row.is_report),
            others_edit=not all(row.may_edit for row in pages),
            handed_in=sum(note.is_handed_in for note in notes.values()),
            fresh=sum(
                not item.harvested.all() and (item.consent or item.kind != NoteItem.Kind.QUOTE) for item in items
            ),
        )


class AskForNotes(HarvestMixin, OrganiseForm):
    """Name who keeps the notes of a group; they get the link by mail."""

    form_class = NoteTakerForm
    submit_label = gettext_lazy("Stuur de link")
    success_message = gettext_lazy("De link is verstuurd.")

    def get_page_title(self):
        return _("Wie schrijft op wat de groep meeneemt?")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"event": self.event}

    def get_initial(self):
        asked = self.request.GET.get("groep", "")
        known = asked.isascii() and asked.isdigit() and len(asked) < 18
        breakout = self.event.breakouts.filter(pk=asked).first() if known else None
        note = GroupNote.objects.filter(event=self.event, breakout=breakout).first()
        known = {"name": note.taker_name, "email": note.taker_email} if note else {}
        return {"breakout": breakout} | known

    def act(self, form):
        harvest.ask_for_notes(event=self.event, actor=self.request.user, **form.cleaned_data)


class MakeDrafts(HarvestMixin, Act):
    """One button: the report and the handvatten as drafts."""

    def act(self):
        count = harvest.make_drafts(event=self.event, actor=self.request.user).reported
        said = ngettext("%(count)s punt staat nu in een concept.", "%(count)s punten staan nu in een concept.", count)
        return said % {"count": count}


class AnswerPoint(HarvestMixin, OrganiseForm):
    """Say what was done with a next step."""

    form_class = OutcomeForm
    success_message = gettext_lazy("Het antwoord is opgeslagen.")

    def get_page_title(self):
        return _("Wat is ermee gedaan?")

    @cached_property
    def point(self) -> NoteItem:
        return get_object_or_404(NoteItem, note__event=self.event, key=self.kwargs["point"])

    def get_initial(self):
        return {"outcome": self.point.outcome, "answer": self.point.answer}

    def act(self, form):
        data = form.cleaned_data
        harvest.answer(point=self.point, outcome=data["outcome"], text=data["answer"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, explanation=str(self.point))


class TiePage(HarvestMixin, OrganiseForm):
    """Say of a page that was there already that it came from this meeting."""

    form_class = TieForm
    submit_label = gettext_lazy("Leg de herkomst vast")
    success_message = gettext_lazy("De herkomst is vastgelegd.")

    def get_page_title(self):
        return _("Herkomst van een bestaande pagina")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"event": self.event}

    def act(self, form):
        page: Page = form.cleaned_data["page"]
        harvest.tie_page(event=self.event, breakout=form.cleaned_data["breakout"], page=page)
