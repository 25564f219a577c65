"""What the API offers: per collection its fields, its parameters, and how to find what is asked."""

import re
import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

LANGUAGES = ("nl", "en")
MOST_PER_PAGE = 100
PER_PAGE = 20


class Problem(Exception):
    """An answer that is an error: status, a Dutch sentence, and which parameters are wrong."""

    def __init__(self, status: int, detail: str, invalid: Mapping[str, str] | None = None):
        super().__init__(detail)
        self.status, self.detail, self.invalid = status, detail, dict(invalid or {})


@dataclass(frozen=True, slots=True)
class Field:
    """A field of an answer or a parameter: a JSON schema, and what it means."""

    description: str
    schema: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Found:
    """A page of a collection: the items as they are answered, and how many there are in all."""

    items: list[dict]
    total: int


@dataclass(frozen=True, slots=True)
class Resource:
    """A collection of the API. `name` is its Dutch plural in the address; `schema` the name of one item.

    `find(asked, language, page, per_page)` gives a Found; `asked` holds the checked parameters, each a list of values.
    `get(key, language)` gives one item, or None.
    """

    name: str
    schema: str
    description: str
    fields: Mapping[str, Field]
    find: Callable[[Mapping[str, list[str]], str, int, int], Found]
    get: Callable[[uuid.UUID, str], dict | None]
    parameters: Mapping[str, Field] = field(default_factory=dict)


_resources: dict[str, Resource] = {}


def register(resource: Resource) -> None:
    """Add a collection, or replace the one of that name."""
    _resources[resource.name] = resource


def registered() -> list[Resource]:
    """All collections, by name."""
    return [_resources[name] for name in sorted(_resources)]


COMMON = {
    "pagina": Field("Het nummer van de pagina, vanaf 1.", {"type": "integer", "minimum": 1, "default": 1}),
    "paginaGrootte": Field(
        "Hoeveel er op een pagina staan.",
        {"type": "integer", "minimum": 1, "maximum": MOST_PER_PAGE, "default": PER_PAGE},
    ),
    "taal": Field(
        "De taal van de teksten. Wat niet vertaald is, staat er in het Nederlands.",
        {"type": "string", "enum": list(LANGUAGES), "default": "nl"},
    ),
}


def checked(asked: Iterable[tuple[str, list[str]]], parameters: Mapping[str, Field]) -> dict[str, list[str]]:
    """The values by parameter, each according to its schema; raises Problem (400) with every parameter that is wrong."""
    values, invalid = {}, {}
    for name, given in asked:
        if name not in parameters:
            invalid[name[:100]] = "Deze parameter bestaat niet."
            continue
        schema = parameters[name].schema
        many = schema["type"] == "array"
        if not many and len(given) > 1:
            invalid[name] = "Deze parameter mag één keer voorkomen."
        elif reasons := {reason for value in given if (reason := _wrong(value, schema["items"] if many else schema))}:
            invalid[name] = min(reasons)
        else:
            values[name] = given
    if invalid:
        raise Problem(400, "Een of meer parameters kloppen niet.", invalid)
    return values


def _wrong(value: str, schema: Mapping[str, Any]) -> str:
    """What is wrong with a value; "" when nothing is."""
    if schema["type"] == "integer":
        lowest, highest = schema.get("minimum", 0), schema.get("maximum", 1_000_000)
        if not re.fullmatch(r"[0-9]{1,9}", value) or not lowest <= int(value) <= highest:
            return f"Geef een heel getal van {lowest} tot en met {highest}."
    elif "enum" in schema and value not in schema["enum"]:
        return f"Kies uit: {', '.join(schema['enum'])}."
    elif schema.get("format") == "date" and not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", value):
        return "Geef een datum als 2026-11-30."
    elif "pattern" in schema and not re.fullmatch(schema["pattern"], value, re.ASCII):
        return "Dit is geen geldige waarde."
    return ""
