"""The copy of one's own data is whole: a word planted in every field of every row of somebody comes out again.

A field that is added to one of these models and is not handed out fails here, unless it is named below as not theirs.
"""

import json
import uuid
from itertools import count

import pytest
from django.db.models import CharField, TextField

from cms import clock
from cms.models import Region
from community.actions import learning_log, moderation
from community.actions.moderation.contributing import to_queue
from community.actions.removal import hand_out, remove_person
from community.models import (
    AreaRole,
    CaseLesson,
    Coordinator,
    HouseRule,
    JoinRequest,
    Notice,
    Report,
    SharedCase,
    SupportOffer,
)
from community.personal_data import person_of
from events.models import (
    Answer,
    GroupNote,
    ParticipantDetails,
    ParticipantNeeds,
    Question,
    SignedUpFor,
    Speaker,
    SpeakerMaterial,
    SubjectProposal,
)
from tests.cms import places
from tests.community.buddies import OFFER, buddy
from tests.community.factories import ambassador, asked, circle_of, material_order, member, seen_member
from tests.community.ideas import put_up
from tests.community.test_removal import everything
from tests.events.factories import confirmed, make_event

pytestmark = pytest.mark.django_db
EMAIL = "eigen@example.org"
# Ours, or said by somebody else about the work: not the person's own data.
NOT_THEIRS = {
    "AmbassadorProfile": {"status"},
    "Appeal": {"role", "answer"},
    "CaseLesson": {"group_name"},
    "ModerationDecision": {"role"},
    "Report": {"reason"},
    "SharedCase": {"reason"},
    "Speaker": {"message", "display_name", "photo_credit"},
}
STAYS = {"CaseLesson"}  # given to the editors by a group, about nobody, without a name
EVERYWHERE = {"language", "key", "kind", "status"}


def planted(row, numbers) -> set[str]:
    """Put another word in each field of this row that holds plain words; returns them."""
    words = {}
    for field in row._meta.concrete_fields:
        plain = type(field) in (CharField, TextField) and not field.choices and not field.unique
        if plain and field.name not in EVERYWHERE | NOT_THEIRS.get(type(row).__name__, set()):
            words[field.name] = f"kanarie{next(numbers)}x"[: field.max_length]
    type(row)._base_manager.filter(pk=row.pk).update(**words)
    return set(words.values())


@pytest.fixture
def rows():
    """One row of everything somebody can leave here."""
    user = member(EMAIL, name="Eigen Naam")
    other = member("ander@example.org", name="Ander Mens")
    region = places.region("veen", "Veen", kind=Region.Kind.NEIGHBOURHOOD)
    question = asked("Een vraag", by=user)
    event, order = make_event(), material_order()[0]
    type(order).objects.filter(pk=order.pk).update(email=EMAIL)
    registration = confirmed(event, email=EMAIL)
    idea = put_up(email=EMAIL)
    speaker = Speaker.objects.create(event=event, name="x", email=EMAIL, fee_rule="x")
    item = to_queue(kind="bijdrage", key=str(question.posts.get().public_id), rank=1, author=user)
    decision = moderation.hide(item=item, by=other, rule=HouseRule.objects.first(), explanation="x")
    return user, [
        seen_member(user),
        ambassador("x", slug="eigen", email=EMAIL, user=user),
        idea,
        idea.answers.create(key=uuid.uuid4(), did="x", did_not="x"),
        put_up("x", model=SupportOffer, email=EMAIL),
        put_up("x", model=Notice, kind="zoekt", email=EMAIL),
        JoinRequest.objects.create(circle=circle_of(other, "on_request"), user=user, remind_at=clock.now()),
        asked("Nog een vraag", by=user).posts.get(),
        asked("Titel", by=user),
        learning_log.note(user=user, key=uuid.uuid4(), prompt="tried", text="x"),
        buddy("maatje@example.org", OFFER),
        Report.objects.create(item=item, reason="other", details="x", email=EMAIL, user=user),
        decision,
        moderation.object_to(decision=decision, text="x"),
        order,
        CaseLesson.objects.create(title="x", why="x", sent_by=user),
        SharedCase.objects.create(title="x", situation="x", question="x", author=user),
        Coordinator.objects.create(user=user, region=region),
        AreaRole.objects.create(user=user, region=region, kind="wijkmanager"),
        registration,
        Answer.objects.create(
            registration=registration, question=Question.objects.create(event=event, label="Wat?"), value="x"
        ),
        ParticipantDetails.objects.create(registration=registration),
        ParticipantNeeds.objects.create(registration=registration),
        SignedUpFor.objects.create(registration=registration, name="x", email=EMAIL),
        speaker,
        SpeakerMaterial.objects.create(speaker=speaker, name="x"),
        GroupNote.objects.create(event=event, taker_name="x", taker_email=EMAIL),
        SubjectProposal.objects.create(event=event, question=question, proposed_by=user),
    ]


def test_every_word_of_somebody_comes_out_and_none_of_another(rows):
    user, own = rows
    numbers = count(100)
    type(own[10]).objects.filter(pk=own[10].pk).update(user=user)
    words = {word: f"{type(row).__name__}" for row in own for word in planted(row, numbers)}
    others = put_up("Geheim van een ander", email="ander@example.org")
    told = json.dumps(hand_out(person_of(type(user).objects.get(pk=user.pk))), ensure_ascii=False)
    assert sorted({kind for word, kind in words.items() if word not in told}) == []
    assert others.title not in told and "ander@example.org" not in told
    assert len(words) > 60


def test_no_word_of_somebody_is_left_after_removal(rows):
    user, own = rows
    numbers = count(100)
    type(own[10]).objects.filter(pk=own[10].pk).update(user=user)
    words = {word: type(row).__name__ for row in own for word in planted(row, numbers)}
    remove_person(person_of(type(user).objects.get(pk=user.pk)))
    left = everything()
    assert {kind for word, kind in words.items() if word in left} == STAYS
