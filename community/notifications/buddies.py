"""Mail to buddies: what fits, who it is once both said yes, how it goes, and that we did not forget you."""

from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from community import mail
from community.buddy_reasons import reasons_of
from community.links import url_of
from community.models import BuddyMatch, BuddyProfile


def welcome(profile: BuddyProfile) -> None:
    """What happens now that they asked or offered."""
    _send(profile, "buddy_welcome", str(profile.pk), {"offers": profile.side == BuddyProfile.Side.OFFER})


def proposed(match: BuddyMatch) -> None:
    """To both: somebody fits, why, and until when to answer. Without a name."""
    for profile, other in _sides(match):
        with translation.override(profile.language):
            context = {"about": other.about, "reasons": reasons_of([match])[match.pk], "until": _day(match.expires_at)}
        _send(profile, "buddy_proposed", f"{match.pk}:{profile.pk}", context, match=match)


def started(match: BuddyMatch) -> None:
    """Two yeses: the other's name and address, and how long it lasts."""
    for profile, other in _sides(match):
        with translation.override(profile.language):
            name = other.user.get_full_name() or other.user.email
            context = {"other_name": name, "other_email": other.user.email, "until": _day(match.ends_at)}
        key = f"{match.pk}:{profile.pk}"
        _send(profile, "buddy_started", key, context, match=match, reply_to=other.user.email)


def check_in(match: BuddyMatch) -> None:
    """How does it go? To both."""
    for profile, _other in _sides(match):
        _send(profile, "buddy_check_in", f"{match.pk}:{profile.pk}:{match.checks}", {}, match=match)


def over(match: BuddyMatch, told: list[BuddyProfile]) -> None:
    """It ended or did not begin; the same friendly words whoever wanted it."""
    for profile in told:
        key = f"{match.pk}:{profile.pk}:{match.state}"
        _send(profile, "buddy_over", key, {"state": match.state, "began": bool(match.started_at)}, match=match)


def still_looking(profile: BuddyProfile) -> None:
    """We have not forgotten you, and what would make it easier."""
    context = {"offers": profile.side == BuddyProfile.Side.OFFER}
    _send(profile, "buddy_still_looking", f"{profile.pk}:{profile.hear_by:%Y%m%d%H%M}", context)


def _sides(match: BuddyMatch):
    return (match.offer, match.ask), (match.ask, match.offer)


def _day(moment) -> str:
    return date_format(timezone.localdate(moment), "j F Y")


def _send(profile: BuddyProfile, name: str, key: str, context: dict, *, match=None, reply_to: str = "") -> None:
    user, language = profile.user, profile.language
    with translation.override(language):
        hello = mail.display_name(user.get_full_name()) or _("daar")
    url = url_of("buddy_match", language, match.public_id) if match else url_of("buddies", language)
    mail.queue(
        key=f"{name}:{key}",
        template=f"mail/community/{name}",
        to_email=user.email,
        to_name=user.get_full_name(),
        language=language,
        context={"name": hello, "url": url} | context,
        reply_to=reply_to,
        secret=bool(reply_to),  # it holds the other's name and address
    )
