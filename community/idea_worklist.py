"""Ideas that nobody answered within five working days, and barriers to look at, on the admin's first page."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.timesince import timesince
from django.utils.translation import gettext as _

from cms import clock, worklist
from community.models import Barrier
from community.rules import ideas as rules


def overdue(request: HttpRequest) -> worklist.TaskList | None:
    """The longest waiting first, with their age."""
    if not rules.handles_every_idea(request.user):
        return None
    found = rules.handled_ideas(request.user).overdue()
    tasks = [
        worklist.Task(
            idea.title,
            reverse("idea_work", args=[idea.public_id]),
            _("wacht %(age)s") % {"age": timesince(idea.confirmed_at, clock.now())},
        )
        for idea in found[: worklist.MOST]
    ]
    return worklist.TaskList(_("Ideeën zonder antwoord"), tasks, found.count(), reverse("idea_inbox"))


def barriers(request: HttpRequest) -> worklist.TaskList | None:
    """Barriers that nobody looked at yet, the oldest first."""
    if not rules.handles_every_idea(request.user):
        return None
    found = Barrier.objects.filter(status=Barrier.Status.WAITING, hidden_at=None).order_by("created_at")
    tasks = [
        worklist.Task(row.rule, reverse("barrier", args=[row.public_id]), timesince(row.created_at, clock.now()))
        for row in found[: worklist.MOST]
    ]
    return worklist.TaskList(_("Belemmeringen om te bekijken"), tasks, found.count(), reverse("barriers"))


def register() -> None:
    """Called when the app is ready."""
    worklist.register("ideas without an answer", overdue, order=20)
    worklist.register("barriers to look at", barriers, order=22)
