"""What we mail to speakers, and to whoever invited them. A row in the outbox each, in the caller's transaction."""

from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from community import mail
from events import entries
from events.models import Speaker
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


def _to_speaker(name: str, speaker: Speaker, key: str, **context) -> None:
    with translation.override(speaker.language):
        context |= _about(speaker) | {"name": mail.display_name(speaker.name), "link": speaker_url(speaker)}
    queue(
        key=f"{name}:{speaker.pk}:{key}",
        template=f"mail/events/{name}",
        to_email=speaker.email,
        to_name=speaker.name,
        language=speaker.language,
        context=context,
    )


def _about(speaker: Speaker) -> dict:
    event = speaker.event
    return {
        "title": entries.title_of(event, event.page_in(speaker.language)),
        "when": entries.when(event),
        "where": event.venue or event.get_mode_display(),
        "session": speaker.session.title if speaker.session else "",
        "message": speaker.message,
        "fee_rule": speaker.fee_rule,
    }
