"""Moderators: the queue, decisions with a reason, objections decided by somebody else, and blocks that end."""

import uuid
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms import clock
from community import contributions
from community.actions import moderation
from community.actions.ambassadors import save_profile
from community.actions.experiences import approve, tell
from community.actions.letters import write_to_ambassador
from community.actions.moderation.contributing import to_queue
from community.actions.refusal import Refused
from community.contributions import Contribution, Kind
from community.links import decision_token
from community.models import (
    AuditEntry,
    Block,
    Experience,
    HouseRule,
    ModerationDecision,
    ModerationItem,
    OutgoingMail,
    Report,
)
from community.rules.moderation import block_of
from community.tasks import tell_ended_blocks
from config import roles
from tests.cms import factories
from tests.community.factories import ambassador, member

pytestmark = pytest.mark.django_db
Rank = ModerationItem.Rank
BIO = "Ik verkoop vitamines. Bel me vandaag nog voor korting."


@pytest.fixture(scope="module")
def people(module_db):
    roles.apply()
    return {
        "first": member("eerste@example.org", name="Eva Eerste", groups=["moderatie"]),
        "second": member("tweede@example.org", name="Tim Tweede", groups=["moderatie"]),
        "author": member("schrijver@example.org", name="Sam Schrijver"),
    }


@pytest.fixture(scope="module")
def rule(people):
    return HouseRule.objects.get(slug="reclame")


@pytest.fixture(scope="module")
def profile(people):
    return ambassador("Sam Schrijver", user=people["author"], email=people["author"].email, bio=BIO)


@pytest.fixture
def item(profile, people):
    return to_queue(kind="ambassadeur", key=profile.slug, rank=Rank.REPORTED, author=people["author"])


@pytest.fixture
def first(client, people):
    client.force_login(people["first"])
    return client


def test_queue_has_possible_personal_data_on_top_with_reason_age_and_earlier_decisions(first, people, profile, rule):
    newcomer = member("nieuw@example.org")
    with time_machine.travel(clock.now() - timedelta(days=2)):
        handvat = factories.handvat("Begin gewoon")
        fresh = ambassador("Nieuw Gezicht", user=newcomer, bio="Hallo allemaal.")
        moderation.contributed(kind="ambassadeur", key=fresh.slug, user=newcomer)
    old = to_queue(kind="ambassadeur", key=profile.slug, rank=Rank.REPORTED, author=people["author"])
    moderation.hide(item=old, by=people["second"], rule=rule)
    moderation.show_again(item=old, by=people["second"])
    for reason in ("rules", "advert"):
        found = contributions.find("ambassadeur", profile.slug)
        moderation.report(
            contribution=found, kind="ambassadeur", item_key=profile.slug, key=uuid.uuid4(), reason=reason,
            email=f"{reason}@example.org",
        )  # fmt: skip
    for situation in ("Mevrouw Bakker kwam toch weer.", "Hij is geboren op 3 mei 1942 en kwam toch weer."):
        tell(key=uuid.uuid4(), handvat=handvat, worked=True, situation=situation)
    page = first.get("/beheer/moderatie/")
    rows = page.context["rows"]
    assert [row.item.rank for row in rows] == [Rank.PERSONAL, Rank.REPORTED, Rank.NAME, Rank.FIRST]
    html = page.content.decode()
    assert "mogelijk: naam" in html
    assert "gemeld: Het is reclame of misleiding" in html
    assert "nieuw lid" in html
    assert "2\xa0dagen" in html
    assert "1× verborgen" in html
    assert "Om na te kijken" in first.get("/beheer/").content.decode()
    assert "<mark" in first.get(f"/beheer/moderatie/{rows[0].item.pk}/").content.decode()


