"""Quotations by role: shown with who says it, narrowed down by role, and gone everywhere once withdrawn."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from cms.actions.quotes import withdraw_quote
from cms.models import Quote
from cms.search import search
from config import roles
from tests.cms import factories
from tests.cms.test_queries import cost
from tests.community.factories import member

pytestmark = pytest.mark.django_db


def quote(text="Ik vroeg eerst naar zijn duiven.", role="wijkverpleegkundige", **fields):
    return Quote.objects.create(
        text=text, role=role, consent_reference="map 3", said_on=date(2026, 3, 1), **{"setting": "in de wijk"} | fields
    )


def log_in(client):
    roles.apply()
    client.force_login(member("redactie@example.org", groups=["redactie"]))


def get(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def test_quote_has_its_words_and_who_says_it(client):
    page = factories.text(body=[("said", quote(name="Jo Jansen"))])
    html = get(client, page.url)
    assert "<blockquote><p>Ik vroeg eerst naar zijn duiven.</p></blockquote>" in html
    assert "<figcaption>wijkverpleegkundige, in de wijk</figcaption>" in html
    assert "Jo Jansen" not in html
    assert "map 3" not in html
    assert "Jo Jansen, wijkverpleegkundige" in quote(name="Jo Jansen", name_allowed=True).attribution


def test_withdrawn_quote_is_gone_everywhere_at_once(client):
    said = quote()
    page = factories.text("Verhalen", body=[("text", "<p>Eerst.</p>"), ("said", said)])
    old = page.latest_revision
    page.body = [("said", said), ("text", "<p>Later.</p>")]
    page = factories.publish(page)
    addresses = [page.url, f"/en{page.url}", "/ervaringen/", "/en/ervaringen/"]
    for address in addresses:
        assert "duiven" in get(client, address)
    assert search("duiven", "nl").total
    log_in(client)
    assert "Verhalen" in get(client, f"/beheer/citaten/{said.pk}/intrekken/")
    assert client.post(f"/beheer/citaten/{said.pk}/intrekken/").status_code == 302
    client.logout()
    for address in addresses:
        html = get(client, address)
        assert "duiven" not in html
        assert "<blockquote>" not in html
    assert not search("duiven", "nl").total
    old.publish()
    assert "Eerst." in get(client, page.url)
    assert "duiven" not in get(client, page.url)
    withdrawn = Quote.objects.get(pk=said.pk)
    assert (withdrawn.text, withdrawn.name) == ("", "")
    withdraw_quote(quote=withdrawn)
    assert Quote.objects.get(pk=said.pk).withdrawn_at == withdrawn.withdrawn_at


def test_quote_that_an_editor_changed_or_deleted_is_so_for_readers_and_for_the_search(
    client, settings, django_capture_on_commit_callbacks
):
    settings.PAGE_CACHE_SECONDS = 300
    said = quote(name="Jo Jansen", name_allowed=True)
    page = factories.text("Verhalen", body=[("said", said)])
    addresses = [page.url, "/ervaringen/"]
    assert all("Jo Jansen" in get(client, address) for address in addresses)
    assert search("Jansen", "nl").total == search("duiven", "en").total == 1
    editor = Client()
    log_in(editor)
    data = {"text": "Ik vroeg naar zijn postzegels.", "role": said.role, "setting": said.setting, "name": ""}
    data |= {"said_on": "2026-03-01", "consent_reference": "map 3", "theme": ""}
    with django_capture_on_commit_callbacks(execute=True):
        assert editor.post(f"/beheer/snippets/cms/quote/edit/{said.pk}/", data).status_code == 302
    for address in addresses:
        html = get(client, address)
        assert "postzegels" in html
        assert "Jo Jansen" not in html
    assert (search("Jansen", "nl").total, search("duiven", "en").total, search("postzegels", "en").total) == (0, 0, 1)
    with django_capture_on_commit_callbacks(execute=True):
        Quote.objects.all().delete()
    assert not any("postzegels" in get(client, address) for address in addresses)
    assert not search("postzegels", "nl").total
    with django_capture_on_commit_callbacks(execute=True):
        assert editor.post("/beheer/snippets/cms/quote/add/", data).status_code == 302
    assert "postzegels" in get(client, "/ervaringen/")


def test_list_narrowed_down_by_role_shows_that_role_alone(client):
    quote()
    quote("Mijn moeder lachte weer.", role="mantelzorger")
    html = get(client, "/ervaringen/?rol=mantelzorger")
    assert "lachte" in html
    assert "duiven" not in html
    assert "kennen we niet" in get(client, "/ervaringen/?rol=keizer&rol=%00")


def test_list_costs_a_fixed_number_of_queries(client):
    quote()
    first = cost(client, "/ervaringen/")
    quote("Twee", role="kok")
    quote("Drie", role="bewoner")
    assert first == cost(client, "/ervaringen/") == 5


def test_number_that_may_be_a_bsn_is_refused():
    with pytest.raises(ValidationError, match="burgerservicenummer"):
        quote("Mijn nummer is 111222333.").full_clean()


def test_editor_finds_the_way_to_take_a_quote_back_on_its_own_page_and_each_page_once(client):
    roles.apply()
    log_in(client)
    said = quote()
    factories.text("Waar het staat", body=[("said", said)])
    html = client.get(f"/beheer/snippets/cms/quote/edit/{said.pk}/").content.decode()
    assert f"/beheer/citaten/{said.pk}/intrekken/" in html
    assert client.get(f"/beheer/citaten/{said.pk}/intrekken/").content.decode().count("Waar het staat") == 1
