"""How public pages answer: HEAD as GET without the words, and nothing to a method they do not know."""

import pytest

from tests.community.factories import ambassador

pytestmark = pytest.mark.django_db
ADDRESSES = [
    "/ambassadeurs/",
    "/en/ambassadeurs/",
    "/ambassadeurs/noor-hagens/",
    "/ambassadeurs/noor-hagens/contact/",
    "/ambassadeurs/noor-hagens/contact/verstuurd/",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_head_answers_as_get_does(client, address):
    ambassador()
    head, get = client.head(address), client.get(address)
    assert (head.status_code, head.content, get.status_code) == (200, b"", 200)
    assert head["Content-Type"] == get["Content-Type"]


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_other_methods_are_refused(client, address, method):
    ambassador()
    assert getattr(client, method)(address).status_code == 405


@pytest.mark.parametrize("address", [address for address in ADDRESSES if not address.endswith("contact/")])
def test_post_is_refused_where_there_is_no_form(client, address):
    ambassador()
    assert client.post(address).status_code == 405
