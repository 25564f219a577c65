"""Mail about what people put up: their link, what fits it, who said yes, and what we did with it."""

from datetime import datetime

from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cms import clock
from community import mail
from community.links import url_of
from community.models import Idea, IdeaAnswer, IdeaHint, Match, Posted, User
from community.post_links import post_url


def send(post: Posted, name: str, key: str, context: dict, *, reply_to: str = "", secret: bool = False) -> None:
    """One mail to the owner; `context` gets their name and the link to their own page.

    `secret` forgets the text once it has left: where it holds somebody else's words, name or address.
    """
    with translation.override(post.language):
        hello = mail.display_name(post.name) or _("daar")
    mail.queue(
        key=f"{name}:{key}",
        template=f"mail/community/{name}",
        to_email=post.email,
        to_name=post.name,
        language=post.language,
        context={"name": hello, "title": post.title, "is_idea": isinstance(post, Idea), "url": post_url(post)}
        | context,
        reply_to=reply_to,
        secret=secret,
    )


def confirm(post: Posted) -> None:
    """The link, to an address that nobody proved yet: nothing of what was typed goes along."""
    send(post, "post_confirm", post.public_id.hex, {"title": ""})


def shown(post: Posted) -> None:
    """It stands on the site; the link again."""
    send(post, "post_shown", post.public_id.hex, {})


def fresh_link(post: Posted) -> None:
    """The link again, because the old one ended; the same hour brings no second mail."""
    send(post, "post_link", f"{post.public_id.hex}:{clock.now():%Y%m%d%H}", {})


def proposed(match: Match, reasons: list[str]) -> None:
    """To both sides that did not say yes yet: what may fit, why, and until when. No name and no address."""
    for post, other in _sides(match):
        if match.yes_of(post):
            continue
        with translation.override(post.language):
            until = date_format(timezone.localdate(match.expires_at), "j F Y")
        context = {"other": other.title, "text": other.text, "reasons": reasons, "until": until}
        key = f"{match.pk}:{_side(post)}:{match.proposed_at:%Y%m%d%H%M%S}"
        send(post, "match_proposed", key, context, secret=True)


def agreed(match: Match) -> None:
    """Two yeses: each gets the other's name and address, and may simply answer."""
    for post, other in _sides(match):
        context = {"other_name": other.name, "other_email": other.email}
        send(post, "match_agreed", f"{match.pk}:{_side(post)}", context, reply_to=other.email, secret=True)


def over(match: Match, *, declined_by: Posted | None = None) -> None:
    """It does not go on; whoever declined knows that already. What a moderator hid is not quoted any more."""
    for post, other in _sides(match):
        if post != declined_by:
            context = {"other": other.title if other.is_public else "", "expired": match.state == Match.State.EXPIRED}
            key = f"{match.pk}:{_side(post)}:{match.proposed_at:%Y%m%d%H%M%S}"
            send(post, "match_over", key, context, secret=True)


def answered(answer: IdeaAnswer) -> None:
    """What the team did with an idea, to its owner."""
    send(answer.idea, "idea_answered", str(answer.pk), {"did": answer.did, "did_not": answer.did_not})


def waits_too_long(idea: Idea, user: User) -> bool:
    """To a coordinator: this idea waits longer than we promised. Once for each of the two; says whether it was now."""
    key = f"idea_waits:{idea.pk}:{user.pk}"
    if mail.is_queued(key):
        return False
    mail.queue(
        key=key,
        template="mail/community/idea_waits",
        to_email=user.email,
        to_name=user.get_full_name(),
        context={
            "name": mail.display_name(user.get_full_name()) or "daar",
            "title": idea.title,
            "url": url_of("idea_work", "nl", idea.public_id),
        },
        is_new=True,
    )
    return True


def how_does_it_go(idea: Idea, since: datetime) -> bool:
    """To the owner: we heard nothing since that moment. Once for each silence; says whether it was now."""
    key = f"{idea.public_id.hex}:{since:%Y%m%d%H%M%S}"
    if mail.is_queued(f"idea_became:{key}"):
        return False
    send(idea, "idea_became", key, {})
    return True


def hint(found: IdeaHint) -> None:
    """Two ideas touch each other: a word to both owners."""
    for post, other in ((found.first, found.second), (found.second, found.first)):
        context = {"other": other.title, "other_url": url_of("idea", post.language, other.public_id)}
        send(post, "idea_hint", f"{found.pk}:{post.pk}", context, secret=True)


def _sides(match: Match) -> tuple[tuple[Posted, Posted], tuple[Posted, Posted]]:
    return (match.idea, match.offer), (match.offer, match.idea)


def _side(post: Posted) -> str:
    return "idea" if isinstance(post, Idea) else "offer"
