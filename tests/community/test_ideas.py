"""The action centre: an idea without an account, an answer in time, two yeses before an address, and a lesson."""

import uuid
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import RequestFactory

from cms import clock, working_days
from cms.models import Region, Theme
from cms.search import search
from community import contributions, idea_worklist, suggestions
from community.actions import ideas, matches, posts
from community.actions.refusal import Refused
from community.actions.regions import appoint
from community.actions.removal import hand_out, remove_person
from community.models import Idea, IdeaAnswer, IdeaHint, Match, OutgoingMail, SupportOffer, User
from community.personal_data import Person
from community.post_links import post_token, post_url
from tests.cms.places import region
from tests.community.factories import member
from tests.community.ideas import TEXT, WALK, put_up
from tests.community.test_removal import everything

pytestmark = pytest.mark.django_db
HALL = "Zaal op dinsdag"


@pytest.fixture(scope="module")
def places(module_db):
    """A region with a municipality and a neighbourhood in it, another region, and somebody for the first."""
    lindeveen = region("lindeveen", "Regio Lindeveen")
    oosterdam = region("oosterdam", "Oosterdam", "lindeveen", Region.Kind.MUNICIPALITY)
    region("zaagmolen", "Zaagmolenbuurt", "oosterdam", Region.Kind.NEIGHBOURHOOD)
    region("waterkant", "Regio Waterkant")
    appoint(user=member("lina@example.org"), region=lindeveen, starts_on=date(2026, 1, 1))
    return {"oosterdam": oosterdam, "lindeveen": lindeveen}


@pytest.fixture
def pair(places):
    """The idea and the offer of REG-2, in one municipality."""
    here = {"region": places["oosterdam"]}
    return put_up(**here), put_up(HALL, model=SupportOffer, email="gerda@example.org", name="Gerda Lint", **here)


def form(**changes):
    data = {"title": WALK, "text": TEXT, "needs": ["ruimte"], "name": "Sjoerd Polder", "email": "sjoerd@example.org"}
    return data | {"key": str(uuid.uuid4())} | changes


def test_idea_without_an_account_is_reached_and_changed_by_the_link(client, places):
    data = form()
    for _again in range(2):
        assert client.post("/actiecentrum/nieuw/", data).headers["Location"] == "/actiecentrum/bijna-klaar/"
    idea = Idea.objects.get()
    mail = OutgoingMail.objects.get(to_email="sjoerd@example.org")
    assert post_url(idea) in mail.text
    assert WALK not in mail.text + mail.subject  # nobody proved that this address is theirs
    assert WALK not in client.get("/actiecentrum/").content.decode()
    link = post_url(idea, absolute=False)
    page = client.get(link)
    assert page["Referrer-Policy"] == "no-referrer" and "no-store" in page["Cache-Control"]
    client.post(f"{link}bevestigen/")
    assert WALK in client.get("/actiecentrum/").content.decode()
    public = client.get(f"/actiecentrum/idee/{idea.public_id}/").content.decode()
    assert "sjoerd@example.org" not in public and "Sjoerd" not in public
    assert search("wandelgroep", "nl").total == 1
    changed = form(title="Wandelgroep wil koffie", version=1)
    assert client.post(f"{link}wijzigen/", changed).status_code == 302
    assert Idea.objects.get().title == "Wandelgroep wil koffie"
    assert "intussen" in client.post(f"{link}wijzigen/", changed | {"title": "Te laat"}).content.decode()
    client.post(f"{link}weghalen/")
    assert not Idea.objects.exists() and search("wandelgroep", "nl").total == 0
    assert client.get(link).status_code == 404


@pytest.mark.parametrize("link", ["x", "idee-1.x", "idee-00000000000000000000000000000000.abc", "é" * 500])
def test_forged_link_opens_nothing(client, link):
    assert client.get(f"/actiecentrum/mijn/{link}/").status_code == 404
    assert client.post(f"/actiecentrum/mijn/{link}/weghalen/").status_code == 404


