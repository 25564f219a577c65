"""Leaving somebody's name and address out of what others wrote, and out of copies of it.

Everywhere: the address, and a name of two words or more. One word ("Dank je, Zwaantje") could be anybody's; it goes where
this person took part and nobody else goes by it, and out of our own mails when it was their whole name. What
editors publish as pages is theirs to change.
"""

import json
import re
import secrets
from collections.abc import Callable, Iterable, Iterator
from functools import reduce
from operator import or_

from django.db.models import JSONField, Model, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.html import escape
from django.utils.text import slugify
from wagtail.models import ModelLogEntry

from cms import page_cache, search
from community.models import OutgoingMail, User
from community.personal_data import Person, free_texts, holdings
from community.privacy.word_lists import DOUBTFUL_NAMES

INSTEAD = "…"
SHORTEST = 6  # of a whole name; what is shorter is found in any text


def names_of(person: Person) -> set[str]:
    """The address, and every full name under which the register hands out something of this person."""
    rows = (row for holding in holdings() for row in holding.hand_out(person))
    found = {row["naam"] for row in rows if isinstance(row.get("naam"), str)}
    return full(found) | {person.email}


def full(names: Iterable[str]) -> set[str]:
    """Those that can only be meant for somebody."""
    tidy = {" ".join(name.split()) for name in names}
    return {name for name in tidy if " " in name and len(name) >= SHORTEST}


def single(names: Iterable[str], *, others: Iterable[str] = ()) -> set[str]:
    """The words of these names that somebody is called by, without those that are in the names of `others` too."""
    theirs = set(_words(others))
    return {word for word in _words(names) if len(word) > 1 and word[0].isupper() and "." not in word} - theirs


def called(user: User) -> set[str]:
    """The names under which others see this account."""
    return {user.get_full_name(), getattr(getattr(user, "member_profile", None), "name", "")}


def near(user: User, *, others: QuerySet[User]) -> set[str]:
    """The single words that mean this person among `others`, because none of them goes by the same."""
    rest = others.exclude(pk=user.pk).select_related("member_profile").distinct()
    return single(called(user), others={name for other in rest for name in called(other)})


def alone(user: User | None) -> set[str]:
    """The names of one word under which others see this account, as far as nobody else here has that word in theirs."""
    words = {name for name in called(user) if len(name) > 2 and len(name.split()) == 1} if user else set()
    others = User.objects.exclude(pk=user.pk) if words else User.objects.none()
    for word in list(words):
        held = Q(first_name__icontains=word) | Q(last_name__icontains=word) | Q(member_profile__name__icontains=word)
        if others.filter(held).exists():
            words.discard(word)
    return words


def leave_out_of_copies(words: set[str]) -> int:
    """Put "…" for names of one word in what this site itself wrote: its mails and its log. Returns how many rows."""
    mails = leave_out_of(OutgoingMail.objects.all(), ("subject", "text", "html"), set(), words)
    return mails + leave_out_of(ModelLogEntry.objects.all(), ("label", "data"), set(), words)


def leave_out(names: set[str]) -> int:
    """Put "…" for these whole names wherever people write what they like, in Wagtail's log and in the search.

    Returns how many rows changed.
    """
    if not names:
        return 0
    spelled, without = eraser(names, ())
    touched = sum(
        _change(model._base_manager.all(), fields, spelled, without) for model, fields in free_texts().items()
    )
    touched += _change(ModelLogEntry.objects.all(), ("label", "data"), spelled, without)
    touched += search.reword(spelled, without)
    if touched:
        page_cache.forget()
    return touched


def leave_out_of(rows: QuerySet[Model], fields: tuple[str, ...], names: set[str], words: Iterable[str] = ()) -> int:
    """The same in some fields of some rows, there also for single `words`; returns how many rows changed."""
    return _change(rows, fields, *eraser(names, words)) if names or words else 0


def _words(names: Iterable[str]) -> Iterator[str]:
    return (word for name in names for word in name.split())


def eraser(names: Iterable[str], words: Iterable[str]) -> tuple[list[str], Callable[[str], str]]:
    """What to look for, and what makes of a text the same without it. In an address other signs stand for the name."""
    slugs, token = {slugify(name) for name in names if " " in name}, secrets.token_hex(2)
    whole = {way for name in names for way in (name, escape(name))} | slugs
    patterns = []
    if whole:
        patterns.append(re.compile(rf"@?(?<!\w)(?:{_any(whole)})(?!\w)", re.IGNORECASE))
    if sure := set(words) - DOUBTFUL_NAMES:
        patterns.append(re.compile(rf"@?(?<!\w)(?:{_any(sure)})(?:'?s)?(?!\w)"))
    if doubtful := set(words) & DOUBTFUL_NAMES:  # "Wil je" begins a sentence, "dank je, Wil" is somebody
        patterns.append(re.compile(rf"(?:@|(?<=[\w,;:] ))(?:{_any(doubtful)})(?!\w)"))

    def without(text: str) -> str:
        for pattern in patterns:
            text = pattern.sub(lambda found: token if found.group().lower() in slugs else INSTEAD, text)
        return text

    plain = {*whole, *words}
    return sorted(plain | {json.dumps(way)[1:-1] for way in plain}), without


def _any(ways: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(ways, key=len, reverse=True)))


def _change(rows: QuerySet[Model], fields: tuple[str, ...], spelled: list[str], without: Callable[[str], str]) -> int:
    touched = 0
    kinds = {name: rows.model._meta.get_field(name) for name in fields}
    answers = {f"{name}_text": Cast(name, TextField()) for name, kind in kinds.items() if isinstance(kind, JSONField)}
    columns = [f"{name}_text" if f"{name}_text" in answers else name for name in fields]
    for row in rows.alias(**answers).filter(_holds(columns, spelled)).only("pk", *fields):
        before = {name: getattr(row, name) for name in fields}
        after = {name: _reworded(value, without) for name, value in before.items()}
        if after != before:
            touched += rows.model._base_manager.filter(pk=row.pk).update(**after)
    return touched


def _reworded(value, without: Callable[[str], str]):
    if value is None or isinstance(value, str):
        return value and without(value)
    return json.loads(without(json.dumps(value, ensure_ascii=False)))


def _holds(columns: Iterable[str], spelled: Iterable[str]) -> Q:
    return reduce(or_, (Q(**{f"{column}__icontains": way}) for column in columns for way in spelled))
