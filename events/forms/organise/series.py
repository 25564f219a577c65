"""Planning a series in one form, and saying who organises it."""

from datetime import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import from_current_timezone
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from cms import clock
from events.forms.organise.fields import Day, Hour, Line, OrganiserForm, TimesForm, choices_of
from events.forms.organise.meetings import EventForm, summary_field, template_field
from events.recurrence import LAST, MOST, Pattern, Rule, days, in_a_year

NTH = ((1, _("de eerste")), (2, _("de tweede")), (3, _("de derde")), (4, _("de vierde")), (LAST, _("de laatste")))


class RunForm(EventForm):
    """Which days, and what every meeting on them has in common.

    A valid form has `days` (the rule's, still to come) and `moments`: start and end of the days that are kept, where
    the boxes of the preview say which; without a preview all but the public holidays.
    """

    groups = (
        (_("Welke reeks"), ("series", "new_series", "title", "kind")),
        (_("Welke dagen"), ("pattern", "nth", "weekday", "every", "first", "last")),
        (_("Hoe laat en waar"), ("starts", "ends", "mode", "venue", "meeting_url")),
        (_("Aanmelden"), ("capacity", "phone")),
        (_("Op de pagina's"), ("template", "summary")),
    )

    edition = date = sign_up_closes_at = None

    new_series = Line(
        label=_("Of een nieuwe reeks"),
        max_length=120,
        required=False,
        help_text=_("De naam van de reeks, als zij er nog niet is. Bijvoorbeeld: Inspiratiesessie Lindeveen."),
    )
    title = Line(
        label=_("Titel"),
        max_length=150,
        required=False,
        help_text=_("Leeg: de naam van de reeks. Het nummer van de editie komt er vanzelf achter."),
    )
    pattern = forms.ChoiceField(label=_("Hoe vaak"), choices=choices_of(Pattern))
    nth = forms.TypedChoiceField(label=_("De hoeveelste van de maand"), choices=NTH, coerce=int, initial=3)
    weekday = forms.TypedChoiceField(
        label=_("Weekdag"), choices=[(number, capfirst(name)) for number, name in WEEKDAYS.items()], coerce=int
    )
    every = forms.IntegerField(
        label=_("Om de hoeveel weken"),
        min_value=1,
        max_value=52,
        initial=1,
        help_text=_("Alleen voor “om de zoveel weken”."),
    )
    first = Day(label=_("Vanaf"))
    last = Day(label=_("Tot en met"))
    template = template_field()
    summary = summary_field()
    shown = forms.CharField(required=False, widget=forms.HiddenInput, max_length=11 * (MOST + 1))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        today = timezone.localdate(clock.now())
        self.initial = {"first": today, "last": in_a_year(today)} | self.initial
        self.days, self.moments = [], []  # of the rule, and of what is made of it

    def fieldsets(self):
        """The groups, without what the preview carries along."""
        for legend, fields in super().fieldsets():
            if visible := [field for field in fields if field.name != "shown"]:
                yield legend, visible

    def clean(self):
        data = super().clean()
        if not data.get("series") and not data.get("new_series") and not {"series", "new_series"} & self.errors.keys():
            self.add_error("series", _("Kies een reeks, of geef een nieuwe reeks een naam."))
        if data.get("starts") and data.get("ends") and data["ends"] <= data["starts"]:
            self.add_error("ends", _("Het einde moet na het begin liggen."))
        if not {"pattern", "weekday", "nth", "every", "first", "last"} & self.errors.keys():
            self._find_days()
        if self.days and not self.errors:
            self.moments = [self._moments(day) for day in self.kept]
        return data

    def _find_days(self):
        data = self.cleaned_data
        rule = Rule(**{name: data[name] for name in ("pattern", "weekday", "nth", "every", "first", "last")})
        found, today = days(rule), timezone.localdate(clock.now())
        self.days = [day for day in found if day.date > today]
        if data["last"] < data["first"]:
            self.add_error("last", _("Deze dag ligt voor de eerste dag. Kies een latere dag."))
        elif not found:
            self.add_error(
                "last", _("Hiermee komt er geen enkele bijeenkomst. Kies een langere tijd of een andere dag.")
            )
        elif not self.days:
            self.add_error("last", _("Alle dagen van deze regel zijn al voorbij. Kies een latere dag."))
        elif len(found) > MOST:
            self.add_error(
                "last", _("Dit worden meer dan %(most)s bijeenkomsten. Kies een kortere tijd.") % {"most": MOST}
            )

    @property
    def kept(self) -> list:
        """The days to make a meeting on."""
        if not self.has_seen:
            return [day for day in self.days if not day.holiday]
        wanted = set(self.data.getlist("keep"))
        return [day for day in self.days if day.date.isoformat() in wanted]

    @cached_property
    def has_seen(self) -> bool:
        """Whether the days that were shown with their boxes are the days of this rule."""
        return self.cleaned_data.get("shown") == self.stamp

    @property
    def stamp(self) -> str:
        """Names the days of the rule."""
        return ",".join(day.date.isoformat() for day in self.days)

    def preview(self) -> list[dict]:
        """The days with their boxes: `value`, the `day` of the rule and whether the box is `checked`."""
        kept = {day.date for day in self.kept}
        return [{"value": day.date.isoformat(), "day": day, "checked": day.date in kept} for day in self.days]

    def _moments(self, day) -> tuple[datetime, datetime] | None:
        try:
            return tuple(
                from_current_timezone(datetime.combine(day.date, self.cleaned_data[name]))
                for name in ("starts", "ends")
            )
        except ValidationError:
            words = {"day": date_format(day.date, "j F Y")}
            message = _("Op %(day)s bestaat deze tijd niet (of twee keer): de klok wordt dan verzet.")
            self.add_error("starts", message % words)
            return None

    def values(self):
        """What the action wants to know, besides the moments."""
        rule = {"pattern", "nth", "weekday", "every", "first", "last", "shown", "starts", "ends"}
        both = {"starts_at", "ends_at"}
        return {name: value for name, value in self.cleaned_data.items() if name not in rule | both}


class EditionForm(TimesForm):
    """When the next edition is; everything else comes from the one it is made from (`row`)."""

    groups = ((_("De nieuwe editie"), ("title", "date", "starts", "ends")),)

    title = Line(label=_("Titel"), max_length=160)
    date = Day(label=_("Dag"))
    starts = Hour(label=_("Begin"))
    ends = Hour(label=_("Einde"))

    def day(self):
        return self.cleaned_data.get("date")

    def clean(self):
        data = super().clean()
        if data.get("starts_at") and data["starts_at"] <= clock.now():
            self.add_error("date", _("Dit moment is al voorbij. Kies een moment dat nog komt."))
        return data


class HostForm(OrganiserForm):
    """Who organises along."""

    email = forms.EmailField(
        label=_("E-mailadres van het account"),
        max_length=254,
        help_text=_(
            "Deze persoon kan alle edities van deze reeks wijzigen, en verder niets. We sturen er een mail over."
        ),
    )
