from events.forms.organise.admission import AdmissionForm
from events.forms.organise.meetings import (
    BreakoutForm,
    ChangeEventForm,
    EventFilter,
    ItemForm,
    NewEventForm,
    ReasonForm,
    RoundForm,
    SeriesForm,
)
from events.forms.organise.participants import (
    MoveForm,
    ParticipantFilter,
    ParticipantForm,
)
from events.forms.organise.series import EditionForm, HostForm, RunForm

__all__ = [
    "AdmissionForm",
    "BreakoutForm",
    "ChangeEventForm",
    "EditionForm",
    "EventFilter",
    "HostForm",
    "ItemForm",
    "MoveForm",
    "NewEventForm",
    "ParticipantFilter",
    "ParticipantForm",
    "ReasonForm",
    "RoundForm",
    "RunForm",
    "SeriesForm",
]
