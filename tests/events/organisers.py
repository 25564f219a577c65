"""People for the tests of organisers' pages, and what a filled-in meeting looks like."""

from datetime import timedelta

from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from cms import clock
from community.models import User
from events.models import Event, Kind


def member(email: str = "organisator@example.org", group: str = "organisatie") -> User:
    """Somebody in a group; without one, just a person with an account."""
    user = User.objects.create_user(email=email, first_name="Olaf", last_name="Organisator")
    if group:
        user.groups.add(Group.objects.get(name=group))
    return user


def details(*, days: float = 30, hour: int = 15, **changes) -> dict:
    """The fields of a meeting from 15:00 to 17:00 in Amsterdam, as the action wants them."""
    day = timezone.localtime(clock.now() + timedelta(days=days))
    starts_at = day.replace(hour=hour, minute=0, second=0, microsecond=0)
    return {
        "title": "Leeratelier Lindeveen",
        "kind": Kind.LEARNING_STUDIO,
        "series": None,
        "edition": None,
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(hours=2),
        "mode": Event.Mode.ROOM,
        "venue": "Dorpshuis De Linde",
        "meeting_url": "",
        "capacity": 60,
        "sign_up_closes_at": None,
    } | changes


def of(event: Event, **changes) -> dict:
    """The fields of this meeting, with changes."""
    return {name: getattr(event, name) for name in details()} | changes


def typed(**changes) -> dict:
    """The form of a new meeting as a browser sends it."""
    day = timezone.localtime(clock.now() + timedelta(days=30)).date()
    return {
        "title": "Leeratelier Lindeveen 3",
        "kind": "learning_studio",
        "series": "",
        "edition": "",
        "date": day.isoformat(),
        "starts": "15:00",
        "ends": "17:00",
        "mode": "room",
        "venue": "Dorpshuis De Linde",
        "meeting_url": "",
        "capacity": "60",
        "sign_up_closes_at": "",
        "summary": "Samen leren in het dorp.",
    } | changes


def url(name: str, *parts) -> str:
    """The address of an organisers' page; rows stand for their public id."""
    return reverse(f"organise:{name}", args=[part.public_id if hasattr(part, "public_id") else part for part in parts])