def test_hiding_tells_the_author_why_and_the_reporter_what_and_readers_see_it(
    first, client, item, profile, rule, mailbox
):
    found = contributions.find("ambassadeur", profile.slug)
    moderation.report(
        contribution=found, kind="ambassadeur", item_key=profile.slug, key=uuid.uuid4(), reason="advert",
        email="buur@example.org",
    )  # fmt: skip
    address = f"/beheer/moderatie/{item.pk}/verbergen/"
    assert "Kies de huisregel" in first.post(address, {"verbergen-rule": ""}).content.decode()
    data = {"verbergen-rule": rule.pk, "verbergen-explanation": "Haal de verkoop eruit."}
    for _twice in range(2):
        assert first.post(address, data).status_code == 302
    decision = ModerationDecision.objects.get()
    assert (decision.act, decision.role, decision.rule) == ("hidden", "moderator", rule)
    log = first.get("/beheer/moderatie/logboek/").content.decode()
    assert "Eva Eerste" in log
    assert "moderator" in log
    assert AuditEntry.objects.filter(act="moderation.hidden", facts__rule="reclame").count() == 1
    client.logout()
    caches["pages"].clear()
    response = client.get(f"/ambassadeurs/{profile.slug}/")
    assert (response.status_code, "Verborgen door een moderator" in response.content.decode()) == (410, True)
    mailbox.deliver()
    [statement] = mailbox.to("schrijver@example.org")
    text = statement.get_body("plain").get_content()
    for part in (rule.name, rule.description, "Haal de verkoop eruit.", "bezwaar maken", "/bezwaar/"):
        assert part in text
    assert BIO[:20] not in statement.as_string()
    assert BIO[:40] in client.get(f"/bezwaar/{decision_token(decision)}/").text
    outcome = mailbox.to("buur@example.org")[-1]
    assert "Besluit over je melding" in outcome["Subject"]
    assert BIO[:20] not in outcome.as_string()
    assert Report.objects.get().decided_at


def test_what_stays_is_told_to_the_reporter_only(item, people, mailbox):
    moderation.keep(item=item, by=people["first"])
    assert mailbox.deliver() == []
    with pytest.raises(Refused):
        moderation.hide(item=item, by=people["second"], rule=HouseRule.objects.first())


def test_another_moderator_decides_on_an_objection(first, client, item, people, profile, rule, mailbox):
    decision = moderation.hide(item=item, by=people["first"], rule=rule)
    address = f"/bezwaar/{decision_token(decision)}/"
    client.logout()
    assert client.get(address).status_code == 200
    assert client.get(address[:-2] + "x/").status_code == 404
    assert "Vertel iets meer" in client.post(address, {"text": "Nee"}).content.decode()
    for _twice in range(2):
        assert client.post(address, {"text": "Het is geen reclame, het was een grapje."}).status_code == 302
    appeal = decision.appeal
    own = f"/beheer/moderatie/bezwaren/{appeal.pk}/"
    client.force_login(people["first"])
    assert "Een andere moderator beslist" in client.get(own).content.decode()
    client.post(own, {"outcome": "granted", "answer": "Toch goed."})
    appeal.refresh_from_db()
    assert appeal.status == "waiting"
    assert "Bezwaar" not in client.get("/beheer/").content.decode()
    client.force_login(people["second"])
    assert "Bezwaar" in client.get("/beheer/").content.decode()
    client.post(own, {"outcome": "granted", "answer": "Je hebt gelijk."})
    appeal.refresh_from_db()
    assert (appeal.status, appeal.by, appeal.role) == ("granted", people["second"], "moderator")
    assert contributions.find("ambassadeur", profile.slug).hidden is False
    with pytest.raises(Refused):
        moderation.decide_on_appeal(appeal=appeal, by=people["first"], granted=False, answer="x")
    mailbox.deliver()
    subjects = [message["Subject"] for message in mailbox.to("schrijver@example.org")]
    assert subjects == ["Je bijdrage is verborgen", "Je bezwaar is ontvangen", "Je bezwaar is toegekend"]


def test_objecting_ends_after_half_a_year(client, item, people, rule):
    decision = moderation.hide(item=item, by=people["first"], rule=rule)
    address = f"/bezwaar/{decision_token(decision)}/"
    with time_machine.travel(clock.now() + timedelta(days=184)):
        with pytest.raises(Refused):
            moderation.object_to(decision=decision, text="Te laat, maar toch.")
        page = client.get(address).text
        assert "Bezwaar maken kon tot" in page and "<textarea" not in page


