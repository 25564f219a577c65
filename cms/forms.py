"""Forms of the admin."""

from django.utils.text import slugify
from wagtail.admin.forms.models import WagtailAdminModelForm


class TermForm(WagtailAdminModelForm):
    """A word of a taxonomy. Its place in the address is made once, from the Dutch name unless given, and then stays."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["slug"].disabled = True
        else:
            self.fields["slug"].required = False

    def clean_slug(self):
        return self.cleaned_data["slug"] or slugify(self.data.get("name_nl", ""))[:50]
