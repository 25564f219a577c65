"""The forms of the notice board."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.models import Region, Sector
from community.forms.asking import NamingForm
from community.forms.posts import PosterForm, VersionForm
from community.models import Notice
from community.privacy.contact_data import refuse_contact_data


class NoticeFields(NamingForm):
    """What a notice says."""

    kind = forms.ChoiceField(label=_("Zoek je iets, of bied je iets?"), choices=Notice.Kind, widget=forms.RadioSelect)
    title = forms.CharField(
        label=_("In één regel"),
        help_text=_("Bijvoorbeeld: huisarts zoekt welzijnswerker om samen spreekuur te houden."),
        max_length=120,
        validators=[refuse_contact_data],
    )
    text = forms.CharField(
        label=_("Vertel er iets meer over"),
        min_length=20,
        max_length=1500,
        validators=[refuse_contact_data],
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"min_length": _("Vertel iets meer: minstens een hele zin.")},
    )
    sectors = forms.ModelMultipleChoiceField(
        label=_("Uit welke sector?"),
        help_text=_("De sector waar je vandaan komt of waar je iemand zoekt."),
        queryset=Sector.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    region = forms.ModelChoiceField(
        label=_("Waar?"), queryset=Region.objects.none(), required=False, empty_label=_("Maakt niet uit")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sectors"].queryset = Sector.objects.all()
        self.fields["region"].queryset = Region.objects.exclude(kind=Region.Kind.COUNTRY)


class NoticeForm(NoticeFields, PosterForm):
    """A new notice."""

    field_order = ["kind", "title", "text", "sectors", "region", "name", "email"]

    def values(self) -> dict:
        """What `put_up` takes."""
        return dict(self.cleaned_data)


class ChangeNoticeForm(VersionForm, NoticeFields):
    """The same notice in other words."""
