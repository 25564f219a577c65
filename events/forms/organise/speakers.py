"""Inviting a speaker, and what the organiser keeps of them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.models import Quote
from community.addresses import refuse_unmailable
from events import rules
from events.forms.organise.fields import OrganiserForm, choices_of
from events.forms.sign_up import clean_name
from events.models import Event, Speaker


class SpeakerForm(OrganiserForm):
    """Whom we ask, for what, and under which conditions."""

    groups = (
        (_("Wie"), ("name", "email", "role")),
        (_("Waarvoor"), ("session", "message", "fee_rule")),
        (_("Na afloop"), ("recording_url", "quotes")),
    )

    name = forms.CharField(label=_("Naam"), max_length=120)
    email = forms.EmailField(
        label=_("E-mailadres"),
        max_length=254,
        validators=[refuse_unmailable],
        help_text=_("Hierheen gaat de uitnodiging, met een eigen link. Een account is niet nodig."),
    )
    role = forms.ChoiceField(
        label=_("Rol"),
        choices=choices_of(Speaker.Role),
        help_text=_("Iemand die uit eigen ervaring spreekt, beslist zelf of dat op de pagina staat."),
    )
    session = forms.ChoiceField(label=_("Onderdeel"), required=False)
    message = forms.CharField(
        label=_("Wat vraag je?"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    fee_rule = forms.CharField(
        label=_("Vergoeding en reiskosten"),
        max_length=400,
        help_text=_("Schrijf het ook op als er niets tegenover staat. Bijvoorbeeld: 75 euro en je reiskosten."),
    )
    recording_url = forms.URLField(
        label=_("Opname van dit deel"),
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text=_("Staat alleen op de pagina als de spreker daar ja op zegt."),
    )
    quotes = forms.ModelMultipleChoiceField(
        Quote.objects.none(),
        label=_("Citaten van deze spreker"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Trekt de spreker zich terug, dan verdwijnen ze overal."),
    )

    def __init__(self, *args, event: Event, user, **kwargs):
        super().__init__(*args, **kwargs)
        parts = [(f"item-{item.pk}", item.title) for item in event.programme_items.all()]
        groups = event.breakouts.select_related("round")
        parts += [(f"breakout-{each.pk}", f"{each.round.title}: {each.title}") for each in groups]
        self.fields["session"].choices = [("", _("De hele bijeenkomst")), *parts]
        self.sessions = {f"item-{item.pk}": {"item": item} for item in event.programme_items.all()}
        self.sessions |= {f"breakout-{each.pk}": {"breakout": each} for each in groups}
        if self.row:
            del self.fields["email"]
            self.fields["quotes"].queryset = quotes = rules.quotes_for(user, self.row)
            if not quotes:
                del self.fields["quotes"]
        else:
            del self.fields["recording_url"], self.fields["quotes"]

    @classmethod
    def initial_from(cls, row):
        session = f"item-{row.item_id}" if row.item_id else f"breakout-{row.breakout_id}" if row.breakout_id else ""
        names = ("name", "role", "message", "fee_rule", "recording_url")
        held = {name: getattr(row, name) for name in names}
        return held | {"session": session, "quotes": [quote.pk for quote in row.quotes.all()]}

    def clean_name(self):
        return clean_name(self.cleaned_data["name"])

    def values(self) -> dict:
        """What the action wants to know."""
        data = {"item": None, "breakout": None} | self.cleaned_data
        return data | self.sessions.get(data.pop("session"), {})
