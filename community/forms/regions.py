"""What a coordinator fills in: the words of a region, and its news."""

from django import forms

from cms.models import RegionNews, RegionText


class RegionTextForm(forms.ModelForm):
    """The introduction, the facts and the contact of one region."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)

    class Meta:
        model = RegionText
        fields = ["introduction", "facts", "contact_role", "contact_email"]
        widgets = {
            "introduction": forms.Textarea(attrs={"rows": 8}),
            "facts": forms.Textarea(attrs={"rows": 5}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["version"] = self.instance.version if self.instance.pk else 0


class NewsForm(forms.ModelForm):
    """One message."""

    class Meta:
        model = RegionNews
        fields = ["title", "text", "published_on"]
        widgets = {
            "text": forms.Textarea(attrs={"rows": 6}),
            "published_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }
