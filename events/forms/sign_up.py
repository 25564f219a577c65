"""The forms of a participant. They check what was typed; whether there is room is decided under the lock."""

import re
import unicodedata
import uuid
from collections.abc import Mapping

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from cms.identifiers import refuse_bsn
from cms.models import Sector
from community.addresses import refuse_unmailable
from events.actions.sign_up import Choice
from events.models import RANKS, Admission, Breakout, Event, Registration
from events.programme import Part, Programme

NO_CHOICE = ""
WAIT = "-wachtlijst"


def clean_name(value: str) -> str:
    """One line without control characters or web addresses, which have no place in a name or a mail header."""
    name = " ".join("".join(c if unicodedata.category(c)[0] != "C" else " " for c in value).split())
    if not name:
        raise ValidationError(_("Vul je naam in."), code="required")
    if re.search(r"://|www\.|@", name, re.IGNORECASE):
        raise ValidationError(_("Vul alleen een naam in, zonder webadres of e-mailadres."), code="invalid")
    refuse_bsn(name)
    return name


def attends_field(label, **options) -> forms.ChoiceField:
    """To the room or online, for a form that drops it where a meeting is not both."""
    choices = [(value, capfirst(name)) for value, name in Registration.Attends.choices]
    return forms.ChoiceField(label=label, choices=choices, initial=Registration.Attends.ROOM, **options)


class BreakoutsForm(forms.Form):
    """One optional choice per round; `choices()` gives them as the actions want them."""

    people = 1  # who choose together

    def __init__(self, *args, programme: Programme, **kwargs):
        super().__init__(*args, **kwargs)
        self.programme = programme
        self.breakouts: dict[str, Breakout] = {}
        for part in programme.to_choose:
            values = [(NO_CHOICE, _("Ik kies later"))]
            for offer in part.going_on:
                for value in (str(offer.breakout.pk), f"{offer.breakout.pk}{WAIT}"):
                    self.breakouts[value] = offer.breakout
                    values.append((value, offer.breakout.title))
            self.fields[f"round-{part.round.pk}"] = forms.ChoiceField(
                label=part.title,
                choices=values,
                required=False,
                widget=forms.RadioSelect,
                error_messages={"invalid_choice": _("Deze break-out is er niet meer. Kies een andere.")},
                initial=self._initial(part),
            )

    def _initial(self, part: Part) -> str:
        mine = part.wait or part.seat
        return self.value_of(mine) if mine else NO_CHOICE

    def value_of(self, offer) -> str:
        """The value that picks this offer: a seat, or, when too full or already waited for, its waiting list."""
        waits = not offer.room.fits(self.people) if offer.mine is None else not offer.mine.is_seat
        return f"{offer.breakout.pk}{WAIT}" if waits else str(offer.breakout.pk)

    def rounds(self):
        """Per round: the part, its bound field, and its options with `offer`, `value`, `checked`, and whether it has
        a seat but too few for all of them (`short`)."""
        for part in self.programme.to_choose:
            field = self[f"round-{part.round.pk}"]
            options = [
                {
                    "offer": offer,
                    "value": self.value_of(offer),
                    "checked": self.value_of(offer) == str(field.value() or ""),
                    "short": bool(offer.room.free) and not offer.room.fits(self.people),
                }
                for offer in part.offers
            ]
            nothing_checked = not any(option["checked"] for option in options)
            yield {"part": part, "field": field, "options": options, "nothing_checked": nothing_checked}

    def choices(self) -> dict[int, Choice | None]:
        """Round id → Choice, or None where nothing was picked."""
        picked = {}
        for part in self.programme.to_choose:
            value = self.cleaned_data.get(f"round-{part.round.pk}") or NO_CHOICE
            breakout = self.breakouts.get(value)
            picked[part.round.pk] = Choice(breakout, may_wait=value.endswith(WAIT)) if breakout else None
        return picked

    def wishes(self) -> dict[int, list[Breakout]]:
        """Here one chooses."""
        return {}


