"""The forms around the people who come."""

from django import forms
from django.utils.translation import gettext_lazy as _

from community.addresses import refuse_unmailable
from events.forms.organise.fields import Line, OrganiserForm, choices_of
from events.forms.sign_up import attends_field, clean_name
from events.models import Breakout, Event, Registration


class ParticipantForm(OrganiserForm):
    """Somebody the organiser signs up, for instance by phone."""

    name = forms.CharField(label=_("Naam"), max_length=120)
    email = forms.EmailField(
        label=_("E-mailadres"),
        max_length=254,
        required=False,
        validators=[refuse_unmailable],
        help_text=_(
            "Hierheen gaat de mail om te bevestigen. We houden de plek 24 uur vast. "
            "Geen e-mailadres? Laat dit leeg, als deze persoon dat goedvindt: dan krijg jij de mail en bevestig jij."
        ),
    )

    attends = attends_field(_("Hoe komt deze persoon?"))

    def __init__(self, *args, event: Event, rounds, **kwargs):
        super().__init__(*args, **kwargs)
        if event.mode != Event.Mode.HYBRID:
            del self.fields["attends"]
        for part in rounds:
            self.fields[f"round-{part.round.pk}"] = breakout_field(part)

    def clean_name(self):
        return clean_name(self.cleaned_data["name"])


class MoveForm(forms.Form):
    """To which break-out of a round a person moves."""

    def __init__(self, *args, part, **kwargs):
        super().__init__(*args, auto_id=f"id_round-{part.round.pk}_%s", **kwargs)
        self.fields["breakout"] = breakout_field(part, required=True)


class ParticipantFilter(forms.Form):
    """Narrows the list of participants; unknown values are ignored."""

    q = Line(label=_("Zoek op naam of adres"), max_length=100, required=False)
    status = forms.ChoiceField(
        label=_("Status"), required=False, choices=[("", _("Alle")), *choices_of(Registration.Status)]
    )
    breakout = forms.ModelChoiceField(
        Breakout.objects.none(), label=_("Break-out"), required=False, empty_label=_("Alle")
    )
    mail = forms.ChoiceField(label=_("Mail"), required=False, choices=[("", _("Alle")), ("failed", _("Mislukt"))])

    def __init__(self, *args, event: Event, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["breakout"].queryset = event.breakouts.select_related("round")
        self.fields["breakout"].label_from_instance = lambda breakout: f"{breakout.round.title}: {breakout.title}"


def breakout_field(part, *, required: bool = False) -> forms.ModelChoiceField:
    """A select with the break-outs of a round that go on, each with the room left in it."""
    room = {offer.breakout.pk: offer.room for offer in part.offers}
    field = forms.ModelChoiceField(
        part.round.breakouts.filter(status=Breakout.Status.PLANNED),
        label=part.round.title,
        required=required,
        empty_label=_("Kies een break-out") if required else _("Nog geen keuze"),
        error_messages={
            "required": _("Kies een break-out."),
            "invalid_choice": _("Deze break-out is er niet meer. Kies een andere."),
        },
    )

    def label(breakout):
        left = room[breakout.pk].free if breakout.pk in room else 0
        words = {"title": breakout.title, "free": left}
        return _("%(title)s (vol)") % words if not left else _("%(title)s (%(free)s vrij)") % words

    field.label_from_instance = label
    return field
