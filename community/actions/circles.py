"""Making groups, getting in and out of them, and keeping them in order."""

import secrets
import uuid

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from cms import clock, page_cache
from community.actions.members import save_member
from community.actions.moderation import contributed, refuse_blocked
from community.actions.refusal import Refused, Stale
from community.models import Circle, CircleInvitation, CircleMember, JoinRequest, User
from community.models.circles import INVITED_FOR, REMIND_AFTER
from community.notifications import circles as tell
from community.search import conversations as found

MOST_HOSTED = 10
MOST_REMINDED = 200
FIELDS = ("name", "summary", "welcome", "access")
KIND = "groep"  # in the register of contributions


def _slug(name: str, access: str) -> str:
    """A readable address; for a hidden group one that tells nothing, because it stands in mails and logs."""
    if access == Circle.Access.HIDDEN:
        return secrets.token_hex(8)
    base = slugify(name)[:60] or "groep"
    if base in RESERVED or Circle.objects.filter(slug=base).exists():
        return f"{base}-{secrets.token_hex(3)}"
    return base


RESERVED = {"nieuw", "uitnodiging"}


@transaction.atomic
def make_circle(*, user: User, key: uuid.UUID, data: dict) -> Circle:
    """A new group with this user as its host. The same `key` again gives the same group.

    Raises `Refused` for somebody who already hosts many.
    """
    refuse_blocked(user=user)
    User.objects.select_for_update(no_key=True).get(pk=user.pk)  # the same form twice at once: the second waits
    if circle := Circle.objects.filter(key=key, members__user=user).first():
        return circle
    if CircleMember.objects.filter(user=user, is_host=True).count() >= MOST_HOSTED:
        raise Refused(_("Je houdt al veel groepen bij. Draag er eerst een over."))
    fields = {name: data[name] for name in FIELDS}
    circle = Circle.objects.create(key=key, slug=_slug(data["name"], data["access"]), **fields)
    circle.themes.set(data.get("themes", []))
    enter(circle, user, is_host=True)
    _show(circle)
    contributed(kind=KIND, key=circle.key, user=user)
    return circle


@transaction.atomic
def change_circle(*, circle: Circle, data: dict, expected_version: int, by: User | None = None) -> Circle:
    """Give a group other words or another access. Raises `Stale` when another host saved meanwhile.

    A group that becomes hidden gets a new address, so that the old one says nothing any more. Raises `Refused` for one
    that would open while something was said in it: that was said to its members.
    """
    circle = Circle.objects.select_for_update().get(pk=circle.pk)
    if circle.version != expected_version:
        raise Stale(circle)
    if circle.access_before:
        raise Refused(_("Een moderator heeft deze groep verborgen. Zolang dat zo is, kun je haar niet wijzigen."))
    if circle.is_ambassador_room and data["access"] != Circle.Access.HIDDEN:
        raise Refused(_("Deze groep is alleen voor ambassadeurs en blijft verborgen."))
    if data["access"] == Circle.Access.OPEN != circle.access and circle.conversations.exists():
        raise Refused(_("Wat hier staat, schreven leden voor elkaar. Begin voor iedereen een nieuwe, open groep."))
    hides = data["access"] == Circle.Access.HIDDEN != circle.access
    for name in FIELDS:
        setattr(circle, name, data[name])
    if hides:
        circle.slug = _slug(circle.name, circle.access)
    circle.version += 1
    circle.save()
    circle.themes.set(data.get("themes", []))
    found.refresh_circle(circle)
    _show(circle)
    contributed(kind=KIND, key=circle.key, user=by)
    return circle


@transaction.atomic
def hide_circle(*, circle: Circle, hidden: bool, wiped: bool = False) -> None:
    """Let only its members know of a group, as long as a moderator says so; with `wiped` its own words are forgotten.

    Harmless twice. What its members say to each other stays.
    """
    circle = Circle.objects.select_for_update().get(pk=circle.pk)
    if hidden and not circle.access_before:
        circle.access_before, circle.access = circle.access, Circle.Access.HIDDEN
    elif not hidden and circle.access_before:
        circle.access, circle.access_before = circle.access_before, ""
    if wiped:
        circle.name, circle.summary, circle.welcome = _("Verwijderd"), "", ""
        circle.slug = _slug("", Circle.Access.HIDDEN)
    circle.version += 1
    circle.save()
    found.refresh_circle(circle)
    _show(circle)


@transaction.atomic
def join(*, circle: Circle, user: User, name: str = "") -> CircleMember:
    """Become a member of an open group. `name`: how one is called, for who has no name here yet."""
    if not circle.is_open:
        raise Refused(_("Bij deze groep vraag je eerst of je mee mag doen."))
    return enter(circle, user, name=name)


@transaction.atomic
def ask_to_join(*, circle: Circle, user: User, words: str, name: str = "") -> JoinRequest | None:
    """Ask the hosts of a group to be let in; they get a mail now, and another one when nobody answers.

    Harmless when it is asked already. Raises `Refused` after a refusal.
    """
    if circle.access != Circle.Access.ON_REQUEST:
        raise Refused(_("Bij deze groep kun je geen aanvraag doen."))
    if circle.members.filter(user=user).exists():
        return None
    refuse_blocked(user=user)
    _name(user, name)
    request, created = JoinRequest.objects.get_or_create(
        circle=circle, user=user, defaults={"words": words, "remind_at": clock.now() + REMIND_AFTER}
    )
    if request.refused_at:
        raise Refused(_("De groep kon je aanvraag niet aannemen. Vraag het nog eens aan iemand uit de groep."))
    if created:
        tell.join_requested(request)
    return request


