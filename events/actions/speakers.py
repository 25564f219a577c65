"""Speakers: inviting, answering, telling about oneself, bringing material, and stepping back."""

import uuid

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms import clock, page_cache
from cms.actions.quotes import withdraw_quote
from cms.search import pages as search
from community.actions.moderation import refuse_blocked
from community.actions.refusal import Refused as NotNow
from events.actions.organise.conflict import changes, refuse_stale
from events.actions.refusal import Refused
from events.history import memento
from events.models import Event, Speaker, SpeakerMaterial
from events.notifications import speakers as notifications

Status = Speaker.Status
MOST_MATERIALS = 10
ASKED = ("name", "role", "message", "fee_rule", "breakout", "item", "recording_url")  # what the organiser writes
SESSION = ("breakout", "item")  # where they speak
LOGGED = ("name", *SESSION)  # can be put back; the rest is too much of theirs to stand in a log
OWN = (
    "display_name", "bio", "topics", "photo_alt", "photo_credit", "shows_name", "shows_photo", "shows_role",
    "takes_letters", "allows_recording",
)  # fmt: skip


@transaction.atomic
def invite(*, event: Event, key: uuid.UUID, email: str, language: str = "nl", quotes=(), actor, **asked) -> Speaker:
    """Ask somebody to speak; they get a mail with their own link. The same `key` again returns the first."""
    event = Event.objects.select_for_update().get(pk=event.pk)
    if made := Speaker.objects.filter(public_id=key).first():
        return made
    _refuse_over(event)
    values = {name: value for name, value in asked.items() if name in ASKED}
    email = email.strip().lower()
    speaker = Speaker.objects.create(
        public_id=key, event=event, email=email, language=language, invited_by=actor, **values
    )
    speaker.quotes.set(quotes)
    notifications.speaker_invited(speaker)
    log(instance=event, action="events.invite_speaker", user=actor, data={"part": speaker.name})
    return speaker


@transaction.atomic
def change_invitation(*, speaker: Speaker, version: str, quotes=(), actor, **asked) -> Speaker:
    """Change what the organiser writes; they hear of another part to speak at.

    Raises `Conflict`, and `Refused` for somebody who stepped back.
    """
    speaker = _lock(speaker)
    refuse_stale(speaker, version)
    _refuse_gone(speaker)
    changed = changes(speaker, {name: value for name, value in asked.items() if name in ASKED})
    back = memento(speaker, kept) if (kept := [name for name in LOGGED if name in changed]) else None
    for name, value in changed.items():
        setattr(speaker, name, value)
    speaker.version += 1
    speaker.save()
    speaker.quotes.set(quotes)
    data = {"part": speaker.name} | ({"back": back} if back else {})
    log(instance=speaker.event, action="events.change", user=actor, data=data)
    if not changed.keys().isdisjoint(SESSION) and speaker.is_expected and not _is_off(speaker.event):
        notifications.speaker_changed(speaker, key=f"session:{speaker.version}")
    _show(speaker)
    return speaker


@transaction.atomic
def answer(*, speaker: Speaker, status: str, proposal: str = "") -> Speaker:
    """Accept, decline, or propose another time; whoever invited hears so. The same answer again does nothing."""
    speaker = _lock(speaker)
    _refuse_gone(speaker)
    _refuse_over(speaker.event)
    if status not in (Status.ACCEPTED, Status.DECLINED, Status.PROPOSED):
        raise Refused(_("Kies of je komt."))
    if (speaker.status, speaker.proposal) == (status, proposal):
        return speaker
    speaker.status, speaker.proposal, speaker.answered_at = status, proposal, clock.now()
    speaker.was_shown = speaker.was_shown or speaker.is_shown
    speaker.version += 1
    speaker.save()
    notifications.speaker_answered(speaker)
    _show(speaker)
    return speaker


@transaction.atomic
def describe(*, speaker: Speaker, version: str, photo=None, **own) -> Speaker:
    """Set one's own words, picture and ticks; `photo` is a new file, False to take it away, None to keep it.

    Raises `Conflict` for a stale form, and `Refused` for somebody who stepped back.
    """
    speaker = _lock(speaker)
    _refuse_gone(speaker)
    refuse_stale(speaker, version)
    for name in OWN:
        if name in own:
            setattr(speaker, name, own[name])
    if photo is not None:
        _drop_file(speaker.photo)
        speaker.photo = photo or ""
    if not speaker.photo:
        speaker.shows_photo = False
    speaker.was_shown = speaker.was_shown or speaker.is_shown
    speaker.version += 1
    speaker.save()
    _show(speaker)
    return speaker


@transaction.atomic
def add_material(
    *, speaker: Speaker, name: str, file=None, url: str = "", hints=(), is_public=False
) -> SpeakerMaterial:
    """Keep a file or a link, with the hints about it. Raises `Refused` for very much of it."""
    speaker = _lock(speaker)
    _refuse_gone(speaker)
    if speaker.materials.count() >= MOST_MATERIALS:
        raise Refused(_("Je hebt al veel materiaal gestuurd. Haal eerst iets weg."))
    made = SpeakerMaterial.objects.create(
        speaker=speaker, name=name, file=file or "", url=url, hints=list(hints), is_public=is_public
    )
    page_cache.forget()
    return made


