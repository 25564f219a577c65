"""What a page costs: the same number of queries with one item and with three, and never more than twelve."""

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cms import factories

pytestmark = pytest.mark.django_db
TERMS = {"themes": ["gesprek"], "dimensions": ["meedoen", "zingeving"], "audiences": ["beleid"], "phases": ["start"]}


def cost(client, address):
    client.get(address)  # warms what lives longer than a request: content types, sites
    caches["pages"].clear()
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def fill(number):
    """`number` handvatten, each with an example, all in one collection; returns the addresses to measure."""
    pages = [
        factories.handvat(f"Soep {count}", number=count, how="<p>soep</p>", **TERMS) for count in range(1, number + 1)
    ]
    cases = [factories.example(f"Soep op straat {count}", handvatten=pages, **TERMS) for count in range(number)]
    collection = factories.collection("Soepen", pages)
    return {
        "home": "/",
        "handvatten": "/handvatten/?fase=start",
        "examples": "/praktijkvoorbeelden/?fase=start",
        "handvat": pages[0].url,
        "example": cases[0].url,
        "collection": collection.url,
        "search": "/zoeken/?q=soep",
        "slip": "/zoeken/?q=seop",
    }


EXPECTED = {
    "home": 6,
    "handvatten": 6,
    "examples": 5,
    "handvat": 8,
    "example": 8,
    "collection": 7,
    "search": 4,  # one of them for the social map
    "slip": 4,
}


@pytest.mark.parametrize("number", [1, 3])
def test_page_costs_a_fixed_number_of_queries(client, number):
    addresses = fill(number)
    assert {name: cost(client, address) for name, address in addresses.items()} == EXPECTED
    assert {name: cost(client, f"/en{address}") for name, address in addresses.items()} == EXPECTED