def test_link_ends_after_a_year_and_its_owner_gets_a_fresh_one(client):
    idea = put_up()
    old = post_url(idea, absolute=False)
    with time_machine.travel(clock.now() + timedelta(days=364), tick=False):
        assert client.get(old).status_code == 200
    with time_machine.travel(clock.now() + timedelta(days=367), tick=False):
        page = client.get(old)
        assert (page.status_code, "Deze link is verlopen" in page.text) == (410, True)
        assert client.post(f"{old}weghalen/").status_code == 410
        for _twice in range(2):
            assert "Kijk in je mail" in client.post(f"{old}nieuwe-link/").text
        [mail] = OutgoingMail.objects.filter(kind="community/post_link")
        fresh = post_url(idea, absolute=False)
        assert (mail.to_email, fresh in mail.text, fresh == old) == (idea.email, True, False)
        assert client.get(fresh).status_code == 200
    assert client.post("/actiecentrum/mijn/vals.x/nieuwe-link/").status_code == 404


def test_member_is_not_asked_for_an_address_and_is_shown_at_once(client):
    user = member("lid@example.org", name="Lies Lid")
    client.force_login(user)
    response = client.post("/actiecentrum/nieuw/", form(email="ander@example.org"))
    idea = Idea.objects.get()
    assert response.headers["Location"] == post_url(idea, absolute=False)
    assert (idea.email, idea.user, idea.is_public) == ("lid@example.org", user, True)
    assert WALK in client.get("/account/").content.decode()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "Bel me op 06-12345678"),
        ("text", "Mail naar sjoerd@example.org, dan vertel ik meer."),
        ("text", "Mijn nummer is 111 222 333, bel me"),
        ("text", "x" * 100_000),
        ("text", "Een bericht met een nul \x00 erin, zomaar"),
        ("needs", ["bestaat-niet"]),
        ("needs", []),
        ("region", "999999"),
        ("email", "geen-adres"),
        ("name", ""),
    ],
)
def test_wrong_input_is_explained_and_kept(client, field, value):
    response = client.post("/actiecentrum/nieuw/", form(**{field: value}))
    assert response.status_code == 200
    assert field in response.context["form"].errors
    html = response.content.decode()
    assert 'role="alert"' in html and (WALK if field != "title" else TEXT) in html
    assert not Idea.objects.exists()


def test_sixth_idea_within_an_hour_waits(client):
    with time_machine.travel("2026-11-23T12:00:00+01:00", tick=False):
        answers = [client.post("/actiecentrum/nieuw/", form(email=f"{n}@example.org")).status_code for n in range(6)]
    assert answers == [302] * 5 + [429]


def test_working_days_leave_out_the_weekend():
    friday = datetime(2026, 11, 20, 16, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))
    assert working_days.after(friday, 1) == friday + timedelta(days=3)
    assert working_days.after(friday, 5) == friday + timedelta(days=7)


def test_team_sees_who_waits_longer_than_five_working_days(client, places):
    moderator = member("moderator@example.org", groups=["moderatie"])
    request = RequestFactory().get("/beheer/")
    request.user = moderator
    with time_machine.travel("2026-11-16T10:00:00+01:00", tick=False) as hand:
        idea = put_up(region=places["oosterdam"])
        hand.move_to(datetime.fromisoformat("2026-11-23T09:59:00+01:00"))
        assert idea_worklist.overdue(request).total == 0
        hand.move_to(datetime.fromisoformat("2026-11-23T10:00:00+01:00"))
        waiting = idea_worklist.overdue(request)
        assert (ideas.tell_coordinators(), ideas.tell_coordinators()) == (1, 0)
        assert OutgoingMail.objects.get(kind="community/idea_waits").to_email == "lina@example.org"
        assert (waiting.total, waiting.tasks[0].title) == (1, WALK)
        client.force_login(moderator)
        assert "te laat" in client.get("/actiecentrum/postvak/").content.decode()
        address = f"/actiecentrum/postvak/{idea.public_id}/antwoord/"
        assert "minstens één" in client.post(address, {"key": str(uuid.uuid4())}).content.decode()
        said = {"did": "We belden het buurthuis.", "did_not": "Geld gaven we niet: het potje is op."}
        client.post(address, said | {"key": str(uuid.uuid4())})
        assert idea_worklist.overdue(request).total == 0
    public = client.get(f"/actiecentrum/idee/{idea.public_id}/").content.decode()
    assert said["did"] in public and said["did_not"] in public and "Wij deden niet, omdat" in public
    assert said["did_not"] in OutgoingMail.objects.get(kind="community/idea_answered").text


