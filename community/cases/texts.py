"""The words of a case, in and out of the vault. What cannot be read any more is ""."""

import json

from community.cases import vault
from community.models import CaseDiscussion, CaseEntry

Parts = list[tuple[str, str]]
"""An entry: pairs of a prompt ("" where there is one field only) and what was written there."""


def title_of(discussion: CaseDiscussion) -> str:
    """What the owner calls the case."""
    return _read(discussion.text_key, discussion.title, discussion.public_id)


def question_of(discussion: CaseDiscussion) -> str:
    """The one question of the owner."""
    return _read(discussion.text_key, discussion.question, discussion.public_id)


def plan_of(discussion: CaseDiscussion) -> str:
    """What the owner is going to do. Stays readable after the rest is wiped."""
    return _read(discussion.plan_key, discussion.plan, discussion.public_id)


def parts_of(entry: CaseEntry, discussion: CaseDiscussion) -> Parts:
    """What an entry says; [] when it is wiped or taken back."""
    text = _read(discussion.text_key, entry.text, entry.key)
    return [(prompt, words) for prompt, words in json.loads(text)] if text else []


def sealed(discussion: CaseDiscussion, text: str) -> bytes:
    """A title or question, for its field."""
    return vault.seal(discussion.text_key, text, about=discussion.public_id)


def sealed_plan(discussion: CaseDiscussion, text: str) -> bytes | None:
    """A plan, for its field; None for no plan."""
    return vault.seal(discussion.plan_key, text, about=discussion.public_id) if text else None


def sealed_parts(discussion: CaseDiscussion, key, parts: Parts) -> bytes:
    """The words of the entry with this key, for its field."""
    return vault.seal(discussion.text_key, json.dumps(parts, ensure_ascii=False), about=key)


def _read(key, value, about) -> str:
    try:
        return vault.unseal(key, value, about=about)
    except vault.KeyGone:
        return ""