@transaction.atomic
def decide(*, request: JoinRequest, let_in: bool) -> None:
    """Let somebody in, or not; they are told either way. Harmless when another host was first."""
    request = JoinRequest.objects.select_for_update().filter(pk=request.pk, refused_at=None).first()
    if not request:
        return
    if let_in:
        enter(request.circle, request.user)
        tell.let_in(request)
    else:
        request.refused_at, request.remind_at = clock.now(), None
        request.save(update_fields=["refused_at", "remind_at"])
        tell.not_let_in(request)


@transaction.atomic
def remind_hosts() -> int:
    """Tell hosts again of requests nobody answered, every three days; work for the clock. Returns how many."""
    due = JoinRequest.objects.select_for_update().filter(remind_at__lte=clock.now(), refused_at=None)
    rows = list(due.select_related("circle")[:MOST_REMINDED])
    for request in rows:
        tell.join_requested(request, again=True)
        request.remind_at = clock.now() + REMIND_AFTER
        request.save(update_fields=["remind_at"])
    return len(rows)


@transaction.atomic
def invite(*, circle: Circle, by: User, email: str, language: str) -> CircleInvitation:
    """Send somebody a link to join, valid for two weeks. Asking again sends a new link; the old one stops working."""
    email = email.strip().lower()
    if circle.is_ambassador_room:
        raise Refused(_("Wie ambassadeur wordt, komt vanzelf in deze groep. Anderen kunnen er niet bij."))
    if circle.members.filter(user__email=email).exists():
        raise Refused(_("Deze persoon zit al in de groep."))
    circle.invitations.filter(email=email).delete()
    invitation = CircleInvitation.objects.create(circle=circle, email=email, invited_by=by)
    tell.invited(invitation, language)
    return invitation


def open_invitation(*, user: User, public_id) -> CircleInvitation | None:
    """The invitation for this very person, while its link works."""
    mine = CircleInvitation.objects.select_related("circle").filter(public_id=public_id, email=user.email)
    return mine.filter(sent_at__gt=clock.now() - INVITED_FOR).first()


@transaction.atomic
def accept(*, invitation: CircleInvitation, user: User, name: str = "") -> Circle:
    """Join by an invitation; it is used up."""
    circle = invitation.circle
    enter(circle, user, name=name)
    CircleInvitation.objects.filter(pk=invitation.pk).delete()
    return circle


def forget_invitations() -> int:
    """Forget whom a link was sent to that no longer works; work for the clock. Returns how many."""
    return CircleInvitation.objects.filter(sent_at__lte=clock.now() - INVITED_FOR).delete()[0]


@transaction.atomic
def withdraw_invitation(*, circle: Circle, invitation: int) -> None:
    """Make an open invitation worthless."""
    circle.invitations.filter(pk=invitation).delete()


@transaction.atomic
def leave(*, member: CircleMember) -> None:
    """Go, or be let go. The host who goes last hands over to who was there first; without members a group ends."""
    circle = Circle.objects.select_for_update().get(pk=member.circle_id)
    member.delete()
    rest = list(circle.members.order_by("joined_at", "pk"))
    if not rest:
        found.forget_circle(circle)
        circle.delete()
    elif not any(each.is_host for each in rest):
        rest[0].is_host = True
        rest[0].save(update_fields=["is_host"])
    page_cache.forget()


@transaction.atomic
def make_host(*, member: CircleMember) -> None:
    """Let a member keep the group in order too."""
    CircleMember.objects.filter(pk=member.pk).update(is_host=True)


def enter(circle: Circle, user: User, *, is_host: bool = False, name: str = "") -> CircleMember:
    """Make somebody a member, inside the caller's transaction, which has asked whether they may. Harmless twice."""
    _name(user, name)
    member, created = CircleMember.objects.get_or_create(circle=circle, user=user, defaults={"is_host": is_host})
    JoinRequest.objects.filter(circle=circle, user=user).delete()
    if created:
        Circle.objects.filter(pk=circle.pk).update(active_at=clock.now())
        page_cache.forget()
    return member


@transaction.atomic
def forget_circles(*, email: str, user: User | None) -> int:
    """What must happen before an account goes: leave every group, lose every request and invitation."""
    members = list(CircleMember.objects.filter(user=user)) if user else []
    for member in members:
        leave(member=member)
    asked = JoinRequest.objects.filter(user=user).delete()[0] if user else 0
    return len(members) + asked + CircleInvitation.objects.filter(email__iexact=email).delete()[0]


def _name(user: User, name: str) -> None:
    """Somebody without a name gets one, for their own eyes; the members of a group see each other's names anyway."""
    profile = getattr(user, "member_profile", None)
    if not profile or not profile.name:
        save_member(user=user, data={"name": name} if name else {})


def _show(circle: Circle) -> None:
    found.refresh_front(circle)
    page_cache.forget()