def test_coordinator_handles_the_ideas_of_their_own_region_only(client, places):
    inside = put_up(region=places["oosterdam"])
    outside = put_up("Elders", region=Region.objects.get(slug="waterkant"))
    client.force_login(User.objects.get(email="lina@example.org"))
    html = client.get("/actiecentrum/postvak/").content.decode()
    assert WALK in html and "Elders" not in html
    assert client.get(f"/actiecentrum/postvak/{inside.public_id}/").status_code == 200
    for path in ("", "antwoord/", "verbind/", "voorbeeld/"):
        address = f"/actiecentrum/postvak/{outside.public_id}/{path}"
        assert (client.post(address) if path else client.get(address)).status_code == 404


def test_connect_tells_both_and_gives_addresses_only_after_two_yeses(client, pair):
    idea, offer = pair
    client.force_login(member("moderator@example.org", groups=["moderatie"]))
    work = client.get(f"/actiecentrum/postvak/{idea.public_id}/").content.decode()
    assert HALL in work and "Gevraagd en geboden: ruimte" in work
    client.post(f"/actiecentrum/postvak/{idea.public_id}/verbind/", {"offer": offer.public_id})
    client.post(f"/actiecentrum/postvak/{idea.public_id}/verbind/", {"offer": offer.public_id})
    match = Match.objects.get()
    told = OutgoingMail.objects.filter(kind="community/match_proposed")
    assert {mail.to_email for mail in told} == {idea.email, offer.email}
    assert all(addr not in mail.text + mail.html for mail in told for addr in (idea.email, offer.email))
    assert Idea.objects.get(pk=idea.pk).status == Idea.Status.TALKING
    client.logout()
    mine, theirs = post_url(idea, absolute=False), post_url(offer, absolute=False)
    client.post(f"{mine}voorstel/{match.pk}/", {"step": "yes"})
    assert offer.email not in client.get(mine).content.decode()
    assert not OutgoingMail.objects.filter(kind="community/match_agreed").exists()
    client.post(f"{theirs}voorstel/{match.pk}/", {"step": "yes"})
    assert offer.email in client.get(mine).content.decode()
    assert idea.email in client.get(theirs).content.decode()
    agreed = {mail.to_email: mail for mail in OutgoingMail.objects.filter(kind="community/match_agreed")}
    assert offer.email in agreed[idea.email].text and agreed[idea.email].reply_to == offer.email
    assert idea.email in agreed[offer.email].text
    assert Idea.objects.get(pk=idea.pk).status == Idea.Status.CONNECTED


def test_no_needs_no_reason_and_the_idea_asks_again(client, pair):
    idea, offer = pair
    match = matches.connect(idea=idea, offer=offer, by=None)
    address = f"{post_url(offer, absolute=False)}voorstel/{match.pk}/"
    client.post(address, {"step": "no"})
    assert Idea.objects.get(pk=idea.pk).status == Idea.Status.OPEN
    assert "voorbij" in client.post(address, {"step": "yes"}).content.decode()
    over = OutgoingMail.objects.filter(kind="community/match_over")
    assert [mail.to_email for mail in over] == [idea.email]
    assert suggestions.for_idea(idea) == []
    with pytest.raises(Refused):
        matches.connect(idea=idea, offer=offer, by=None)


def test_proposal_that_nobody_answers_ends_after_two_weeks(pair):
    idea, offer = pair
    matches.connect(idea=idea, offer=offer, by=None)
    with time_machine.travel(clock.now() + timedelta(days=14, minutes=1)):
        assert (matches.expire(), matches.expire()) == (1, 0)
    assert OutgoingMail.objects.filter(kind="community/match_over").count() == 2
    assert Idea.objects.get(pk=idea.pk).status == Idea.Status.OPEN


def test_another_ones_link_does_not_answer_for_you(client, pair):
    idea, offer = pair
    match = matches.connect(idea=idea, offer=offer, by=None)
    other = put_up("Iets anders", email="ander@example.org")
    assert client.post(f"{post_url(other, absolute=False)}voorstel/{match.pk}/", {"step": "yes"}).status_code == 404


