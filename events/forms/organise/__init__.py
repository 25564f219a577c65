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

__all__ = [
    "BreakoutForm",
    "ChangeEventForm",
    "EventFilter",
    "ItemForm",
    "MoveForm",
    "NewEventForm",
    "ParticipantFilter",
    "ParticipantForm",
    "ReasonForm",
    "RoundForm",
    "SeriesForm",
]
