"""What is kept of people who take part: their profile as a member, their groups, and what they wrote."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from community.actions.circles import forget_circles
from community.actions.conversations import forget_words
from community.actions.following import forget_follower
from community.actions.forgetting import REFUSALS_KEPT
from community.actions.members import remove_member
from community.actions.shared_examples import PARTS, forget_shared_examples
from community.models import (
    CircleInvitation,
    CircleMember,
    Digest,
    Follow,
    JoinRequest,
    MemberProfile,
    Mention,
    Post,
    Reaction,
    SharedExample,
)
from community.personal_data import Holding, Person, declare_fixed, declare_free, during, register
from community.rules.learning_log import log_of


def _profile(person: Person) -> Iterator[dict]:
    for profile in MemberProfile.objects.filter(user=person.user).with_details() if person.user else ():
        row = {"naam": profile.name, "adres": str(profile.public_id), "gemaakt": profile.created_at.isoformat()}
        for field in MemberProfile.FIELDS:
            value = getattr(profile, field)
            row[str(profile._meta.get_field(field).verbose_name)] = {
                "inhoud": value if isinstance(value, str) else [str(term) for term in value.all()],
                "te zien voor": getattr(profile, f"get_{field}_for_display")(),
            }
        yield row


def _remove_profile(person: Person) -> int:
    return remove_member(user=person.user) if person.user else 0


def _circles(person: Person) -> Iterator[dict]:
    for row in CircleMember.objects.filter(user=person.user).select_related("circle") if person.user else ():
        yield {"groep": row.circle.name, "houdt de groep bij": row.is_host, "sinds": row.joined_at.isoformat()}
    for row in JoinRequest.objects.filter(user=person.user).select_related("circle") if person.user else ():
        yield {"gevraagd aan groep": row.circle.name, "waarom": row.words, "op": row.asked_at.isoformat()}
    for row in CircleInvitation.objects.filter(email__iexact=person.email):
        yield {"uitgenodigd voor een groep op": row.sent_at.isoformat()}


def _words(person: Person) -> Iterator[dict]:
    for post in Post.objects.filter(author=person.user).select_related("conversation") if person.user else ():
        yield {
            "titel": post.conversation.title if post.is_opening else "",
            "tekst": post.text,
            "geschreven": post.created_at.isoformat(),
            "gewijzigd": post.edited_at and post.edited_at.isoformat(),
            "verborgen": post.hidden_at is not None,
        }
    for row in Reaction.objects.filter(user=person.user).select_related("post") if person.user else ():
        yield {"reactie": row.get_word_display(), "op bijdrage": str(row.post.public_id)}
    for row in Mention.objects.filter(user=person.user).select_related("post") if person.user else ():
        yield {"genoemd in bijdrage": str(row.post.public_id)}


def _follows(person: Person) -> Iterator[dict]:
    for row in Follow.objects.filter(user=person.user) if person.user else ():
        yield {"soort": row.kind, "wat": row.target, "sinds": row.since.isoformat()}
    for row in Digest.objects.filter(user=person.user) if person.user else ():
        yield {"overzicht per mail": row.get_rhythm_display()}


def _forget_follows(person: Person) -> int:
    return forget_follower(user=person.user) if person.user else 0


def _log(person: Person) -> Iterator[dict]:
    rows = log_of(person.user).select_related("shared_with", "shared_with_buddy") if person.user else ()
    for row in rows:
        yield {
            "waarover": row.get_prompt_display(),
            "tekst": row.text,
            "geschreven": row.created_at.isoformat(),
            "gedeeld met": row.shared_with.name if row.shared_with else "maatje" if row.shared_with_buddy else "",
        }


def _forget_words(person: Person) -> int:
    return forget_words(user=person.user) if person.user else 0


def _examples(person: Person) -> Iterator[dict]:
    for row in SharedExample.objects.filter(user=person.user).select_related("page") if person.user else ():
        page = row.page and row.page.get_latest_revision_as_object()
        yield {
            "titel": row.title,
            "verstuurd": row.sent_at.isoformat(),
            "staat op de site": row.is_published,
            "tekst": {name: getattr(page, name) for name in PARTS} if page else {},
        }


def _forget_examples(person: Person) -> int:
    return forget_shared_examples(user=person.user) if person.user else 0


def register_holdings() -> None:
    """Called when the app is ready."""
    log = ("community.LogEntry",)
    register(Holding("leerlog", log, _log, lambda person: log_of(person.user).delete()[0] if person.user else 0))
    follows = ("community.Follow", "community.Digest")
    register(Holding("wat je volgt", follows, _follows, _forget_follows))
    own_words = ("community.Conversation", "community.Post", "community.Reaction", "community.Mention")
    register(Holding("bijdragen", own_words, _words, _forget_words, turn=-5))  # knows the name by the profile
    circles = tuple(f"community.{name}" for name in ("Circle", "CircleMember", "JoinRequest", "CircleInvitation"))
    register(
        Holding(
            "groepen van leden",
            circles,
            _circles,
            lambda person: forget_circles(email=person.email, user=person.user),
            20,
            (during(_("Een aanvraag voor een groep die is afgewezen: %(time)s."), REFUSALS_KEPT),),
        )
    )
    register(Holding("gedeelde voorbeelden", ("community.SharedExample",), _examples, _forget_examples))
    declare_free("community.Summary")  # of editors, on the answers of several people, without names
    declare_fixed("community.MemberProfile", "name")
    register(Holding("ledenprofiel", ("community.MemberProfile",), _profile, _remove_profile))
