"""What waits for moderators on the first page of the admin."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.timesince import timesince
from django.utils.translation import gettext as _

from cms import clock, worklist
from community import rules
from community.contributions import kinds
from community.models import AmbassadorProfile, Appeal, ModerationItem
from community.moderation_queue import reasons
from community.rules import moderation

Status = AmbassadorProfile.Status


def applications(request: HttpRequest) -> worklist.TaskList | None:
    """Who asked to be shown, the longest waiting first, with the age of the request."""
    if not rules.may_moderate_ambassadors(request.user):
        return None
    waiting = AmbassadorProfile.objects.filter(status=Status.APPLIED).order_by("applied_at")
    tasks = [_task(profile, _age(profile.applied_at)) for profile in waiting[: worklist.MOST]]
    return worklist.TaskList(_("Aanvragen van ambassadeurs"), tasks, waiting.count())


def expired(request: HttpRequest) -> worklist.TaskList | None:
    """Profiles that hid themselves because nobody confirmed them for a year."""
    if not rules.may_moderate_ambassadors(request.user):
        return None
    found = [profile for profile in AmbassadorProfile.objects.filter(status=Status.PUBLISHED) if profile.is_expired]
    tasks = [
        _task(profile, _("verlopen op %(day)s") % {"day": f"{profile.expires_at:%d-%m-%Y}"})
        for profile in found[: worklist.MOST]
    ]
    return worklist.TaskList(_("Verlopen profielen"), tasks, len(found))


def contributions(request: HttpRequest) -> worklist.TaskList | None:
    """What waits for a decision, possible personal data first; objections before all."""
    if not moderation.may_moderate(request.user):
        return None
    appeals = [
        appeal
        for appeal in Appeal.objects.filter(status=Appeal.Status.WAITING).select_related("decision")
        if moderation.may_decide_on_appeal(request.user, appeal)
    ]
    waiting = ModerationItem.objects.open().prefetch_related("reports")
    tasks = [
        worklist.Task(_("Bezwaar"), reverse("moderation:appeal", args=[appeal.pk]), _age(appeal.made_at))
        for appeal in appeals[:3]
    ]
    tasks += [
        worklist.Task(
            str(kinds()[item.kind].label) if item.kind in kinds() else item.kind,
            reverse("moderation:item", args=[item.pk]),
            " · ".join([*reasons(item), _age(item.opened_at)]),
        )
        for item in waiting[: worklist.MOST - len(tasks)]
    ]
    total = waiting.count() + len(appeals)
    return worklist.TaskList(_("Om na te kijken"), tasks, total, reverse("moderation:index"))


def register() -> None:
    """Called when the app is ready."""
    worklist.register("contributions", contributions, order=20)
    worklist.register("applications", applications, order=30)
    worklist.register("expired profiles", expired, order=40)


def _age(moment) -> str:
    return _("wacht %(age)s") % {"age": timesince(moment, clock.now())}


def _task(profile: AmbassadorProfile, note: str) -> worklist.Task:
    return worklist.Task(profile.display_name, reverse("ambassadors_admin:inspect", args=[profile.pk]), note)
