"""S22: from the notes of four groups to a report, and to handvatten that remember where they were born."""

import copy
import uuid
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from wagtail.models import Page

from cms.models import Audience, HandvatPage, PracticeExamplePage
from events.actions import harvest
from events.actions.refusal import Refused
from events.models import GroupNote, HarvestedPage, NoteItem, ReportPage
from events.secret_links import note_url
from events.tasks import chase_notes
from tests.events.factories import make_event, make_page, make_round
from tests.events.organisers import member, url

pytestmark = pytest.mark.django_db

POINTS = (
    {"kind": "inzicht", "title": "Bel eerst, mail daarna", "text": "Dat scheelt een week."},
    {"kind": "voorbeeld", "title": "Koffie op het plein", "text": "Elke dinsdag om tien uur."},
    {"kind": "citaat", "text": "Ik durfde ineens te vragen.", "by": "buurtwerker", "consent": True},
    {"kind": "stap", "title": "Samen een ochtend in de praktijk", "by": "het buurtteam"},
)


def ask(event, breakout, name="Noor Notulist", email="noor@example.org"):
    return harvest.ask_for_notes(event=event, breakout=breakout, name=name, email=email)


@pytest.fixture(scope="module")
def past(module_db):
    """A meeting of last week with four groups, each with one point, all handed in."""
    event = make_event(days=-7)
    page = make_page(event)
    groups = make_round(event, 5, 5, 5, 5)
    for group, point in zip(groups, POINTS, strict=True):
        note = ask(event, group)
        harvest.save_item(note=note, key=uuid.uuid4(), **point)
        harvest.hand_in(note=note)
    return {"event": event, "page": page, "groups": groups}


@pytest.fixture
def meeting(past):
    return copy.deepcopy(past)


@pytest.fixture
def note(meeting):
    """Notes of the whole meeting, still empty."""
    return ask(meeting["event"], None, email="mees@example.org")


def test_from_four_group_notes_an_editor_publishes_a_report_in_which_each_item_shows_its_session(client, meeting):
    event, editor = meeting["event"], member("redactie@example.org", "redactie")
    drafts = harvest.make_drafts(event=event, actor=editor)
    assert drafts.reported == 4
    assert not ReportPage.objects.live().exists()
    drafts.report.get_latest_revision().publish(user=editor)
    html = client.get(drafts.report.url).content.decode()
    found = ReportPage.objects.get(pk=drafts.report.pk).search_text()
    assert "Groep 1" in found and POINTS[0]["title"] in found
    assert not any(str(group.public_id) in found for group in meeting["groups"])
    for group, point in zip(meeting["groups"], POINTS, strict=True):
        assert point.get("title", point.get("text")) in html
        assert f"{meeting['page'].url}#groep-{group.public_id}" in html
    meeting_html = client.get(meeting["page"].url).content.decode()
    assert "Wat dit opleverde" in meeting_html
    assert drafts.report.url in meeting_html


def test_insight_and_example_become_drafts_that_lead_back_to_their_group_once_published(client, meeting):
    event, editor = meeting["event"], member("redactie@example.org", "redactie")
    pages = harvest.make_drafts(event=event, actor=editor).pages
    assert [type(page) for page in pages] == [HandvatPage, PracticeExamplePage]
    assert not any(page.live for page in pages)
    handvat = pages[0]
    assert "Groep 1" in handvat.provenance
    handvat = handvat.get_latest_revision_as_object()
    handvat.audiences = [Audience.objects.get(slug="professional")]  # what only an editor can say
    handvat.save_revision().publish(user=editor)
    html = client.get(handvat.url).content.decode()
    assert f'href="{meeting["page"].url}#groep-{meeting["groups"][0].public_id}"' in html
    assert handvat.title in client.get(meeting["page"].url).content.decode()


