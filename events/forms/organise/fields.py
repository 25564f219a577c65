"""What the forms of organisers are made of. Times are typed as wall time of the active time zone."""

import re
import unicodedata
from abc import abstractmethod
from collections.abc import Iterator
from datetime import date, datetime, time

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import from_current_timezone
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from cms.identifiers import refuse_bsn

MOST_SEATS = 100_000


class Line(forms.CharField):
    """One line of text: control characters and line breaks become spaces."""

    def clean(self, value):
        value = "".join(sign if unicodedata.category(sign)[0] != "C" or sign == "\0" else " " for sign in value or "")
        return super().clean(re.sub(r"\s+", " ", value).strip())


class Day(forms.DateField):
    """A calendar day between the years 2000 and 2100."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def clean(self, value):
        day = super().clean(value)
        if day and not 2000 <= day.year < 2100:
            raise ValidationError(_("Kies een dag tussen 2000 en 2100."))
        return day


class Hour(forms.TimeField):
    """A time of day, to the minute."""

    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


def seats_field(**options) -> forms.IntegerField:
    return forms.IntegerField(label=_("Aantal plaatsen"), min_value=1, max_value=MOST_SEATS, **options)


def choices_of(enumeration) -> list[tuple[str, str]]:
    return [(value, capfirst(label)) for value, label in enumeration.choices]


class OrganiserForm(forms.Form):
    """A form in groups: `groups` names its legends and the fields below them. `row` is what is being edited."""

    groups: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def __init__(self, *args, row=None, **kwargs):
        initial = self.initial_from(row) if row else {}
        super().__init__(*args, initial=initial | (kwargs.pop("initial", None) or {}), **kwargs)
        self.row = row
        for field in self.fields.values():
            if isinstance(field, forms.CharField):
                field.validators = [*field.validators, refuse_bsn]

    @classmethod
    def initial_from(cls, row) -> dict:
        """What the fields hold for this row."""
        initial = {name: getattr(row, name) for name in cls.base_fields if hasattr(row, name)}
        if hasattr(row, "starts_at"):
            starts, ends = timezone.localtime(row.starts_at), timezone.localtime(row.ends_at)
            initial |= {"date": starts.date(), "starts": _minute(starts), "ends": _minute(ends)}
        return initial

    def fieldsets(self) -> Iterator[tuple[str, list[forms.BoundField]]]:
        """Legend and bound fields of each group; what no group names comes last, under no legend."""
        named = {name for _legend, names in self.groups for name in names}
        for legend, names in self.groups:
            if fields := [self[name] for name in names if name in self.fields]:
                yield legend, fields
        if rest := [self[name] for name in self.fields if name not in named]:
            yield "", rest

    def differences(self) -> Iterator[tuple[str, str, str]]:
        """Label, typed and stored text of every field in which this (bound) form differs from its row.

        Not `changed_data`: that tells what differs from what was on the screen, where the form remembers that.
        """
        for name, field in self.fields.items():
            if field.has_changed(self[name].initial, self[name].data):
                yield field.label, _shown(field, self.cleaned_data.get(name)), _shown(field, self[name].initial)

    def moment(self, day: date | None, name: str) -> datetime | None:
        """The wall time in field `name` on that day; adds an error where that time does not exist."""
        hour = self.cleaned_data.get(name)
        if day is None or hour is None:
            return None
        try:
            return from_current_timezone(datetime.combine(day, hour))
        except ValidationError:
            self.add_error(name, _("Deze tijd bestaat die nacht niet (of twee keer): de klok wordt dan verzet."))
            return None


class TimesForm(OrganiserForm):
    """Adds `starts_at` and `ends_at` to the cleaned data, from two times on one day."""

    @abstractmethod
    def day(self) -> date | None:
        """The day the times are on: a meeting has a field for it, a part follows its meeting."""

    def clean(self):
        data = super().clean()
        day = self.day()
        for name in ("starts", "ends"):
            # A time that stays the same keeps its seconds: otherwise saving a title would move the meeting.
            untouched = self.row and "date" not in self.changed_data and data.get(name) == self.initial[name]
            data[f"{name}_at"] = getattr(self.row, f"{name}_at") if untouched else self.moment(day, name)
        if data["starts_at"] and data["ends_at"] and data["ends_at"] <= data["starts_at"]:
            self.add_error("ends", _("Het einde moet na het begin liggen."))
        return data

    def values(self) -> dict:
        """What the action wants to know."""
        extra = {"date", "starts", "ends", "summary", "template", "shift_programme", "excess_waits"}
        return {name: value for name, value in self.cleaned_data.items() if name not in extra}


def _minute(moment: datetime) -> time:
    return moment.time().replace(second=0, microsecond=0)


def _shown(field: forms.Field, value) -> str:
    """A value as the person who typed it would know it."""
    if isinstance(field, forms.ChoiceField):
        value = field.prepare_value(value)
        labels = {str(choice): str(label) for choice, label in field.choices}
        chosen = value if isinstance(value, list) else [value]
        return ", ".join(labels.get(str(one), str(one)) for one in chosen if one is not None)
    if isinstance(value, bool):
        return str(_("ja") if value else _("nee"))
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%d-%m-%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return "" if value is None else str(value)
