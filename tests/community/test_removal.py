"""Taking one's data along, and being forgotten: nothing of the person is left anywhere."""

import json
import pickle
import uuid
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.conf import settings
from django.core.cache import caches
from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.urls import reverse
from wagtail.log_actions import log

from cms import clock
from cms.models import Sector
from community.actions import circles, conversations, following, learning_log, moderation, statements
from community.actions.area_roles import give_role, offer_role
from community.actions.letters import answer
from community.actions.maps import make_map
from community.actions.members import save_member
from community.actions.moderation.contributing import to_queue
from community.actions.newsletter import compose
from community.actions.regions import appoint
from community.actions.removal import hand_out, remove_person, wipe_free_space
from community.actions.team_sheets import check_conditions
from community.actions.teams import invite, make_team
from community.models import (
    ConditionsCheck,
    Conversation,
    ErasedAddress,
    HouseRule,
    Idea,
    NewsletterIssue,
    Notice,
    OutgoingMail,
    Report,
    SeenBy,
    Subscription,
    SupportOffer,
    User,
)
from community.personal_data import Person, known_models, person_of
from community.rules.moderation import block_of
from events.audit import violations
from events.links import registration_url
from events.models import Enrolment, Evaluation, EvaluationSheet, GroupNote, Practice, Registration, TrainingProgramme
from tests.cms import places
from tests.community.cases.factories import peer_group
from tests.community.factories import ambassador, answered, asked, circle_of, member, own_copy, said, written_to
from tests.community.ideas import put_up
from tests.community.statements import open_statement
from tests.events.factories import confirmed, make_event, make_round, queue, seats

pytestmark = pytest.mark.django_db
NAME, EMAIL = "Zwaantje Plantage", "zwaantje@plantage.example.org"


def everything() -> str:
    """All text in all tables of the database, through Django's own dump of every model."""
    rows = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            rows += [str(row) for row in cursor.fetchall()]
    return "\n".join(rows).lower()


@pytest.fixture
def person(mailbox):
    """Somebody with an account, a profile, a place, a wait and mails that left and that wait."""
    user = member(EMAIL, name=NAME)
    ambassador(NAME, slug="zwaantje", email=EMAIL, user=user)
    event = make_event()
    full, _other = make_round(event, 1, 5)
    event.full = full
    confirmed(event, full, email=EMAIL, name=NAME)
    confirmed(event, full, email="volgende@example.org")
    mailbox.deliver()
    confirmed(make_event(title="Later"), email=EMAIL, name=NAME)
    user.event = event
    return user


def test_every_model_is_in_the_register_or_declared_free():
    ours = {model._meta.label for app in ("community", "events") for model in apps.get_app_config(app).get_models()}
    assert ours - known_models() == set()
    assert known_models() - ours == set()


def test_file_holds_everything_that_is_kept(client, person):
    client.force_login(person)
    response = client.get(reverse("my_data"))
    assert "attachment" in response["Content-Disposition"]
    data = own_copy(response)
    assert data["account"][0]["naam"] == NAME
    assert data["ambassadeursprofiel"][0]["status"] == "zichtbaar"
    assert {row["bijeenkomst"] for row in data["aanmeldingen"]} == {person.event.title, "Later"}
    assert len(data["mails"]) == 4


def test_removal_leaves_no_trace_and_the_next_in_line_moves_up(client, person):
    assert "zwaantje" in everything() and "plantage" in everything()
    client.force_login(person)
    address = reverse("remove_account")
    assert "verwijderd" not in client.post(address, {"words": "weg"}).content.decode()
    assert User.objects.filter(email=EMAIL).exists()
    client.post(address, {"sure": "on", "words": "weg"})
    left = everything()
    assert [word for word in ("zwaantje", "plantage") if word in left] == []
    assert seats(person.event, person.event.full) == ["volgende@example.org"]
    assert queue(person.event, person.event.full) == []
    assert list(violations()) == []
    assert client.get(reverse("account")).status_code == 302