def test_block_holds_for_its_days_and_ends_by_itself(first, client, item, people, profile, rule, mailbox):
    data = {"blokkeren-rule": rule.pk, "blokkeren-days": "14"}
    for _twice in range(2):
        assert first.post(f"/beheer/moderatie/{item.pk}/blokkeren/", data).status_code == 302
    block = Block.objects.get()
    assert people["author"].email not in str(vars(block))
    others = ambassador("Noor Hagens")

    def write():
        write_to_ambassador(
            profile=others, key=uuid.uuid4(), name="Sam", email="SCHRIJVER@example.org", message="Hallo daar",
            language="nl", quote=False,
        )  # fmt: skip

    def change():
        save_profile(user=people["author"], data={"display_name": "Sam Schrijver", "bio": "Nieuw"}, consents=[])

    for contribute in (write, change):
        with pytest.raises(Refused, match="niets plaatsen"):
            contribute()
    client.force_login(people["author"])
    assert "niets plaatsen of versturen" in client.get("/account/besluiten/").content.decode()
    form = {"name": "Sam", "email": "sam@example.org", "message": "Mag dit wel, denk ik?"}
    blocked = client.post("/ambassadeurs/noor-hagens/contact/", form)
    assert (blocked.status_code, "Mag dit wel, denk ik?" in blocked.content.decode()) == (200, True)
    with time_machine.travel(block.ends_at):
        write()  # before any sweep
        assert tell_ended_blocks.apply(throw=True).get() == 1
        assert tell_ended_blocks.apply(throw=True).get() == 0
        mailbox.deliver()
    subjects = [message["Subject"] for message in mailbox.to("schrijver@example.org")]
    assert subjects == ["Je kunt een tijd niets plaatsen", "Je kunt weer meedoen"]


def test_block_that_another_moderator_takes_back_ends_now(item, people, rule):
    decision = moderation.block(item=item, by=people["first"], rule=rule, days=14)
    appeal = moderation.object_to(decision=decision, text="Dit klopt niet.")
    with pytest.raises(Refused):
        moderation.decide_on_appeal(appeal=appeal, by=people["first"], granted=True, answer="Goed")
    moderation.decide_on_appeal(appeal=appeal, by=people["second"], granted=True, answer="Goed")
    assert block_of(people["author"]) is None


def test_wiping_leaves_the_words_nowhere(first, item, people, profile, rule):
    with_quote = moderation.hide(item=item, by=people["second"], rule=rule, explanation=BIO)
    moderation.show_again(item=item, by=people["second"])
    to_queue(kind="ambassadeur", key=profile.slug, rank=Rank.PERSONAL)
    Report.objects.create(item=item, reason="personal", details=BIO, email="buur@example.org")
    form = {"wissen-rule": rule.pk, "wissen-explanation": ""}
    assert "Zet een vinkje" in first.post(f"/beheer/moderatie/{item.pk}/wissen/", form).content.decode()
    assert first.post(f"/beheer/moderatie/{item.pk}/wissen/", form | {"wissen-sure": "on"}).status_code == 302
    needle = "verkoop vitamines"
    assert needle not in str(vars(type(profile).objects.get(pk=profile.pk)))
    assert not OutgoingMail.objects.filter(text__contains=needle).exists()
    assert OutgoingMail.objects.get(key=f"decision:{with_quote.public_id}").status == "failed"
    assert not ModerationDecision.objects.filter(excerpt__contains=needle).exists()
    assert not ModerationDecision.objects.filter(explanation__contains=needle).exists()
    assert not Report.objects.filter(details__contains=needle).exists()
    assert needle not in first.get(f"/beheer/moderatie/{item.pk}/").content.decode()
    assert first.get("/zoeken/", {"q": "vitamines"}).context["results"].total == 0


