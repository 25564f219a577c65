"""The list of meetings, one meeting's workspace, and making, changing and cancelling it."""

from django.contrib import messages
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms import clock
from cms.facets import page_at
from events import rules
from events.actions import organise
from events.entries import when
from events.forms.organise import (
    ChangeEventForm,
    EventFilter,
    NewEventForm,
    ReasonForm,
    SeriesForm,
)
from events.models import Event, EventPage
from events.programme import Programme, rooms_of, waiting_in
from events.views.organise.base import Act, InOwnSeries, Organise, OrganiseForm, OrganisePage, WarnsOfPoints

PER_PAGE = 25


class Index(OrganisePage):
    """All meetings: those to come first; past and cancelled ones behind a filter."""

    template_name = "events/organise/index.html"

    def get_page_title(self):
        return _("Bijeenkomsten")

    def get_breadcrumbs_items(self):
        return [*super(Organise, self).get_breadcrumbs_items(), {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        form = EventFilter(self.request.GET)
        form.is_valid()
        when, words = form.cleaned_data.get("when") or "upcoming", form.cleaned_data.get("q", "")
        page = page_at(self._meetings(when, words), self.request.GET.get("page"), PER_PAGE)
        rooms, waiting = rooms_of(list(page.object_list)), waiting_in(list(page.object_list))
        rows = [
            {
                "event": event,
                "room": rooms[event.pk],
                "waiting": waiting.get(event.pk, 0),
                "page": next(iter(event.pages.all()), None),
            }
            for event in page.object_list
        ]
        return super().get_context_data(**kwargs, filter=form, when=when, page_obj=page, rows=rows)

    def _meetings(self, when: str, words: str):
        meetings = rules.organised_by(self.request.user).select_related("series").prefetch_related("pages")
        if words:
            meetings = meetings.filter(title__icontains=words)
        cancelled = Event.Status.CANCELLED
        if when == "past":
            return meetings.past().exclude(status=cancelled)
        if when == "cancelled":
            return meetings.filter(status=cancelled).order_by("-starts_at", "-pk")
        if when == "all":
            return meetings.order_by("-starts_at", "-pk")
        return meetings.upcoming().exclude(status=cancelled)


class New(InOwnSeries, OrganiseForm):
    """A new meeting with its page."""

    rule = staticmethod(rules.may_plan_in_a_series)
    form_class = NewEventForm
    submit_label = gettext_lazy("Bijeenkomst maken")

    def get_page_title(self):
        return _("Nieuwe bijeenkomst")

    def get_initial(self):
        series = self.series_in_address()
        return {"series": series, "kind": series.kind, "edition": organise.next_edition(series)} if series else {}

    def act(self, form):
        summary, template = form.cleaned_data["summary"], form.cleaned_data["template"]
        self.made = organise.create_event(
            key=self.key, actor=self.request.user, summary=summary, template=template, **form.values()
        )

    @property
    def success_message(self):
        return _("De bijeenkomst staat klaar. De pagina is nog een concept: publiceer haar als alles klopt.")

    def get_success_url(self):
        return reverse("organise:workspace", args=[self.made.public_id])

    def get_cancel_url(self):
        return reverse("organise:index")


class NewSeries(OrganiseForm):
    """A new series with its page."""

    rule = staticmethod(rules.may_plan)
    form_class = SeriesForm
    submit_label = gettext_lazy("Reeks maken")
    success_message = gettext_lazy("De reeks is gemaakt. Maak nu de eerste bijeenkomst van de reeks.")

    def get_page_title(self):
        return _("Nieuwe reeks")

    def act(self, form):
        self.made = organise.create_series(actor=self.request.user, **form.cleaned_data)

    def get_success_url(self):
        return reverse("organise:new") + f"?reeks={self.made.pk}"

    def get_cancel_url(self):
        return reverse("organise:index")


class Workspace(OrganisePage):
    """One meeting: details, programme, rounds and break-outs with their numbers."""

    template_name = "events/organise/workspace.html"

    def get_page_title(self):
        return self.event.title

    def get_breadcrumbs_items(self):
        return super().get_breadcrumbs_items()[:-1]

    def get_context_data(self, **kwargs):
        programme = Programme(self.event)
        parts = programme.parts
        previous_end, overlapping = None, []
        for part in parts:
            if previous_end and part.starts_at < previous_end:
                overlapping.append(part)
            previous_end = max(previous_end or part.ends_at, part.ends_at)
        return super().get_context_data(
            **kwargs,
            programme=programme,
            parts=parts,
            overlapping=overlapping,
            to_watch=programme.to_watch,
            text_page=page_of(self.event),
            now=clock.now(),
        )


class Change(WarnsOfPoints, InOwnSeries, OrganiseForm):
    """The details of a meeting."""

    watched = frozenset({"title", "kind"})
    form_class = ChangeEventForm

    def get_page_title(self):
        return _("Gegevens wijzigen")

    @property
    def success_message(self):
        if not self.moved:
            return _("De wijzigingen zijn opgeslagen.")
        words = _("De wijzigingen zijn opgeslagen. De bijeenkomst is nu op %(when)s.") % {"when": when(self.moved)}
        parts = self.moved.programme_items.exists() or self.moved.rounds.exists()
        return f"{words} {_('Het programma schoof mee.')}" if self.shifted and parts else words

    def get_form_kwargs(self):
        self.row = self.row or self.event
        return super().get_form_kwargs()

    def act(self, form):
        self.shifted = form.cleaned_data["shift_programme"]
        event = organise.change_event(
            event=self.event,
            version=self.version,
            actor=self.request.user,
            shift_programme=self.shifted,
            excess_waits=form.cleaned_data["excess_waits"],
            **form.values(),
        )
        self.moved = event if form.moves_start else None


class Cancel(OrganiseForm):
    """The meeting does not take place."""

    form_class = ReasonForm
    template_name = "events/organise/cancel.html"
    submit_label = gettext_lazy("Ja, laat de bijeenkomst niet doorgaan")
    success_message = gettext_lazy(
        "De bijeenkomst gaat niet door. Iedereen die zich had aangemeld krijgt daar een mail over."
    )

    def get_page_title(self):
        return _("Laten vervallen")

    def get_context_data(self, **kwargs):
        people = self.event.places.filter(breakout=None).count() + self.event.speakers.expected().count()
        return super().get_context_data(**kwargs, people=people, danger=True)

    def act(self, form):
        organise.cancel_event(event=self.event, reason=form.cleaned_data["reason"], actor=self.request.user)


class Publish(Act):
    """Publish the meeting's page."""

    def act(self):
        page = page_of(self.event)
        if page is None or not page.permissions_for_user(self.request.user).can_publish():
            raise Http404
        organise.publish_page(page=page, actor=self.request.user)
        for words in Programme(self.event).to_watch:
            messages.warning(self.request, words)
        return _("De pagina staat nu op de site.")


def page_of(event: Event) -> EventPage | None:
    """The page an organiser works on: the Dutch original."""
    return event.pages.filter(alias_of=None).order_by("pk").first()