def test_offer_for_one_idea_is_a_yes_already(client, pair):
    idea, _hall = pair
    data = form(title="Onze kantine", gives=["ruimte"], email="kantine@example.org")
    client.post(f"/actiecentrum/idee/{idea.public_id}/helpen/", data)
    offer = SupportOffer.objects.get(title="Onze kantine")
    assert not Match.objects.exists()
    posts.confirm(post=offer)
    match = Match.objects.get()
    assert match.offer_yes_at and not match.idea_yes_at
    assert [m.to_email for m in OutgoingMail.objects.filter(kind="community/match_proposed")] == [idea.email]
    assert "Onze kantine" not in client.get("/actiecentrum/aanbod/").content.decode()


def test_offer_elsewhere_or_of_another_kind_is_not_suggested(places, pair):
    idea, _hall = pair
    put_up("Zaal ver weg", model=SupportOffer, email="a@example.org", region=Region.objects.get(slug="waterkant"))
    put_up("Twee handen", model=SupportOffer, email="b@example.org", gives=["handen"], region=places["oosterdam"])
    put_up("Grote hal", model=SupportOffer, email="c@example.org", region=places["lindeveen"])
    assert [row.offer.title for row in suggestions.for_idea(idea)] == [HALL, "Grote hal"]


def test_stopped_idea_stands_under_what_we_learnt(client, places):
    idea = put_up()
    link = post_url(idea, absolute=False)
    assert client.post(f"{link}gestopt/", {"reason": "Te weinig"}).status_code == 200
    words = {"reason": "Er kwam niemand meer.", "lesson": "Vraag eerst wie er zin in heeft."}
    client.post(f"{link}gestopt/", words)
    learned = client.get("/actiecentrum/wat-we-leerden/").content.decode()
    assert all(text in learned for text in (WALK, *words.values()))
    public = client.get(f"/actiecentrum/idee/{idea.public_id}/").content.decode()
    assert words["lesson"] in public and "helpen/" not in public
    assert client.get(f"/actiecentrum/idee/{idea.public_id}/helpen/").status_code == 404


def test_owner_tells_how_it_goes_and_the_last_word_stands_first(client):
    idea = put_up()
    ideas.answer(idea=idea, key=uuid.uuid4(), did="We belden.", from_team=True)
    client.post(f"{post_url(idea, absolute=False)}vertellen/", {"did": "Het loopt nu elke week."})
    public = client.get(f"/actiecentrum/idee/{idea.public_id}/").content.decode()
    assert public.index("Het loopt nu elke week.") < public.index("We belden.")
    assert IdeaAnswer.objects.count() == 2


def test_vote_is_one_per_member_and_can_be_taken_back(client, pair):
    idea, _offer = pair
    address = f"/actiecentrum/idee/{idea.public_id}/energie/"
    assert client.post(address).status_code == 302 and idea.votes.count() == 0
    client.force_login(member("lid@example.org"))
    for _again in range(2):
        client.post(address, {"step": "give"})
    assert idea.votes.count() == 1
    client.post(address, {"step": "back"})
    assert idea.votes.count() == 0


def test_two_ideas_in_one_neighbourhood_with_one_theme_tell_both_owners_once(places):
    here, theme = Region.objects.get(slug="zaagmolen"), Theme.objects.first()
    other_theme = Theme.objects.exclude(pk=theme.pk).first()
    first = put_up("Eerste", email="een@example.org", region=here, themes=[theme])
    put_up("Ander thema", email="twee@example.org", region=here, themes=[other_theme])
    put_up("Andere buurt", email="drie@example.org", region=places["lindeveen"], themes=[theme])
    assert not IdeaHint.objects.exists()
    second = put_up("Tweede", email="vier@example.org", region=here, themes=[theme])
    assert IdeaHint.objects.count() == 1
    told = OutgoingMail.objects.filter(kind="community/idea_hint")
    assert {mail.to_email for mail in told} == {first.email, second.email}
    assert all(first.email not in mail.text and second.email not in mail.text for mail in told)
    posts.change(post=second, expected_version=None, title="Tweede, anders")
    assert OutgoingMail.objects.filter(kind="community/idea_hint").count() == 2


def test_most_energy_first_when_asked(client):
    put_up("Oud met energie").votes.create(user=member("lid@example.org"))
    put_up("Vers idee")
    orders = [client.get(f"/actiecentrum/{query}").content.decode() for query in ("", "?volgorde=energie")]
    assert [html.index("Vers idee") < html.index("Oud met energie") for html in orders] == [True, False]