def test_administrator_who_deletes_an_account_leaves_no_trace_either(client, person):
    client.force_login(member("beheer@example.org", superuser=True))
    client.post(reverse("wagtailusers_users:delete", args=[person.pk]))
    left = everything()
    assert [word for word in ("zwaantje", "plantage") if word in left] == []


def test_guest_removes_the_data_of_one_address_by_the_link(client):
    event = make_event()
    registration = confirmed(event, email=EMAIL, name=NAME)
    confirmed(event, email="ander@example.org")
    link = registration_url(registration, absolute=False) + "gegevens/"
    copy = client.get(registration_url(registration, absolute=False) + "gegevens.zip")
    assert NAME in json.dumps(own_copy(copy), ensure_ascii=False)
    assert "vinkje" in client.post(link).content.decode()
    assert "verwijderd" in client.post(link, {"sure": "on"}).content.decode()
    assert EMAIL not in everything()
    assert seats(event) == ["ander@example.org"]


def test_link_alone_does_not_remove_an_account(client, person):
    registration = Registration.objects.filter(email=EMAIL).first()
    client.post(registration_url(registration, absolute=False) + "gegevens/", {"sure": "on"})
    assert User.objects.filter(email=EMAIL).exists()


def test_who_changed_their_address_is_found_under_the_old_one_too(person):
    Subscription.objects.create(email=EMAIL)
    for email, verified in (("nieuw@thuis.example", True), ("ander@example.org", False)):
        EmailAddress.objects.create(user=person, email=email, verified=verified)
    Subscription.objects.create(email="ander@example.org")  # of somebody else, whose address was only typed here
    EmailAddress.objects.get(email="nieuw@thuis.example").set_as_primary()
    person.refresh_from_db()
    letters = written_to(person.ambassador)
    assert OutgoingMail.objects.get(kind="community/ambassador_message").to_email == "nieuw@thuis.example"
    copy = hand_out(person_of(person))
    assert (len(copy["aanmeldingen"]), len(copy["nieuwsbrief"]), len(copy["brieven"])) == (2, 1, 1)
    assert any(letters.name in row["tekst"] for row in copy["mails"])
    remove_person(person_of(person))
    assert EMAIL not in everything() and "thuis.example" not in everything()
    assert ErasedAddress.objects.count() == 2 and Subscription.objects.get().email == "ander@example.org"


def test_removal_twice_is_harmless(person):
    remove_person(person_of(person))
    assert sum(remove_person(Person(EMAIL)).values()) == 0
    assert all(rows == [] for rows in hand_out(Person(EMAIL)).values())


def planted(mailbox) -> User:
    """Somebody who did everything one can do here, each time under their own name."""
    user, other = member(EMAIL, name=NAME), member("ander@example.org", name="Anders Iemand")
    save_member(user=user, data={"name": NAME, "helps_with": f"{NAME} helpt", "name_for": SeenBy.EVERYONE})
    picture = ContentFile(b"RIFF zwaantje WEBP", name="zwaantje.webp")
    profile = ambassador(NAME, slug="zwaantje", email=EMAIL, user=user, photo=picture, bio=f"Ik ben {NAME}")
    letters = written_to(profile, email="bezoeker@example.org", message=f"Dag {NAME}, mag ik langskomen?")
    answer(letters=letters, by="ambassadeur", key=uuid.uuid4(), message=f"Dat mag, groet {NAME}")
    written_to(ambassador("Iemand Anders", slug="iemand"), email=EMAIL, message=f"Groet van {NAME}")
    region = places.region("veen", "Veen")
    role = offer_role(region=region, user=user, kind="wijkmanager", shows_name=True, organisation=NAME, words=NAME)
    give_role(role=role)
    appoint(user=user, region=region, role_label=NAME, shows_name=True)
    circle = circle_of(other, "open", name="Kring")
    circles.enter(circle, user)
    said(circle, f"Een gesprek van {NAME}", f"Door {NAME}", by=user)
    question = asked(f"Vraag van {NAME}", f"Door {NAME}", by=user)
    answered(question, f"@{NAME} bedankt", by=other)
    learning_log.note(user=user, key=uuid.uuid4(), prompt="tried", text=f"{NAME} probeerde iets")
    following.follow(user=user, kind="groep", target=str(circle.pk))
    for model, more in ((Idea, {}), (Notice, {"kind": "zoekt"}), (SupportOffer, {"email": EMAIL})):
        put_up(f"Van {NAME}", model=model, name=NAME, by=NAME, **{"email": EMAIL} | more)
    team = make_team(user=other, name="Team")
    team.members.create(user=user)
    check_conditions(team=team, user=user, answers=dict.fromkeys(ConditionsCheck.ASPECTS, "goed"))
    own_team = make_team(user=user, name=f"Team van {NAME}")
    make_map(team=own_team, goal=f"Doel van {NAME}")
    group = peer_group(other, user, member("derde@example.org"))
    assert group.members.filter(user=user).exists()
    invite(team=team, by=user, email="nieuw@example.org", language="nl")
    event = make_event()
    confirmed(event, email=EMAIL, name=NAME)
    mailbox.deliver()
    confirmed(make_event(title="Later"), email=EMAIL, name=NAME)
    return user


