"""What waits for moderators on the first page of the admin."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.timesince import timesince
from django.utils.translation import gettext as _

from cms import clock, worklist
from community import rules
from community.models import AmbassadorProfile

Status = AmbassadorProfile.Status


def applications(request: HttpRequest) -> worklist.TaskList | None:
    """Who asked to be shown, the longest waiting first, with the age of the request."""
    if not rules.may_moderate_ambassadors(request.user):
        return None
    waiting = AmbassadorProfile.objects.filter(status=Status.APPLIED).order_by("applied_at")
    tasks = [
        _task(profile, _("wacht %(age)s") % {"age": timesince(profile.applied_at, clock.now())})
        for profile in waiting[: worklist.MOST]
    ]
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


def register() -> None:
    """Called when the app is ready."""
    worklist.register("applications", applications, order=30)
    worklist.register("expired profiles", expired, order=40)


def _task(profile: AmbassadorProfile, note: str) -> worklist.Task:
    return worklist.Task(profile.display_name, reverse("ambassadors_admin:inspect", args=[profile.pk]), note)
