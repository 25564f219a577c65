"""The overview by mail: what is new in what somebody follows. Of a closed space only a number and a link."""

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils import translation

from community import mail
from community.models import Digest
from community.overview import Part

_signer = Signer(salt="community.digest", sep=".")


def stop_token(user_pk: int) -> str:
    """Names the account in the link that ends the mails; cannot be guessed or altered."""
    return _signer.sign(str(user_pk))


def user_of(token: str) -> int | None:
    """Whose link this is; None for a forged one."""
    try:
        return int(_signer.unsign(token))
    except (BadSignature, ValueError):
        return None


def overviews(rows: list[tuple[Digest, list[Part]]]) -> None:
    """Queue the mails of one batch."""
    with translation.override("nl"):
        follows = settings.BASE_URL + reverse("following")
        mail.queue_all(
            mail.prepare(
                key=f"digest:{digest.user_id}:{digest.due_at:%Y%m%d%H%M}",
                template="mail/community/digest",
                to_email=digest.user.email,
                to_name=digest.user.get_full_name(),
                context={"parts": parts, "rhythm": digest.rhythm, "follows_url": follows},
                unsubscribe_url=settings.BASE_URL + reverse("digest_stop", args=[stop_token(digest.user_id)]),
            )
            for digest, parts in rows
        )
