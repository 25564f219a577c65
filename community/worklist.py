"""What waits for moderators on the first page of the admin."""

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _

from cms import clock, worklist
from community import rules
from community.contributions import kinds
from community.models import (
    AmbassadorProfile,
    Appeal,
    CaseLesson,
    Conversation,
    MaterialOrder,
    ModerationItem,
    SharedCase,
    SharedExample,
)
from community.moderation_queue import reasons
from community.rules import cases as case_rules
from community.rules import moderation
from community.rules.conversations import may_summarise, public_conversations

Status = AmbassadorProfile.Status
ENOUGH = 3  # answers to summarise


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
        _task(profile, _("verlopen op %(day)s") % {"day": f"{timezone.localtime(profile.expires_at):%d-%m-%Y}"})
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


def questions(request: HttpRequest) -> worklist.TaskList | None:
    """Questions that nobody answered yet, and those with enough answers for a summary; the oldest first."""
    if not may_summarise(request.user):
        return None
    asked = public_conversations().filter(kind=Conversation.Kind.QUESTION)
    waiting = asked.filter(Q(answers=0) | Q(answers__gte=ENOUGH, summary=None)).order_by("created_at", "pk")
    tasks = [
        worklist.Task(
            row.title,
            reverse("question", args=[row.slug]),
            _("vraagt om een samenvatting")
            if row.answers
            else _("nog zonder antwoord, %(age)s") % {"age": _age(row.created_at)},
        )
        for row in waiting[: worklist.MOST]
    ]
    return worklist.TaskList(_("Vragen van leden"), tasks, waiting.count())


def lessons(request: HttpRequest) -> worklist.TaskList | None:
    """What peer groups want others to learn, the longest waiting first."""
    if not case_rules.may_decide_on_lessons(request.user):
        return None
    waiting = CaseLesson.objects.filter(status=CaseLesson.Status.SENT).order_by("created_at")
    tasks = [
        worklist.Task(lesson.title, reverse("case_lessons_admin:inspect", args=[lesson.pk]), _age(lesson.created_at))
        for lesson in waiting[: worklist.MOST]
    ]
    return worklist.TaskList(_("Lessen uit intervisie"), tasks, waiting.count(), reverse("case_lessons_admin:index"))


def shared_examples(request: HttpRequest) -> worklist.TaskList | None:
    """Practice examples of members that are not published yet, the longest waiting first."""
    if not case_rules.may_decide_on_lessons(request.user):
        return None
    waiting = SharedExample.objects.filter(page__live=False).order_by("sent_at")
    tasks = [
        worklist.Task(row.title, reverse("wagtailadmin_pages:edit", args=[row.page_id]), _age(row.sent_at))
        for row in waiting[: worklist.MOST]
    ]
    return worklist.TaskList(_("Voorbeelden van deelnemers"), tasks, waiting.count())


def shared_cases(request: HttpRequest) -> worklist.TaskList | None:
    """Anonymous cases that wait for a second reader, the longest waiting first."""
    if not case_rules.may_check_shared_cases(request.user):
        return None
    waiting = SharedCase.objects.filter(status=SharedCase.Status.SENT).order_by("created_at")
    tasks = [
        worklist.Task(
            case.title,
            reverse("shared_cases_admin:inspect", args=[case.pk]),
            _age(case.created_at),
        )
        for case in waiting[: worklist.MOST]
    ]
    return worklist.TaskList(_("Casussen voor een tweede lezer"), tasks, waiting.count())


def orders(request: HttpRequest) -> worklist.TaskList | None:
    """Paper materials that somebody waits for, the oldest order first."""
    if not rules.may_handle_orders(request.user):
        return None
    waiting = MaterialOrder.objects.filter(status=MaterialOrder.Status.NEW).select_related("stock")
    address = reverse("material_orders")
    tasks = [worklist.Task(str(order), address, _age(order.created_at)) for order in waiting[: worklist.MOST]]
    return worklist.TaskList(_("Bestellingen van materialen"), tasks, waiting.count(), address)


def register() -> None:
    """Called when the app is ready."""
    worklist.register("contributions", contributions, order=20)
    worklist.register("applications", applications, order=30)
    worklist.register("lessons", lessons, order=35)
    worklist.register("shared examples", shared_examples, order=34)
    worklist.register("shared cases", shared_cases, order=36)
    worklist.register("expired profiles", expired, order=40)
    worklist.register("orders", orders, order=45)
    worklist.register("questions", questions, order=50)


def _age(moment) -> str:
    return _("wacht %(age)s") % {"age": timesince(moment, clock.now())}


def _task(profile: AmbassadorProfile, note: str) -> worklist.Task:
    return worklist.Task(profile.display_name, reverse("ambassadors_admin:inspect", args=[profile.pk]), note)
