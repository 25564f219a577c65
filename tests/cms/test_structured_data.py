"""JSON-LD in the head of a page: valid, without what is empty, and no way out of its element."""

import json
import re
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.template import engines

from cms.models.provenance import partial_date


def rendered(rf, things):
    request = rf.get("/gidsen/een/")
    page = SimpleNamespace(structured_data=lambda address: things(address))
    template = engines["django"].from_string("{% load knowledge %}{% structured_data %}")
    return template.render({"page": page, "request": request})


def test_data_is_json_without_empty_parts(rf):
    html = rendered(rf, lambda address: [{"@type": "Article", "url": address, "author": [], "funder": {"name": ""}}])
    found = re.fullmatch(r'<script type="application/ld\+json">(.*)</script>', html)
    assert json.loads(found[1]) == {
        "@context": "https://schema.org",
        "@graph": [{"@type": "Article", "url": "http://localhost/gidsen/een/"}],
    }


def test_data_cannot_leave_its_element(rf):
    name = "</script><!--<script>&"
    html = rendered(rf, lambda address: [{"@type": "Thing", "name": name}])
    assert html.count("</script>") == 1
    assert "<!--" not in html
    assert json.loads(re.search(r">(.*)</script>", html)[1])["@graph"][0]["name"] == name


def test_page_that_says_nothing_gets_nothing(rf):
    assert rendered(rf, lambda address: []) == ""


@pytest.mark.parametrize("value", ["2021", "2021-12", "2021-12-17"])
def test_date_of_origin_may_be_as_vague_as_it_is_known(value):
    partial_date(value)


@pytest.mark.parametrize("value", ["21", "2021-13", "2021-02-31", "december 2021", "2021-12-17\n", "٢٠٢١"])
def test_date_of_origin_that_is_none_is_refused(value):
    with pytest.raises(ValidationError, match="Een jaar"):
        partial_date(value)
