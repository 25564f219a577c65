"""What an editor, a policy maker and a newcomer come for, from door to door; the numbers are those of the scenarios."""

import io
import re
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import caches
from django.urls import reverse
from pypdf import PdfReader
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.models import Comment, PageLogEntry

from cms import clock
from cms.blocks import RICH_TEXT
from cms.models import HandvatPage, LinkCheck, LinkUse, TopicIndexPage, TopicPage
from cms.models.regions import today
from cms.tasks import publish_scheduled
from community.models import ConsentField
from config import roles
from tests.cms import factories, places
from tests.community.factories import ambassador, member

pytestmark = pytest.mark.django_db
YEAR = timedelta(days=365)


@pytest.fixture
def editor(client):
    roles.apply()
    user = member("redactie@example.org", name="Rosa Redactie", groups=["redactie"])
    client.force_login(user)
    return user


def text_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.mark.parametrize(("mode", "sheets"), [("", 1), ("paper", 2)])
def test_edi_1_a_handvat_with_two_examples_is_previewed_on_screen_and_on_paper(client, editor, mode, sheets):
    page = factories.handvat("Kies samen", audiences=["professional"], dimensions=["meedoen"])
    for title in ("In de soep", "Op het plein"):
        factories.example(title, handvatten=[page])
    address = reverse("wagtailadmin_pages:view_draft", args=[page.pk])
    html = client.get(address, {"mode": mode} if mode else {}).content.decode()
    assert "In de soep" in html and "Op het plein" in html
    assert html.count('rel="stylesheet" href="/static/cms/css/') == sheets


PASTED = (
    '<h2>Begin</h2><p class="MsoNormal" style="mso-margin:0">Tekst</p><h4 style="color:red">Te diep</h4><h3></h3>'
    '<p><a href="https://elders.example.org/">klik hier</a></p>'
    "<table><tr><td>Wie</td><td>Wat</td></tr></table>"
)


def test_edi_2_what_was_pasted_is_checked_with_a_link_to_each_place_and_keeps_no_styles(client, editor):
    page = factories.handvat()
    page.how = PASTED
    page.save_revision()
    html = client.get(reverse("page_check", args=[page.pk])).content.decode()
    place = f"{reverse('wagtailadmin_pages:edit', args=[page.pk])}#panel-child-content-how-section"
    assert html.count(f'href="{place}"') == 4
    converter = ContentstateConverter(features=RICH_TEXT)
    kept = converter.to_database_format(converter.from_database_format(PASTED))
    assert "Tekst" in kept
    assert not re.search(r"style=|class=|mso", kept, re.IGNORECASE)


def test_edi_3_one_first_page_shows_what_is_overdue_broken_and_expired(client, editor):
    page = TopicPage(title="Samen eten", review_before=today() - timedelta(days=1))
    page = factories.publish(page, TopicIndexPage.objects.get(locale__language_code="nl"))
    link = LinkCheck.objects.create(url="https://weg.example.org/", note="404", broken_since=clock.now())
    LinkUse.objects.create(check_of=link, page=page)
    with time_machine.travel(clock.now() - YEAR - timedelta(days=5)):
        ambassador("Noor Hagens")
    html = client.get("/beheer/").content.decode()
    for part in ("Te herzien", "Samen eten", "https://weg.example.org/"):
        assert part in html
    client.force_login(member("beheer@example.org", superuser=True))
    assert "Noor Hagens" in client.get("/beheer/").content.decode()
    client.force_login(editor)
    client.post(reverse("page_still_good", args=[page.pk]))
    page.refresh_from_db()
    assert page.review_before == today() + YEAR
    history = client.get(reverse("wagtailadmin_pages:history", args=[page.pk])).content.decode()
    assert "Rosa Redactie" in history
    assert PageLogEntry.objects.filter(page=page.pk, action="cms.still_good", user=editor).exists()


