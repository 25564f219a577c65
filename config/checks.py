"""Refuses a configuration that could lose what was acknowledged: run by every command and by the web server."""

from django.conf import settings
from django.core.checks import Error, Tags, register

SAFE_SYNC = {"on", "local", "remote_write", "remote_apply"}


@register(Tags.security)
def storage_settings(app_configs=None, **kwargs):
    """The settings of the database: a list of `Error`, empty when what is acknowledged stays stored."""
    return check_storage(settings.DATABASES["default"])


def check_storage(database: dict) -> list[Error]:
    """One entry of `DATABASES`: what is unsafe about it."""
    options = database.get("OPTIONS", {})
    if database["ENGINE"].endswith("sqlite3"):
        command = options.get("init_command", "").replace(" ", "").upper()
        wrong = []
        if options.get("transaction_mode") != "IMMEDIATE":
            wrong.append("transaction_mode IMMEDIATE")
        if "JOURNAL_MODE=WAL" not in command:
            wrong.append("journal_mode WAL")
        if "SYNCHRONOUS=FULL" not in command and "SYNCHRONOUS=EXTRA" not in command:
            wrong.append("synchronous FULL")
        return [_error("SQLite needs " + ", ".join(wrong), "E001")] if wrong else []
    if "postgresql" not in database["ENGINE"]:
        return [_error("only SQLite and PostgreSQL are supported", "E002")]
    errors = []
    if options.get("isolation_level") not in (None, 2):  # 2: psycopg's IsolationLevel.READ_COMMITTED
        errors.append(_error("PostgreSQL needs isolation level READ COMMITTED", "E003"))
    if "synchronous_commit=on" not in options.get("options", ""):
        errors.append(_error("PostgreSQL needs synchronous_commit=on", "E004"))
    return errors


@register(Tags.database)
def storage_as_it_runs(databases=None, **kwargs):
    """What the database says of itself (it may not be able to do what the settings ask)."""
    from django.db import connection

    if not databases or "default" not in databases:
        return []
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            journal = cursor.execute("PRAGMA journal_mode").fetchone()[0]
            synchronous = cursor.execute("PRAGMA synchronous").fetchone()[0]
            good = journal == "wal" and synchronous >= 2
            return [] if good else [_error(f"SQLite runs with journal {journal}, synchronous {synchronous}", "E005")]
        isolation = cursor.execute("SHOW transaction_isolation").fetchone()[0]
        synchronous = cursor.execute("SHOW synchronous_commit").fetchone()[0]
    good = isolation == "read committed" and synchronous in SAFE_SYNC
    return [] if good else [_error(f"PostgreSQL runs with {isolation}, synchronous_commit {synchronous}", "E006")]


def _error(what: str, number: str) -> Error:
    hint = "See 'Storage' in config/settings.py; a sign-up that was confirmed to somebody must survive a power cut."
    return Error(f"Not safe to start: {what}.", hint=hint, id=f"leerspoor.{number}")


@register()
def instrument_is_known(app_configs, **kwargs) -> list[Error]:
    """The reflection offers one of three things, and a tool under a contract has an address."""
    from cms.reflection import LICENSED, PROVIDERS

    if settings.INSTRUMENT_PROVIDER not in PROVIDERS:
        return [Error(f"LEERSPOOR_INSTRUMENT is one of: {', '.join(PROVIDERS)}.", id="leerspoor.E011")]
    if settings.INSTRUMENT_PROVIDER == LICENSED and not settings.INSTRUMENT_URL.startswith("https://"):
        return [Error("A licensed instrument needs LEERSPOOR_INSTRUMENT_URL, with https.", id="leerspoor.E012")]
    return []
