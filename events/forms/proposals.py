"""Choosing a meeting: for a question, or for the agenda of a group."""

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from cms.identifiers import refuse_bsn
from events.models import Event


class MeetingChoice(forms.ModelChoiceField):
    """Meetings to come, the next one first."""

    def label_from_instance(self, event):
        return f"{event.title} · {date_format(timezone.localtime(event.starts_at), 'l j F')}"


class MeetingForm(forms.Form):
    """One of the meetings to come."""

    event = MeetingChoice(Event.objects.none(), label=_("Welke bijeenkomst?"), empty_label=None)

    def __init__(self, *args, events, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["event"].queryset = events


class ProposalForm(MeetingForm):
    """A meeting, and why this question fits there."""

    words = forms.CharField(
        label=_("Waarom juist daar?"),
        max_length=300,
        required=False,
        validators=[refuse_bsn],
        help_text=_("De organisator leest dit."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
