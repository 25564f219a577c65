"""What is kept of people: one register for all apps, that export and removal walk through.

Each app registers, when it is ready, what it holds of a person and how that is handed out and taken away. A test
refuses a model of ours that is neither registered nor declared free of personal data.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.apps import apps
from django.db.models import CharField, JSONField, Model, SlugField, TextField
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from wagtail.models import Page

from community.models import User

FREE = (CharField, TextField, SlugField, JSONField)  # and not what is made of them: an address, a number
ALL = "*"


@dataclass(frozen=True, slots=True)
class Person:
    """Whom it is about: an address (lower case), and the account under it if there is one."""

    email: str
    user: User | None = None


@dataclass(frozen=True, slots=True)
class Holding:
    """One kind of thing that is kept of a person.

    `models` are labels ("events.Registration"). `hand_out(person)` gives rows of plain values for the person to read;
    `take_away(person)` removes or anonymises them, may be repeated, and returns how many rows it touched.
    `turn` orders the taking away: mails (80) after all that could still write one, the account (90) last.
    `kept` holds a sentence for everybody on each thing of it that goes by itself, and when; the rest stays until its owner
    or a removal takes it away. Sweep and sentence use the same constant (`during`).
    """

    name: str
    models: tuple[str, ...]
    hand_out: Callable[[Person], Iterator[dict]]
    take_away: Callable[[Person], int]
    turn: int = 0
    kept: tuple[Any, ...] = ()


_holdings: dict[str, Holding] = {}
_free: set[str] = set()
_fixed: dict[str, set[str]] = {}


def register(holding: Holding) -> None:
    """Add a kind of thing to the register; the same name again replaces it."""
    _holdings[holding.name] = holding


def declare_free(*models: str) -> None:
    """State that these models hold nothing of persons."""
    _free.update(models)


def declare_fixed(model: str, *fields: str) -> None:
    """State that these fields of a model (none: all) stay as they are when somebody else is removed.

    They are another's own name, or words that a signature or a seal stands on.
    """
    _fixed.setdefault(model, set()).update(fields or (ALL,))


def free_texts() -> dict[type[Model], tuple[str, ...]]:
    """The fields in which people write what they like, and so may name somebody, by model. Pages belong to editors."""
    found = {}
    for label in sorted(known_models()):
        model, fixed = apps.get_model(label), _fixed.get(label, set())
        fields = tuple(
            field.name
            for field in model._meta.concrete_fields
            if type(field) in FREE and not field.choices and field.name not in fixed
            if not field.unique or isinstance(field, SlugField)  # a key, made by us
        )
        if fields and ALL not in fixed and not issubclass(model, Page):
            found[model] = fields
    return found


def holdings() -> list[Holding]:
    """Everything registered, in the order in which it is taken away."""
    return sorted(_holdings.values(), key=lambda holding: (holding.turn, holding.name))


def during(sentence: Any, period: timedelta) -> Any:
    """A translated sentence with a period in words in it ("%(time)s"), for `Holding.kept`."""
    return _filled(sentence, period.days)


def _with_time(sentence: Any, days: int) -> str:
    years, rest = divmod(days, 365)
    return sentence % {
        "time": _("%(number)s dagen") % {"number": days} if rest else _("%(number)s jaar") % {"number": years}
    }


_filled = lazy(_with_time, str)


def periods() -> list[str]:
    """How long is kept what goes by itself, a sentence for each, in the active language."""
    return [
        str(sentence) for holding in sorted(_holdings.values(), key=lambda one: one.name) for sentence in holding.kept
    ]


def known_models() -> set[str]:
    """The models that are registered or declared free."""
    return _free.union(*(holding.models for holding in _holdings.values()))


def person_of(user: User) -> Person:
    """The person behind an account."""
    return Person(user.email.lower(), user)


def under_every_address(person: Person) -> list[Person]:
    """The person, and who they are without an account under each other address that their account proved is theirs."""
    rows = EmailAddress.objects.filter(user_id=person.user.pk, verified=True) if person.user else ()
    return [person, *(Person(email) for email in sorted({row.email.lower() for row in rows} - {person.email}))]
