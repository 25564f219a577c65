"""All changes to ambassador profiles. Each is one transaction, safe to repeat, and drops the kept pages."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from cms import clock, page_cache
from community import notifications, rules
from community.actions import ambassador_room as room
from community.actions.moderation import contributed
from community.actions.refusal import Refused
from community.models import AmbassadorProfile, Consent, ConsentField, User
from community.models.ambassadors import CONFIRMED_FOR
from community.search import ambassadors as search

Status = AmbassadorProfile.Status
TEXTS = (
    "display_name", "role_label", "organisation", "ask_me_about", "bio", "availability", "languages", "photo_alt",
)  # fmt: skip
LISTS = ("regions", "themes", "sectors")
WAITS, AGAIN = 3, 7  # days until moderators hear of a request that waits, and then again
ASK_BEFORE = (7, 30)  # days before a profile hides itself: when its owner is asked


def free_slug(name: str) -> str:
    """An address part made from the name, with a number when it is taken."""
    base = slugify(name)[:70] or "ambassadeur"
    taken = set(AmbassadorProfile.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    slug, number = base, 2
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug


def _lock(profile: AmbassadorProfile) -> AmbassadorProfile:
    return AmbassadorProfile.objects.select_for_update().get(pk=profile.pk)


def _show(profile: AmbassadorProfile) -> None:
    """Let readers, the search and the ambassadors' room see what changed."""
    search.refresh(profile)
    room.follow(profile)
    page_cache.forget()


def _set_consents(profile: AmbassadorProfile, fields, at: datetime) -> bool:
    """Close what was withdrawn, open what is new; what stays keeps its moment. Says whether anything is new."""
    wanted, given = set(fields), set(profile.consents.filter(withdrawn_at=None).values_list("field", flat=True))
    profile.consents.filter(withdrawn_at=None, field__in=given - wanted).update(withdrawn_at=at)
    Consent.objects.bulk_create(Consent(profile=profile, field=field, given_at=at) for field in sorted(wanted - given))
    return bool(wanted - given)


@transaction.atomic
def save_profile(*, user: User, data: dict, consents, expected_version: int | None = None) -> AmbassadorProfile:
    """Write the person's own profile (made as a draft the first time) and their consent per field.

    `data` holds the texts, the lists of terms, and `photo`: an image file, `False` to remove it, None to keep it.
    Without consent for the name a visible profile becomes a draft. Raises `Refused` when the form is stale, and when
    somebody who is blocked tells more; withdrawing consent is always possible.
    """
    profile = AmbassadorProfile.objects.select_for_update().filter(user=user).first()
    if profile and expected_version is not None and profile.version != expected_version:
        raise Refused(_("Je profiel is intussen ergens anders gewijzigd. Vergelijk je tekst en bewaar opnieuw."))
    if not profile:
        profile = AmbassadorProfile(user=user, email=user.email, slug=free_slug(data["display_name"]))
    tells = bool(data.get("photo")) or any(data.get(field, "") not in ("", getattr(profile, field)) for field in TEXTS)
    for field in TEXTS:
        setattr(profile, field, data.get(field, ""))
    dropped = ""
    if data.get("photo") is not None:
        dropped = profile.photo.name
        profile.photo = data["photo"] or ""
    if profile.pk:
        profile.version += 1
    if ConsentField.NAME not in consents and profile.status in (Status.PUBLISHED, Status.PAUSED, Status.APPLIED):
        profile.status = Status.DRAFT
    profile.save()
    for field in LISTS:
        getattr(profile, field).set(data.get(field, []))
    shows = _set_consents(profile, consents, clock.now())
    if dropped and dropped != profile.photo.name:
        transaction.on_commit(lambda: profile.photo.storage.delete(dropped))
    if tells or shows:
        contributed(kind="ambassadeur", key=profile.slug, user=user)
    _show(profile)
    return profile


@transaction.atomic
def apply_for_publication(*, profile: AmbassadorProfile) -> AmbassadorProfile:
    """Ask the moderators to show the profile. Raises `Refused` without consent for the name."""
    profile = _lock(profile)
    if profile.status in (Status.APPLIED, Status.PUBLISHED):
        return profile
    if ConsentField.NAME not in profile.consented:
        raise Refused(_("Geef eerst toestemming om je naam te laten zien. Zonder naam kunnen mensen je niet vinden."))
    profile.status, profile.applied_at = Status.APPLIED, clock.now()
    profile.version += 1
    profile.save()
    notifications.ambassador_applied(profile)
    return profile


@transaction.atomic
def approve(*, profile: AmbassadorProfile) -> AmbassadorProfile:
    """Show the profile from now on, and tell the person. Raises `Refused` unless they asked for it and agreed."""
    profile = _lock(profile)
    if profile.status == Status.PUBLISHED:
        return profile
    if profile.status != Status.APPLIED:
        raise Refused(_("Deze persoon heeft niet gevraagd om zichtbaar te worden."))
    if ConsentField.NAME not in profile.consented:
        raise Refused(_("Deze persoon gaf geen toestemming om de naam te laten zien."))
    profile.status, profile.confirmed_at = Status.PUBLISHED, clock.now()
    profile.version += 1
    profile.save()
    notifications.ambassador_published(profile)
    _show(profile)
    return profile


