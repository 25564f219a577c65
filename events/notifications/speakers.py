"""What we mail to speakers, and to whoever invited them. A row in the outbox each, in the caller's transaction."""

import uuid
from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from community import mail
from events import entries
from events.models import Breakout, Event, ProgrammeItem, Round, Speaker
from events.notifications.quiet import queue
from events.speaker_links import speaker_url


def speaker_invited(speaker: Speaker) -> None:
    """Would they like to speak? With date, session and what is paid, and their own link."""
    _to_speaker("speaker_invited", speaker, speaker.public_id.hex)


def speaker_stepped_back(speaker: Speaker, *, removed: Sequence[str]) -> None:
    """What was removed, and what was not; `removed` in the speaker's words."""
    _to_speaker("speaker_stepped_back", speaker, str(speaker.version), removed=list(removed))


def speaker_answered(speaker: Speaker) -> None:
    """To whoever invited: what the speaker said."""
    if speaker.invited_by is None or not speaker.invited_by.email:
        return
    with translation.override(settings.LANGUAGE_CODE):
        url = settings.BASE_URL + reverse("organise:speakers", args=[speaker.event.public_id])
        context = _about(speaker) | {
            "name": mail.display_name(speaker.invited_by.get_full_name()),
            "who": speaker.name,
            "answer": speaker.get_status_display(),
            "proposal": speaker.proposal,
            "url": url,
        }
    queue(
        key=f"speaker_answered:{speaker.pk}:{speaker.version}",
        template="mail/events/speaker_answered",
        to_email=speaker.invited_by.email,
        to_name=speaker.invited_by.get_full_name(),
        context=context,
    )


def letter_to_speaker(speaker: Speaker, *, key: uuid.UUID, name: str, email: str, message: str) -> None:
    """What a reader wrote; an answer goes straight to them."""
    about = {"who": mail.display_name(name), "who_email": email, "letter": message}
    _to_speaker("speaker_letter", speaker, key.hex, reply_to=email, **about)


def letter_passed_on(speaker: Speaker, *, key: uuid.UUID, name: str, email: str, language: str) -> None:
    """The receipt, without the words: a form that mails any text to any address is a gift to spammers."""
    with translation.override(language):
        context = {"name": mail.display_name(name), "who": speaker.display_name, "title": _about(speaker)["title"]}
    queue(
        key=f"speaker_letter_passed_on:{speaker.pk}:{key.hex}",
        template="mail/events/speaker_letter_passed_on",
        to_email=email,
        to_name=name,
        language=language,
        context=context,
    )


def speakers_hear_of_change(event: Event, *, key: str, part: Round | Breakout | ProgrammeItem | None = None) -> None:
    """To who speaks there: the time or place is another one now. `part` narrows it to who speaks in that; `key` names
    the change."""
    for speaker in _speakers(event, part):
        speaker_changed(speaker, key=key)


def speaker_changed(speaker: Speaker, *, key: str) -> None:
    """What they speak at is another part, or at another time or place; `key` names the change."""
    with translation.override(speaker.language):
        what = _("De tijd, de plaats of de inhoud is veranderd. Zo is het nu:")
        _to_speaker("speaker_changed", speaker, key, heading=_("Er is iets veranderd"), what=what)


def speakers_hear_of_end(event: Event, *, reason: str = "", breakout: Breakout | None = None) -> None:
    """To who speaks there: the meeting, or this break-out, does not take place."""
    key = f"end:{breakout.pk if breakout else ''}"
    for speaker in _speakers(event, breakout):
        with translation.override(speaker.language):
            if breakout:
                what = _(
                    "“%(part)s” gaat niet door, de bijeenkomst wel. De organisatie hoort graag van je of je toch komt."
                )
                what %= {"part": breakout.title}
            else:
                what = _("De bijeenkomst waar je zou spreken gaat niet door. Het ging om:")
            _to_speaker("speaker_changed", speaker, key, heading=_("Gaat niet door"), what=what, reason_given=reason)


def _speakers(event: Event, part: Round | Breakout | ProgrammeItem | None):
    """Who still may come, with all that the mail names; in this part, or at the whole meeting."""
    speakers = Speaker.objects.expected().filter(event=event).select_related("event", "breakout__round", "item")
    where = {Round: "breakout__round", Breakout: "breakout", ProgrammeItem: "item"}
    return speakers.filter(**{where[type(part)]: part}) if part else speakers


def _to_speaker(name: str, speaker: Speaker, key: str, *, reply_to: str = "", **context) -> None:
    with translation.override(speaker.language):
        context |= _about(speaker) | {"name": mail.display_name(speaker.name), "link": speaker_url(speaker)}
    queue(
        key=f"{name}:{speaker.pk}:{key}",
        template=f"mail/events/{name}",
        to_email=speaker.email,
        to_name=speaker.name,
        language=speaker.language,
        context=context,
        **({"reply_to": reply_to} if reply_to else {}),
    )


def _about(speaker: Speaker) -> dict:
    event = speaker.event
    return {
        "title": entries.title_of(event, event.page_in(speaker.language)),
        "when": entries.when(event),
        "where": event.venue or event.get_mode_display(),
        "session": _session(speaker),
        "message": speaker.message,
        "fee_rule": speaker.fee_rule,
    }


def _session(speaker: Speaker) -> str:
    """The title of the part they speak at, with its hours in the time of the meeting; "" for the whole meeting."""
    if speaker.session is None:
        return ""
    moment = speaker.item or speaker.breakout.round
    begin, end = (entries.local_time(at, speaker.event) for at in (moment.starts_at, moment.ends_at))
    return _("%(title)s, %(begin)s tot %(end)s uur") % {"title": speaker.session.title, "begin": begin, "end": end}