def test_button_pressed_again_takes_only_what_is_new(meeting, note):
    event, editor = meeting["event"], member()
    first = harvest.make_drafts(event=event, actor=editor)
    assert harvest.make_drafts(event=event, actor=editor).reported == 0
    harvest.save_item(note=note, key=uuid.uuid4(), kind="inzicht", title="Nog iets")
    harvest.hand_in(note=note)
    second = harvest.make_drafts(event=event, actor=editor)
    assert (second.reported, second.report.pk) == (1, first.report.pk)
    groups = ReportPage.objects.get().get_latest_revision_as_object().groups
    assert [block.value["title"] for block in groups][-1] == "De hele bijeenkomst"
    assert len(groups) == 5


def test_quote_without_consent_goes_nowhere(meeting, note):
    harvest.save_item(note=note, key=uuid.uuid4(), kind="citaat", text="Niet doorvertellen", by="bewoner")
    harvest.hand_in(note=note)
    report = harvest.make_drafts(event=meeting["event"], actor=member()).report
    assert "Niet doorvertellen" not in str(report.get_latest_revision().content)


def test_next_meeting_of_the_series_opens_with_what_became_of_it(client, meeting):
    from events.models import EventSeries

    event, editor = meeting["event"], member()
    event.series = EventSeries.objects.create(name="Reeks")
    event.save()
    coming = make_page(make_event(series=event.series, title="Editie 2"))
    harvest.make_drafts(event=event, actor=editor).report.get_latest_revision().publish()
    step = NoteItem.objects.get(kind="stap")
    harvest.answer(point=step, outcome="stopped", text="Er was geen ruimte vrij. Wel leerden we elkaar kennen.")
    html = client.get(coming.url).content.decode()
    assert "Wat er van de vorige keer kwam" in html
    assert "Er was geen ruimte vrij." in html
    with pytest.raises(Refused):
        harvest.answer(point=step, outcome="not_done", text=" ")


def test_note_taker_writes_without_an_account_and_sees_the_status(client, note):
    address = note_url(note, absolute=False)
    key = str(uuid.uuid4())
    typed = {"key": key, "title": "Begin met koffie", "text": ""}
    for _twice in range(2):
        response = client.post(f"{address}?soort=inzicht", typed, follow=True)
    assert "csrftoken" not in response.cookies
    assert note.items.count() == 1
    assert "Begin met koffie" in response.content.decode()
    item = note.items.get()
    client.post(f"{address}punten/{item.key}/", {"key": key, "version": "1", "title": "Begin met thee"})
    stale = client.post(f"{address}punten/{item.key}/", {"key": key, "version": "1", "title": "Begin met soep"})
    assert "Iemand anders heeft dit punt" in stale.content.decode()
    assert "Begin met soep" in stale.content.decode()
    assert note.items.get().title == "Begin met thee"
    client.post(f"{address}inleveren/")
    html = client.get(address).content.decode()
    assert "Ingeleverd, dank je wel." in html
    assert "Punt toevoegen" not in html


@pytest.mark.parametrize(
    "bad", ["\0", "x" * 100_000, "BSN 111222333", "Meneer Jansen, geboren 12-03-1950, bel 06-12345678"]
)
@pytest.mark.parametrize("kind", ["inzicht", "voorbeeld", "link", "citaat", "stap", "anders", "\0"])
def test_bad_input_is_refused_beside_the_field(client, note, kind, bad):
    typed = {"title": bad, "text": bad, "url": bad, "by": bad, "due_on": bad, "key": bad}
    response = client.post(note_url(note, absolute=False) + f"?soort={kind}", typed)
    assert response.status_code == 200
    assert "error-summary" in response.content.decode()
    assert not note.items.exists()


def test_another_note_taker_gets_a_link_of_their_own_and_the_old_one_stops(client, meeting, note, mailbox):
    old = note_url(note, absolute=False)
    harvest.save_item(note=note, key=uuid.uuid4(), kind="inzicht", title="Blijft")
    note = ask(meeting["event"], None, "Ander", "ander@example.org")
    assert client.get(old).status_code == 404
    assert "Blijft" in client.get(note_url(note, absolute=False)).content.decode()
    mailbox.deliver()
    assert note_url(note) in mailbox.to("ander@example.org")[0].get_body(("plain",)).get_content()


