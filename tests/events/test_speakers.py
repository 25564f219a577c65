"""Speakers: asked by mail, answering without an account, showing what they choose, and stepping back."""

import copy
import io
import uuid
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.cache import caches
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from cms import clock
from cms.models import Quote
from community.actions.removal import remove_person
from community.models import OutgoingMail
from community.personal_data import Person
from events.actions import speakers
from events.actions.organise import cancel_breakout, cancel_event, change_event, save_item, version_of
from events.actions.organise.programme import ITEM
from events.entries import local_time
from events.models import Event, Speaker, SpeakerMaterial
from events.speaker_links import speaker_token
from events.templatetags.meetings import speakers_of
from tests.events.factories import confirmed, make_event, make_page, make_plenary, make_round
from tests.events.organisers import member, url
from tests.events.test_slides import picture, pptx, shape

pytestmark = pytest.mark.django_db
MOST_QUERIES = 24
ACCOUNT_QUERIES = 12


@pytest.fixture(scope="module")
def asked(module_db):
    """A published meeting with a break-out of two people, and somebody who was asked to speak there."""
    event = make_event()
    page = make_page(event)
    (breakout,) = make_round(event, 12)
    make_plenary(event)
    confirmed(event, breakout, name="Anke Anders", email="anke@example.org")
    confirmed(event, breakout)
    speaker = speakers.invite(
        event=event,
        key=uuid.uuid4(),
        name="Zeno Spreker",
        email="Zeno@Example.org",
        role=Speaker.Role.LIVED_EXPERIENCE,
        message="Vertel je verhaal.",
        fee_rule="75 euro en je reiskosten",
        breakout=breakout,
        actor=member("vraagt@example.org"),
    )
    return {"event": event, "page": page, "breakout": breakout, "speaker": speaker}


@pytest.fixture
def speaker(asked):
    return copy.deepcopy(asked["speaker"])


def test_who_has_an_account_sees_where_they_were_asked_to_speak(client, asked, django_assert_num_queries):
    client.force_login(member("zeno@example.org", ""))
    client.get("/account/")  # what is counted once

    def page(queries: int = ACCOUNT_QUERIES) -> str:
        with django_assert_num_queries(queries):
            return client.get("/account/").text

    html = page()
    assert html.count(path(asked["speaker"])) == 2
    assert all(words in html for words in ("Wil je spreken bij", "Waar ik spreek", "uitgenodigd"))
    assert client.get(path(asked["speaker"])).status_code == 200
    speakers.answer(speaker=asked["speaker"], status="accepted")
    past = make_event(title="Lang geleden", days=-400)
    for event in (make_event(title="Ook hier"), past):
        Speaker.objects.create(event=event, name="Zeno", email="zeno@example.org", status="declined")
    html = page()
    assert "Wil je spreken bij" not in html and "Ook hier" in html and "Lang geleden" not in html
    speakers.step_back(speaker=asked["speaker"])
    assert path(asked["speaker"]) not in page()
    client.force_login(member("iemand@example.org", ""))
    assert "Waar ik spreek" not in client.get("/account/").text


def path(speaker, name: str = "") -> str:
    return f"/spreker/{speaker_token(speaker)}/{name}"


def photo() -> SimpleUploadedFile:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "Geheime plek"
    Image.new("RGB", (900, 600), "teal").save(out, "JPEG", exif=exif)
    return SimpleUploadedFile("mijn foto.jpg", out.getvalue(), "image/jpeg")


def about(speaker, **changes) -> dict:
    values = {
        "display_name": "Zeno",
        "bio": "Ik vertel hoe het mij hielp.",
        "photo_alt": "Zeno lacht",
        "photo_credit": "Zeno zelf",
        "shows_name": "on",
        "shows_photo": "on",
        "version": speaker.version,
    } | changes
    return {name: value for name, value in values.items() if value is not None}


@pytest.fixture
def shown(client, speaker, settings, tmp_path):
    """The speaker said yes and shows name, words and picture."""
    settings.MEDIA_ROOT = tmp_path
    speaker = speakers.answer(speaker=speaker, status="accepted")
    assert client.post(path(speaker, "over-mij/"), about(speaker, photo=photo())).status_code == 302
    speaker.refresh_from_db()
    return speaker


# --- SPK-1 -----------------------------------------------------------------------------------------------------------
def test_an_invitation_reaches_a_page_with_all_that_matters(client, asked, speaker, mailbox):
    mailbox.deliver()
    (mail,) = mailbox.to("zeno@example.org")
    text = mail.get_body(("plain",)).get_content()
    assert path(speaker) in text and "75 euro en je reiskosten" in text and "Groep 1" in text
    page = client.get(path(speaker))
    html = page.content.decode()
    assert "75 euro en je reiskosten" in html and "2 aanmeldingen" in html and "Groep 1" in html
    assert not page.cookies and page["Referrer-Policy"] == "no-referrer" and "no-store" in page["Cache-Control"]
    assert client.get("/spreker/onzin/").status_code == 404


