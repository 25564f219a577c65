"""The forms around the harvest: who keeps the notes, and what was done with a point."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page

from cms.models import HandvatPage, PracticeExamplePage
from community.addresses import refuse_unmailable
from events.forms.organise.fields import Line, OrganiserForm, choices_of
from events.forms.sign_up import clean_name
from events.models import Event, Outcome


class GroupField(forms.ModelChoiceField):
    """A break-out of the meeting, or (empty) the whole meeting."""

    def __init__(self, event: Event, **options):
        super().__init__(
            event.breakouts.exclude(status="cancelled").select_related("round"),
            label=_("Groep"),
            required=False,
            empty_label=_("De hele bijeenkomst"),
            error_messages={"invalid_choice": _("Deze break-out is er niet meer. Kies een andere.")},
            **options,
        )

    def label_from_instance(self, breakout):
        return f"{breakout.round.title}: {breakout.title}"


class NoteTakerForm(OrganiserForm):
    """Who writes down what a group found."""

    name = Line(label=_("Naam"), max_length=120)
    email = forms.EmailField(
        label=_("E-mailadres"),
        max_length=254,
        validators=[refuse_unmailable],
        help_text=_("Hierheen gaat de link naar het formulier. Een account is niet nodig."),
    )

    def __init__(self, *args, event: Event, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields = {"breakout": GroupField(event)} | self.fields

    def clean_name(self):
        return clean_name(self.cleaned_data["name"])


class OutcomeForm(OrganiserForm):
    """What was done with a point."""

    outcome = forms.ChoiceField(label=_("Wat is ermee gedaan?"), choices=choices_of(Outcome))
    answer = forms.CharField(
        label=_("Antwoord"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Iedereen kan dit lezen. Doen jullie iets niet, of zijn jullie gestopt? Schrijf dan waarom."),
    )


class TieForm(OrganiserForm):
    """A page that was there already, and the group it came from."""

    page = forms.ModelChoiceField(
        Page.objects.none(), label=_("Handvat of praktijkvoorbeeld"), empty_label=_("Kies een pagina")
    )

    def __init__(self, *args, event: Event, **kwargs):
        super().__init__(*args, **kwargs)
        kinds = Page.objects.type(HandvatPage) | Page.objects.type(PracticeExamplePage)
        self.fields["page"].queryset = kinds.filter(locale=Locale.get_default(), alias_of=None).order_by("title")
        self.fields["breakout"] = GroupField(event)