@transaction.atomic
def named_by_others(user: User) -> None:
    """Rows of others that hold the name of somebody as words: what moderation, mail, the log and the newsletter copy."""
    other, by = member("schrijft@example.org", name="Schrijvende Ander"), member("moderator@example.org")
    bakery = places.organisation("Bakker", contact_email="info@bakker.example")
    statements.sign(statement=open_statement(), organisation=bakery, by=user)
    question = asked(f"Wie kent {NAME}?", f"Groet, {NAME}", by=user)
    answered(question, f"Dank je, @{NAME}!", by=other, mentions=[user])
    unnamed, withdrawn = question.posts.get(is_opening=True), answered(question, f"Weg van {NAME}", by=user)
    issue = NewsletterIssue.objects.create(slug="brief", title="Brief", send_at=clock.now(), standing_title="x")
    compose(issue=issue, pieces=[f"vragen:{question.pk}"])
    issue.items.create(source="handvatten", key="1", title=f"In gesprek met {NAME}", url="/x/")
    for post in (unnamed, withdrawn):
        item = to_queue(kind="bijdrage", key=str(post.public_id), rank=1, author=user)
        Report.objects.create(item=item, reason="other", details=f"{NAME} scheldt", email="meldt@example.org")
        told = moderation.hide(item=item, by=by, rule=HouseRule.objects.first(), explanation=f"Dag {NAME}, niet doen.")
        moderation.object_to(decision=told, text=f"Ik, {NAME}, bedoelde het anders.")
        moderation.show_again(item=item, by=by)
        moderation.block(item=item, by=by, rule=HouseRule.objects.first(), days=1)
    conversations.leave_unnamed(post=unnamed)
    conversations.withdraw(post=withdrawn)
    told = to_queue(kind="bijdrage", key=str(answered(question, "Iets", by=other).public_id), rank=1, author=other)
    moderation.hide(item=told, by=by, rule=HouseRule.objects.first(), explanation=f"Dit ging over {NAME}.")
    log(instance=told, action="wagtail.edit", user=by, title=f"{NAME} ({EMAIL})")
    Subscription.objects.create(email=EMAIL)
    event = make_event(title="Met een groep")
    programme = TrainingProgramme.objects.create(title="Training")
    practice = Practice.objects.create(programme=programme, name="De Linde", email=EMAIL)
    Enrolment.objects.create(
        programme=programme, practice=practice, name=NAME, email=EMAIL, sector=Sector.objects.first()
    )
    note = GroupNote.objects.create(event=event, taker_name=NAME, taker_email=EMAIL)
    note.items.create(kind="idea", title=f"{NAME} zegt iets", by=NAME)
    elsewhere(other)


