"""What a speaker may know of the people who come: how many, from which work, and what they ask. Never who."""

from collections import Counter
from dataclasses import dataclass, field

from events.models import ParticipantDetails, Place, Speaker


@dataclass(frozen=True)
class Group:
    """`roles` are words with how often, most first; `questions` are what people typed, without their names."""

    number: int
    waiting: int
    roles: list[tuple[str, int]] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)


def group_of(speaker: Speaker) -> Group:
    """The people in the break-out of this speaker, or at the whole meeting. Five queries at most."""
    places = Place.objects.of(speaker.event, speaker.breakout)
    seated = places.seats()
    told = ParticipantDetails.objects.filter(registration__in=seated.values("registration")).order_by("pk")
    work = list(told.exclude(function="").values_list("function", flat=True))
    if not work:
        fields = seated.filter(registration__sector__isnull=False)
        work = fields.values_list("registration__sector__name_nl", flat=True)
    return Group(
        number=seated.count(),
        waiting=places.waiting().count(),
        roles=Counter(work).most_common(),
        questions=list(told.exclude(for_speaker="").values_list("for_speaker", flat=True)),
    )
