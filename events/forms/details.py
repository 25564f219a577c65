"""What people may tell after signing up: about their work, the organiser's questions, access and food."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.identifiers import refuse_bsn
from cms.models import Sector
from events.asking import asked
from events.models import Event, ParticipantDetails, Question, Registration

OTHER = "anders"
FUNCTIONS = (
    ("zorg", _("Zorg of behandeling")),
    ("welzijn", _("Welzijn of buurtwerk")),
    ("keuken", _("Keuken, gastvrijheid of schoonmaak")),
    ("kantoor", _("Kantoor, receptie of techniek")),
    ("beleid", _("Beleid of bestuur")),
    ("school", _("School of opleiding")),
    ("inwoner", _("Inwoner, mantelzorger of vrijwilliger")),
    (OTHER, _("Andere functie")),
)
SEEN = "seen"


class DetailsForm(forms.Form):
    """Everything optional, save what the organiser must know; questions appear as their condition holds.

    `news` tells that questions came up which the person has not seen yet: show the form again before keeping it.
    """

    function_kind = forms.ChoiceField(
        label=_("Wat doe je?"), choices=FUNCTIONS, required=False, widget=forms.RadioSelect
    )
    function = forms.CharField(
        label=_("Of liever in je eigen woorden"),
        max_length=120,
        required=False,
        validators=[refuse_bsn],
        help_text=_("Bijvoorbeeld: kok, gastvrouw, wijkverpleegkundige of buurman."),
        error_messages={"max_length": _("Dit is te lang: gebruik hoogstens 120 tekens.")},
    )
    sector = forms.ModelChoiceField(
        Sector.objects.all(), label=_("Waar werk je?"), required=False, empty_label=_("Dat zeg ik liever niet")
    )
    experience = forms.ChoiceField(
        label=_("Hoe lang doe je dit al?"),
        choices=[("", _("Dat zeg ik liever niet")), *ParticipantDetails.Experience.choices],
        required=False,
        help_text=_("Zo krijg je een groep die past, en zitten aan tafel mensen met en zonder ervaring."),
    )
    for_speaker = forms.CharField(
        label=_("Je vraag aan de spreker"),
        max_length=400,
        required=False,
        validators=[refuse_bsn],
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("De spreker ziet je vraag, niet je naam."),
        error_messages={"max_length": _("Je vraag is te lang: gebruik hoogstens 400 tekens.")},
    )
    access = forms.CharField(
        label=_("Wat heb je nodig om mee te kunnen doen?"),
        max_length=600,
        required=False,
        validators=[refuse_bsn],
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Bijvoorbeeld: ruimte voor een rolstoel, ondertiteling, of iemand die meekomt."),
    )
    diet = forms.CharField(
        label=_("Wat eet of drink je niet?"),
        max_length=400,
        required=False,
        validators=[refuse_bsn],
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    consent = forms.BooleanField(
        label=_("De organisatie mag dit gebruiken om het te regelen. Twee weken na de bijeenkomst wordt het gewist."),
        required=False,
    )

    def __init__(self, data=None, *, registration: Registration, **kwargs):
        super().__init__(data, initial=self._stored(registration), **kwargs)
        event = registration.event
        if event.mode == Event.Mode.ONLINE:
            del self.fields["diet"]
        if not event.speakers.exists():
            del self.fields["for_speaker"]
        self.everything = list(event.questions.all())
        stored = {answer.question_id: answer.value.splitlines() for answer in registration.answers.all()}
        typed = {question.pk: self._typed(question) for question in self.everything} if data is not None else stored
        self.questions = asked(self.everything, typed)
        for question in self.questions:
            self.fields[self.name(question)] = _field(question, stored.get(question.pk, []))
        self.news = data is not None and any(
            question.depends_on_id and str(question.pk) not in data.getlist(SEEN) for question in self.questions
        )

    @staticmethod
    def name(question: Question) -> str:
        return f"question-{question.pk}"

    def _typed(self, question: Question) -> list[str]:
        return [value.strip() for value in self.data.getlist(self.name(question))]

    @staticmethod
    def _stored(registration: Registration) -> dict:
        details = ParticipantDetails.objects.filter(registration=registration).first() or ParticipantDetails()
        kinds = {str(label): value for value, label in FUNCTIONS}
        needs = getattr(registration, "needs", None)
        return {
            "function_kind": kinds.get(details.function, OTHER if details.function else ""),
            "function": "" if details.function in kinds else details.function,
            "experience": details.experience,
            "for_speaker": details.for_speaker,
            "sector": registration.sector_id,
            "access": needs.access if needs else "",
            "diet": needs.diet if needs else "",
            "consent": needs is not None,
        }

    def asked_fields(self):
        """The bound fields of the organiser's questions."""
        return [self[self.name(question)] for question in self.questions]

    def clean(self):
        data = super().clean()
        if (data.get("access") or data.get("diet")) and not data.get("consent"):
            self.add_error("consent", _("Zet een vinkje als we dit mogen bewaren, of maak de velden leeg."))
        return data

    def values(self) -> dict:
        """What the action takes."""
        data = self.cleaned_data
        words = dict(FUNCTIONS)
        kind = data.get("function_kind")
        answers = {}
        for question in self.questions:
            value = data.get(self.name(question), "")
            answers[question] = "\n".join(value) if isinstance(value, list) else value
        return {
            "answers": answers,
            # One's own words come first; a choice stands in for who has none.
            "function": data["function"] or (str(words[kind]) if kind and kind != OTHER else ""),
            **{name: data[name] for name in ("sector", "experience")},
            **{name: data.get(name, "") for name in ("for_speaker", "access", "diet")},
        }


def _field(question: Question, stored: list[str]) -> forms.Field:
    common = {
        "label": question.label,
        "help_text": question.help_text,
        "required": question.is_required,
        "error_messages": {
            "required": _("Geef hier een antwoord."),
            "invalid_choice": _("Dit antwoord is er niet meer. Kies een ander."),
            "max_length": _("Dit antwoord is te lang."),
        },
    }
    if question.is_choice:
        choices = [(option, option) for option in question.choices]
        if question.kind == Question.Kind.SEVERAL:
            return forms.MultipleChoiceField(
                choices=choices, initial=stored, widget=forms.CheckboxSelectMultiple, **common
            )
        return forms.ChoiceField(
            choices=choices, initial=stored[0] if stored else "", widget=forms.RadioSelect, **common
        )
    long = question.kind == Question.Kind.TEXT
    return forms.CharField(
        max_length=2000 if long else 200,
        initial="\n".join(stored),
        validators=[refuse_bsn],
        widget=forms.Textarea(attrs={"rows": 4}) if long else forms.TextInput,
        **common,
    )