def test_a_speaker_hears_what_changes_and_what_does_not_take_place(asked, speaker, organiser, mailbox):
    event = Event.objects.get(pk=asked["event"].pk)
    for change in (
        lambda: change_event(event=event, version=version_of(event), actor=organiser, venue="De Schuur"),
        lambda: cancel_breakout(breakout=asked["breakout"], actor=organiser),
        lambda: cancel_event(event=event, reason="De zaal is afgebrand.", actor=organiser),
    ):
        change()
    mailbox.deliver()
    _asked, moved, alone, ended = mailbox.to("zeno@example.org")
    assert "De Schuur" in (words := moved.get_body(("plain",)).get_content()) and path(speaker) in words
    assert "“Groep 1” gaat niet door, de bijeenkomst wel" in " ".join(alone.get_body(("plain",)).get_content().split())
    assert ended["Subject"].startswith("Gaat niet door") and "afgebrand" in ended.get_body(("html",)).get_content()
    Speaker.objects.update(status=Speaker.Status.DECLINED)
    assert not Speaker.objects.expected().exists()


def test_a_speaker_hears_that_their_part_moved_or_is_another_one(asked, speaker, organiser):
    def told(**changes) -> str:
        before = mails.count()
        hers = Speaker.objects.get(pk=speaker.pk)
        speakers.change_invitation(speaker=hers, version=version_of(hers), actor=organiser, **changes)
        return "".join(mails.values_list("text", flat=True)[before:])

    mails = OutgoingMail.objects.filter(kind="events/speaker_changed").order_by("pk")
    item = asked["event"].programme_items.get()
    assert item.title in told(item=item, breakout=None) and told(fee_rule="Een bos bloemen") == ""
    later = {"starts_at": item.starts_at + timedelta(minutes=80), "ends_at": item.ends_at + timedelta(minutes=80)}
    for values in (later, {"title": "Afsluiting"}, {"description": "Met koffie"}):
        change = {"event": asked["event"], "item": item, "version": version_of(item), "actor": organiser}
        item = save_item(**change, **{name: getattr(item, name) for name in ITEM} | values)
    _session, moved, renamed = mails.all()
    hour = local_time(later["starts_at"], asked["event"])
    assert f"Welkom, {hour} tot" in moved.text and f"Afsluiting, {hour} tot" in renamed.text
    assert "Groep 1" in told(item=None, breakout=asked["breakout"])
    speakers.answer(speaker=speaker, status="declined")
    assert (told(breakout=None), mails.count()) == ("", 4)


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        ({"status": "accepted", "proposal": "genegeerd"}, "accepted"),
        ({"status": "declined"}, "declined"),
        ({"status": "proposed", "proposal": "Liever een uur later"}, "proposed"),
    ],
)
def test_a_speaker_answers_without_an_account_and_the_organiser_hears(client, speaker, typed, status):
    client.get(path(speaker, "antwoord/"))  # a scanner
    for _time in range(2):
        assert client.post(path(speaker, "antwoord/"), typed).status_code == 302
    speaker.refresh_from_db()
    assert (speaker.status, speaker.proposal) == (status, "Liever een uur later" if status == "proposed" else "")
    (mail,) = OutgoingMail.objects.filter(kind="events/speaker_answered")
    assert mail.to_email == "vraagt@example.org"
    assert status != "proposed" or "Liever een uur later" in mail.text


@pytest.mark.parametrize(
    "typed", [{}, {"status": "proposed"}, {"status": "onzin"}, {"status": "proposed", "proposal": "a\x00" * 999}]
)
def test_an_answer_that_says_nothing_is_asked_again(client, speaker, typed):
    assert client.post(path(speaker, "antwoord/"), typed).context["form"].errors
    speaker.refresh_from_db()
    assert speaker.status == "invited"


# --- their own words -------------------------------------------------------------------------------------------------
def test_nothing_is_shown_without_a_tick(client, asked, shown, django_capture_on_commit_callbacks):
    page = asked["page"]
    html = client.get(page.url).content.decode()
    assert "Ik vertel hoe het mij hielp." in html and "Zeno lacht" in html
    assert "eigen ervaring" not in html and "zeno@example.org" not in html and "Spreker" not in html
    picture = client.get(f"/sprekers/{shown.public_id}/foto/")
    content = b"".join(picture.streaming_content)
    assert content.startswith(b"RIFF") and b"Geheime plek" not in content
    with django_capture_on_commit_callbacks(execute=True):  # the kept pages go with the change
        client.post(path(shown, "over-mij/"), about(shown, shows_name=None, shows_photo=None))
    html = client.get(page.url).content.decode()
    assert "Ik vertel" not in html and "Zeno" not in html
    assert client.get(f"/sprekers/{shown.public_id}/foto/").status_code == 404
    shown.refresh_from_db()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(path(shown, "over-mij/"), about(shown, shows_photo=None, shows_role="on"))
    assert "eigen ervaring" in client.get(page.url).content.decode()


