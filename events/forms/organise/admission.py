"""The form about how people get in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from events.forms.organise.fields import OrganiserForm, choices_of
from events.models import Admission


class AdmissionForm(OrganiserForm):
    """How break-outs are given out."""

    groups = (
        (_("Break-outs kiezen"), ("method", "wishes_close_at")),
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

    def clean(self):
        data = super().clean()
        if data.get("method") == Admission.Method.FIRST_COME:
            data["wishes_close_at"] = None
        elif not data.get("wishes_close_at") and "wishes_close_at" not in self.errors:
            self.add_error("wishes_close_at", _("Vul in tot wanneer mensen hun voorkeur doorgeven."))
        return data
