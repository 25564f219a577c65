"""A peer group: who gets in, what they sign, whose turn it is, and what happens when people leave."""

import copy
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.urls import reverse
from icalendar import Calendar

from cms import clock
from community.actions.cases import groups, sessions
from community.actions.cases.roles import next_facilitator
from community.actions.refusal import Refused, Stale
from community.actions.removal import hand_out, remove_person
from community.models import PeerGroup, PeerMember
from community.personal_data import person_of
from community.rules import cases as rules
from community.tasks import remind_hosts
from tests.community.cases.factories import peer_group, person

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(module_db):
    people = {name: person(name) for name in ("Anna", "Bram", "Cora", "Derk")}
    return {**people, "group": peer_group(people["Anna"], people["Bram"], people["Cora"])}


@pytest.fixture
def here(made):
    return copy.deepcopy(made)


def enter(client, user):
    client.force_login(user)
    return client


def test_a_new_group_begins_with_the_agreement(client, here):
    enter(client, here["Derk"])
    response = client.post("/intervisie/", {"name": "Groep Derk"})
    group = PeerGroup.objects.get(name="Groep Derk")
    sign = reverse("peer_sign", args=[group.public_id])
    assert response.url == sign
    refused = client.post(sign, {"agrees": "on", "seen": group.to_sign})
    assert refused.status_code == 200 and "Zet een vinkje als dat klopt" in refused.content.decode()
    assert group.members.get().signed_at is None
    seen = refused.context["form"]["seen"].value()
    client.post(sign, {"agrees": "on", "manages_nobody": "on", "seen": seen})
    page = client.get(reverse("peer_group", args=[group.public_id])).content.decode()
    assert "De groep staat stil." in page
    assert "gepland" in page and sign in page


def test_an_outsider_finds_nothing(client, here):
    group = here["group"]
    enter(client, here["Derk"])
    for name in ("peer_group", "peer_sign", "peer_change", "peer_delete", "peer_calendar", "peer_session_new"):
        assert client.get(reverse(name, args=[group.public_id])).status_code == 404
    assert group.name not in client.get("/intervisie/").content.decode()


def test_whoever_comes_in_makes_all_declare_again(client, here, mailbox):
    group = here["group"]
    enter(client, here["Anna"])
    client.post(reverse("peer_invite", args=[group.public_id]), {"email": "DERK@example.org"})
    mailbox.deliver()
    (mail,) = mailbox.to("derk@example.org")
    join = reverse("peer_join", args=[group.invitations.get().public_id])
    text = mail.get_body(("plain",)).get_content()
    assert join in text and group.name not in text
    assert enter(client, here["Bram"]).get(join).status_code == 404
    enter(client, here["Derk"])
    assert "Doe je mee in Groep Vaart" in client.get(join).content.decode()
    client.post(join)
    members = list(group.members.all())
    assert [rules.has_signed(each, members) for each in members] == [False] * 4
    session = reverse("peer_session_new", args=[group.public_id])
    assert client.get(session).url == reverse("peer_sign", args=[group.public_id])
    for each in group.members.select_related("group"):
        groups.sign(member=each, seen=each.group.to_sign)
    assert client.get(session).status_code == 200


def test_another_agreement_is_signed_anew_and_nobody_writes_over_another(client, here):
    group = here["group"]
    enter(client, here["Anna"])
    address = reverse("peer_change", args=[group.public_id])
    fields = {"name": group.name, "largest": 8, "version": 1, "agreement": "We beginnen op tijd."}
    assert client.post(address, fields).status_code == 302
    members = list(PeerGroup.objects.get(pk=group.pk).members.all())
    assert not any(rules.has_signed(each, members) for each in members)
    page = client.post(address, fields | {"agreement": "Van een ander"}).content.decode()
    assert "Iemand anders heeft dit intussen gewijzigd" in page and "Van een ander" in page
    with pytest.raises(Stale):
        groups.change_group(group=group, expected_version=1, name="x", agreement="y", largest=8)
    assert "IBAN" in client.post(address, fields | {"agreement": "Geld op NL91ABNA0417164300"}).content.decode()


def test_nobody_signs_what_they_did_not_see(client, here):
    group = here["group"]
    anna = enter(client, here["Anna"])
    address = reverse("peer_sign", args=[group.public_id])
    group = groups.change_group(group=group, expected_version=1, name=group.name, agreement="Een.", largest=8)

    def another_agreement():
        groups.change_group(group=group, expected_version=2, name=group.name, agreement="Twee.", largest=8)

    def another_member():
        groups.join(user=here["Derk"], invitation=group.invitations.create(email="derk@example.org"))

    for happens in (another_agreement, another_member):
        fields = {"agrees": "on", "manages_nobody": "on", "seen": anna.get(address).context["form"]["seen"].value()}
        happens()
        page = anna.post(address, fields, follow=True).text
        assert "Terwijl je las" in page and group.members.get(user=here["Anna"]).signed_version == 1
    fields["seen"] = anna.get(address).context["form"]["seen"].value()
    assert anna.post(address, fields).url == reverse("peer_group", args=[group.public_id])
    assert rules.has_signed(PeerMember.objects.get(group=group, user=here["Anna"]), group.members.all())


def test_a_full_group_lets_nobody_in(here):
    group = groups.change_group(group=here["group"], expected_version=1, name="Groep Vaart", agreement="", largest=3)
    with pytest.raises(Refused):
        groups.invite(group=group, by=here["Anna"], email="nog@example.org", language="nl")
    with pytest.raises(Refused):
        groups.join(user=here["Derk"], invitation=group.invitations.create(email="derk@example.org"))