def test_two_windows_do_not_overwrite_each_other(client, shown):
    stale = about(shown, bio="Oud venster", shows_photo=None)
    speakers.describe(speaker=shown, version=str(shown.version), bio="Nieuw venster")
    answer = client.post(path(shown, "over-mij/"), stale)
    assert answer.status_code == 200 and "Oud venster" in answer.content.decode()
    shown.refresh_from_db()
    assert shown.bio == "Nieuw venster"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"display_name": ""}, "display_name"),
        ({"display_name": "www.reclame.nl"}, "display_name"),
        ({"bio": "Mijn nummer is 111222333"}, "bio"),
        ({"bio": "x" * 100_000}, "bio"),
        ({"shows_photo": "on"}, "photo"),
        ({"photo": SimpleUploadedFile("foto.jpg", b"<svg onload=alert(1)>")}, "photo"),
    ],
)
def test_what_cannot_be_shown_is_refused_beside_its_field(client, speaker, changes, field):
    speakers.answer(speaker=speaker, status="accepted")
    speaker.refresh_from_db()
    answer = client.post(path(speaker, "over-mij/"), about(speaker, **{"shows_photo": None} | changes))
    assert field in answer.context["form"].errors


# --- SPK-3 -----------------------------------------------------------------------------------------------------------
def test_slides_without_titles_get_hints_and_are_kept(client, asked, shown, organiser):
    deck = pptx(shape("title", "Welkom"), picture()).getvalue()
    data = {"name": "Mijn dia's", "file": SimpleUploadedFile("virus.exe", deck), "is_public": "on"}
    assert client.post(path(shown, "materiaal/"), data).status_code == 302
    material = SpeakerMaterial.objects.get()
    assert len(material.hints) == 2 and material.file.name.endswith(".pptx")
    html = client.get(path(shown)).content.decode()
    assert "Dia 2 heeft geen titel" in html and "Op dia 2 staat een plaatje zonder beschrijving" in html
    assert "toegankelijkheid: aandacht" in client.get(url("speakers", asked["event"])).content.decode()
    address = f"/sprekers/materiaal/{material.public_id}/"
    client.logout()
    file = client.get(address)
    assert file["Content-Disposition"] == 'attachment; filename="mijn-dias.pptx"'
    assert file["X-Content-Type-Options"] == "nosniff"
    SpeakerMaterial.objects.update(is_public=False)
    assert client.get(address).status_code == 404
    client.post(path(shown, f"materiaal/{material.public_id}/weg/"))
    assert not SpeakerMaterial.objects.exists()


@pytest.mark.parametrize(
    "typed",
    [
        {"name": "Niets"},
        {"name": "Script", "file": SimpleUploadedFile("dia.pptx", b"MZ geen dia")},
        {"name": "Leeg", "file": SimpleUploadedFile("dia.pdf", b"")},
        {"name": "Link", "url": "javascript:alert(1)"},
        {"name": "", "url": "https://voorbeeld.nl"},
    ],
)
def test_material_that_is_none_is_refused(client, shown, typed):
    assert client.post(path(shown, "materiaal/"), typed).context["form"].errors
    assert not SpeakerMaterial.objects.exists()


# --- letters ---------------------------------------------------------------------------------------------------------
def test_reader_writes_to_a_speaker_who_allows_it_and_sees_no_address(client, asked, shown, mailbox):
    write = f"/sprekers/{shown.public_id}/bericht/"
    letter = {
        "message": "Mag ik eens bellen?",
        "name": "Lieke Lezer",
        "email": "lieke@example.net",
        "key": uuid.uuid4(),
    }
    assert client.get(write).status_code == client.post(write, letter).status_code == 404
    assert write not in client.get(asked["page"].url).content.decode()
    changes = {"takes_letters": "on", "topics": "Samen eten", "version": shown.version}
    assert client.post(path(shown, "over-mij/"), about(shown, **changes)).status_code == 302
    page = client.get(asked["page"].url).content.decode()
    assert write in page and "Vraag mij over: Samen eten" in page and "zeno@example.org" not in page
    wrong = client.post(write, letter | {"email": "geen adres", "message": "BSN 111222333"})
    assert {"email", "message"} <= wrong.context["form"].errors.keys()
    for _time in range(2):
        assert client.post(write, letter).status_code == 302
    mailbox.deliver()
    (mail,) = [mail for mail in mailbox.to("zeno@example.org") if "Lieke" in mail["Subject"]]
    assert mail["Reply-To"] == "lieke@example.net" and "Mag ik eens bellen?" in mail.get_body(("plain",)).get_content()
    (receipt,) = mailbox.to("lieke@example.net")
    assert "zeno@example.org" not in receipt.as_string() and "Mag ik" not in receipt.as_string()
    speakers.step_back(speaker=shown)
    assert client.get(write).status_code == 404
    shown.refresh_from_db()
    assert (shown.topics, shown.takes_letters) == ("", False)


