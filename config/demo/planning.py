"""What organisers prepare for the demo meetings: speakers, questions, an invitation, and who organises along.

Made through the product's own actions, and once.
"""

from config.demo.content import read
from config.demo.meetings import demo_id, event_id
from config.demo.moments import at, third, today
from events.actions import follow, invitations, organise, speakers
from events.actions.organise.questions import save_question
from events.models import Event, SeriesPage, Speaker
from events.notifications import silently

ASKED = ("name", "email", "role", "message", "fee_rule")
OWN = ("display_name", "bio", "topics", "shows_name", "shows_role", "takes_letters")
WEDNESDAY = 2


def load() -> int:
    """Make them, unless they were made before; returns how many speakers were asked."""
    file = read("planning")
    keys = [demo_id("spreker", row["email"]) for row in file["speaker"]]
    if Speaker.objects.filter(public_id__in=keys).exists():
        return 0
    with silently():
        _prepare(file, keys)
    return len(keys)


def _prepare(file: dict, keys: list) -> None:
    for key, row in zip(keys, file["speaker"], strict=True):
        _speaker(key, row)
    for row in file["question"]:
        _question(row)
    for row in file["invitation"]:
        values = {name: value for name, value in row.items() if name not in ("series", "meeting")}
        invitations.save_invitation(event=_event(row), version="", actor=None, **values)
    Event.objects.filter(public_id__in=map(event_id, read("meetings")["event"])).update(phone=file["phone"])
    _draft(file["draft"])
    series = {page.slug: page.series for page in SeriesPage.objects.filter(alias_of=None).select_related("series")}
    follow.tell_followers()  # what stands there already is no news to who follows from now on
    for row in file["host"]:
        organise.appoint_host(series=series[row["series"]], email=row["email"], actor=None)
    for row in file["follower"]:
        follow.follow(series=series[row["series"]], email=row["email"], language="nl", is_known=True)


def _event(row: dict) -> Event:
    return Event.objects.get(public_id=event_id({"series": row["series"], "slug": row["meeting"]}))


def _speaker(key, row: dict) -> None:
    event = _event(row)
    breakout = event.breakouts.filter(title=row["part"]).first()
    asked = {name: row[name] for name in ASKED}
    speaker = speakers.invite(event=event, key=key, breakout=breakout, actor=None, **asked)
    speaker = speakers.answer(speaker=speaker, status=row["status"], proposal=row.get("proposal", ""))
    if own := {name: row[name] for name in OWN if name in row}:
        speakers.describe(speaker=speaker, version=str(speaker.version), **own)


def _question(row: dict) -> None:
    event = _event(row)
    values = {name: row[name] for name in ("label", "kind")} | {"options": "\n".join(row.get("options", []))}
    if after := row.get("after"):
        values |= {"depends_on": event.questions.get(label=after), "depends_value": row["answer"]}
    save_question(event=event, actor=None, **values)


def _draft(row: dict) -> None:
    """A meeting that is still being made, from a template."""
    day = third(WEDNESDAY, today(), months=2)
    details = {name: row[name] for name in ("title", "kind", "mode", "venue", "capacity", "template", "summary")}
    organise.create_event(
        key=demo_id("concept", row["title"]),
        actor=None,
        starts_at=at(day, row["begins"]),
        ends_at=at(day, row["ends"]),
        **details,
    )
