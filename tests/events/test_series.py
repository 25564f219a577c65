"""A series: twelve months in one form, who follows it, and hosts who may edit its editions and nothing else."""

import uuid
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from wagtail.models import ModelLogEntry, Page

from community.models import OutgoingMail
from events.actions import follow, organise
from events.actions.refusal import Refused
from events.actions.speakers import change_invitation
from events.history import lines
from events.models import (
    Event,
    EventPage,
    GroupNote,
    HarvestedPage,
    SeriesFollower,
    Speaker,
    SpeakerMaterial,
    Wish,
)
from tests.events.factories import confirmed, make_event, make_page, make_plenary, make_round
from tests.events.organisers import details, member, of, url

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def series_with_editions(module_db):
    """A published series with two published editions, and one of another series."""
    from tests.events.organisers import member

    actor = member("maker@example.org")
    series = organise.create_series(name="Inspiratiesessie", kind="inspiration_session", actor=actor)
    other = organise.create_series(name="Iets anders", kind="other", actor=actor)
    page = organise.publish_page(page=series.pages.get(), actor=actor)
    events = [
        make_event(title=f"Inspiratiesessie {number}", series=series, edition=number, days=10 * number)
        for number in (1, 2)
    ]
    pages = [make_page(event, parent=page) for event in events]
    alien = make_event(title="Van een ander", series=other, edition=1)
    return {"series": series, "page": page, "events": events, "pages": pages, "alien": alien}


@pytest.fixture
def series(series_with_editions):
    return series_with_editions["series"]


def rule(**changes) -> dict:
    """The form of a year of third Wednesdays, as a browser sends it."""
    return {
        "new_series": "Inspiratiesessie Lindeveen",
        "kind": "inspiration_session",
        "pattern": "monthly",
        "nth": "3",
        "weekday": "2",
        "every": "1",
        "first": "2026-12-01",
        "last": "2027-11-30",
        "starts": "16:00",
        "ends": "17:00",
        "mode": "online",
        "capacity": "100",
        "key": str(uuid.uuid4()),
    } | changes


# --- one form --------------------------------------------------------------------------------------------------------
@time_machine.travel("2026-11-20 10:00:00+01:00")
def test_a_series_of_twelve_months_takes_one_form(client, organiser):
    shown = client.post(url("run"), rule())
    preview = shown.context["preview"]
    assert len(preview) == 12 and not Event.objects.exists()
    data = rule(make="1", shown=shown.context["form"].stamp, keep=[row["value"] for row in preview if row["checked"]])
    first, again = client.post(url("run"), data), client.post(url("run"), data)
    assert first.status_code == again.status_code == 302
    events = list(Event.objects.order_by("starts_at"))
    assert len(events) == 12
    assert {timezone.localtime(event.starts_at).strftime("%A %H:%M") for event in events} == {"Wednesday 16:00"}
    assert {event.starts_at.hour for event in events} == {14, 15}  # summer and winter time in UTC
    assert [event.edition for event in events] == list(range(1, 13))
    assert events[3].title == "Inspiratiesessie Lindeveen 4"
    assert EventPage.objects.filter(live=False).count() == 12
    client.post(url("publish_drafts", events[0].series_id))
    assert EventPage.objects.filter(live=True, alias_of=None).count() == 12


@time_machine.travel("2026-11-20 10:00:00+01:00")
def test_holidays_and_days_without_a_tick_are_left_out(client, organiser):
    saturdays = rule(pattern="weekly", weekday="5", first="2026-12-05", last="2027-01-02")
    shown = client.post(url("run"), saturdays)
    days = {row["value"]: row["checked"] for row in shown.context["preview"]}
    assert days == {"2026-12-05": True, "2026-12-12": True, "2026-12-19": True, "2026-12-26": False, "2027-01-02": True}
    assert "tweede kerstdag" in shown.text and "pakjesavond: dan komen vaak weinig mensen" in shown.text
    client.post(
        url("run"),
        saturdays | {"make": "1", "shown": shown.context["form"].stamp, "keep": ["2026-12-12", "2027-01-02"]},
    )
    assert [f"{event.starts_at:%m-%d}" for event in Event.objects.order_by("starts_at")] == ["12-12", "01-02"]