def elsewhere(other: User) -> None:
    """The name in words of others who have nothing else to do with this person."""
    asked(f"Wie is {NAME}?", f"Ik zocht {NAME.upper()}.", by=other)
    put_up(f"Feest voor {NAME}", model=Idea, email="feest@example.org", text=f"Voor {NAME} en de buurt.")
    circle_of(other, "open", name=f"Vrienden van {NAME}", slug="vrienden-van-zwaantje-plantage")
    learning_log.note(user=other, key=uuid.uuid4(), prompt="tried", text=f"{NAME} deed het voor.")
    sheet = Evaluation.objects.create(event=make_event(title="Gevraagd"), closes_at=clock.now())
    EvaluationSheet.objects.create(evaluation=sheet, answers={"wat": f"{NAME} was fijn — «heel» fijn"})


def test_one_word_of_a_name_goes_where_it_can_be_nobody_else():
    user, other = member(EMAIL, name=NAME), member("ander@example.org", name="Wil Anders")
    circle = circle_of(other, "closed", name="Kring")
    elsewhere_too = asked("Wie kent Zwaantje uit Groningen?", "Zwaantje is haar naam.", by=other)
    here = asked("Vraag voor Zwaantje?", "Dag Zwaantje, en Plantages tuin. Wil je dat? Een zwaantje zwom.", by=other)
    answered(here, "Graag.", by=user)
    circle.members.create(user=user)
    topic = said(circle, "Welkom", "Welkom, @Zwaantje!", by=other)
    team = make_team(user=other, name="Team")
    team.members.create(user=user)
    line = team.sheet_lines.create(key=uuid.uuid4(), sheet="vervolg", text="Bellen", who="Zwaantje P.")
    twin = member("twee@example.org", name="Zwaantje Twee")
    shared = asked("Met twee", "Dank je, Zwaantje! En groet, Plantage.", by=twin)
    answered(shared, "Ja.", by=user)
    remove_person(person_of(user))
    text = {row.pk: row.posts.order_by("pk")[0].text for row in Conversation.objects.all()}
    here.refresh_from_db()
    line.refresh_from_db()
    assert text[here.pk] == "Dag …, en … tuin. Wil je dat? Een zwaantje zwom."
    assert (here.title, here.slug) == ("Vraag voor …?", "vraag-voor")
    assert text[topic.pk] == "Welkom, …!"
    assert line.who == "… P."
    assert text[shared.pk] == "Dank je, Zwaantje! En groet, …."
    assert text[elsewhere_too.pk] == "Zwaantje is haar naam."


@pytest.mark.parametrize(("other", "left"), [("Anders", "…"), ("Zwaantje Twee", "Zwaantje")])
def test_whole_name_of_one_word_goes_from_our_own_mails_unless_somebody_else_has_it(other, left):
    user, host = member(EMAIL, name="Zwaantje"), member("ander@example.org", name=other)
    mail = OutgoingMail.objects.create(key="x", kind="x", to_email=host.email, subject="x", text="Zwaantje vroeg iets.")
    remove_person(person_of(user))
    mail.refresh_from_db()
    assert mail.text == f"{left} vroeg iets."


def test_name_that_is_a_word_too_goes_inside_a_sentence_only():
    user, other = member(EMAIL, name="Wil Roos"), member("ander@example.org", name="Anders")
    question = asked("Hoe gaat het?", "Wil je dat? Roos, wil jij? Dank je, Wil. En @Roos!", by=other)
    answered(question, "Ja.", by=user)
    remove_person(person_of(user))
    assert question.posts.order_by("pk")[0].text == "Wil je dat? Roos, wil jij? Dank je, …. En …!"