def test_wiping_spares_the_mails_of_others_and_knows_no_text_that_is_too_long(item, people, rule, profile):
    def letter(number, text):
        days = timedelta(days=-1 if number == 1 else 1)
        made = profile.created_at + days
        return OutgoingMail.objects.create(key=f"test:{number}", kind="test", text=text, created_at=made)

    lines = [f"Regel {number} van een lange tekst." for number in range(900)]
    type(profile).objects.filter(pk=profile.pk).update(bio="\n".join(["Met vriendelijke groet,", *lines]))
    letter(1, "Je bent aangemeld.\nMet vriendelijke groet,")
    other, quoting = letter(2, "Je plek is vrij.\nMet vriendelijke groet,"), letter(3, f"Iemand schreef: {lines[700]}")
    moderation.wipe(item=item, by=people["first"], rule=rule)
    other.refresh_from_db()
    quoting.refresh_from_db()
    assert (other.status, quoting.status) == ("queued", "failed")
    assert "plek" in other.text and not quoting.text


class ClosedExperiences(Kind):
    """Experiences as if they stood in a closed group."""

    key = "besloten"
    label = "Bericht in een besloten groep"
    model = Experience
    lookup = "key"
    words = ("situation",)

    def visible_to(self, user):
        return Experience.objects.none()

    def describe(self, row):
        return Contribution(created_at=row.created_at, closed=True, hidden=row.hidden_at is not None)


def test_closed_things_are_hidden_and_wiped_unseen(first, people, rule, monkeypatch):
    monkeypatch.setitem(contributions.kinds(), "besloten", ClosedExperiences())
    secret = Experience.objects.create(
        handvat=uuid.uuid4(), title="Titel geheim", worked=True, situation="Tekst geheim"
    )
    item = to_queue(kind="besloten", key=str(secret.key), rank=Rank.REPORTED, author=people["author"])
    Report.objects.create(item=item, reason="rules", details="geheim", email="x@example.org")
    for address in ("/beheer/moderatie/", f"/beheer/moderatie/{item.pk}/", "/beheer/"):
        html = first.get(address).content.decode()
        assert "besloten groep" in html
        assert "geheim" not in html
    moderation.wipe(item=item, by=people["first"], rule=rule)
    secret.refresh_from_db()
    assert (secret.situation, bool(secret.hidden_at)) == ("", True)
    assert "geheim" not in "".join(OutgoingMail.objects.values_list("text", flat=True))


def test_gone_contribution_can_only_be_closed(people, rule, mailbox):
    item = to_queue(kind="ervaring", key=str(uuid.uuid4()), rank=Rank.REPORTED)
    with pytest.raises(Refused):
        moderation.hide(item=item, by=people["first"], rule=rule)
    moderation.keep(item=item, by=people["first"])


@pytest.mark.parametrize("bad", ["\x00", "x" * 100_000, "111222333"])
def test_bad_words_are_refused_beside_the_field(first, item, rule, bad):
    response = first.post(
        f"/beheer/moderatie/{item.pk}/verbergen/", {"verbergen-rule": rule.pk, "verbergen-explanation": bad}
    )
    assert (response.status_code, response.context["hide_form"].errors.keys()) == (200, {"explanation"})


@pytest.mark.parametrize("number", [1, 3])
def test_queue_costs_a_fixed_number_of_queries(first, number):
    for count in range(number):
        other = ambassador(f"Iemand {count}", bio="Hallo.")
        to_queue(kind="ambassadeur", key=other.slug, rank=Rank.REPORTED, author=member(f"lid{count}@example.org"))
    first.get("/beheer/moderatie/")
    with CaptureQueriesContext(connection) as queries:
        first.get("/beheer/moderatie/")
    ours = (
        'FROM "community_moderation',
        'FROM "community_report',
        'FROM "community_appeal',
        'FROM "community_ambassador',
    )
    assert sum(any(table in query["sql"] for table in ours) for query in queries) == 6  # beside the admin's own


def test_decided_experience_shows_again_where_it_stood(people, rule, client):
    handvat = factories.handvat("Nog een keer")
    told = tell(key=uuid.uuid4(), handvat=handvat, worked=True, situation="Wij hingen kaartjes op.")
    approve(experience=told)
    item = to_queue(kind="ervaring", key=str(told.key), rank=Rank.REPORTED)
    moderation.hide(item=item, by=people["first"], rule=rule)
    assert "Wij hingen kaartjes op." not in client.get(handvat.url).content.decode()
    moderation.show_again(item=item, by=people["second"])
    assert "Wij hingen kaartjes op." in client.get(handvat.url).content.decode()
