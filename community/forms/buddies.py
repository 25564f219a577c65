"""The forms of buddies: what you offer or ask, and your own looking back."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.models import Region, Sector, Theme
from community.forms.posts import VersionForm
from community.models import BuddyProfile, How, Moment
from community.privacy.contact_data import refuse_contact_data

WEEKS = [(4, _("4 weken")), (8, _("8 weken")), (12, _("12 weken"))]
MOST_AT_ONCE = 5


class BuddyForm(VersionForm):
    """Offering or asking, by `side`; who offers also says for how many at once."""

    about = forms.CharField(
        label=_("Vertel iets over jou"),
        help_text=_("Wie je een maatje wordt, leest dit. Zonder naam: die komt pas als jullie allebei ja zeggen."),
        min_length=20,
        max_length=1000,
        validators=[refuse_contact_data],
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"min_length": _("Vertel iets meer: minstens een hele zin.")},
    )
    sectors = forms.ModelMultipleChoiceField(
        label=_("Waar werk je?"),
        queryset=Sector.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    themes = forms.ModelMultipleChoiceField(
        label=_("Waar wil je het over hebben?"),
        queryset=Theme.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Kies minstens één thema.")},
    )
    how = forms.ChoiceField(label=_("Hoe spreek je af?"), choices=How, widget=forms.RadioSelect, initial=How.EITHER)
    regions = forms.ModelMultipleChoiceField(
        label=_("Waar?"),
        help_text=_("Nodig als je bij elkaar wilt komen."),
        queryset=Region.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    moments = forms.MultipleChoiceField(
        label=_("Wanneer kun je?"),
        choices=Moment,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Kies minstens één moment.")},
    )
    weeks = forms.TypedChoiceField(label=_("Hoe lang?"), choices=WEEKS, coerce=int, initial=12)
    capacity = forms.IntegerField(
        label=_("Voor hoeveel mensen tegelijk?"), min_value=1, max_value=MOST_AT_ONCE, initial=1
    )

    def __init__(self, *args, side: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sectors"].queryset = Sector.objects.all()
        self.fields["themes"].queryset = Theme.objects.all()
        self.fields["regions"].queryset = Region.objects.exclude(
            kind__in=[Region.Kind.COUNTRY, Region.Kind.PROVINCE, Region.Kind.NEIGHBOURHOOD]
        )
        if side == BuddyProfile.Side.ASK:
            del self.fields["capacity"]

    def clean(self):
        """Who wants to meet says where."""
        data = super().clean()
        if data.get("how") == How.MEET and not data.get("regions"):
            self.add_error("regions", _("Kies waar je kunt afspreken, of kies ook online."))
        return data


class ReflectionForm(forms.Form):
    """For one's own eyes."""

    text = forms.CharField(
        label=_("Wat neem je mee?"),
        help_text=_(
            "Alleen jij leest dit. Maak het leeg om het weg te halen. Stopt een van jullie helemaal met maatjes, dan "
            "verhuist het naar je leerlog."
        ),
        max_length=4000,
        required=False,
        validators=[refuse_contact_data],
        widget=forms.Textarea(attrs={"rows": 5}),
    )
