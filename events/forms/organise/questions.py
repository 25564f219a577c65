"""A question to participants."""

from django import forms
from django.utils.translation import gettext_lazy as _

from events.forms.organise.fields import Line, OrganiserForm, choices_of
from events.models import Event, Question


class QuestionForm(OrganiserForm):
    """What is asked, how it is answered, and of whom."""

    groups = (
        (_("De vraag"), ("label", "help_text", "kind", "options", "is_required")),
        (_("Alleen vragen aan wie iets antwoordde"), ("depends_on", "depends_value")),
    )

    label = Line(
        label=_("Vraag"),
        max_length=200,
        help_text=_("Vraag nooit naar iemands gezondheid of burgerservicenummer. Toegang en eten vragen we al apart."),
    )
    help_text = Line(label=_("Uitleg"), max_length=200, required=False)
    kind = forms.ChoiceField(label=_("Soort antwoord"), choices=choices_of(Question.Kind))
    options = forms.CharField(
        label=_("Antwoorden om uit te kiezen"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Elk antwoord op een eigen regel. Denk aan “Anders”."),
    )
    is_required = forms.BooleanField(label=_("Moet worden beantwoord"), required=False)
    depends_on = forms.ModelChoiceField(
        Question.objects.none(), label=_("Na de vraag"), required=False, empty_label=_("Vraag het aan iedereen")
    )
    depends_value = Line(label=_("Bij het antwoord"), max_length=200, required=False)

    def __init__(self, *args, event: Event, **kwargs):
        super().__init__(*args, **kwargs)
        earlier = event.questions.all()
        if self.row:
            earlier = earlier.filter(sort_order__lt=self.row.sort_order)
        self.fields["depends_on"].queryset = earlier
