"""Forms of peer groups and their sessions."""

from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from cms import clock
from community.forms.circles import Keyed
from community.models import PeerGroup, PeerSession

FAR = timedelta(days=2 * 365)


class NewGroupForm(Keyed, forms.ModelForm):
    """The name of a group."""

    class Meta:
        model = PeerGroup
        fields = ["name"]


class GroupForm(forms.ModelForm):
    """Name, size and the group's own agreement."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)

    class Meta:
        model = PeerGroup
        fields = ["name", "agreement", "largest"]
        widgets = {"agreement": forms.Textarea(attrs={"rows": 6})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["version"] = self.instance.agreement_version


class SignForm(forms.Form):
    """Both boxes, or no signature; and what was shown while they were ticked."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=60)
    agrees = forms.BooleanField(
        label=_("Ik houd me aan deze afspraken."),
        error_messages={"required": _("Zet een vinkje als je je aan de afspraken houdt. Anders kun je niet meedoen.")},
    )
    manages_nobody = forms.BooleanField(
        label=_("Ik ben van niemand in deze groep de leidinggevende, en niemand is die van mij."),
        error_messages={"required": _("Zet een vinkje als dat klopt. Anders kies je beter een andere groep.")},
    )


class InviteForm(forms.Form):
    """Whom to invite."""

    email = forms.EmailField(
        label=_("E-mailadres"),
        max_length=254,
        help_text=_("We sturen een link die twee weken werkt, alleen voor dit adres."),
    )


class SessionForm(forms.ModelForm):
    """When the group meets."""

    sequence = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=2**31 - 1)

    class Meta:
        model = PeerSession
        fields = ["starts_at", "minutes", "place", "facilitator"]
        widgets = {"starts_at": forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})}
        help_texts = {"facilitator": _("De beurt gaat vanzelf rond. Kies je niets, dan is wie het langst wachtte.")}

    def __init__(self, *args, group: PeerGroup, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["facilitator"].queryset = group.members.select_related("user")
        self.fields["facilitator"].required = False
        self.fields["facilitator"].empty_label = _("Wie aan de beurt is")
        if self.instance.pk:
            self.initial["sequence"] = self.instance.sequence

    def clean_starts_at(self):
        moment = self.cleaned_data["starts_at"]
        if not clock.now() - timedelta(days=1) <= moment <= clock.now() + FAR:
            raise forms.ValidationError(_("Kies een moment in de komende twee jaar."))
        return moment
