"""A configuration that could lose what was acknowledged does not start."""

import pytest
from django.core.checks import run_checks

from config import checks

SQLITE = {
    "ENGINE": "django.db.backends.sqlite3",
    "OPTIONS": {"transaction_mode": "IMMEDIATE", "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous = FULL;"},
}
POSTGRESQL = {"ENGINE": "django.db.backends.postgresql", "OPTIONS": {"options": "-c synchronous_commit=on"}}


def found(database) -> list[str]:
    return [error.id for error in checks.check_storage(database)]


def test_configuration_of_these_tests_is_safe():
    assert checks.storage_settings() == []


@pytest.mark.django_db
def test_database_of_these_tests_runs_safely():
    assert checks.storage_as_it_runs(databases=["default"]) == []
    assert [error for error in run_checks(databases=["default"]) if error.id.startswith("leerspoor")] == []


@pytest.mark.parametrize("database", [SQLITE, POSTGRESQL])
def test_safe_configurations_pass(database):
    assert found(database) == []


@pytest.mark.parametrize(
    ("database", "error"),
    [
        (SQLITE | {"OPTIONS": {}}, "leerspoor.E001"),
        (SQLITE | {"OPTIONS": SQLITE["OPTIONS"] | {"transaction_mode": "DEFERRED"}}, "leerspoor.E001"),
        (SQLITE | {"OPTIONS": SQLITE["OPTIONS"] | {"init_command": "PRAGMA journal_mode=WAL"}}, "leerspoor.E001"),
        (SQLITE | {"OPTIONS": SQLITE["OPTIONS"] | {"init_command": "PRAGMA synchronous=FULL"}}, "leerspoor.E001"),
        ({"ENGINE": "django.db.backends.mysql", "OPTIONS": {}}, "leerspoor.E002"),
        (POSTGRESQL | {"OPTIONS": POSTGRESQL["OPTIONS"] | {"isolation_level": 4}}, "leerspoor.E003"),
        (POSTGRESQL | {"OPTIONS": {"options": "-c synchronous_commit=off"}}, "leerspoor.E004"),
    ],
)
def test_unsafe_configurations_are_refused(database, error):
    assert found(database) == [error]


@pytest.mark.django_db
def test_database_that_runs_otherwise_is_refused(transactional_db):
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA synchronous=NORMAL")
        else:
            cursor.execute("SET synchronous_commit=off")
        assert [error.id for error in checks.storage_as_it_runs(databases=["default"])] in (
            ["leerspoor.E005"],
            ["leerspoor.E006"],
        )
    connection.close()