def test_note_taker_is_chased_until_the_notes_are_in(mailbox):
    event = make_event(days=1)
    (group,) = make_round(event, 5)
    note = ask(event, group, email="saar@example.org")
    ends = group.round.ends_at
    for moment in (ends - timedelta(minutes=10), event.ends_at + timedelta(days=1), event.ends_at + timedelta(days=4)):
        with time_machine.travel(moment - timedelta(minutes=1), tick=False):
            assert chase_notes() == 0
        with time_machine.travel(moment, tick=False):
            assert (chase_notes(), chase_notes()) == (1, 0)
    with time_machine.travel(event.ends_at + timedelta(days=5), tick=False):
        harvest.save_item(note=note, key=uuid.uuid4(), kind="inzicht", title="Eindelijk")
        harvest.hand_in(note=note)
    with time_machine.travel(event.ends_at + timedelta(days=30), tick=False):
        assert chase_notes() == 0
        mailbox.deliver()
    subjects = [message["Subject"] for message in mailbox.to("saar@example.org")]
    assert sorted(subject.split()[0] for subject in subjects) == ["Dank", "Nog", "Nog", "Nog", "Schrijf"]


def test_organiser_sees_how_far_each_group_is_and_presses_the_button(client, meeting, organiser):
    event = meeting["event"]
    html = client.get(url("harvest", event)).content.decode()
    assert html.count("ingeleverd") == 4
    assert "4 nieuwe punten" not in html  # before the first press it says what it makes
    client.post(url("make_drafts", event))
    html = client.get(url("harvest", event)).content.decode()
    assert "alle groepen" in html
    assert HarvestedPage.objects.count() == 6
    response = client.post(url("ask_for_notes", event), {"breakout": "", "name": "Piet", "email": "piet@example.org"})
    assert response.status_code == 302
    assert GroupNote.objects.get(breakout=None).taker_name == "Piet"


def test_page_that_was_there_already_can_be_tied_to_the_group_it_came_from(client, meeting, organiser):
    editor = member("redactie@example.org", "redactie")
    handvat = harvest.make_drafts(event=meeting["event"], actor=editor).pages[0]
    HarvestedPage.objects.all().delete()
    group = meeting["groups"][2]
    typed = {"page": handvat.pk, "breakout": group.pk}
    for _twice in range(2):
        assert client.post(url("tie_page", meeting["event"]), typed).status_code == 302
    assert HarvestedPage.objects.get().breakout == group


def test_only_drafts_that_this_person_may_open_are_links(client, meeting, organiser):
    drafts = harvest.make_drafts(event=meeting["event"], actor=organiser)

    def links():
        html = client.get(url("harvest", meeting["event"])).content.decode()
        assert all(page.title in html for page in drafts.pages)
        return {page.pk for page in [drafts.report, *drafts.pages] if f"/pages/{page.pk}/edit/" in html}

    assert links() == {drafts.report.pk}
    assert client.get(reverse("wagtailadmin_pages:edit", args=[drafts.report.pk])).status_code == 200
    client.force_login(member("redactie@example.org", "redactie"))
    assert links() >= {page.pk for page in drafts.pages}


def test_queries_of_the_desk_do_not_grow_with_the_groups(client, meeting, organiser, django_assert_num_queries):
    harvest.make_drafts(event=meeting["event"], actor=organiser)
    address = url("harvest", meeting["event"])
    client.get(address)
    with django_assert_num_queries(14):
        client.get(address)
    Page.objects.filter(pk__in=HarvestedPage.objects.values("page")[:1]).delete()
    meeting["groups"][0].note.delete()
    with django_assert_num_queries(14):
        client.get(address)


def test_forgotten_note_taker_leaves_the_notes(meeting):
    from community.actions.removal import remove_person
    from community.personal_data import Person

    remove_person(Person("noor@example.org"))
    notes = GroupNote.objects.filter(event=meeting["event"])
    assert set(notes.values_list("taker_name", "taker_email")) == {("", "")}
    assert NoteItem.objects.count() == 4
    assert reverse("group_note", args=["x"])
