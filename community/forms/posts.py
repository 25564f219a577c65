"""The forms of the action centre. Without an account they ask a name and an address; with one they know both."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.identifiers import refuse_bsn
from cms.models import Dimension, Region, Theme
from community.addresses import refuse_unmailable
from community.forms.asking import NamingForm
from community.mail import one_line
from community.models import Effort, Idea, Need
from community.privacy.contact_data import refuse_contact_data


class KeyedForm(forms.Form):
    """A form with a number of its own, so that sending it twice counts once."""

    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=36)

    def clean_key(self) -> uuid.UUID:
        """The form's own number; a spoilt one is replaced, the visitor need not know."""
        try:
            return uuid.UUID(self.cleaned_data["key"])
        except ValueError:
            return uuid.uuid4()


class PosterForm(KeyedForm):
    """Who puts it up. `user` is the reader: whoever is logged in is not asked for an address."""

    name = forms.CharField(
        label=_("Je naam"),
        help_text=_("Staat niet op de site. We geven hem pas door als jij en de ander allebei ja zeggen."),
        max_length=120,
        validators=[refuse_bsn],
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("Je e-mailadres"),
        help_text=_("Staat niet op de site. Je krijgt een link om te bevestigen. Een account is niet nodig."),
        validators=[refuse_unmailable],
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        if user.is_authenticated:
            del self.fields["email"]
            self.initial.setdefault("name", user.get_full_name())

    def clean_name(self) -> str:
        """One line: a line break here could only be meant for a mail header."""
        return one_line(self.cleaned_data["name"])


def _text(label, help_text, *, rows=6, most=3000, least=20, **kwargs):
    return forms.CharField(
        label=label,
        help_text=help_text,
        min_length=least,
        max_length=most,
        validators=[refuse_contact_data],
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"min_length": _("Vertel iets meer: minstens een hele zin.")},
        **kwargs,
    )


class IdeaFields(NamingForm):
    """What an idea says; shared by putting it up and changing it."""

    title = forms.CharField(
        label=_("Je idee in één regel"),
        help_text=_("Bijvoorbeeld: wandelgroep zoekt ruimte voor koffie na afloop."),
        max_length=120,
        validators=[refuse_contact_data],
    )
    text = _text(_("Wat wil je doen?"), _("Voor wie is het, en wat heb je al? Noem geen namen van anderen."))
    needs = forms.MultipleChoiceField(
        label=_("Wat heb je nodig?"),
        help_text=_("Je mag meer kiezen. Loopt het al en heb je niets nodig, kies dan niets."),
        choices=Need,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    region = forms.ModelChoiceField(
        label=_("Waar is het?"), queryset=Region.objects.none(), required=False, empty_label=_("Maakt niet uit")
    )
    dimensions = forms.ModelMultipleChoiceField(
        label=_("Waar draagt het aan bij?"),
        queryset=Dimension.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    themes = forms.ModelMultipleChoiceField(
        label=_("Welk thema past erbij?"),
        queryset=Theme.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    effort = forms.ChoiceField(
        label=_("Hoeveel werk is het?"), choices=[("", _("Weet ik nog niet")), *Effort.choices], required=False
    )
    by = forms.CharField(
        label=_("Van wie is het idee?"),
        help_text=_("Staat op de site. Bijvoorbeeld: bewoners van het Havenkwartier. Liever geen naam."),
        max_length=120,
        required=False,
        validators=[refuse_contact_data],
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["region"].queryset = Region.objects.exclude(kind=Region.Kind.COUNTRY)
        self.fields["dimensions"].queryset = Dimension.objects.all()
        self.fields["themes"].queryset = Theme.objects.all()


class IdeaForm(IdeaFields, PosterForm):
    """A new idea."""

    running = forms.BooleanField(
        label=_("Het loopt al"), help_text=_("Dan zien anderen dat ze mee kunnen doen."), required=False
    )
    field_order = [
        "title",
        "text",
        "needs",
        "running",
        "region",
        "dimensions",
        "themes",
        "effort",
        "by",
        "name",
        "email",
    ]

    def clean(self):
        """Something is needed, or it is under way."""
        data = super().clean()
        if not data.get("needs") and not data.get("running"):
            self.add_error("needs", _("Kies wat je nodig hebt, of zet een vinkje bij ‘Het loopt al’."))
        return data

    def values(self) -> dict:
        """What `put_up` takes."""
        data = dict(self.cleaned_data)
        data["status"] = Idea.Status.RUNNING if data.pop("running") else Idea.Status.OPEN
        return data


class OfferFields(NamingForm):
    """What an offer says."""

    title = forms.CharField(
        label=_("Je aanbod in één regel"),
        help_text=_("Bijvoorbeeld: zaal op dinsdag."),
        max_length=120,
        validators=[refuse_contact_data],
    )
    text = _text(_("Wat bied je precies?"), _("Wanneer kan het, en waar moet iemand op letten?"))
    gives = forms.MultipleChoiceField(
        label=_("Wat is het?"),
        choices=Need,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Kies minstens één soort steun.")},
    )
    region = forms.ModelChoiceField(
        label=_("Waar is het?"), queryset=Region.objects.none(), required=False, empty_label=_("Maakt niet uit")
    )
    by = forms.CharField(
        label=_("Van wie is het aanbod?"),
        help_text=_("Staat op de site. Bijvoorbeeld: buurthuis De Linde. Liever geen naam."),
        max_length=120,
        required=False,
        validators=[refuse_contact_data],
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["region"].queryset = Region.objects.exclude(kind=Region.Kind.COUNTRY)


class OfferForm(OfferFields, PosterForm):
    """A new offer of support."""

    field_order = ["title", "text", "gives", "region", "by", "name", "email"]

    def values(self) -> dict:
        """What `put_up` takes."""
        return dict(self.cleaned_data)


class VersionForm(forms.Form):
    """Refuses a form that was made before the last change."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)


class ChangeIdeaForm(VersionForm, IdeaFields):
    """The same idea in other words."""


class ChangeOfferForm(VersionForm, OfferFields):
    """The same offer in other words."""


class AnswerForm(KeyedForm):
    """What was done with an idea, and what not."""

    did = _text(_("Wij deden"), "", rows=3, most=1000, least=5, required=False)
    did_not = _text(_("Wij deden niet, omdat"), "", rows=3, most=1000, least=5, required=False)

    def clean(self):
        """At least one of the two."""
        data = super().clean()
        if not self.errors and not data.get("did") and not data.get("did_not"):
            self.add_error("did", _("Vul minstens één van de twee in."))
        return data


class OwnAnswerForm(AnswerForm):
    """The same from whoever has the idea, who speaks of it differently."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["did"].label = _("Dit gebeurde")
        self.fields["did_not"].label = _("Dit lukte niet, omdat")


class StopForm(forms.Form):
    """Why it stops, and what was learnt. Stopping is no failure."""

    reason = _text(_("Waarom stop je?"), _("Een paar zinnen is genoeg."), rows=3, most=1000, least=5)
    lesson = _text(
        _("Wat leerde je ervan?"), _("Hiermee help je de volgende. Anderen kunnen dit lezen."), rows=4, most=1000
    )


class FinishForm(forms.Form):
    """What it brought."""

    lesson = _text(_("Wat werd het?"), _("Wat gebeurde er, en wat zou je een ander aanraden?"), rows=4, most=1000)