def test_somebody_else_of_the_same_name_stays_who_they_are():
    twin = member("tweeling@example.org", name=NAME)
    save_member(user=twin, data={"name": NAME, "helps_with": "rust", "name_for": SeenBy.EVERYONE})
    profile = ambassador(NAME, slug="zwaantje-plantage", email=twin.email, user=twin)
    registration = confirmed(make_event(), email=twin.email, name=NAME)
    remove_person(person_of(member(EMAIL, name=NAME)))
    for row in (twin, profile, registration):
        row.refresh_from_db()
    assert (twin.get_full_name(), profile.display_name, profile.slug) == (NAME, NAME, "zwaantje-plantage")
    assert registration.name == NAME and twin.member_profile.name == NAME


def test_words_under_a_signature_or_a_seal_stay_as_they_are():
    statement = open_statement()
    type(statement).objects.filter(pk=statement.pk).update(text=f"Wij steunen {NAME}.")
    remove_person(person_of(member(EMAIL, name=NAME)))
    statement.refresh_from_db()
    assert NAME in statement.text


def test_post_without_a_name_is_nobodys_in_what_moderators_keep_either():
    user, other = member(EMAIL, name=NAME), member("ander@example.org")
    question = asked("Wie weet het?", f"Groet, {NAME}", by=user)
    post = question.posts.get()
    reply = answered(question, f"Dank je, {NAME}!", by=other, mentions=[user])
    item = to_queue(kind="bijdrage", key=str(post.public_id), rank=1, author=user)
    rule, by = HouseRule.objects.first(), member("moderator@example.org")
    decision = moderation.hide(item=item, by=by, rule=rule, explanation=f"Dag {NAME}")
    blocked = moderation.block(item=item, by=by, rule=rule, days=7)
    conversations.leave_unnamed(post=post)
    for row in (post, reply, item, decision, blocked, blocked.block):
        row.refresh_from_db()
    assert (post.text, reply.text, decision.explanation) == ("Groet, …", "Dank je, …!", "Dag …")
    assert {item.author, decision.author, blocked.author, blocked.block.user} == {None}
    assert not reply.mentions.exists()
    assert block_of(user)


def raw_database() -> bytes:
    """The bytes of the file of the database and of what lies beside it; nothing where there is no such file."""
    if connection.vendor != "sqlite":
        return b""
    path = Path(connection.settings_dict["NAME"])
    return b"".join(each.read_bytes() for each in path.parent.glob(f"{path.name}*")).lower()


def in_caches() -> bytes:
    """All that the caches of this process hold, and Redis where it is used; the rest stands in the database."""
    held = [getattr(cache, "_cache", None) for cache in caches.all()]
    found = b"".join(pickle.dumps(each) for each in held if isinstance(each, dict))
    if settings.REDIS_URL:
        client = caches["default"]._cache.get_client()
        found += b"".join(client.get(key) or b"" for key in client.scan_iter("*") if client.type(key) == b"string")
    return found.lower()


@pytest.mark.django_db(transaction=True)
def test_nothing_of_somebody_is_left_in_rows_file_search_caches_pictures_and_mail(mailbox, client):
    user = planted(mailbox)
    named_by_others(user)
    client.get("/zoeken/?q=zwaantje")
    media = Path(settings.MEDIA_ROOT)
    assert list(media.rglob("*wa*ntje*")) or list(media.rglob("ambassadors/*"))
    pictures = set(media.rglob("ambassadors/*"))
    assert mailbox.to(EMAIL)
    remove_person(person_of(user))
    words = (b"zwaantje", b"plantage")
    assert client.get("/zoeken/?q=zwaantje").content.lower().count(b"plantage") == 0
    assert [row for row in everything().splitlines() if any(word.decode() in row for word in words)] == []
    assert words[0] in raw_database() or connection.vendor != "sqlite"  # what deleting alone leaves behind
    assert wipe_free_space() is (connection.vendor == "sqlite")
    assert [word for word in words if word in raw_database()] == []
    assert not pictures & set(media.rglob("ambassadors/*"))
    assert mailbox.to(EMAIL) == []
    kept = in_caches()
    assert [word for word in words if word in kept] == []
    assert list(violations()) == []
