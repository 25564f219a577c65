"""What we tell people about groups. Of a closed group a mail says no more than that there is something, and where."""

from community import mail
from community.models import Circle, CircleInvitation, CircleMember, JoinRequest
from community.notifications import _url


def _name_of(circle: Circle) -> str:
    """The name of the group, where a mail may tell it."""
    return "" if circle.access == Circle.Access.HIDDEN else mail.display_name(circle.name)


def join_requested(request: JoinRequest, *, again: bool = False) -> None:
    """To every host: somebody waits. Not who, and not why: that stands behind the log-in."""
    moment = f"{request.remind_at or request.asked_at:%Y%m%d%H%M}" if again else "first"
    for member in CircleMember.objects.filter(circle=request.circle, is_host=True).select_related("user"):
        mail.queue(
            key=f"join_requested:{request.pk}:{member.user_id}:{moment}",
            template="mail/community/join_requested",
            to_email=member.user.email,
            to_name=member.user.get_full_name(),
            context={
                "name": _name_of(request.circle),
                "again": again,
                "url": _url("circle_people", "nl", request.circle.slug),
            },
        )


def let_in(request: JoinRequest) -> None:
    """A host said yes."""
    _answer(request, "let_in")


def not_let_in(request: JoinRequest) -> None:
    """A host said no."""
    _answer(request, "not_let_in")


def _answer(request: JoinRequest, template: str) -> None:
    mail.queue(
        key=f"{template}:{request.pk}",
        template=f"mail/community/{template}",
        to_email=request.user.email,
        to_name=request.user.get_full_name(),
        context={
            "name": _name_of(request.circle),
            "url": _url("circle", "nl", request.circle.slug),
            "others_url": _url("circles", "nl"),
        },
    )


def invited(invitation: CircleInvitation, language: str) -> None:
    """A link to join; whoever has no account yet makes one on the way."""
    mail.queue(
        key=f"circle_invitation:{invitation.public_id}",
        template="mail/community/circle_invitation",
        to_email=invitation.email,
        language=language,
        context={"name": _name_of(invitation.circle), "url": _url("circle_invitation", language, invitation.public_id)},
    )
