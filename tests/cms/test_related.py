"""Every page leads on: to what shares its terms, or where it has none to what holds its words."""

import pytest

from cms.models import ConversationCardPage, GlossaryIndexPage, GlossaryTermPage, MaterialIndexPage, MaterialPage
from cms.search.index import Entry, put
from cms.search.related import terms_and_related
from tests.cms import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def soup(module_db):
    return factories.handvat("Deel soep uit", themes=["bereiken"], summary="Een traject met soep.")


def dutch(model):
    return model.objects.get(locale__language_code="nl")


def test_material_and_card_lead_to_what_shares_their_theme(client, soup):
    material = MaterialPage(title="Folder", rights_holder="Wij", rights="free")
    card = ConversationCardPage.objects.get(slug="gesprekskaart", locale__language_code="nl")
    for page in (
        factories.publish(material, dutch(MaterialIndexPage), themes=["bereiken"]),
        factories.publish(ConversationCardPage(title="Aan tafel"), card, themes=["bereiken"]),
    ):
        html = client.get(page.url).content.decode()
        assert "Past hierbij" in html
        assert f'href="{soup.url}"' in html


def test_term_and_collection_lead_to_what_holds_their_words(client, soup):
    term = factories.publish(GlossaryTermPage(title="traject", summary="Een weg."), dutch(GlossaryIndexPage))
    collection = factories.collection("Soep", [])
    for page in (term, collection):
        assert f'href="{soup.url}"' in client.get(page.url).content.decode()


def test_somebody_found_twice_stands_there_once(soup):
    for kind in ("lid", "ambassadeur"):
        put(Entry(f"{kind}:1", kind, "nl", "Noor Peer", f"/{kind}/noor/", terms={"thema": ["bereiken"]}))
    put(Entry("lid:2", "lid", "nl", "Sam Pruim", "/lid/sam/", terms={"thema": ["bereiken"]}))
    titles = [document.title for document in terms_and_related(soup)[1]]
    assert sorted(titles) == ["Noor Peer", "Sam Pruim"]