def test_edi_5_a_planned_change_is_there_within_a_minute_and_going_back_keeps_the_comments(client, editor):
    page = factories.handvat("Eerste versie")
    first = page.latest_revision
    comment = Comment.objects.create(page=page, user=editor, text="Mooi zo", contentpath="title")
    noon = clock.now() + timedelta(hours=1)
    page.title, page.go_live_at = "Tweede versie", noon
    page.save_revision(user=editor).publish(user=editor)
    client.logout()
    with time_machine.travel(noon + timedelta(seconds=59)):
        publish_scheduled()
        assert "Tweede versie" in client.get(page.url).content.decode()
        client.force_login(editor)
        html = client.get(reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, first.pk])).content.decode()
        assert "Eerste versie" in html
        first.publish(user=editor, previous_revision=HandvatPage.objects.get(pk=page.pk).latest_revision)
        caches["pages"].clear()
        assert "Eerste versie" in client.get(page.url).content.decode()
    assert Comment.objects.get(pk=comment.pk).text == "Mooi zo"


def test_pol_1_five_pieces_for_policy_in_a_municipality_become_a_page_and_a_tagged_pdf(client):
    for number in range(1, 7):
        factories.handvat(
            f"Doe {number}", number=number, audiences=["beleid"], scales=["gemeente"], why=f"<p>W{number}.</p>"
        )
    factories.handvat("Voor een praktijk", audiences=["professional"], scales=["gemeente"])
    html = client.get("/handvatten/?voor=beleid&schaal=gemeente").content.decode()
    assert "Voor een praktijk" not in html
    picked = re.findall(r'name="stuk" value="(\d+)"', html)[:5]
    query = "&".join(f"stuk={pk}" for pk in picked)
    page = text_of(client.get(f"/dossier/?{query}").content.decode())
    paper = PdfReader(io.BytesIO(client.get(f"/dossier/pdf/?{query}").content))
    printed = " ".join(" ".join(sheet.extract_text() for sheet in paper.pages).split())
    assert "/StructTreeRoot" in paper.trailer["/Root"]
    for words in (page, printed):
        for part in ("W1.", "W5.", "Eerste leeratelier", "1 november 2026"):
            assert part in words
        assert "W6." not in words


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_new_1_what_it_is_in_300_words_with_six_sides_and_no_cookie(client, prefix):
    front = client.get(f"{prefix}/")
    address = f"{prefix}/wat-is-positieve-gezondheid/"
    assert f'href="{address}"' in front.content.decode()
    response = client.get(address)
    html = response.content.decode()
    main = html[html.index("<article") : html.index("</article>")]
    assert len(text_of(main).split()) <= 300
    assert main.split('class="sides"')[1].split("</ol>")[0].count("<li") == 6
    assert "another website" in main if prefix else "andere website" in main
    assert not response.cookies and not front.cookies


def test_new_2_two_answers_give_at_most_three_handvatten_each_with_an_example_at_an_address_to_share(client):
    for number in range(5):
        page = factories.handvat(f"Begin {number}", number=number, sectors=["welzijn"], phases=["start"])
        factories.example(f"Zo ging {number}", handvatten=[page], sectors=["welzijn"], phases=["start"])
    form = client.get("/aan-de-slag/").content.decode()
    assert '<option value="welzijn">' in form and 'value="start"' in form
    html = client.get("/aan-de-slag/?sector=welzijn&fase=start&toon=ja").content.decode()
    cards = html.split('class="cards cards--next"')[1].split("</ol>")[0]
    assert cards.count("<article") == 3
    assert cards.count("Zo ging") == 3


def test_new_4_only_who_agreed_is_found_in_the_town_and_gets_mail_without_an_address(client):
    town = places.region("oosterdam", "Oosterdam")
    seen = ambassador("Noor Hagens", regions=[town])
    quiet = ambassador("Stille Sam", regions=[town])
    quiet.consents.filter(field=ConsentField.NAME).update(withdrawn_at=clock.now())
    html = client.get("/ambassadeurs/?regio=oosterdam").content.decode()
    assert "Noor Hagens" in html and "Stille Sam" not in html
    address = f"/ambassadeurs/{seen.slug}/contact/"
    assert seen.email not in client.get(address).content.decode()
