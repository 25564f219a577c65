"""What people tell beside their name: about their work, the organiser's questions, and what they need."""

from collections.abc import Mapping
from datetime import timedelta

from django.db import transaction

from cms import clock
from events.models import Answer, ParticipantDetails, ParticipantNeeds, Question, Registration

NEEDS_KEPT = timedelta(days=14)  # after the meeting


@transaction.atomic
def tell(
    *,
    registration: Registration,
    answers: Mapping[Question, str] | None = None,
    access: str = "",
    diet: str = "",
    **details,
) -> None:
    """Keep what the person told, in place of what they told before; empty means gone.

    `details` are fields of `ParticipantDetails`, and `sector`. Access and food are kept apart.
    """
    registration = Registration.objects.select_for_update().get(pk=registration.pk)
    if "sector" in details:
        registration.sector = details.pop("sector")
        registration.save(update_fields=["sector"])
    ParticipantDetails.objects.update_or_create(registration=registration, defaults=details)
    given = {question: value for question, value in (answers or {}).items() if value}
    registration.answers.exclude(question__in=given).delete()
    for question, value in given.items():
        Answer.objects.update_or_create(registration=registration, question=question, defaults={"value": value})
    if access or diet:
        needs = {"access": access, "diet": diet}
        ParticipantNeeds.objects.update_or_create(registration=registration, defaults=needs)
    else:
        ParticipantNeeds.objects.filter(registration=registration).delete()


def wipe_needs() -> int:
    """Forget what people needed at meetings that are over for two weeks; work for the clock. Returns how many."""
    over = ParticipantNeeds.objects.filter(registration__event__ends_at__lte=clock.now() - NEEDS_KEPT)
    return over.delete()[0]