def test_an_invitation_that_ran_out_takes_no_seat_and_is_forgotten(here):
    group = groups.change_group(group=here["group"], expected_version=1, name="Groep Vaart", agreement="", largest=4)
    groups.invite(group=group, by=here["Anna"], email="traag@example.org", language="nl")
    with time_machine.travel(clock.now() + timedelta(days=15)):
        groups.invite(group=group, by=here["Anna"], email="vlug@example.org", language="nl")
        remind_hosts()
    assert [each.email for each in group.invitations.all()] == ["vlug@example.org"]


def test_the_turn_to_facilitate_goes_round(here, mailbox):
    group, start = here["group"], clock.now() + timedelta(days=3)
    had = []
    for week in range(4):
        session = sessions.plan_session(
            group=group, starts_at=start + timedelta(weeks=week), minutes=90, place="Buurthuis"
        )
        had.append(session.facilitator.user.first_name or str(session.facilitator.user))
    assert had == ["Anna", "Bram", "Cora", "Anna"]
    assert str(next_facilitator(group).user) == "Bram"
    mailbox.deliver()
    assert len(mailbox.messages) == 4 * 3
    assert "Jij begeleidt deze keer" in mailbox.to("anna@example.org")[0].get_body(("plain",)).get_content()


def test_a_session_is_moved_and_cancelled_in_every_calendar(client, here, mailbox):
    group, start = here["group"], clock.now() + timedelta(days=3)
    enter(client, here["Bram"])
    fields = {"starts_at": start.strftime("%Y-%m-%dT%H:%M"), "minutes": 60, "place": "Zaal 1", "facilitator": ""}
    assert client.post(reverse("peer_session_new", args=[group.public_id]), fields).status_code == 302
    session = group.sessions.get()
    address = reverse("peer_session", args=[group.public_id, session.public_id])
    mine = group.members.get(user=here["Bram"])
    change = fields | {"place": "Zaal 2", "facilitator": mine.pk, "sequence": 0}
    assert client.post(address, change).status_code == 302
    assert "Iemand anders" in client.post(address, change | {"place": "Zaal 3"}).content.decode()
    for _twice in range(2):
        client.post(address, {"step": "cancel"})
    session.refresh_from_db()
    assert (session.place, session.sequence, session.is_cancelled) == ("Zaal 2", 2, True)
    mailbox.deliver()
    last = mailbox.to("cora@example.org")[-1]
    (entry,) = Calendar.from_ical(next(last.iter_attachments()).get_payload(decode=True)).walk("VEVENT")
    assert (str(entry["STATUS"]), entry["SEQUENCE"]) == ("CANCELLED", 2)
    feed = client.get(reverse("peer_calendar", args=[group.public_id]))
    assert len(Calendar.from_ical(feed.content).walk("VEVENT")) == 1
    assert client.post(address, fields | {"starts_at": "9999-01-01T10:00", "sequence": 2}).status_code == 200


def test_members_leave_and_the_group_goes_with_the_last(client, here):
    group = here["group"]
    mine = group.members.get(user=here["Anna"])
    other = group.members.get(user=here["Bram"])
    enter(client, here["Bram"])
    assert client.post(reverse("peer_member", args=[group.public_id, mine.pk]), {"step": "remove"}).status_code == 404
    assert client.post(reverse("peer_member", args=[group.public_id, other.pk]), {"step": "host"}).status_code == 404
    enter(client, here["Anna"])
    client.post(reverse("peer_member", args=[group.public_id, mine.pk]), {"step": "remove"})
    assert group.members.get(user=here["Bram"]).is_host
    assert rules.is_paused(PeerGroup.objects.get(pk=group.pk))
    handed = hand_out(person_of(here["Bram"]))["intervisiegroepen"]
    assert handed[0]["intervisiegroep"] == "Groep Vaart"
    for user in (here["Bram"], here["Cora"], here["Cora"]):
        remove_person(person_of(user))
    assert not PeerGroup.objects.filter(pk=group.pk).exists()


def test_a_group_that_shrinks_again_says_so_again(here, mailbox):
    group, (anna, *others) = here["group"], [here[name] for name in ("Anna", "Bram", "Cora")]
    for user in others:
        groups.remove_member(member=group.members.select_related("group", "user").get(user=user))
        invitation = group.invitations.create(email=user.email, invited_by=anna)
        groups.join(user=user, invitation=invitation)
    mailbox.deliver()
    assert len([mail for mail in mailbox.to(anna.email) if "/intervisie/" in str(mail)]) == 2


def test_a_group_asks_for_a_second_factor(client, here, settings):
    settings.SECOND_FACTOR_FOR_STAFF = True
    enter(client, here["Anna"])
    address = reverse("peer_group", args=[here["group"].public_id])
    assert client.get("/intervisie/").status_code == 200
    assert client.get(address).url == "/account/2fa/"
    assert client.get(f"/en{address}").url == "/en/account/2fa/"
    Authenticator.objects.create(user=here["Anna"], type=Authenticator.Type.TOTP, data={})
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("more", [0, 2])
def test_the_page_of_a_group_asks_the_same_for_more_of_everything(client, here, more, django_assert_num_queries):
    group = here["group"]
    for number in range(1 + more):
        PeerMember.objects.create(group=group, user=person(f"Lid{number}"))
        group.invitations.create(email=f"x{number}@example.org")
        group.sessions.create(starts_at=clock.now() + timedelta(days=number + 1))
    for each in group.members.select_related("group"):
        groups.sign(member=each, seen=each.group.to_sign)
    enter(client, here["Anna"])
    address = reverse("peer_group", args=[group.public_id])
    client.get(address)  # what a process remembers of the site (the menu, restrictions) is known from here on
    with django_assert_num_queries(9):
        client.get(address)
