"""The form by which somebody offers to hold a role in an area."""

from django import forms
from django.utils.translation import gettext_lazy as _

from community.models import AreaRole


class RoleForm(forms.ModelForm):
    """Which role, from where, and whether the name may stand on the page."""

    class Meta:
        model = AreaRole
        fields = ["kind", "organisation", "words", "shows_name"]
        widgets = {"kind": forms.RadioSelect, "words": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "kind": _("Een aandachtsvelder houdt het onderwerp warm op het eigen werk."),
            "organisation": _("Staat die hier op de site? Schrijf de naam dan net zo: dan sta je ook op die pagina."),
            "words": _("Alleen wie de regiopagina bijhoudt leest dit."),
            "shows_name": _("Zonder vinkje staat er alleen de rol."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = AreaRole.Kind.choices
