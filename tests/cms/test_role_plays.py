"""Role-plays: made up by definition, drawn by chance, and printed a sheet per role."""

import io

import pytest
from django.core.exceptions import ValidationError
from pypdf import PdfReader

from cms.models import RolePlay
from config import roles
from config.demo import role_plays
from tests.community.factories import member

pytestmark = pytest.mark.django_db


@pytest.fixture
def plays():
    assert role_plays.load() == 3
    return list(RolePlay.objects.all())


def test_set_for_three_roles_prints_on_separate_pages_each_with_the_label(client, plays):
    play = plays[0]
    answer = client.get(f"/rollenspel/{play.slug}/kaarten.pdf")
    pages = [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(answer.content)).pages]
    names = [role.name for role in play.played_roles()]
    assert len(names) == 3 and len(pages) == 4  # and one for the observer
    for page, name in zip(pages, [*names, "Observator"], strict=True):
        assert name in page and "Fictief" in page and "Napraten: 10 minuten" in page
    # What one role knows stands on no other sheet.
    for role in play.played_roles():
        assert sum(role.text[:30] in page for page in pages) == 1


def test_every_card_carries_the_label_on_the_screen_too(client, plays):
    html = client.get("/rollenspel/").content.decode()
    assert html.count('<p class="eyebrow">Fictief') == 3
    for play in plays:
        page = client.get(f"/rollenspel/{play.slug}/").content.decode()
        assert page.count('<span class="tag">Fictief') == len(play.played_roles()) + 1
    assert "/rollenspel/" in client.get("/gesprekskaart/").content.decode()
    assert "/gesprekskaart/" in page


def test_draw_is_by_chance_and_gives_another_one(client, plays):
    drawn = {client.get("/rollenspel/trek/")["Location"] for _turn in range(40)}
    assert len(drawn) == 3
    slug = plays[0].slug
    assert f"/rollenspel/{slug}/" not in {
        client.get(f"/rollenspel/trek/?niet={slug}")["Location"] for _turn in range(20)
    }
    RolePlay.objects.update(is_shown=False)
    assert client.get("/rollenspel/trek/")["Location"] == "/rollenspel/"
    assert client.get(f"/rollenspel/{slug}/").status_code == 404
    assert "nog geen rollenspellen" in client.get("/rollenspel/").content.decode()


@pytest.mark.parametrize(
    "text", ["", "Alleen: één", "Geen dubbele punt\nook niet", "Een: x\nTwee:", "\n".join(["R: x"] * 7)]
)
def test_roles_are_two_to_six_lines_with_a_name(text):
    play = RolePlay(slug="x", title="x", setting="x", situation="x", watch="x", roles=text)
    with pytest.raises(ValidationError, match="roles"):
        play.full_clean()


def test_editors_keep_them(client):
    roles.apply()
    client.force_login(member("redactie@example.org", groups=["redactie"]))
    data = {
        "title": "Nieuw spel", "slug": "nieuw", "language": "nl", "setting": "Thuis", "situation": "Iets",
        "roles": "Een: wil dit\nTwee: wil dat", "watch": "Wie luistert?", "read_minutes": 1, "play_minutes": 2,
        "talk_minutes": 3, "is_shown": "on",
    }  # fmt: skip
    assert client.post("/beheer/snippets/cms/roleplay/add/", data).status_code == 302
    assert "Nieuw spel" in client.get("/rollenspel/").content.decode()
    assert "/rollenspel/nieuw/" in client.get("/zoeken/?q=rollenspel").text  # by its kind, and at once
    play = RolePlay.objects.get()
    assert client.post(f"/beheer/snippets/cms/roleplay/edit/{play.pk}/", data | {"is_shown": ""}).status_code == 302
    assert "/rollenspel/nieuw/" not in client.get("/zoeken/?q=rollenspel").text
    client.post(f"/beheer/snippets/cms/roleplay/edit/{play.pk}/", data)
    assert "/rollenspel/nieuw/" in client.get("/zoeken/?q=rollenspel").text
    together = "/beheer/bulk/cms/roleplay/delete/"  # beside others: the list has a box for each
    for way_out in (f"/beheer/snippets/cms/roleplay/delete/{play.pk}/", together):
        assert client.post(f"{way_out}?id={play.pk}").status_code == 302
        assert "/rollenspel/nieuw/" not in client.get("/zoeken/?q=rollenspel").text
        client.post("/beheer/snippets/cms/roleplay/add/", data)
        play = RolePlay.objects.get()
