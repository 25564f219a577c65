"""The public API: what it answers, that it answers as its document says, and that nothing breaks it."""

import re

import pytest
from django.core.cache import cache

from cms.api import registered
from cms.models import GuideIndexPage, ImplementationGuidePage
from tests.cms import factories
from tests.events.factories import make_event, make_page

pytestmark = pytest.mark.django_db
NAMES = ["bijeenkomsten", "gidsen", "handvatten", "praktijkvoorbeelden"]


@pytest.fixture(scope="module")
def content(module_db):
    handvat = factories.handvat("Begin gewoon", number=2, phases=["start"], how="<p>Stap voor stap.</p>")
    factories.handvat("Geef het tijd", number=7, phases=["borgen"])
    factories.example("Soep aan tafel", phases=["start"])
    guide = ImplementationGuidePage(title="Op reis", summary="In stappen.")
    factories.publish(guide, GuideIndexPage.objects.get(locale__language_code="nl"))
    event = make_event(meeting_url="https://vergader.example.org/geheim", venue="De Linde")
    make_page(event)
    return handvat


def problem(response, status):
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    data = response.json()
    assert data["status"] == status
    assert data["title"]
    assert data["detail"]
    assert response["API-Version"] == "1.0.0"
    return data


def check(value, schema, document, where="answer"):
    """Whether a value is as its JSON schema says; the few words of it that our document uses."""
    if "$ref" in schema:
        target = document
        for part in schema["$ref"].removeprefix("#/").split("/"):
            target = target[part]
        return check(value, target, document, where)
    if value is None:
        assert schema.get("nullable"), where
        return None
    kinds = {"string": str, "integer": int, "boolean": bool, "array": list, "object": dict}
    assert type(value) is kinds[schema["type"]], where
    assert value in schema.get("enum", [value]), where
    if schema.get("format") == "date-time":
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", value), where
    if schema.get("format") == "uri":
        assert value.startswith("http"), where
    if schema["type"] == "array":
        for place, each in enumerate(value):
            check(each, schema["items"], document, f"{where}[{place}]")
    if schema["type"] == "object":
        assert set(schema.get("required", [])) <= value.keys(), where
        known, others = schema.get("properties", {}), schema.get("additionalProperties")
        assert others is not None or value.keys() <= known.keys(), where
        for name, each in value.items():
            check(each, known.get(name, others), document, f"{where}.{name}")
    return None


def test_document_follows_the_design_rules(client):
    response = client.get("/openapi.json")
    document = response.json()
    assert response["Content-Type"] == "application/json"
    assert document["openapi"].startswith("3.")
    info = document["info"]
    assert {"name", "email", "url"} <= info["contact"].keys()
    assert re.fullmatch(r"\d+\.\d+\.\d+", info["version"])
    assert response["API-Version"] == info["version"]
    assert [server["url"] for server in document["servers"]] == ["http://localhost/api/v1"]
    assert list(document["paths"]) == [path for name in NAMES for path in (f"/{name}", f"/{name}/{{id}}")]
    operations = []
    for path, methods in document["paths"].items():
        assert re.fullmatch(r"(/([a-z0-9-]+|\{[a-zA-Z]+\}))+", path)
        assert set(methods) == {"get"}
        operation = methods["get"]
        operations.append(operation["operationId"])
        assert operation["tags"]
        assert operation["summary"]
        assert {"200", "400", "405", "429", "500"} <= operation["responses"].keys()
        assert all(re.fullmatch(r"[a-z][a-zA-Z0-9]*", each["name"]) for each in operation["parameters"])
    assert len(set(operations)) == len(operations)
    for response in document["components"]["responses"].values():
        assert list(response["content"]) == ["application/problem+json"]
        assert "API-Version" in response["headers"]
    text = str(document)
    for name in re.findall(r"#/components/(\w+)/([\w-]+)", text):
        assert name[1] in document["components"][name[0]]


@pytest.mark.parametrize("name", NAMES)
def test_answers_are_as_the_document_says(client, content, name):
    document = client.get("/openapi.json").json()
    schemas = document["components"]["schemas"]
    schema = next(resource.schema for resource in registered() if resource.name == name)
    for language in ("nl", "en"):
        response = client.get(f"/api/v1/{name}?taal={language}")
        assert response.status_code == 200
        data = response.json()
        check(data, schemas[f"{schema}Lijst"], document)
        assert data["totaal"] == len(data["items"]) >= 1
        address = data["items"][0]["_links"]["self"]["href"]
        one = client.get(address.removeprefix("http://localhost"))
        check(one.json(), schemas[schema], document)
        assert one.json() == data["items"][0]


