"""What the permission matrix needs of peer groups and cases: values for the names in their addresses."""

from community.actions.cases.groups import make_group
from community.cases import standard
from community.models import CaseDiscussion, CaseLesson, DiscussionMethod, SharedCase
from tests.community.factories import member


def case_values(starts_at) -> dict:
    """Of a group that belongs to somebody else."""
    peers = make_group(user=member("intervisie@example.org"), name="Groep van een ander")
    case = CaseDiscussion.objects.create(group=peers, method_data=standard.read()[0], mode="live", pace="live")
    return {
        "group": peers.public_id,
        "case": case.public_id,
        "contribution": case.pk,
        "method": "incidentmethode",
        "session": peers.sessions.create(starts_at=starts_at).public_id,
    }


def case_keys() -> dict:
    """The `pk` of what stands in the admin."""
    lesson = CaseLesson.objects.create(title="Vraag het", why="Dan weet je het.")
    shared = SharedCase.objects.create(title="Een casus", situation="Iets", question="Wat nu?")
    others = ("shared_case_approve", "shared_case_give_back", "shared_cases_admin")
    names = ("case_lesson_take", "case_lesson_decline", "case_lessons_admin")
    return (
        dict.fromkeys(names, lesson.pk)
        | dict.fromkeys(others, shared.pk)
        | {"case_methods_admin": DiscussionMethod.objects.first().pk}
    )