def test_who_is_removed_leaves_no_trace_with_others_either(pair, mailbox):
    idea, offer = pair
    match = matches.connect(idea=idea, offer=offer, by=None)
    for side in pair:
        matches.reply(match=match, side=side, yes=True)
    mailbox.deliver()
    ideas.answer(idea=idea, key=uuid.uuid4(), did="Sjoerd belde.", from_team=False)
    assert any("titel" in row for row in hand_out(Person(idea.email))["actiecentrum"])
    remove_person(Person(idea.email))
    assert [word for word in ("sjoerd", "wandelgroep") if word in everything()] == []
    assert SupportOffer.objects.get() == offer


def test_hidden_idea_is_gone_for_readers_but_not_for_its_owner(client):
    idea = put_up()
    contributions.kinds()["idee"].hide(str(idea.public_id), hidden=True)
    assert client.get(f"/actiecentrum/idee/{idea.public_id}/").status_code == 404
    assert search("wandelgroep", "nl").total == 0
    assert "verborgen" in client.get(f"/actiecentrum/mijn/{post_token(idea)}/").content.decode()


def test_search_finds_an_offer_only_while_everybody_may_read_it(client):
    offer = put_up("Kanariezaal", model=SupportOffer, confirmed=False)
    for_one = put_up("Kanariezolder", model=SupportOffer, idea=put_up())

    def found():
        results = client.get("/zoeken/?q=kanariezaal").text
        page = client.get(f"/actiecentrum/aanbod/{offer.public_id}/")
        assert (page.status_code == 200) == (f"/{offer.public_id}/" in results)
        return page.status_code == 200 and "Sjoerd" not in page.text + results

    assert not found()
    posts.confirm(post=offer)
    assert found()
    contributions.kinds()["aanbod"].hide(str(offer.public_id), hidden=True)
    assert not found()
    contributions.kinds()["aanbod"].hide(str(offer.public_id), hidden=False)
    assert found()
    matches.close_offer(offer=offer, status="vergeven")
    assert not found()
    matches.close_offer(offer=offer, status="open")
    posts.forget(post=offer)
    assert str(offer.public_id) not in client.get("/zoeken/?q=kanariezaal").text
    assert f"/{for_one.public_id}/" not in client.get("/zoeken/?q=kanariezolder").text
    posts.forget(post=for_one.idea)
    assert client.get(f"/actiecentrum/aanbod/{for_one.public_id}/").status_code == 404
    assert "Kanariezolder" not in client.get("/actiecentrum/aanbod/").text


def test_what_nobody_confirms_is_thrown_away_after_a_week():
    put_up(confirmed=False)
    kept = put_up("Bevestigd")
    with time_machine.travel(clock.now() + timedelta(days=7, minutes=1)):
        assert posts.forget_unconfirmed() == 1
    assert Idea.objects.get() == kept


def test_list_is_narrowed_down_and_survives_nonsense(client, places):
    put_up(region=places["oosterdam"])
    put_up("Geld gezocht", needs=["geld"], region=Region.objects.get(slug="waterkant"))
    html = client.get("/actiecentrum/?behoefte=ruimte&regio=lindeveen&status=open").content.decode()
    assert WALK in html and "Geld gezocht" not in html
    assert client.get("/actiecentrum/?behoefte=\x00&regio=x&page=-3&status=" + "y" * 5000).status_code == 200


@pytest.mark.parametrize("number", [1, 3])
def test_lists_cost_a_fixed_number_of_queries(client, places, number, django_assert_num_queries, settings):
    settings.PAGE_CACHE_SECONDS = 0
    for count in range(number):
        idea = put_up(f"Idee {count}", region=places["oosterdam"])
        ideas.answer(idea=idea, key=uuid.uuid4(), did="Gedaan.", from_team=True)
        ideas.stop(idea=put_up(f"Oud {count}"), reason="Te druk", lesson="Begin klein.")
    client.get("/actiecentrum/")
    for address, queries in (("/actiecentrum/", 5), ("/actiecentrum/wat-we-leerden/", 4)):
        with django_assert_num_queries(queries):
            client.get(address)