def test_list_is_narrowed_down_and_paged_with_links(client, content):
    data = client.get("/api/v1/handvatten?fase=start&fase=borgen&paginaGrootte=1").json()
    assert [item["titel"] for item in data["items"]] == ["Begin gewoon"]
    assert data["totaal"] == 2
    assert set(data["_links"]) == {"self", "first", "next", "last"}
    response = client.get(data["_links"]["next"]["href"].removeprefix("http://localhost"))
    assert [item["titel"] for item in response.json()["items"]] == ["Geef het tijd"]
    assert 'rel="prev"' in response["Link"]
    assert client.get("/api/v1/handvatten?pagina=99").json()["items"] == []
    (item,) = client.get("/api/v1/handvatten?fase=start").json()["items"]
    assert item["kenmerken"] == {"voor": ["professional"], "fase": ["start"]}
    assert item["hoe"] == "<p>Stap voor stap.</p>"
    assert item["id"] == str(content.translation_key)


def test_meetings_never_show_their_secret_link(client, content):
    response = client.get("/api/v1/bijeenkomsten")
    (meeting,) = response.json()["items"]
    assert meeting["plaats"] == "De Linde"
    assert "geheim" not in response.content.decode()
    assert "geheim" not in client.get(f"/api/v1/bijeenkomsten/{meeting['id']}").content.decode()
    assert client.get("/api/v1/bijeenkomsten?vanaf=2099-01-01").json()["totaal"] == 0


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("onbekend=1", "onbekend"),
        ("pagina=0", "pagina"),
        ("pagina=abc", "pagina"),
        ("pagina=1&pagina=2", "pagina"),
        ("pagina=99999999999999999999", "pagina"),
        ("paginaGrootte=1000", "paginaGrootte"),
        ("taal=fr", "taal"),
        ("fase=%00", "fase"),
        ("fase=", "fase"),
        (f"fase={'x' * 10_000}", "fase"),
        ("%ff=%ff", "\ufffd"),
    ],
)
def test_wrong_parameter_is_a_problem_that_names_it(client, query, name):
    data = problem(client.get(f"/api/v1/handvatten?{query}"), 400)
    assert name in [each["name"] for each in data["invalidParams"]]


@pytest.mark.parametrize("query", ["vanaf=2026-02-31", "vanaf=0001-01-01", "tot=gisteren", "soort=feest", "vorm=x"])
def test_wrong_value_for_meetings_is_a_problem(client, query):
    problem(client.get(f"/api/v1/bijeenkomsten?{query}"), 400)
    problem(client.get("/api/v1/handvatten?fase=bestaat-niet"), 400)


@pytest.mark.parametrize(
    "address",
    [
        "/api/v1/handvatten/",
        "/api/v1/onzin",
        "/api/v1/handvatten/onzin",
        "/api/v1/handvatten/00000000-0000-0000-0000-000000000000",
        "/api/v1/",
        "/api/v2/handvatten",
        "/api/",
    ],
)
def test_what_does_not_exist_is_a_problem_and_no_redirect(client, address):
    problem(client.get(address), 404)


def test_api_is_for_reading_by_every_site(client, content):
    assert "GET" in problem_method(client)
    response = client.options("/api/v1/handvatten")
    assert response.status_code == 204
    response = client.get("/api/v1/handvatten", HTTP_ORIGIN="https://elders.example.org")
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "max-age" in response["Cache-Control"]
    assert not response.cookies
    again = client.get("/api/v1/handvatten", HTTP_IF_NONE_MATCH=response["ETag"])
    assert again.status_code == 304
    assert client.head("/api/v1/handvatten").status_code == 200


def problem_method(client):
    response = client.post("/api/v1/handvatten", {"x": 1})
    problem(response, 405)
    return response["Allow"]


def test_who_asks_too_much_waits(client, settings):
    settings.API_REQUESTS_PER_HOUR = 2
    cache.clear()
    remaining = [client.get("/api/v1/gidsen")["RateLimit-Remaining"] for _again in range(2)]
    assert remaining == ["1", "0"]
    response = client.get("/api/v1/gidsen")
    problem(response, 429)
    assert 0 < int(response["Retry-After"]) <= 3600


def test_what_goes_wrong_with_us_is_a_problem_too(client, monkeypatch):
    monkeypatch.setattr("cms.api.views.document", lambda: 1 / 0)
    problem(client.get("/openapi.json"), 500)