@time_machine.travel("2026-11-20 10:00:00+01:00")
@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"first": "2026-12-17", "last": "2026-12-31"}, "last", "geen enkele bijeenkomst"),
        ({"first": "2027-12-17"}, "last", "voor de eerste dag"),
        ({"first": "2025-12-01", "last": "2026-05-01"}, "last", "al voorbij"),
        ({"pattern": "weekly", "last": "2099-01-01"}, "last", "meer dan 60"),
        ({"new_series": ""}, "series", "Kies een reeks"),
        ({"ends": "15:00"}, "ends", "na het begin"),
        ({"pattern": "weekly", "weekday": "6", "first": "2028-03-01", "last": "2028-04-01", "starts": "02:30",
          "ends": "04:00"}, "starts", "26 maart 2028"),
    ],
)  # fmt: skip
def test_a_rule_that_cannot_be_says_why(client, organiser, changes, field, words):
    response = client.post(url("run"), rule(**changes))
    assert words in response.context["form"].errors[field][0]
    assert not Event.objects.exists()


@time_machine.travel("2026-11-20 10:00:00+01:00")
def test_a_rule_that_changed_since_the_days_were_shown_shows_them_again(client, organiser):
    shown = client.post(url("run"), rule())
    data = rule(make="1", weekday="3", shown=shown.context["form"].stamp, keep=["2026-12-16"])
    response = client.post(url("run"), data)
    assert response.context["changed"] and not Event.objects.exists()
    none = client.post(url("run"), rule(make="1", shown=shown.context["form"].stamp))
    assert "minstens één dag" in none.content.decode()


def test_changing_one_date_does_not_change_the_others(series_with_editions, organiser):
    first, second = series_with_editions["events"]
    before = second.starts_at
    organise.change_event(event=first, version="1", actor=organiser, **of(first, **_later(first)))
    second.refresh_from_db()
    assert second.starts_at == before and second.sequence == 0


def _later(event) -> dict:
    from datetime import timedelta

    return {"starts_at": event.starts_at + timedelta(days=1), "ends_at": event.ends_at + timedelta(days=1)}


# --- following -------------------------------------------------------------------------------------------------------
def test_following_takes_a_yes_from_the_mailbox(client, series_with_editions, mailbox):
    address = series_with_editions["page"].url + "volgen/"
    assert client.get(series_with_editions["page"].url).cookies == {}
    assert client.post(address, {"email": "Kim@Example.org"}).status_code == 302
    (mail,) = mailbox.deliver()
    assert mail["To"] == "kim@example.org"
    follower = SeriesFollower.objects.get()
    link = next(word for word in mail.get_body(("plain",)).get_content().split() if "/volgen/" in word)
    path = link[link.index("/volgen/") :]
    client.get(path)  # a scanner
    follower.refresh_from_db()
    assert follower.confirmed_at is None
    client.post(path)
    follower.refresh_from_db()
    assert follower.confirmed_at
    client.post(address, {"email": "kim@example.org"})
    assert OutgoingMail.objects.count() == 1  # who follows gets no second mail
    assert client.get(path + "stoppen/").status_code == 200 and SeriesFollower.objects.exists()
    client.post(path + "stoppen/")
    assert not SeriesFollower.objects.exists()
    assert client.get(path).status_code == 404


def test_a_follower_gets_one_mail_for_new_editions(series_with_editions, mailbox):
    series = series_with_editions["series"]
    follow.tell_followers()  # what stood there already
    follow.follow(series=series, email="kim@example.org", language="nl", is_known=True)
    follow.follow(series=series, email="niet-bevestigd@example.org", language="nl")
    draft = make_event(title="Inspiratiesessie 3", series=series, edition=3, days=40)
    assert follow.tell_followers() == 0  # not published yet
    page = make_page(draft, parent=series_with_editions["page"])
    make_page(make_event(title="Inspiratiesessie 4", series=series, days=50), parent=series_with_editions["page"])
    assert [follow.tell_followers(), follow.tell_followers()] == [1, 0]
    mailbox.deliver()
    (mail,) = mailbox.to("kim@example.org")
    text = mail.get_body(("plain",)).get_content()
    assert "Inspiratiesessie 3" in text and "Inspiratiesessie 4" in text and "/stoppen/" in text
    page.save_revision().publish()  # a better text is no news
    assert follow.tell_followers() == 0


def test_who_never_said_yes_is_forgotten(series):
    follow.follow(series=series, email="kim@example.org", language="nl")
    with time_machine.travel(timezone.now() + follow.KEPT_UNCONFIRMED * 1.1):
        follow.tell_followers()
    assert not SeriesFollower.objects.exists()


def test_a_member_follows_with_one_button_and_sees_it_on_the_account_page(client, series_with_editions):
    client.force_login(member("kim@example.org", group=""))
    client.post(series_with_editions["page"].url + "volgen/", {"follow": "1"})
    assert SeriesFollower.objects.get().confirmed_at
    assert "Inspiratiesessie" in client.get("/account/").content.decode()


@pytest.mark.parametrize("email", ["", "geen-adres", "a\x00b@example.org", "x" * 100_000, "é@example.org"])
def test_following_refuses_what_is_no_address(client, series_with_editions, email):
    response = client.post(series_with_editions["page"].url + "volgen/", {"email": email, "x": "1"})
    assert response.status_code == 200 and response.context["form"].errors["email"]


