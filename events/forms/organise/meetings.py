"""The forms of meetings and their parts. Whether times and seats fit together is decided by the actions."""

from datetime import time

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms import clock
from cms.models import Audience
from events.forms.organise.fields import (
    MOST_SEATS,
    Day,
    Hour,
    Line,
    OrganiserForm,
    TimesForm,
    choices_of,
    seats_field,
)
from events.meeting_templates import TEMPLATES
from events.models import Breakout, Event, EventSeries, Kind, ProgrammeItem


def summary_field() -> forms.CharField:
    """The short text of the page that is made with a meeting."""
    return forms.CharField(
        label=_("In het kort"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Een of twee zinnen voor op de agenda. De rest van de tekst schrijf je op de pagina zelf."),
    )


def excess_field() -> forms.BooleanField:
    return forms.BooleanField(
        label=_("Zijn dat minder plaatsen dan er mensen in zitten? Zet dan de laatsten vooraan op de wachtlijst."),
        required=False,
    )


def template_field() -> forms.ChoiceField:
    """What the programme of a new meeting begins from."""
    return forms.ChoiceField(
        label=_("Programma om mee te beginnen"),
        required=False,
        choices=[("", _("Leeg")), *((name, template.label) for name, template in TEMPLATES.items())],
        help_text=_("De onderdelen verdelen de tijd die er is. Je kunt alles daarna nog aanpassen."),
    )


class EventForm(TimesForm):
    """The details of a meeting."""

    groups = (
        (_("Wat"), ("title", "kind", "series", "edition")),
        (_("Wanneer"), ("date", "starts", "ends", "shift_programme", "template")),
        (_("Waar"), ("mode", "venue", "meeting_url")),
        (_("Aanmelden"), ("capacity", "excess_waits", "sign_up_closes_at", "phone")),
        (_("Op de pagina"), ("summary",)),
    )

    title = Line(label=_("Titel"), max_length=160)
    kind = forms.ChoiceField(label=_("Soort"), choices=choices_of(Kind))
    series = forms.ModelChoiceField(
        EventSeries.objects.all(), label=_("Reeks"), required=False, empty_label=_("Geen reeks")
    )
    edition = forms.IntegerField(
        label=_("Editie"),
        min_value=1,
        max_value=9999,
        required=False,
        help_text=_("Laat je dit leeg, dan krijgt de bijeenkomst het volgende nummer van de reeks."),
    )
    date = Day(label=_("Dag"))
    starts = Hour(label=_("Begin"))
    ends = Hour(label=_("Einde"))
    mode = forms.ChoiceField(label=_("Vorm"), choices=choices_of(Event.Mode), initial=Event.Mode.ONLINE)
    venue = Line(
        label=_("Plaats"),
        max_length=255,
        required=False,
        help_text=_("Naam en adres. Nodig als mensen naar een plek komen."),
    )
    meeting_url = forms.URLField(
        label=_("Geheime vergaderlink"),
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text=_("Alleen wie bevestigd is ziet deze link, vanaf 30 minuten voor het begin."),
    )
    capacity = seats_field(
        required=False, help_text=_("Leeg: geen grens. Is het vol, dan komen mensen op de wachtlijst.")
    )
    sign_up_closes_at = forms.DateTimeField(
        label=_("Aanmelden tot"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=_("Leeg: tot het begin."),
    )

    phone = Line(
        label=_("Telefoonnummer om je aan te melden"),
        max_length=30,
        required=False,
        help_text=_("Voor wie geen mail of computer gebruikt. Leeg: het nummer van de site, als dat er is."),
    )

    def day(self):
        return self.cleaned_data.get("date")

    def clean(self):
        data = super().clean()
        if (
            data.get("mode") in (Event.Mode.ROOM, Event.Mode.HYBRID)
            and not data.get("venue")
            and "venue" not in self.errors
        ):
            self.add_error("venue", _("Vul in waar mensen naartoe komen."))
        if data.get("edition") and not data.get("series") and "series" not in self.errors:
            self.add_error("edition", _("Een editie hoort bij een reeks. Kies een reeks of laat de editie leeg."))
        return data


class NewEventForm(EventForm):
    """A new meeting, with what its page and programme start from."""

    template = template_field()
    summary = summary_field()

    def clean(self):
        data = super().clean()
        if data.get("starts_at") and data["starts_at"] <= clock.now():
            self.add_error("date", _("Dit moment is al voorbij. Kies een moment dat nog komt."))
        return data


class ChangeEventForm(EventForm):
    """The details of a meeting that is there already."""

    excess_waits = excess_field()
    shift_programme = forms.BooleanField(
        label=_("Schuif het einde en het programma mee als het begin verandert"),
        required=False,
        initial=True,
        help_text=_("Kies je zelf een ander einde, dan blijft dat staan."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["edition"].help_text = ""  # only a new meeting gets a number by itself
        for name in ("starts", "ends"):  # what the organiser saw goes along: sending twice moves the end once
            self.fields[name].show_hidden_initial = True

    @property
    def moves_start(self) -> bool:
        """Whether the organiser gave another day or hour to begin than they saw, or than the row held."""
        return "starts" in self.changed_data or self.cleaned_data["starts_at"] != self.row.starts_at

    def clean_ends(self):
        """The end that was typed; who moved the start alone keeps the length, as calendars do."""
        ends, starts = self.cleaned_data["ends"], self.cleaned_data.get("starts")
        moved_alone = "starts" in self.changed_data and "ends" not in self.changed_data
        if not (starts and moved_alone and self["shift_programme"].data):
            return ends
        seen = self.fields["starts"].clean(self.data.get(self["starts"].html_initial_name))
        minutes = _minutes(ends) + _minutes(starts) - _minutes(seen)
        if not 0 <= minutes < 24 * 60:
            raise ValidationError(_("Even lang duren gaat niet op deze dag. Kies zelf een einde."))
        return time(*divmod(minutes, 60))


def _minutes(hour: time) -> int:
    return hour.hour * 60 + hour.minute


class SeriesForm(OrganiserForm):
    """A new series."""

    name = Line(label=_("Naam"), max_length=120, help_text=_("Bijvoorbeeld: Leeratelier Lindeveen."))
    kind = forms.ChoiceField(label=_("Soort"), choices=choices_of(Kind))
    summary = forms.CharField(
        label=_("In het kort"), max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class PartForm(TimesForm):
    """What a plenary part and a round share. `event` says on which day."""

    def __init__(self, *args, event: Event, **kwargs):
        super().__init__(*args, **kwargs)
        self.event = event

    def day(self):
        return timezone.localtime(self.event.starts_at).date()


class ItemForm(PartForm):
    """A part for everybody."""

    title = Line(label=_("Titel"), max_length=160)
    kind = forms.ChoiceField(label=_("Soort"), choices=choices_of(ProgrammeItem.Kind))
    starts = Hour(label=_("Begin"))
    ends = Hour(label=_("Einde"))
    speaker = Line(label=_("Spreker"), max_length=160, required=False)
    description = forms.CharField(
        label=_("Toelichting"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )


class RoundForm(PartForm):
    """A round."""

    title = Line(label=_("Titel"), max_length=160)
    starts = Hour(label=_("Begin"))
    ends = Hour(label=_("Einde"))


class BreakoutForm(OrganiserForm):
    """A break-out."""

    groups = (
        (_("Waar het over gaat"), ("title", "description", "level", "audience", "host")),
        (_("Plaats"), ("capacity", "excess_waits", "minimum", "room", "meeting_url", "sort_order")),
    )

    title = Line(label=_("Titel"), max_length=160)
    description = forms.CharField(
        label=_("Waar gaat het over"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    level = forms.ChoiceField(label=_("Niveau"), choices=choices_of(Breakout.Level))
    audience = forms.ModelChoiceField(
        Audience.objects.all(), label=_("Voor wie"), required=False, empty_label=_("Voor iedereen")
    )
    host = Line(label=_("Begeleider"), max_length=160, required=False)
    capacity = seats_field()
    excess_waits = excess_field()
    minimum = forms.IntegerField(
        label=_("Ten minste"),
        min_value=0,
        max_value=MOST_SEATS,
        required=False,
        help_text=_("Bij verdelen naar voorkeur: met minder mensen blijft de groep leeg. Leeg: geen ondergrens."),
    )
    room = Line(label=_("Zaal of ruimte"), max_length=160, required=False)
    meeting_url = forms.URLField(
        label=_("Geheime vergaderlink"),
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text=_("Leeg: de link van de bijeenkomst zelf."),
    )
    sort_order = forms.IntegerField(
        label=_("Volgorde"),
        min_value=0,
        max_value=999,
        required=False,
        help_text=_("Lage nummers staan bovenaan. Leeg: achteraan."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.row is None:
            del self.fields["excess_waits"]  # nobody is in a new one

    def clean_minimum(self):
        return self.cleaned_data["minimum"] or 0

    def clean(self):
        data = super().clean()
        if data.get("capacity") and data.get("minimum", 0) > data["capacity"]:
            self.add_error("minimum", _("Dit is meer dan er plaatsen zijn."))
        return data

    def clean_sort_order(self):
        return self.cleaned_data["sort_order"] or 0


class ReasonForm(OrganiserForm):
    """Why something does not go on."""

    reason = Line(label=_("Reden"), max_length=160, help_text=_("Een zin, voor iedereen die zich heeft aangemeld."))


class EventFilter(forms.Form):
    """Narrows the list of meetings; unknown values are ignored."""

    WHEN = (("upcoming", _("Komend")), ("past", _("Geweest")), ("cancelled", _("Gaat niet door")), ("all", _("Alle")))

    q = Line(label=_("Zoek op titel"), max_length=100, required=False)
    when = forms.ChoiceField(label=_("Welke"), required=False, choices=WHEN)
