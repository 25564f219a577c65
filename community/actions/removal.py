"""Handing out all that is kept of a person, and taking it away."""

import hmac
from datetime import timedelta
from functools import partial

from django.conf import settings
from django.db import connection, transaction
from wagtail.models import ModelLogEntry

from cms import clock
from community.actions.unnaming import alone, leave_out, leave_out_of_copies, names_of
from community.mail import wake
from community.models import ErasedAddress, User
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

    What is left of an address is a keyed hash, by which `replay_removals` finds the person again in a restored
    back-up. No single transaction: each meeting they were signed up for has one of its own. What is interrupted
    goes on with the next `replay_removals`, every night.
    """
    everywhere = under_every_address(person)
    for one in everywhere:
        ErasedAddress.objects.update_or_create(hash=_hash(one.email), defaults={"erased_at": clock.now()})
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
    """Remove again everybody who was removed after a back-up was made, from the log of removals; returns how many."""
    erased = set(ErasedAddress.objects.values_list("hash", flat=True))
    back = [user for user in User.objects.all() if _hash(user.email) in erased and not _came_back(user)]
    for user in back:
        remove_person(person_of(user))
    return len(back)


def _came_back(user: User) -> bool:
    """Whether the account is younger than the removal: somebody who joined again of their own will."""
    return ErasedAddress.objects.filter(hash=_hash(user.email), erased_at__lt=user.date_joined).exists()


def _hash(email: str) -> str:
    return hmac.digest(settings.SECRET_KEY.encode(), f"erased {email.lower()}".encode(), "sha256").hex()
