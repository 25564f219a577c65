"""The forms of evaluations and polls."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cms.identifiers import refuse_bsn
from community.models.maps import refuse_web_scores
from events.evaluation import AGREEMENT
from events.forms.door import KeyedForm
from events.forms.organise.fields import Line, OrganiserForm, choices_of
from events.models import Evaluation, EvaluationQuestion, Poll


class EvaluationForm(forms.Form):
    """The questions of one evaluation; everything may stay empty."""

    def __init__(self, *args, evaluation: Evaluation, **kwargs):
        super().__init__(*args, **kwargs)
        for question in evaluation.questions.all():
            self.fields[question.name] = self._field(question)

    @staticmethod
    def _field(question: EvaluationQuestion) -> forms.Field:
        if question.kind == EvaluationQuestion.Kind.AGREE:
            return forms.TypedChoiceField(
                label=question.text,
                required=False,
                choices=list(AGREEMENT.items()),
                coerce=int,
                empty_value=None,
                widget=forms.RadioSelect,
            )
        area = forms.Textarea(attrs={"rows": 3})
        return forms.CharField(
            label=question.text, required=False, max_length=1000, validators=[refuse_bsn], widget=area
        )


class OpenEvaluationForm(OrganiserForm):
    """Up to four own questions beside the standard ones."""

    OWN = 4

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for number in range(1, self.OWN + 1):
            self.fields[f"text_{number}"] = Line(
                label=_("Eigen vraag %(number)s") % {"number": number},
                max_length=200,
                required=False,
                validators=[refuse_bsn, refuse_web_scores],
            )
            self.fields[f"kind_{number}"] = forms.ChoiceField(
                label=_("Soort"), choices=choices_of(EvaluationQuestion.Kind), required=False
            )

    def own(self) -> list[tuple[str, str]]:
        """(kind, text) of each question that was filled in."""
        data = self.cleaned_data
        numbers = range(1, self.OWN + 1)
        return [
            (data[f"kind_{number}"] or "text", data[f"text_{number}"]) for number in numbers if data[f"text_{number}"]
        ]


class PollForm(KeyedForm):
    """Choose points, or write one down."""

    points = forms.ModelMultipleChoiceField(
        None, label=_("Wat kies jij?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    own = Line(label=_("Mis je iets? Schrijf het op."), max_length=160, required=False, validators=[refuse_bsn])

    def __init__(self, *args, poll: Poll, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["points"].queryset = poll.points.filter(is_shown=True)
        if poll.most > 1:
            self.fields["points"].help_text = _("Kies er hoogstens %(most)s.") % {"most": poll.most}
        if not poll.may_add:
            del self.fields["own"]


class NewPollForm(OrganiserForm):
    """A question for the room."""

    question = Line(label=_("Vraag"), max_length=200)
    points = forms.CharField(
        label=_("Punten om uit te kiezen"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Eén per regel, twee tot twintig."),
    )
    most = forms.IntegerField(label=_("Hoogstens zoveel punten kiezen"), min_value=1, max_value=20, initial=1)
    may_add = forms.BooleanField(label=_("Mensen mogen zelf een punt toevoegen"), required=False, initial=True)

    def clean_points(self) -> list[str]:
        lines = [" ".join(line.split()) for line in self.cleaned_data["points"].splitlines()]
        points = list(dict.fromkeys(line for line in lines if line))
        if not 2 <= len(points) <= 20:
            raise ValidationError(_("Noem twee tot twintig punten."))
        if any(len(point) > 160 for point in points):
            raise ValidationError(_("Een punt heeft hoogstens 160 tekens."))
        return points
