"""The methods that come with the product, from `methods.json` into rows that editors may copy and adapt."""

import json
from functools import cache
from pathlib import Path

from django.utils.translation import get_language

from community.cases.method import NOTHING, Phase

FILE = Path(__file__).with_name("methods.json")
ENGLISH = Path(__file__).with_name("methods_en.json")


def read() -> list[dict]:
    """The eight methods as plain data."""
    return json.loads(FILE.read_text())


@cache
def _english() -> dict[str, str]:
    return json.loads(ENGLISH.read_text())


def in_language(text: str) -> str:
    """A text of a method in the language being read; what editors wrote themselves stays as it is."""
    return _english().get(text, text) if get_language() == "en" else text


def put_in(methods, phases) -> int:
    """Add the methods that are not there yet (by key) to these two models; returns how many. Others stay untouched."""
    added = 0
    for data in read():
        row, is_new = methods.objects.get_or_create(key=data["key"], defaults=_method(data))
        if is_new:
            added += 1
            phases.objects.bulk_create(
                phases(method=row, sort_order=number, **_phase(phase)) for number, phase in enumerate(data["phases"])
            )
    return added


def _method(data: dict) -> dict:
    smallest, largest = data["group"]
    return {
        "name": data["name"],
        "fits": data["fits"],
        "question": data["question"],
        "safety": data["safety"],
        "smallest": smallest,
        "largest": largest,
        "is_live": "live" in data["modes"],
        "is_in_days": "async" in data["modes"],
        "gives_advice": data["advice"],
        "storage": data.get("storage", ""),
    }


def _phase(data: dict) -> dict:
    phase = Phase.from_data(data)
    writers = {} if phase.release == NOTHING else phase.writers
    return {
        "key": phase.key,
        "name": phase.name,
        "purpose": phase.purpose,
        "minutes": phase.minutes,
        "days": phase.days,
        "release": phase.release,
        "owner_waits": phase.owner_waits,
        "owner_does": phase.owner_does,
        "owner_kind": writers.get("inbrenger", ""),
        "participant_kind": writers.get("deelnemer", ""),
        "facilitator_kind": writers.get("begeleider", ""),
        "observer_kind": writers.get("observator", ""),
        "last_owner_kind": writers.get("inbrenger_vorige", ""),
        "rules": "\n".join(phase.rules),
        "prompts": "\n".join(phase.prompts),
        "max_words": phase.max_words,
        "max_entries": phase.max_entries,
        "picks_owner": phase.picks_owner,
    }
