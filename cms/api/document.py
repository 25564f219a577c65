"""`/openapi.json`: the description of the API, made from the same definitions that answer.

Follows the REST-API Design Rules of Logius, version 2.2: contact, version in server and header, camelCase query keys,
`application/problem+json` for every error.
"""

from django.conf import settings

from cms.api.resources import COMMON, Field, Resource, registered

VERSION = "1.0.0"
PREFIX = "/api/v1"
PROBLEM_TYPE = "application/problem+json"
HEADERS = {
    "API-Version": {"description": "De volledige versie van de API.", "schema": {"type": "string"}},
    "RateLimit-Limit": {"description": "Vragen per uur.", "schema": {"type": "integer"}},
    "RateLimit-Remaining": {"description": "Vragen die dit uur nog mogen.", "schema": {"type": "integer"}},
    "RateLimit-Reset": {"description": "Seconden tot de telling opnieuw begint.", "schema": {"type": "integer"}},
}
PROBLEMS = {
    "400": "Er is iets mis met een parameter.",
    "404": "Dit bestaat niet.",
    "405": "De API is alleen om te lezen.",
    "429": "Te veel vragen; wacht even.",
    "500": "Er ging iets mis bij ons.",
}


def document() -> dict:
    """The OpenAPI document (3.0.3)."""
    paths, schemas = {}, {"Problem": _problem_schema(), "Links": _links_schema()}
    for resource in registered():
        schemas[resource.schema] = item_schema(resource)
        schemas[f"{resource.schema}Lijst"] = list_schema(resource)
        paths[f"/{resource.name}"] = {"get": _list_operation(resource)}
        paths[f"/{resource.name}/{{id}}"] = {"get": _item_operation(resource)}
    return {
        "openapi": "3.0.3",
        "info": {
            "title": f"{settings.SITE_NAME}: open kennis",
            "description": "Handvatten, praktijkvoorbeelden, gidsen en bijeenkomsten om te lezen en te hergebruiken.",
            "version": VERSION,
            "contact": {"name": settings.SITE_NAME, "email": settings.SITE_EMAIL, "url": f"{settings.BASE_URL}/help/"},
            "license": {"name": "EUPL-1.2", "url": "https://eupl.eu/1.2/nl/"},
        },
        "servers": [{"url": f"{settings.BASE_URL}{PREFIX}", "description": "Deze site"}],
        "tags": [{"name": resource.name, "description": resource.description} for resource in registered()],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "headers": HEADERS,
            "responses": {status: _problem_response(text) for status, text in PROBLEMS.items()},
        },
    }


def item_schema(resource: Resource) -> dict:
    """The JSON schema of one item."""
    properties = {name: _described(field) for name, field in resource.fields.items()}
    properties["_links"] = {"$ref": "#/components/schemas/Links"}
    return {"type": "object", "required": list(properties), "properties": properties}


def list_schema(resource: Resource) -> dict:
    """The JSON schema of a page of items."""
    whole = {"type": "integer", "minimum": 0}
    properties = {
        "items": {"type": "array", "items": {"$ref": f"#/components/schemas/{resource.schema}"}},
        "totaal": whole,
        "pagina": whole,
        "paginaGrootte": whole,
        "_links": {"$ref": "#/components/schemas/Links"},
    }
    return {"type": "object", "required": list(properties), "properties": properties}


def _described(field: Field) -> dict:
    return {**field.schema, "description": str(field.description)}


def _links_schema() -> dict:
    link = {"type": "object", "required": ["href"], "properties": {"href": {"type": "string", "format": "uri"}}}
    names = ("self", "first", "prev", "next", "last")
    return {"type": "object", "required": ["self"], "properties": dict.fromkeys(names, link)}


def _problem_schema() -> dict:
    text = {"type": "string"}
    wrong = {"type": "object", "required": ["name", "reason"], "properties": {"name": text, "reason": text}}
    return {
        "type": "object",
        "required": ["status", "title", "detail"],
        "properties": {
            "status": {"type": "integer"},
            "title": text,
            "detail": text,
            "invalidParams": {"type": "array", "items": wrong},
        },
    }


def _problem_response(text: str) -> dict:
    return {
        "description": text,
        "headers": _headers(),
        "content": {PROBLEM_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }


def _headers() -> dict:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in HEADERS}


def _answer(schema: str, description: str) -> dict:
    return {
        "description": description,
        "headers": _headers(),
        "content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}},
    }


def _problems(*statuses: str) -> dict:
    return {status: {"$ref": f"#/components/responses/{status}"} for status in statuses}


def _parameter(name: str, field: Field) -> dict:
    many = {"style": "form", "explode": True} if field.schema["type"] == "array" else {}
    return {"name": name, "in": "query", "description": str(field.description), "schema": dict(field.schema), **many}


def _list_operation(resource: Resource) -> dict:
    return {
        "operationId": f"lijst{resource.schema}",
        "tags": [resource.name],
        "summary": f"Alle {resource.name}",
        "description": resource.description,
        "parameters": [_parameter(name, field) for name, field in {**COMMON, **resource.parameters}.items()],
        "responses": {
            "200": _answer(f"{resource.schema}Lijst", "Een pagina van de lijst."),
            **_problems("400", "405", "429", "500"),
        },
    }


def _item_operation(resource: Resource) -> dict:
    key = {"name": "id", "in": "path", "required": True, "schema": {"type": "string", "format": "uuid"}}
    return {
        "operationId": f"toon{resource.schema}",
        "tags": [resource.name],
        "summary": f"Eén van de {resource.name}",
        "description": resource.description,
        "parameters": [key, _parameter("taal", COMMON["taal"])],
        "responses": {
            "200": _answer(resource.schema, "Wat je vroeg."),
            **_problems("400", "404", "405", "429", "500"),
        },
    }
