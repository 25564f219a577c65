"""Another system that wants to hear of changes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from events.forms.organise.fields import Line, OrganiserForm
from events.models import Topic


class WebhookForm(OrganiserForm):
    """Where to, and what."""

    groups = ((_("Waarheen"), ("name", "url")), (_("Wat stuur je?"), ("topics",)))

    name = Line(label=_("Naam"), max_length=80, help_text=_("Zo herken je de koppeling, bijvoorbeeld “Intranet”."))
    url = forms.URLField(
        label=_("Adres"),
        max_length=500,
        assume_scheme="https",
        help_text=_("Krijg je van de beheerder van het andere systeem. Het begint met https://."),
    )
    topics = forms.MultipleChoiceField(
        label=_("Stuur een melding als"),
        choices=Topic.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Nooit met namen of adressen: alleen om welke bijeenkomst het gaat, en aantallen."),
        error_messages={"required": _("Kies ten minste één ding om te melden.")},
    )
