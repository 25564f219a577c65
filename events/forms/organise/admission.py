"""The form about how people get in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from events.forms.organise.fields import MOST_SEATS, OrganiserForm, choices_of
from events.models import Admission


class AdmissionForm(OrganiserForm):
    """How break-outs are given out."""

    groups = (
        (_("Break-outs kiezen"), ("method", "wishes_close_at")),
        (_("Als er een plek vrijkomt"), ("offers", "offer_hours")),
        (_("Zaal en online"), ("room_capacity", "dial_in", "house_rules", "recording")),
        (
            _("Regels voor het verdelen"),
            ("mixed_sectors", "ambassador_per_group", "never_twice_together", "only_ranked"),
        ),
    )

    method = forms.ChoiceField(
        label=_("Manier"),
        choices=choices_of(Admission.Method),
        help_text=_(
            "Bij loten en verdelen geven mensen per ronde een eerste, tweede en derde keuze door. "
            "Wie vroeg is heeft dan geen voordeel. Loten gaat vanzelf; bij verdelen bekijk je eerst een voorstel."
        ),
    )
    wishes_close_at = forms.DateTimeField(
        label=_("Voorkeuren doorgeven tot"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=_("Alleen bij loten en verdelen."),
    )
    offers = forms.BooleanField(
        label=_("Vraag eerst wie op de wachtlijst staat of die nog wil komen"),
        required=False,
        help_text=_("Anders krijgt de eerste op de wachtlijst de plek vanzelf."),
    )
    offer_hours = forms.IntegerField(
        label=_("Bedenktijd in werkuren"),
        min_value=1,
        max_value=80,
        required=False,
        help_text=_(
            "Uren van maandag tot en met vrijdag tussen 9 en 17 uur, feestdagen niet. Leeg: 8. "
            "Nooit langer dan tot het begin."
        ),
    )
    room_capacity = forms.IntegerField(
        label=_("Plaatsen in de zaal"),
        min_value=1,
        max_value=MOST_SEATS,
        required=False,
        help_text=_("Alleen als mensen naar een plek én online kunnen komen. Leeg: geen grens."),
    )
    dial_in = forms.CharField(
        label=_("Inbellen met de telefoon"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Nummer en code. Deelnemers zien dit tegelijk met de vergaderlink, niet eerder."),
    )
    house_rules = forms.CharField(
        label=_("Huisregels"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Bijvoorbeeld: wat je vertelt blijft in de groep. Deelnemers lezen dit op hun eigen pagina."),
    )
    recording = forms.CharField(
        label=_("Over de opname"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_(
            "Wordt er iets opgenomen? Zeg wat, voor wie, en hoe je buiten beeld blijft. Staat bij het aanmelden."
        ),
    )
    mixed_sectors = forms.BooleanField(
        label=_("Elke groep gemengd: mensen uit ten minste twee werkvelden"), required=False
    )
    ambassador_per_group = forms.BooleanField(label=_("In elke groep een ambassadeur"), required=False)
    never_twice_together = forms.BooleanField(
        label=_("Niemand twee keer in een groep met dezelfde titel"), required=False
    )
    only_ranked = forms.BooleanField(
        label=_("Niemand in een groep die niet is gekozen"),
        required=False,
        help_text=_("Strenger: wie alleen volle groepen koos, krijgt dan geen plaats."),
    )

    def clean_offer_hours(self):
        return self.cleaned_data["offer_hours"] or Admission._meta.get_field("offer_hours").default

    def clean(self):
        data = super().clean()
        if data.get("method") == Admission.Method.FIRST_COME:
            data["wishes_close_at"] = None
        elif not data.get("wishes_close_at") and "wishes_close_at" not in self.errors:
            self.add_error("wishes_close_at", _("Vul in tot wanneer mensen hun voorkeur doorgeven."))
        return data
