"""What peer groups and their cases keep of people."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from community.actions.cases.groups import forget_member
from community.actions.cases.wiping import KEPT_AFTER_CLOSING, OPEN_FOR, WARNED_FOR, empty_all_of
from community.cases import vault
from community.models import CaseEntry, CaseLesson, CaseParticipant, PeerInvitation, PeerMember, SharedCase
from community.personal_data import Holding, Person, declare_free, during, register


def _groups(person: Person) -> Iterator[dict]:
    for member in PeerMember.objects.filter(user=person.user).select_related("group") if person.user else ():
        yield {
            "intervisiegroep": member.group.name,
            "lid sinds": member.joined_at.isoformat(),
            "getekend op": member.signed_at and member.signed_at.isoformat(),
        }
    for invitation in PeerInvitation.objects.filter(email__iexact=person.email):
        yield {"uitgenodigd voor intervisie op": invitation.sent_at.isoformat()}
    for lesson in CaseLesson.objects.filter(sent_by=person.user) if person.user else ():
        yield {"les": lesson.title, "waarom": lesson.why, "hoe": lesson.how}
    for case in SharedCase.objects.filter(author=person.user) if person.user else ():
        yield {
            "gedeelde casus": case.title,
            "situatie": case.situation,
            "vraag": case.question,
            "om over te praten": case.talk,
            "status": case.status,
        }


def _words(person: Person) -> Iterator[dict]:
    for part in CaseParticipant.objects.filter(user=person.user).select_related("discussion") if person.user else ():
        discussion = part.discussion
        yield {
            "bespreking": str(discussion.public_id),
            "methode": discussion.method.name,
            "rol": part.role,
            "begonnen": discussion.started_at and discussion.started_at.isoformat(),
            "deelgenomen": part.attended,
            **_own_texts(part),
            "schreef": [_entry(entry) for entry in part.entries.exclude(text=None)],
        }


def _own_texts(part: CaseParticipant) -> dict:
    """What the owner alone takes along of a case."""
    if part.role != "inbrenger":
        return {}
    discussion = part.discussion
    sealed = {
        "titel": (discussion.text_key, discussion.title),
        "vraag": (discussion.text_key, discussion.question),
        "plan": (discussion.plan_key, discussion.plan),
    }
    return {name: _text(key, value, discussion.public_id) for name, (key, value) in sealed.items()}


def _entry(entry: CaseEntry) -> dict:
    text = _text(entry.discussion.text_key, entry.text, entry.key)
    return {"soort": entry.kind, "op": entry.created_at.isoformat(), "tekst": text}


def _text(key, sealed, about) -> str:
    try:
        return vault.unseal(key, sealed, about=about)
    except vault.KeyGone:
        return ""


def _leave_groups(person: Person) -> int:
    return forget_member(email=person.email, user=person.user)


def _take_words(person: Person) -> int:
    return empty_all_of(user=person.user) if person.user else 0


def register_holdings() -> None:
    """Called when the app is ready."""
    groups = ("PeerGroup", "PeerMember", "PeerInvitation", "PeerSession", "CaseLesson", "SharedCase")
    register(Holding("intervisiegroepen", tuple(f"community.{name}" for name in groups), _groups, _leave_groups))
    # Who took part and what was logged stays, without a name: the account is all that tells who it was.
    words = ("CaseDiscussion", "CaseParticipant", "CaseEntry", "CaseLogEntry")
    told = during(_("De tekst van een casusbespreking: tot %(time)s na het einde."), KEPT_AFTER_CLOSING)
    idle = _("De tekst van een casusbespreking waar niemand meer iets doet: tot %(time)s na de laatste stap.")
    register(
        Holding(
            "casusbesprekingen",
            tuple(f"community.{name}" for name in words),
            _words,
            _take_words,
            turn=-1,
            kept=(told, during(idle, OPEN_FOR + WARNED_FOR)),
        )
    )
    declare_free("community.DiscussionMethod", "community.MethodPhase")
