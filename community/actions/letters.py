"""Letters between a visitor and an ambassador: passed on by us, so that neither sees the other's address."""

import uuid
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from cms import clock
from community.actions.moderation import refuse_blocked
from community.actions.refusal import Refused
from community.models import AmbassadorProfile, Correspondence, OutgoingMail, User
from community.notifications import letters as notifications

Side = Correspondence.Side
KEPT_FOR = timedelta(days=365)  # after the last letter


@transaction.atomic
def write_to_ambassador(
    *,
    profile: AmbassadorProfile,
    key: uuid.UUID,
    name: str,
    email: str,
    message: str,
    language: str,
    quote: bool,
    user: User | None = None,
) -> Correspondence:
    """Begin: pass the message on and send the visitor a receipt. The same `key` again sends nothing.

    `quote` puts the message in the receipt too: only for an address known to be the visitor's own, because a
    form that mails any text to any address is a gift to spammers.
    Raises `Refused` for somebody who may not contribute now, and where the ambassador wants no more letters from them.
    """
    refuse_blocked(user=user, email=email)
    if known := Correspondence.objects.filter(key=key).first():
        return known
    before = Correspondence.objects.filter(profile=profile, email__iexact=email)
    if before.filter(stopped_by=Side.AMBASSADOR).exists():
        raise Refused(_("Deze ambassadeur wil van dit e-mailadres geen berichten meer krijgen."))
    fields = {"profile": profile, "user": user, "name": name, "email": email, "language": language}
    letters, made = Correspondence.objects.get_or_create(key=key, defaults=fields)
    if not made:  # the same form at the same moment
        return letters
    notifications.letter(letters, to=Side.AMBASSADOR, key=key, message=message)
    notifications.passed_on(letters, message=message if quote else "")
    return letters


@transaction.atomic
def answer(*, letters: Correspondence, by: str, key: uuid.UUID, message: str) -> None:
    """Pass the next letter on, from side `by` to the other. The same `key` again sends nothing.

    Raises `Refused` where one of the two stopped, and for somebody who may not contribute now.
    """
    letters = Correspondence.objects.select_for_update(of=("self",)).select_related("profile__user").get(pk=letters.pk)
    if letters.stopped_by:
        raise Refused(_("Deze briefwisseling is gestopt. Je bericht is niet verstuurd."))
    refuse_blocked(user=letters.profile.user if by == Side.AMBASSADOR else letters.user, email=letters.address_of(by))
    notifications.letter(letters, to=letters.other(by), key=key, message=message)
    letters.active_at = clock.now()
    letters.save(update_fields=["active_at"])


@transaction.atomic
def stop_letters(*, letters: Correspondence, by: str) -> None:
    """No more letters, either way; those that wait do not leave. Harmless when it stopped before."""
    if Correspondence.objects.filter(pk=letters.pk, stopped_by="").update(stopped_by=by):
        waiting = OutgoingMail.objects.filter(
            thread=letters.thread, to_email=letters.address_of(by), status=OutgoingMail.Status.QUEUED
        )
        waiting.update(status=OutgoingMail.Status.FAILED, last_error="stopped")


@transaction.atomic
def forget_old_letters() -> int:
    """Forget who wrote with whom, a year after the last letter; returns how many. A wish to stop is kept as long."""
    return Correspondence.objects.filter(active_at__lt=clock.now() - KEPT_FOR).delete()[0]


@transaction.atomic
def forget_letters(*, email: str, user: User | None) -> int:
    """Forget everything somebody wrote to ambassadors or as one, the mails with their words included."""
    mine = Correspondence.objects.filter(email__iexact=email)
    if user:
        mine = mine | Correspondence.objects.filter(user=user) | Correspondence.objects.filter(profile__user=user)
    found = list(mine.distinct())
    mails = OutgoingMail.objects.filter(thread__in=[letters.thread for letters in found])
    mails.filter(status=OutgoingMail.Status.QUEUED).update(status=OutgoingMail.Status.FAILED)
    mails.wipe()
    mails.update(to_name="", last_error="")
    Correspondence.objects.filter(pk__in=[letters.pk for letters in found]).delete()
    return len(found)