@transaction.atomic
def send_back(*, profile: AmbassadorProfile, reason: str) -> AmbassadorProfile:
    """Make it a draft again, by a moderator, and tell the person why. Harmless when it is no longer asked for or shown."""
    profile = _lock(profile)
    if profile.status in (Status.APPLIED, Status.PUBLISHED, Status.PAUSED):
        profile.status = Status.DRAFT
        profile.version += 1
        profile.save()
        notifications.ambassador_sent_back(profile, reason)
        _show(profile)
    return profile


@transaction.atomic
def pause(*, profile: AmbassadorProfile) -> AmbassadorProfile:
    """Hide a visible profile until its owner shows it again."""
    profile = _lock(profile)
    if profile.status == Status.PUBLISHED:
        profile.status = Status.PAUSED
        profile.version += 1
        profile.save()
        _show(profile)
    return profile


@transaction.atomic
def resume(*, profile: AmbassadorProfile) -> AmbassadorProfile:
    """Show a paused profile again, or confirm a visible one for another year."""
    profile = _lock(profile)
    if profile.status in (Status.PAUSED, Status.PUBLISHED):
        profile.status, profile.confirmed_at = Status.PUBLISHED, clock.now()
        profile.version += 1
        profile.save()
        _show(profile)
    return profile


@transaction.atomic
def stop(*, profile: AmbassadorProfile) -> AmbassadorProfile:
    """End it: nothing is shown any more and every consent is withdrawn. The texts stay for the owner."""
    profile = _lock(profile)
    if profile.status != Status.STOPPED:
        profile.status = Status.STOPPED
        profile.version += 1
        profile.save()
    _set_consents(profile, [], clock.now())
    _show(profile)
    return profile


@transaction.atomic
def remove_profile(*, user: User) -> None:
    """Take away the profile of somebody whose account goes: the row, the photo, and what the search knew.

    Harmless without a profile.
    """
    profile = AmbassadorProfile.objects.select_for_update().filter(user=user).first()
    if not profile:
        return
    photo = profile.photo
    search.forget(profile)
    profile.delete()
    if photo:
        transaction.on_commit(lambda: photo.storage.delete(photo.name))
    page_cache.forget()


@transaction.atomic
def keep_dates() -> int:
    """Bring list, search and room up to date with dates and yearly confirmations that passed; work for the clock.

    Returns how many profiles are public now.
    """
    public = search.refresh_all()
    room.close_behind_expired()
    page_cache.forget()
    return public


@transaction.atomic
def remind() -> int:
    """Tell moderators of requests that wait, and owners that a year is nearly or just over; work for the clock.

    Each is told once per round, however often this runs; returns how many mails that made.
    """
    now, sent = clock.now(), 0
    moderators = list(rules.ambassador_moderators())
    for profile in AmbassadorProfile.objects.filter(
        status=Status.APPLIED, applied_at__lte=now - timedelta(days=WAITS)
    ).order_by("applied_at"):
        days = WAITS + ((now - profile.applied_at).days - WAITS) // AGAIN * AGAIN
        sent += sum(notifications.ambassadors_wait(profile, moderator, days) for moderator in moderators)
    # Who let it expire is told once; after a month there is nobody left to tell.
    soon = now + timedelta(days=ASK_BEFORE[-1]) - CONFIRMED_FOR
    over = now - timedelta(days=ASK_BEFORE[-1]) - CONFIRMED_FOR
    for profile in AmbassadorProfile.objects.filter(
        status=Status.PUBLISHED, confirmed_at__gt=over, confirmed_at__lte=soon
    ):
        left = profile.expires_at - now
        days = next((days for days in ASK_BEFORE if left <= timedelta(days=days)), 0) if left > timedelta() else 0
        sent += notifications.ambassador_confirm(profile, days=days)
    return sent


@transaction.atomic
def create_published(
    *, display_name: str, email: str, consents=(), slug: str = "", user: User | None = None, **fields
) -> AmbassadorProfile:
    """A visible profile in one step, for people who agreed on paper and for the demo. Safe to repeat by slug."""
    slug = slug or free_slug(display_name)
    if profile := AmbassadorProfile.objects.filter(slug=slug).first():
        return profile
    lists = {name: fields.pop(name, []) for name in LISTS}
    profile = AmbassadorProfile.objects.create(
        display_name=display_name,
        email=email.lower(),
        slug=slug,
        user=user,
        status=Status.PUBLISHED,
        confirmed_at=clock.now(),
        **fields,
    )
    for name, terms in lists.items():
        getattr(profile, name).set(terms)
    _set_consents(profile, {ConsentField.NAME, *consents}, clock.now())
    _show(profile)
    return profile
