"""Related models: what is the same, what differs, when to combine; every claim has a source, and examples a facet."""

import re

import pytest
from django.core.exceptions import ValidationError

from cms.blocks import ClaimsBlock
from cms.models import RelatedModel, RelatedModelIndexPage, RelatedModelPage
from config.demo.content import read
from tests.cms import factories
from tests.cms.test_queries import cost

pytestmark = pytest.mark.django_db
CLAIM = {"text": "Allebei vragen ze wat goed gaat.", "source": "Huisboek, 2024", "source_url": ""}


@pytest.fixture(scope="module")
def icf(module_db):
    RelatedModel.objects.create(slug="icf", name_nl="ICF")
    RelatedModel.objects.create(slug="ander", name_nl="Ander model")
    page = RelatedModelPage(title="ICF", summary="Een woordenlijst.")
    for name in ("same", "differs", "combine"):
        setattr(page, name, [("claim", CLAIM | {"text": f"Zin bij {name}."})])
    page = factories.publish(
        page, RelatedModelIndexPage.objects.get(locale__language_code="nl"), related_models=["icf"]
    )
    factories.example("Met ICF", related_models=["icf"])
    factories.example("Met iets anders", related_models=["ander"])
    factories.example("Zonder model")
    return page


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_examples_filtered_on_a_model_are_only_those_tagged_with_it(client, icf, prefix):
    html = client.get(f"{prefix}/praktijkvoorbeelden/?model=icf").content.decode()
    assert "Met ICF" in html
    assert "Met iets anders" not in html
    assert "Zonder model" not in html


def test_page_of_a_model_shows_claims_with_sources_and_its_examples(client, icf):
    html = client.get(icf.url).content.decode()
    for part in ("Zin bij same.", "Zin bij differs.", "Zin bij combine.", "Huisboek, 2024", "Met ICF"):
        assert part in html
    assert 'href="/praktijkvoorbeelden/?model=icf"' in html
    assert "Met iets anders" not in html


def test_list_of_models_is_a_table_whose_cells_name_their_column(client, icf):
    html = client.get("/modellen/").content.decode()
    assert re.findall(r'data-label="([^"]+)"', html) == ["Wat is hetzelfde", "Wat is anders", "Wanneer samen"]
    assert html.count("Huisboek, 2024") == 3


def test_list_of_models_costs_the_same_with_one_and_with_three(client, icf):
    one = cost(client, "/modellen/")
    for title in ("Twee", "Drie"):
        page = RelatedModelPage(title=title, same=icf.same, differs=icf.differs, combine=icf.combine)
        factories.publish(page, icf.get_parent(), related_models=["icf"])
    assert cost(client, "/modellen/") == one <= 12


def test_model_is_found_by_what_it_claims(client, icf):
    assert icf.url in client.get("/zoeken/?q=zin+bij+differs").content.decode()


@pytest.mark.parametrize("missing", ["text", "source"])
def test_claim_without_words_or_source_is_refused(missing):
    block = ClaimsBlock()
    with pytest.raises(ValidationError):
        block.clean(block.normalize([("claim", CLAIM | {missing: ""})]))


def test_claims_of_the_demo_all_have_a_source():
    for row in read("related_models")["model"]:
        for claims in row["claims"].values():
            assert all(source for _text, source, _url in claims), row["slug"]