def test_editions_link_to_each_other(client, series_with_editions):
    first, second = series_with_editions["pages"]
    assert f'href="{second.url}" rel="next"' in client.get(first.url).content.decode()
    assert f'href="{first.url}" rel="prev"' in client.get(second.url).content.decode()


def test_series_shares_the_material_of_past_editions(client, series_with_editions):
    first, second = series_with_editions["events"]
    for event in (first, second):
        speaker = Speaker.objects.create(event=event, name="S", email="s@example.org", fee_rule="-", status="accepted")
        for name, is_public in (("Dia's", True), ("Geheim", False)):
            name, address = f"{name} {event.pk}", f"https://example.org/{event.pk}"
            SpeakerMaterial.objects.create(speaker=speaker, name=name, url=address, is_public=is_public)
    with time_machine.travel(first.ends_at + timedelta(minutes=1), tick=False):
        page = client.get(series_with_editions["page"].url).content.decode()
    assert f"https://example.org/{first.pk}" in page
    assert f"https://example.org/{second.pk}" not in page and "Geheim" not in page


# --- hosts -----------------------------------------------------------------------------------------------------------
@pytest.fixture
def host(client, series, settings):
    """Somebody without any role on the site, who organises the series."""
    settings.SECOND_FACTOR_FOR_STAFF = False
    user = member("gastvrouw@example.org", group="")
    organise.appoint_host(series=series, email=user.email.upper(), actor=None)
    client.force_login(user)
    return user


def test_a_host_edits_every_edition_of_the_series(client, host, series_with_editions):
    series = series_with_editions["series"]
    assert [mail.to_email for mail in OutgoingMail.objects.all()] == [host.email]
    for event, page in zip(series_with_editions["events"], series_with_editions["pages"], strict=True):
        for name in ("workspace", "change", "participants", "new_participant", "new_item", "cancel"):
            assert client.get(url(name, event)).status_code == 200, name
        assert client.get(f"/beheer/pages/{page.pk}/edit/").status_code == 200
        assert client.post(url("publish", event)).status_code == 302
    assert [row["event"] for row in client.get(url("index")).context["rows"]] == series_with_editions["events"]
    assert client.get(url("series", series.pk)).status_code == 200
    made = organise.create_event(key=uuid.uuid4(), actor=host, **details(series=series))
    assert client.post(url("publish", made)).status_code == 302


def test_every_change_of_a_host_has_an_author_and_can_be_undone(client, host, series_with_editions):
    event, before = series_with_editions["events"][0], series_with_editions["events"][0].title
    organise.change_event(event=event, version=str(event.version), actor=host, title="Anders", venue="De Linde")
    event.refresh_from_db()
    values = {"title": "Inloop", "starts_at": event.starts_at, "ends_at": event.ends_at}
    item = organise.save_item(event=event, actor=host, **values)
    item = organise.save_item(event=event, item=item, version=organise.version_of(item), actor=host, title="Koffie")
    organise.delete_item(item=item, actor=host)
    page = client.get(url("history", event))
    gone, renamed, _added, changed, *_made = page.context["page_obj"].object_list
    assert gone.back and not renamed.back and changed.back and "titel" in changed.what
    assert {line.who for line in (gone, renamed, changed)} == {str(host)} and str(host) in page.text
    for line in (gone, changed):
        assert client.post(url("put_back", event, line.pk)).status_code == 302
    event.refresh_from_db()
    assert (event.title, event.venue) == (before, "")
    assert [part.title for part in event.programme_items.all()] == ["Koffie"]
    assert client.get(url("history", event)).context["page_obj"].object_list[0].who == str(host)
    client.post(url("put_back", event, changed.pk))  # changed since: refused, in words
    event.refresh_from_db()
    assert event.title == before
    elsewhere = make_event()
    assert client.get(url("history", elsewhere)).status_code == 404
    assert client.post(url("put_back", elsewhere, changed.pk)).status_code == 404