class WishesForm(forms.Form):
    """A first, second and third choice per round, where places are given by wish."""

    def __init__(self, *args, programme: Programme, wishes: Mapping[int, list[int]] | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.programme = programme
        self.breakouts: dict[str, Breakout] = {}
        for part in programme.to_choose:
            titles = {str(offer.breakout.pk): offer.breakout.title for offer in part.going_on}
            self.breakouts |= {str(offer.breakout.pk): offer.breakout for offer in part.going_on}
            mine = (wishes or {}).get(part.round.pk, [])
            for rank in range(1, min(RANKS, len(titles)) + 1):
                self.fields[self._name(part, rank)] = forms.ChoiceField(
                    label=_("%(rank)se keuze") % {"rank": rank},
                    choices=[(NO_CHOICE, _("Geen voorkeur")), *titles.items()],
                    required=False,
                    error_messages={"invalid_choice": _("Deze break-out is er niet meer. Kies een andere.")},
                    initial=str(mine[rank - 1]) if rank <= len(mine) else NO_CHOICE,
                )

    @staticmethod
    def _name(part: Part, rank: int) -> str:
        return f"round-{part.round.pk}-{rank}"

    def _fields(self, part: Part) -> list[str]:
        return [name for rank in range(1, RANKS + 1) if (name := self._name(part, rank)) in self.fields]

    def rounds(self):
        """Per round: the part and its bound fields, first choice first."""
        for part in self.programme.to_choose:
            yield {"part": part, "fields": [self[name] for name in self._fields(part)]}

    def clean(self):
        data = super().clean()
        for part in self.programme.to_choose:
            seen: set[str] = set()
            for name in self._fields(part):
                value = data.get(name)
                if value and value in seen:
                    words = {"title": self.breakouts[value].title}
                    self.add_error(name, _("Je koos “%(title)s” twee keer. Kies hier een andere groep.") % words)
                seen.add(value)
        return data

    def choices(self) -> dict[int, Choice | None]:
        """Nothing is chosen for sure here."""
        return {}

    def wishes(self) -> dict[int, list[Breakout]]:
        """Round id → break-outs, favourite first."""
        return {
            part.round.pk: [self.breakouts[value] for name in self._fields(part) if (value := self.cleaned_data[name])]
            for part in self.programme.to_choose
        }


class Newcomer(forms.Form):
    """Name and address. Somebody signed in has their address already; a sector is asked where groups are mixed."""

    name = forms.CharField(
        label=_("Je naam"),
        max_length=120,
        error_messages={
            "required": _("Vul je naam in."),
            "max_length": _("Je naam is te lang: gebruik hoogstens 120 tekens."),
        },
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("Je e-mailadres"),
        max_length=254,
        validators=[refuse_unmailable],
        help_text=_("Hierheen sturen we de bevestiging en de uitnodiging voor je agenda."),
        error_messages={
            "required": _("Vul je e-mailadres in."),
            "invalid": _("Dit is geen e-mailadres. Het ziet eruit als naam@voorbeeld.nl."),
            "max_length": _("Dit e-mailadres is te lang."),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    sector = forms.ModelChoiceField(
        Sector.objects.all(),
        label=_("Waar werk je?"),
        required=False,
        empty_label=_("Dat zeg ik liever niet"),
        help_text=_("Zo krijgen we in elke groep mensen uit verschillende werkvelden."),
    )
    attends = attends_field(_("Hoe kom je?"), widget=forms.RadioSelect)
    colleague_name = forms.CharField(label=_("Naam van je collega"), max_length=120, required=False)
    colleague_email = forms.EmailField(
        label=_("E-mailadres van je collega"), max_length=254, required=False, validators=[refuse_unmailable]
    )
    key = forms.CharField(required=False, widget=forms.HiddenInput)

    field_order = ["name", "email", "attends", "sector", "colleague_name", "colleague_email"]

    def __init__(self, *args, user=None, event: Event, admission: Admission, **kwargs):
        super().__init__(*args, initial={"key": uuid.uuid4(), "name": user.get_full_name() if user else ""}, **kwargs)
        if user:
            del self.fields["email"]
        if not (admission.takes_wishes and admission.mixed_sectors):
            del self.fields["sector"]
        if event.mode != Event.Mode.HYBRID:
            del self.fields["attends"]

    def clean_colleague_name(self) -> str:
        return clean_name(name) if (name := self.cleaned_data["colleague_name"].strip()) else ""

    def clean(self):
        data = super().clean()
        name, email = data.get("colleague_name"), data.get("colleague_email")
        if email and not name and "colleague_name" not in self.errors:
            self.add_error("colleague_name", _("Vul ook de naam van je collega in."))
        if name and not email and "colleague_email" not in self.errors:
            self.add_error("colleague_email", _("Vul ook het e-mailadres van je collega in."))
        return data

    def colleague(self) -> tuple[str, str] | None:
        """Name and address of whom they come with."""
        pair = self.cleaned_data["colleague_name"], self.cleaned_data["colleague_email"]
        return pair if all(pair) else None

    def clean_name(self) -> str:
        return clean_name(self.cleaned_data["name"])

    def clean_key(self) -> uuid.UUID:
        """The idempotency key; a new one when it is missing or mangled, so that no sign-up is lost over it."""
        try:
            return uuid.UUID(self.cleaned_data["key"])
        except ValueError:
            return uuid.uuid4()


class SignUpForm(Newcomer, BreakoutsForm):
    """Signing up with a break-out per round."""

    @property
    def people(self) -> int:
        """Two once a colleague was filled in."""
        return 2 if self.data.get("colleague_name") and self.data.get("colleague_email") else 1


class SignUpWithWishesForm(Newcomer, WishesForm):
    """Signing up with wishes per round."""


class SignUpOnlyForm(Newcomer):
    """Signing up while nothing can be chosen: break-outs are being given out, and follow later."""

    def __init__(self, *args, programme: Programme, **kwargs):
        super().__init__(*args, **kwargs)
        self.programme = programme

    def choices(self) -> dict:
        """Nothing to choose now."""
        return {}

    def wishes(self) -> dict:
        """Nothing to wish for now."""
        return {}


def sign_up_form(admission: Admission) -> type[Newcomer]:
    """The form for how this meeting gives its places now."""
    if not admission.by_wish:
        return SignUpForm
    return SignUpWithWishesForm if admission.takes_wishes else SignUpOnlyForm
