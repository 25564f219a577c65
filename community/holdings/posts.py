"""What the action centre keeps of people, for the register."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from community.actions.posts import UNCONFIRMED_FOR, forget
from community.models import Idea, IdeaAnswer, IdeaVote, Match, Notice, Posted, SupportOffer
from community.personal_data import Holding, Person, declare_fixed, declare_free, during, register

MODELS = (Idea, SupportOffer, Notice)


def _own(person: Person) -> Iterator[Posted]:
    for model in MODELS:
        yield from model.objects.of(email=person.email, user=person.user)


def _told(post: Posted) -> dict:
    """What the owner said later: how it goes, why it stopped and what was learnt."""
    if not isinstance(post, Idea):
        return {}
    said = post.answers.filter(from_team=False)
    return {
        "hoe het ging": [{"dit gebeurde": row.did, "dit lukte niet": row.did_not} for row in said],
        "waarom gestopt": post.stop_reason,
        "wat je leerde": post.lesson,
    }


def _posts(person: Person) -> Iterator[dict]:
    for post in _own(person):
        yield {
            "soort": str(post._meta.verbose_name),
            "titel": post.title,
            "tekst": post.text,
            "van wie": post.by,
            "naam": post.name,
            "e-mail": post.email,
            "regio": str(post.region or ""),
            **_told(post),
            "geplaatst": post.created_at.isoformat(),
            "bevestigd": post.confirmed_at and post.confirmed_at.isoformat(),
        }
    for match in Match.objects.filter(proposed_by=person.user) if person.user else ():
        yield {"koppeling voorgesteld": str(match), "op": match.proposed_at.isoformat()}
    for row in IdeaAnswer.objects.filter(answered_by=person.user).select_related("idea") if person.user else ():
        yield {"antwoord op": row.idea.title, "wij deden": row.did, "wij deden niet": row.did_not}
    for row in IdeaVote.objects.filter(user=person.user).select_related("idea") if person.user else ():
        yield {"energie voor": row.idea.title, "op": row.created_at.isoformat()}


def _remove(person: Person) -> int:
    """Their own posts go with all that hangs on them; what they answered for the team stays, without them."""
    posts = list(_own(person))
    for post in posts:
        forget(post=post)
    touched = len(posts)
    if person.user:
        touched += IdeaVote.objects.filter(user=person.user).delete()[0]
        touched += IdeaAnswer.objects.filter(answered_by=person.user).update(answered_by=None)
        touched += Match.objects.filter(proposed_by=person.user).update(proposed_by=None)
    return touched


def register_holdings() -> None:
    """Called when the app is ready."""
    models = ("Idea", "SupportOffer", "Notice", "Match", "IdeaAnswer", "IdeaVote")
    told = during(_("Wat iemand plaatste en niet bevestigde: %(time)s."), UNCONFIRMED_FOR)
    register(Holding("actiecentrum", tuple(f"community.{name}" for name in models), _posts, _remove, kept=(told,)))
    for model in MODELS:
        declare_fixed(model._meta.label, "name")
    declare_free("community.IdeaHint")  # two ideas side by side