def test_breakouts_and_the_part_of_a_speaker_are_put_back_too(client, host, series_with_editions):
    event = series_with_editions["events"][0]
    one, two = make_round(event, 2, 4)
    round_ = one.round
    speaker = Speaker.objects.create(event=event, name="Sem", email="s@example.org", breakout=one, message="Kom je?")

    def put_back(number: int) -> str:
        act = [line for line in lines(event) if line.back][number]
        return client.post(url("put_back", event, act.pk), follow=True).text

    change_invitation(speaker=speaker, version="1", actor=host, breakout=two, message="Doe je mee?")
    assert "Kom je" not in str(ModelLogEntry.objects.last().data)  # what was asked of somebody stands in no log
    assert "Het is teruggezet" in put_back(0)
    speaker.refresh_from_db()
    assert (speaker.breakout, speaker.message) == (one, "Doe je mee?")
    values = {"title": "Anders", "capacity": 3, "host": "Ada"}
    organise.save_breakout(round=round_, breakout=one, version="1", actor=host, **values)
    assert "Het is teruggezet" in put_back(0)
    one.refresh_from_db()
    assert (one.title, one.capacity, one.host, one.version) == ("Groep 1", 2, "", 3)
    organise.delete_breakout(breakout=two, actor=host)
    assert "Het is teruggezet" in put_back(0)
    again = event.breakouts.get(public_id=two.public_id)
    assert (again.pk, again.title, again.capacity, again.round) == (two.pk, two.title, two.capacity, round_)
    organise.cancel_breakout(breakout=again, actor=host)
    organise.delete_breakout(breakout=again, actor=host)
    change_invitation(speaker=speaker, version=str(speaker.version), actor=host, breakout=None)
    organise.delete_round(round=round_, actor=host)
    assert [line.back for line in lines(event)][:6] == [True, True, True, True, False, False]
    assert "Wat hier eerst stond (ronde) is intussen verwijderd." in put_back(1)
    assert "Wat hier eerst stond (break-out) is intussen verwijderd." in put_back(2)
    speaker.refresh_from_db()
    assert speaker.breakout is None
    for number in (0, 0, 1, 1, 3, 3):  # the round, and then there is a place for what was in it
        put_back(number)
    assert [(one.pk, one.round_id) for one in event.breakouts.all()] == [(one.pk, round_.pk), (two.pk, round_.pk)]
    assert event.breakouts.get(pk=two.pk).is_cancelled
    assert "Het is teruggezet" in put_back(2)
    speaker.refresh_from_db()
    assert speaker.breakout == one


@pytest.mark.parametrize("what", ["speaker", "note", "page", "wish"])
def test_what_would_not_come_back_is_not_deleted(what):
    event = make_event()
    (one,) = make_round(event, 5)
    if what == "speaker":
        item = make_plenary(event)
        speaker = Speaker.objects.create(event=event, name="Sem", email="s@example.org", item=item)
        with pytest.raises(Refused, match=f"“{item.title}” hoort een spreker"):
            organise.delete_item(item=item, actor=None)
        Speaker.objects.filter(pk=speaker.pk).update(item=None, breakout=one)
    elif what == "note":
        GroupNote.objects.create(event=event, breakout=one)
    elif what == "page":
        HarvestedPage.objects.create(event=event, breakout=one, page=Page.objects.first())
    else:
        Wish.objects.create(registration=confirmed(event), breakout=one, round=one.round, rank=1)
    words = "al mensen" if what == "wish" else f"“{one.title}” hoort een spreker, een notitie of een opbrengst"
    with pytest.raises(Refused, match=words):
        organise.delete_breakout(breakout=one, actor=None)
    with pytest.raises(Refused, match=words):
        organise.delete_round(round=one.round, actor=None)
    assert list(event.breakouts.all()) == [one] and lines(event) == []


def test_a_host_gets_nothing_else(client, host, series_with_editions):
    alien = series_with_editions["alien"]
    for name in ("workspace", "change", "participants", "new_participant", "new_item", "cancel"):
        assert client.get(url(name, alien)).status_code == 404, name
    assert client.get(url("series", alien.series_id)).status_code == 404
    assert client.get(url("new_series")).status_code == 404
    agenda = series_with_editions["page"].get_parent()
    for page in (agenda, alien.series.pages.get()):
        assert client.get(f"/beheer/pages/{page.pk}/edit/").status_code == 302
    for form in (client.get(url("new")), client.get(url("run"))):
        offered = form.context["form"].fields["series"]
        assert list(offered.queryset) == [series_with_editions["series"]] and offered.required
        assert "new_series" not in form.context["form"].fields
    event = series_with_editions["events"][0]
    taken_away = client.post(url("change", event), {"series": alien.series_id, "version": "1"})
    assert "series" in taken_away.context["form"].errors


def test_a_host_who_stops_has_no_way_in(client, host, series_with_editions):
    series = series_with_editions["series"]
    row = series.hosts.get()
    assert client.post(url("dismiss_host", series.pk, row.pk)).status_code == 302
    for address in (url("index"), f"/beheer/pages/{series_with_editions['pages'][0].pk}/edit/"):
        assert client.get(address).status_code == 403


def test_appointing_somebody_without_an_account_is_refused(client, organiser, series):
    response = client.post(url("series", series.pk), {"email": "onbekend@example.org"})
    assert "nog geen account" in response.context["form"].errors["email"][0]