@transaction.atomic
def remove_material(*, material: SpeakerMaterial) -> None:
    """Take a file or link away, and the file itself. Harmless when done already."""
    _drop_file(material.file)
    SpeakerMaterial.objects.filter(pk=material.pk).delete()
    page_cache.forget()


@transaction.atomic
def write(*, speaker: Speaker, key: uuid.UUID, name: str, email: str, message: str, language: str, user=None) -> None:
    """Pass a reader's message on, once per `key`; it is kept nowhere but in the mail. The speaker decides to answer.

    Raises `Refused` for a speaker who takes no messages any longer, and for somebody who may not contribute now.
    """
    speaker = _lock(speaker)
    if not speaker.can_be_written_to:
        raise Refused(_("Deze spreker neemt geen berichten meer aan."))
    try:
        refuse_blocked(user=user, email=email)
    except NotNow as refusal:
        raise Refused(str(refusal)) from None
    notifications.letter_to_speaker(speaker, key=key, name=name, email=email, message=message)
    notifications.letter_passed_on(speaker, key=key, name=name, email=email, language=language)


@transaction.atomic
def step_back(*, speaker: Speaker) -> Speaker:
    """They take themselves back: words, portrait, recording, quotes and material go everywhere and at once.

    The page then says neutrally that somebody did; they get a mail with what was removed and what could not be.
    Harmless when done already.
    """
    speaker = _lock(speaker)
    if speaker.status == Status.STEPPED_BACK:
        return speaker
    notifications.speaker_stepped_back(speaker, removed=_take_away(speaker))
    notifications.speaker_answered(speaker)
    _show(speaker)
    return speaker


@transaction.atomic
def forget(*, email: str) -> int:
    """Everything of the speaker with this address goes, at every meeting. Returns how many meetings that were."""
    speakers = list(Speaker.objects.filter(email__iexact=email).select_related("event"))
    for speaker in speakers:
        speaker = _lock(speaker)
        _take_away(speaker)
        _show(speaker)
        speaker.delete()
    return len(speakers)


def _take_away(speaker: Speaker) -> list[str]:
    """Wipe everything of theirs that others could see; returns in words what there was."""
    removed = []
    if speaker.display_name or speaker.bio:
        removed.append(_("je naam en je tekst"))
    if speaker.photo:
        removed.append(_("je foto"))
    if speaker.recording_url:
        removed.append(_("de opname van jouw deel"))
    if quotes := list(speaker.quotes.filter(withdrawn_at=None)):
        removed.append(_("je citaten, op alle pagina's"))
    if materials := list(speaker.materials.all()):
        removed.append(_("je materiaal"))
    for quote in quotes:
        withdraw_quote(quote=quote)
    for material in materials:
        remove_material(material=material)
    _drop_file(speaker.photo)
    if _unname(speaker):
        removed.append(_("je naam in het programma"))
    speaker.photo, speaker.recording_url, speaker.status = "", "", Status.STEPPED_BACK
    speaker.display_name = speaker.bio = speaker.topics = speaker.photo_alt = speaker.photo_credit = ""
    speaker.shows_name = speaker.shows_photo = speaker.shows_role = speaker.allows_recording = False
    speaker.takes_letters, speaker.proposal = False, ""
    speaker.answered_at = clock.now()
    speaker.version += 1
    speaker.save()
    return removed


def _unname(speaker: Speaker) -> int:
    """Take the name out of the programme, where the organiser had typed it; returns in how many places it stood."""
    names = {name.casefold() for name in (speaker.name, speaker.display_name) if name}
    found = 0
    for part, field in [
        *((item, "speaker") for item in speaker.event.programme_items.all()),
        *((breakout, "host") for breakout in speaker.event.breakouts.all()),
    ]:
        if getattr(part, field).casefold() in names:
            setattr(part, field, "")
            part.save(update_fields=[field])
            found += 1
    return found


def _lock(speaker: Speaker) -> Speaker:
    return (
        Speaker.objects.select_for_update(of=("self",)).select_related("event", "breakout", "item").get(pk=speaker.pk)
    )


def _refuse_gone(speaker: Speaker) -> None:
    if speaker.status == Status.STEPPED_BACK:
        raise Refused(_("Deze spreker heeft zich teruggetrokken."))


def _is_off(event: Event) -> bool:
    return event.is_cancelled or event.is_over


def _refuse_over(event: Event) -> None:
    if _is_off(event):
        raise Refused(_("Deze bijeenkomst is voorbij of gaat niet door."))


def _drop_file(field) -> None:
    """Delete the file once the change is stored."""
    if field:
        storage, name = field.storage, field.name
        transaction.on_commit(lambda: storage.delete(name))


def _show(speaker: Speaker) -> None:
    """Let readers and the search see what changed."""
    for page in speaker.event.pages.filter(live=True):
        search.refresh(page)
    page_cache.forget()
