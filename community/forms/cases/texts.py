"""Forms for the words of a case: hard stops are refused, doubts are asked once, with better wording beside them."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.identifiers import refuse_bsn
from community.cases.method import VOTE, Phase
from community.cases.standard import in_language
from community.forms.asking import AskingForm
from community.models import CaseEntry
from community.models.cases.methods import KIND_NAMES
from community.privacy import ASK, looked_for, refuse_stops

LONGEST = 6000  # characters of one text
ANSWERING = ("answer", "reaction")


def text_field(label, *, rows=6, longest=LONGEST, **options) -> forms.CharField:
    """A field for words of a case."""
    widget = (
        forms.Textarea(attrs={"rows": rows, "data-case-text": ""})
        if rows > 1
        else forms.TextInput(attrs={"data-case-text": ""})
    )
    return forms.CharField(label=label, max_length=longest, widget=widget, validators=[refuse_stops], **options)


class CaseTextForm(AskingForm):
    """A form with texts of a case, which asks about everything that may lead to a person."""

    def texts(self, data):
        return [value for name, value in data.items() if self._is_text(name)]

    def asks_about(self, found, text):
        return found.level == ASK

    def _is_text(self, name: str) -> bool:
        return refuse_stops in self.fields[name].validators

    @property
    def sentence(self) -> str:
        """What was looked for, and that finding nothing proves nothing."""
        return looked_for()


class CaseForm(CaseTextForm):
    """A case: a name for it, one concrete question, and the story."""

    title = text_field(_("Waar gaat het over?"), rows=1, longest=100, help_text=_("Een paar woorden, zonder namen."))
    question = text_field(
        _("Wat is je vraag aan de groep?"),
        rows=2,
        longest=300,
        help_text=_("Eén concrete vraag over wat jij kunt doen, met een vraagteken."),
    )
    story = text_field(
        _("Wat gebeurde er?"),
        rows=8,
        required=False,
        help_text=_("Kort: de situatie, wat jij deed, en waar het wringt. Schrijf zo dat niemand te herkennen is."),
    )
    is_anonymous = forms.BooleanField(
        label=_("Breng de casus in zonder mijn naam"),
        required=False,
        help_text=_(
            "Alleen de begeleider weet dan dat jij het bent. Bij geen enkele reactie in deze bespreking staat een naam. "
            "Toch kan iemand je in een kleine groep herkennen aan het verhaal. De koppeling met je account staat in de "
            "database tot de casus gewist wordt."
        ),
    )
    is_not_traceable = forms.BooleanField(
        label=_("Ik heb het zo opgeschreven dat niemand te herkennen is, ook niet voor wie de persoon kent."),
        error_messages={
            "required": _("Zet een vinkje als dat zo is. Anders: haal eerst weg wat iemand herkenbaar maakt.")
        },
    )
    key = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=2**31 - 1)

    def clean_question(self):
        question = self.cleaned_data["question"].strip()
        if question.count("?") != 1 or not question.endswith("?"):
            raise forms.ValidationError(_("Stel één vraag, en eindig met een vraagteken."))
        return question


class EntryForm(CaseTextForm):
    """What somebody writes in a phase: one text, or the fixed fields of the phase; a vote is a choice of pitches.

    `targets` are (id, label) of what an answer can belong to, or of the pitches to vote for.
    """

    key = forms.UUIDField(widget=forms.HiddenInput)
    phase = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=99)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=2**31 - 1)

    def __init__(self, *args, method_phase: Phase, kind: str, targets=(), hides_all: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.method_phase, self.kind = method_phase, kind
        self.is_vote = kind == VOTE and bool(targets)
        if self.is_vote or (kind in ANSWERING and targets):
            self.fields["answers"] = forms.TypedChoiceField(
                label=_("Waar stem je op?") if self.is_vote else _("Waarop reageer je?"),
                choices=list(targets) if self.is_vote else [("", _("Op het geheel")), *targets],
                coerce=int,
                empty_value=None,
                required=self.is_vote,
                widget=forms.RadioSelect if self.is_vote else forms.Select,
            )
        if not self.is_vote:
            prompts = method_phase.prompts if kind not in ANSWERING else ()
            for number, prompt in enumerate(prompts):
                self.fields[f"text{number}"] = text_field(in_language(prompt), rows=2, longest=1500)
            if not prompts:
                self.fields["text"] = text_field(self._label(), help_text=self._limit())
        if not hides_all:
            self.fields["is_anonymous"] = forms.BooleanField(
                label=_("Plaats zonder mijn naam"),
                required=False,
                help_text=_(
                    "Niemand in de groep ziet dan wie dit schreef, ook de begeleider niet. De begeleider ziet wel of je in "
                    "deze fase iets schreef. Iemand kan je stijl herkennen. De koppeling met je account staat in de "
                    "database tot de casus gewist wordt."
                ),
            )
        self.order_fields(["answers", "text", *(f"text{number}" for number in range(10)), "is_anonymous"])

    def clean(self):
        data = super().clean()
        words = sum(len(text.split()) for _prompt, text in self.parts)
        most = self.method_phase.max_words if self.kind not in ANSWERING else 0
        if most and words > most and not self.errors:
            message = _("Maak het korter: hoogstens %(most)s woorden. Het zijn er nu %(words)s.")
            self.add_error("text" if "text" in self.fields else None, message % {"most": most, "words": words})
        return data

    @property
    def parts(self) -> list[tuple[str, str]]:
        """The words, as an entry keeps them."""
        data = self.cleaned_data
        if "text" in self.fields:
            return [("", data["text"])] if data.get("text") else []
        names = [name for name in self.fields if name.startswith("text")]
        return [(str(self.fields[name].label), data[name]) for name in names if data.get(name)]

    def _label(self) -> str:
        name = str(KIND_NAMES.get(self.kind, ""))
        return name[:1].upper() + name[1:]

    def _limit(self) -> str:
        most = self.method_phase.max_words if self.kind not in ANSWERING else 0
        return _("Hoogstens %(most)s woorden.") % {"most": most} if most else ""


def entry_form_for(entry: CaseEntry, phase: Phase, parts, *, hides_all: bool, data=None) -> EntryForm:
    """The form of an entry that is there: with its words, or with what was typed over them."""
    initial = {"key": entry.key, "phase": entry.phase_number, "version": entry.version, "answers": entry.answers_id}
    initial["is_anonymous"] = entry.is_anonymous
    if len(parts) == 1 and not parts[0][0]:
        initial["text"] = parts[0][1]
    else:
        initial |= {f"text{number}": text for number, (_prompt, text) in enumerate(parts)}
    return EntryForm(data, method_phase=phase, kind=entry.kind, hides_all=hides_all, initial=initial)


class LookForm(CaseTextForm):
    """What the facilitator asks the owner to say in another way."""

    note = text_field(_("Wat kan de inbrenger anders opschrijven?"), rows=3, longest=1000)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)


class PlanForm(CaseTextForm):
    """What the owner is going to do, and when to look back."""

    plan = text_field(
        _("Wat ga je doen?"),
        rows=5,
        required=False,
        longest=3000,
        help_text=_("Dit blijft bewaard, ook als de casus gewist is. Schrijf dus alleen over jezelf."),
    )
    look_back_on = forms.DateField(
        label=_("Wanneer kijk je terug?"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text=_("Zes tot acht weken later werkt het best. Je krijgt dan een mail."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)


class LessonForm(CaseTextForm):
    """The lesson without the case."""

    title = text_field(
        _("De les in één zin"), rows=1, longest=120, help_text=_("Bijvoorbeeld: “Vraag eerst wat iemand wil”.")
    )
    why = text_field(_("Waarom helpt dit?"), rows=4, longest=2000)
    how = text_field(_("Hoe doe je dit?"), rows=4, longest=2000, required=False)
    names_group = forms.BooleanField(
        label=_("Noem de naam van onze groep erbij"),
        required=False,
        help_text=_("Anders staat er: geleerd in een intervisiegroep."),
    )
    group_agrees = forms.BooleanField(
        label=_("De groep vindt het goed dat anderen dit lezen. De casus staat er niet in."),
        error_messages={"required": _("Vraag het eerst aan de groep, en zet dan een vinkje.")},
    )
    key = forms.UUIDField(widget=forms.HiddenInput)


class GlassForm(forms.Form):
    """Which case, and why."""

    case = forms.UUIDField(label=_("Nummer van de casus"), help_text=_("Dit staat in het logboek van de casus."))
    reason = forms.CharField(
        label=_("Reden"),
        min_length=20,
        max_length=300,
        validators=[refuse_bsn, refuse_stops],
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("De groep leest deze reden en jouw naam, en krijgt een mail."),
    )


def new_key() -> uuid.UUID:
    """For a form that makes something."""
    return uuid.uuid4()
