"""Forms of one's own account."""

from django import forms

from cms.identifiers import refuse_bsn
from community.models import User


class NameForm(forms.ModelForm):
    """First and last name."""

    class Meta:
        model = User
        fields = ["first_name", "last_name"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, autocomplete in (("first_name", "given-name"), ("last_name", "family-name")):
            self.fields[name].validators.append(refuse_bsn)
            self.fields[name].widget.attrs["autocomplete"] = autocomplete
