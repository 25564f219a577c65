"""What members of the demo show of themselves, and what they say in groups and below questions."""

import uuid
from datetime import datetime, timedelta

from cms import clock
from cms.models import HandvatPage
from community.actions import circles, conversations
from community.actions.accounts import create_member
from community.actions.members import save_member
from community.models import Circle, Conversation, JoinRequest, MemberProfile, Post, Reaction, SeenBy, User
from config.demo.content import read
from config.demo.knowledge import terms
from events.actions import proposals
from events.models import Event

SEEN_BY = {"members": SeenBy.MEMBERS, "everyone": SeenBy.EVERYONE}
TEXTS = ("role", "about", "can_help", "looking_for")


def load() -> int:
    """Make the profiles, groups and questions, unless they were made before; returns how many."""
    if Conversation.objects.exists():
        return 0
    file = read("together")
    people = {}
    for row in file["member"]:
        user = _member(row)
        people[user.email.partition("@")[0]] = user
    for row in file["circle"]:
        _circle(row, people)
    events = list(Event.objects.upcoming().exclude(status=Event.Status.CANCELLED)[:2])
    for event, row in zip(events, file["circle"], strict=False):
        proposals.put_in_agenda(circle=Circle.objects.get(name=row["name"]), event=event)
    for row in file["question"]:
        question = _conversation(row, people)
        if events and (words := row.get("proposed")):
            proposals.propose(event=events[0], question=question, user=people[row["by"]], words=words)
        if row.get("summary"):
            pages = HandvatPage.objects.filter(slug__in=row["handvatten"], locale__language_code="nl")
            conversations.summarise(question=question, text=row["summary"].strip(), handvatten=pages)
    return sum(len(rows) for rows in file.values())


def _ago(days: int) -> datetime:
    return clock.now() - timedelta(days=days, hours=days % 9, minutes=days * 17 % 60)


def _member(row: dict) -> User:
    user = User.objects.filter(email=row["account"]).first()
    user = user or create_member(email=row["account"], name=row["name"])
    User.objects.filter(pk=user.pk).update(date_joined=_ago(90))  # nobody here is new
    user.refresh_from_db()
    data = {name: row[name] for name in TEXTS if name in row}
    data |= {name: found for name, found in terms(row).items() if name in ("regions", "sectors", "themes")}
    data |= {f"{field}_for": SEEN_BY[row["seen_by"]] for field in MemberProfile.FIELDS}
    save_member(user=user, data=data)
    return user


def _circle(row: dict, people: dict[str, User]) -> None:
    host, *others = (people[name] for name in row["members"])
    data = {name: row[name].strip() for name in ("name", "summary", "welcome", "access")}
    circle = circles.make_circle(user=host, key=uuid.uuid4(), data=data | {"themes": terms(row)["themes"]})
    for user in others:
        circle.members.create(user=user)
    if waiting := row.get("waiting"):
        asked = circles.ask_to_join(circle=circle, user=people[waiting["by"]], words=waiting["words"])
        JoinRequest.objects.filter(pk=asked.pk).update(asked_at=_ago(waiting["days"]))
    for each in row["topic"]:
        _conversation(each, people, circle)
    Circle.objects.filter(pk=circle.pk).update(created_at=_ago(row["days"]), active_at=_ago(row["topic"][-1]["days"]))


def _conversation(row: dict, people: dict[str, User], circle: Circle | None = None) -> Conversation:
    made = conversations.begin(
        author=people[row["by"]],
        key=uuid.uuid4(),
        title=row["title"],
        text=row["text"].strip(),
        circle=circle,
        themes=terms(row)["themes"],
    )
    made.posts.update(created_at=_ago(row["days"]))
    last = row["days"]
    for each in row.get("answer", []):
        last = each["days"]
        post = conversations.answer(
            conversation=made,
            author=people[each["by"]],
            key=uuid.uuid4(),
            text=each["text"],
            mentions=[people[name] for name in each.get("mentions", [])],
        )
        Post.objects.filter(pk=post.pk).update(created_at=_ago(last))
        words = [(word, name) for word, names in each.get("reactions", {}).items() for name in names]
        Reaction.objects.bulk_create(Reaction(post=post, user=people[name], word=word) for word, name in words)
    Conversation.objects.filter(pk=made.pk).update(created_at=_ago(row["days"]), active_at=_ago(last))
    return made