# --- SPK-4 -----------------------------------------------------------------------------------------------------------
def test_a_speaker_sees_the_group_without_names(client, shown):
    html = client.get(path(shown)).content.decode()
    assert "Er zijn nu 2 aanmeldingen." in html
    assert "anke@example.org" not in html and "Anke" not in html


# --- SPK-5 -----------------------------------------------------------------------------------------------------------
def test_stepping_back_takes_everything_away_everywhere(
    client, asked, shown, mailbox, django_capture_on_commit_callbacks
):
    quote = Quote.objects.create(text="Het hielp.", role="bewoner", said_on=clock.now(), consent_reference="map 3")
    Speaker.objects.filter(pk=shown.pk).update(recording_url="https://opname.example.org/1", allows_recording=True)
    shown.quotes.set([quote])
    asked["event"].programme_items.update(speaker="Zeno Spreker")
    kept = shown.photo.path
    before = client.get(asked["page"].url).content.decode()
    assert "opname.example.org" in before and "Zeno Spreker" in before
    with django_capture_on_commit_callbacks(execute=True):
        for _time in range(2):
            client.post(path(shown, "terugtrekken/"))
    html = client.get(asked["page"].url).content.decode()
    assert all(word not in html for word in ("Zeno", "Ik vertel", "opname.example.org", "Het hielp"))
    assert "Een spreker heeft zich teruggetrokken" in html
    assert client.get(f"/sprekers/{shown.public_id}/foto/").status_code == 404
    assert not Path(kept).exists()
    quote.refresh_from_db()
    assert quote.text == "" and quote.withdrawn_at
    mailbox.deliver()
    (mail,) = [mail for mail in mailbox.to("zeno@example.org") if "teruggetrokken" in mail["Subject"]]
    text = mail.get_body(("plain",)).get_content()
    assert "je foto" in text and "je citaten" in text and "gedownload" in text
    assert client.get(path(shown, "over-mij/")).status_code == 302


def test_who_is_removed_leaves_nothing(client, asked, shown):
    remove_person(Person("zeno@example.org"))
    assert not Speaker.objects.exists()
    assert "Zeno" not in client.get(asked["page"].url).content.decode()


# --- the organiser ---------------------------------------------------------------------------------------------------
def test_the_organiser_invites_once_and_changes_later(client, asked, organiser):
    event = asked["event"]
    typed = {
        "name": "Noor Nieuw",
        "email": "noor@example.org",
        "role": "practitioner",
        "session": f"item-{event.programme_items.get().pk}",
        "fee_rule": "Geen",
        "key": str(uuid.uuid4()),
    }
    for _time in range(2):
        assert client.post(url("invite_speaker", event), typed).status_code == 302
    noor = Speaker.objects.get(email="noor@example.org")
    assert noor.session == event.programme_items.get()
    assert OutgoingMail.objects.filter(to_email="noor@example.org").count() == 1
    change = {"name": "Noor Nieuw", "role": "practitioner", "session": "", "fee_rule": "50 euro", "version": "1"}
    assert client.post(url("speaker", event, noor), change).status_code == 302
    assert client.post(url("speaker", event, noor), change | {"fee_rule": "0"}).status_code == 409
    noor.refresh_from_db()
    assert (noor.fee_rule, noor.session) == ("50 euro", None)


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_asks_two_queries_for_speakers(django_assert_num_queries, asked, number):
    for index in range(number - 1):
        Speaker.objects.create(event=asked["event"], name="S", email=f"{index}@example.org", fee_rule="-")
    page = copy.deepcopy(asked["page"])
    with django_assert_num_queries(2):
        speakers_of(page)
    with django_assert_num_queries(0):
        speakers_of(page)


@pytest.mark.parametrize("number", [1, 3])
def test_a_meeting_page_stays_within_its_queries(client, django_assert_max_num_queries, asked, shown, number):
    for index in range(number - 1):
        make_round(asked["event"], 5, start=35 * (index + 1))
        Speaker.objects.create(event=asked["event"], name="S", email=f"{index}@example.org", fee_rule="-")
    client.get(asked["page"].url)
    caches["pages"].clear()
    with django_assert_max_num_queries(MOST_QUERIES):
        client.get(asked["page"].url)
