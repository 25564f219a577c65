"""The forms of a note taker: a short one per kind of point, made for a phone."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from community.privacy import refuse_stops
from events.forms.organise.fields import Day, Line
from events.models import NoteItem

NO_NAMES = _("Noem geen namen en niets waaraan je iemand herkent.")


def _sentence(label, *, help_text="") -> Line:
    return Line(label=label, help_text=help_text, max_length=200, validators=[refuse_stops])


def _words(label, *, help_text="", required=True) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 5})
    return forms.CharField(
        label=label, help_text=help_text, required=required, max_length=2000, validators=[refuse_stops], widget=area
    )


class PointForm(forms.Form):
    """What every point has: the form's own number, and the version it was made from."""

    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=36)
    version = forms.CharField(widget=forms.HiddenInput, required=False, max_length=10)
    kind = ""

    def clean_key(self) -> uuid.UUID:
        """A spoilt number is replaced, the note taker need not know."""
        try:
            return uuid.UUID(self.cleaned_data["key"])
        except ValueError:
            return uuid.uuid4()

    def values(self) -> dict:
        """What the action keeps."""
        kept = {name: value for name, value in self.cleaned_data.items() if name not in ("key", "version")}
        return kept | {"kind": self.kind}


class InsightForm(PointForm):
    kind = NoteItem.Kind.INSIGHT
    title = _sentence(_("Wat neem je mee, in één zin?"), help_text=_("Bijvoorbeeld: bel eerst, mail daarna."))
    text = _words(_("Licht het toe"), help_text=NO_NAMES, required=False)


class ExampleForm(PointForm):
    kind = NoteItem.Kind.EXAMPLE
    title = _sentence(_("Welk voorbeeld, in één zin?"))
    text = _words(_("Wat gebeurde er?"), help_text=NO_NAMES)


class LinkForm(PointForm):
    kind = NoteItem.Kind.LINK
    title = _sentence(_("Wat is het?"))
    url = forms.URLField(label=_("Adres"), max_length=500, assume_scheme="https")


class QuoteForm(PointForm):
    kind = NoteItem.Kind.QUOTE
    text = _words(_("Wat werd er gezegd?"))
    by = Line(
        label=_("Wat doet wie het zei?"),
        help_text=_("Een rol, geen naam. Bijvoorbeeld: wijkverpleegkundige."),
        max_length=120,
        validators=[refuse_stops],
    )
    consent = forms.BooleanField(
        label=_("Ik heb het gevraagd: dit citaat mag op de site."),
        help_text=_("Zonder dit vinkje blijft het citaat tussen jou en de organisatie."),
        required=False,
    )


class NextStepForm(PointForm):
    kind = NoteItem.Kind.NEXT_STEP
    title = _sentence(_("Wat gaat er gebeuren?"))
    by = Line(
        label=_("Wie pakt het op?"),
        help_text=_("Een rol of organisatie, geen naam. Bijvoorbeeld: het buurtteam."),
        max_length=120,
        validators=[refuse_stops],
    )
    due_on = Day(label=_("Wanneer is het klaar?"), required=False)


FORMS = {form.kind: form for form in (InsightForm, ExampleForm, LinkForm, QuoteForm, NextStepForm)}


def form_for(kind: str) -> type[PointForm]:
    """The form for this kind of point; the one for an insight when the kind is unknown."""
    return FORMS.get(kind, InsightForm)
