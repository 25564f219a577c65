"""Handing out all that is kept of a person, and taking it away."""

import hmac
from datetime import datetime, timedelta
from functools import partial

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.db.models import DateTimeField, EmailField, Max
from wagtail.models import ModelLogEntry

from cms import clock
from community import removals_log
from community.actions.unnaming import alone, leave_out, leave_out_of_copies, names_of
from community.mail import wake
from community.models import ErasedAddress, OutgoingMail, User
from community.personal_data import Person, holdings, person_of, under_every_address

WIPE = "community.tasks.wipe_free_space"


def hand_out(person: Person) -> dict:
    """All that is kept of a person, by kind: plain values for JSON, moments as ISO 8601."""
    first, *others = under_every_address(person)
    found = {holding.name: list(holding.hand_out(first)) for holding in holdings()}
    for other in others:
        for holding in holdings():
            found[holding.name] += [row for row in holding.hand_out(other) if row not in found[holding.name]]
    return found


def remove_person(person: Person) -> dict[str, int]:
    """Take away all that is kept of a person, under every address of the account, which goes last; returns rows touched
    per kind. Safe to repeat.

    What is left of an address is a keyed hash, in the database and outside it, by which `replay_removals` finds the
    person again in a restored back-up. No single transaction: each meeting they were signed up for has one of its own.
    What is interrupted goes on with the next `replay_removals`, every night.
    """
    everywhere = under_every_address(person)
    for one in everywhere:
        _write_down(_hash(one.email), clock.now())
    names, word = names_of(person), alone(person.user)
    touched = {holding.name: sum(holding.take_away(one) for one in everywhere) for holding in holdings()}
    touched["bij anderen"] = leave_out(names) + leave_out_of_copies(word)
    forget_labels()
    transaction.on_commit(partial(wake, WIPE), robust=True)
    return touched


def wipe_free_space() -> bool:
    """Write over what deleted rows left in the file of the database; says whether that was done.

    SQLite keeps deleted words in free pages, in the log beside the file and in its full-text index until they are used
    again. Takes seconds and a lock on the whole file, so a worker does it, never a request. PostgreSQL's own vacuum
    frees pages by itself; there this does nothing, nor does it inside a transaction.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%USING fts5%'")
        for (name,) in cursor.fetchall():
            table = connection.ops.quote_name(name)
            cursor.execute(f"INSERT INTO {table}({table}) VALUES ('optimize')")  # noqa: S608 - a name from the schema
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return True


def wipe_after_removals() -> bool:
    """The same, when somebody was removed since yesterday; work for the clock, for where no worker heard of it."""
    recent = ErasedAddress.objects.filter(erased_at__gt=clock.now() - timedelta(hours=26)).exists()
    return recent and wipe_free_space()


def forget_labels() -> int:
    """Wagtail's log remembers the names of accounts that are gone: forget those. Returns how many entries."""
    gone = ModelLogEntry.objects.filter(content_type__app_label="community", content_type__model="user")
    there = [str(pk) for pk in User.objects.values_list("pk", flat=True)]
    return gone.exclude(object_id__in=there).exclude(label="").update(label="", data={})


def replay_removals() -> int:
    """Remove again everybody who was removed after a back-up was made, with or without an account; returns how many.

    Who made or used an account, or without one whose last row, after the removal is there of their own will, and stays.
    """
    erased, users = _erased(), list(User.objects.all())
    back = [person_of(user) for user in users if _is_back(user.email, _last_seen(user), erased)]
    for person in back:
        remove_person(person)
    accounts = {user.email.lower() for user in users}
    rows = _last_rows().items()
    guests = [Person(email) for email, last in rows if email not in accounts and _is_back(email, last, erased)]
    for person in guests:
        remove_person(person)
    return len(back) + len(guests)


def _is_back(email: str, since: datetime, erased: dict[str, datetime]) -> bool:
    moment = erased.get(_hash(email))
    return moment is not None and since <= moment


def _last_seen(user: User) -> datetime:
    """An account older than the removal may have taken the address over from the one that went."""
    return max(user.date_joined, user.last_login or user.date_joined)


def _last_rows() -> dict[str, datetime]:
    """The moment of the youngest row under every address in the register, in lower case. A mail of ours is a sign of
    life of nobody: it counts where there is nothing else."""
    models = {apps.get_model(label) for holding in holdings() for label in holding.models} - {OutgoingMail}
    found = _youngest(models)
    return _youngest({OutgoingMail}) | found


def _youngest(models: set) -> dict[str, datetime]:
    found: dict[str, datetime] = {}
    for model in models:
        fields = model._meta.concrete_fields
        made = [field.name for field in fields if isinstance(field, DateTimeField) and field.has_default()]
        for field in (field.name for field in fields if made and isinstance(field, EmailField)):
            moment = "created_at" if "created_at" in made else made[0]
            rows = model._base_manager.exclude(**{field: ""}).order_by().values_list(field)
            for email, last in rows.annotate(last=Max(moment)):
                key = email.lower()
                found[key] = max(last, found.get(key, last))
    return found


def _erased() -> dict[str, datetime]:
    """The moment of the last removal by hash: of the table and of the log outside it, each filled up from the other."""
    table, told = dict(ErasedAddress.objects.values_list("hash", "erased_at")), removals_log.read()
    erased = {each: max(moments[each] for moments in (table, told) if each in moments) for each in table | told}
    for each, moment in erased.items():
        if table.get(each) != moment or told.get(each) != moment:
            _write_down(each, moment)
    return erased


def _write_down(removed: str, moment: datetime) -> None:
    """In the table, and once that is sure in the log; where it cannot be written, the next night does."""
    ErasedAddress.objects.update_or_create(hash=removed, defaults={"erased_at": moment})
    transaction.on_commit(partial(removals_log.add, removed, moment), robust=True)


def _hash(email: str) -> str:
    return hmac.digest(settings.SECRET_KEY.encode(), f"erased {email.lower()}".encode(), "sha256").hex()
