"""Where the tests run: a data folder, a database and a Redis number of their own, never those of a site.

Set by `tests/conftest.py` before any setting is read. A migrated database is made once per state of the
migrations and kept in `.pytest_cache/`; every run (and every xdist worker) starts from a copy.
"""

import atexit
import contextlib
import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / ".pytest_cache" / "databases"
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")
# The controller passes its environment on to its workers, so what the caller gave is kept under another name.
GIVEN_DATABASE = os.environ.setdefault("TESTS_DATABASE_URL", os.environ.get("DATABASE_URL", ""))
GIVEN_REDIS = os.environ.setdefault("TESTS_REDIS_URL", os.environ.get("REDIS_URL", ""))
POSTGRESQL = GIVEN_DATABASE.startswith("postgres")
RUN = os.environ.setdefault("TESTS_RUN", f"{os.getpid()}_{time.time_ns() % 10**6}")

VAR = Path(tempfile.gettempdir()) / f"leerspoor-tests-{RUN}-{WORKER}"


def set_environment() -> None:
    """Point every setting at places of this test process alone; a `.env` of the site here is not read."""
    from django.conf import settings

    if settings.configured:  # somebody's data could be meant
        raise RuntimeError("The settings were read before the tests chose their places: unset DJANGO_SETTINGS_MODULE.")
    for name in ("EMAIL_URL", "SECRET_KEY", "ALLOWED_HOSTS", "LEERSPOOR_DEMO", "LEERSPOOR_CLOCK_SHIFT", "DEBUG"):
        os.environ.pop(name, None)
    VAR.mkdir(mode=0o700)
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DJANGO_ALLOW_ASYNC_UNSAFE": "true",  # Playwright's event loop runs in the thread of the tests
        "LEERSPOOR_ENV_FILE": os.devnull,
        "LEERSPOOR_VAR": str(VAR),
        "LEERSPOOR_HOST": "localhost",
        "LEERSPOOR_URL": "http://localhost",
        "LEERSPOOR_NAME": "Leerspoor",
        "LEERSPOOR_EMAIL": "hallo@leerspoor.example.org",
        "LOG_LEVEL": "WARNING",
        "PAGE_CACHE_SECONDS": "0",  # a test sees each change at once; switched on in tests/cms/test_page_cache.py
        "SECOND_FACTOR_FOR_STAFF": "false",  # switched on where it is tested: tests/community/test_second_factor.py
        "DATABASE_URL": _database_url(f"tests_{RUN}_{WORKER}") if POSTGRESQL else "",
        "REDIS_URL": _redis_url(),
    }
    if not POSTGRESQL:
        del os.environ["DATABASE_URL"]
    atexit.register(clean_up, os.getpid())


def clean_up(process: int) -> None:
    """Throw this process's data folder and database away (not from a forked child)."""
    if os.getpid() != process:
        return
    shutil.rmtree(VAR, ignore_errors=True)
    if POSTGRESQL:
        _drop(f"tests_{RUN}_{WORKER}")


def fill_database() -> None:
    """Put the database of this process (back) in the state just after `migrate`."""
    template = _template()
    if POSTGRESQL:
        from django.db import connection

        connection.close()
        connection.close_pool()
        name = f"tests_{RUN}_{WORKER}"
        _drop(name)
        _sql(f'CREATE DATABASE "{name}" TEMPLATE "tests_{template}"')
        return
    # Through SQLite's own back-up, so that a connection that another thread still holds sees it whole.
    source, target = sqlite3.connect(template), sqlite3.connect(VAR / "leerspoor.sqlite3", timeout=20)
    with contextlib.closing(source), contextlib.closing(target):
        target.execute("PRAGMA synchronous=OFF")
        source.backup(target)


def _template():
    """The migrated database to copy: a path (SQLite) or a name (PostgreSQL); made when it is not there yet.

    In two steps, because the packages' own migrations take longest and change least: a change in ours then costs
    seconds.
    """
    KEPT.mkdir(parents=True, exist_ok=True)
    keep = _keep_postgresql if POSTGRESQL else _keep_sqlite
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        packages = _digest(ROOT / "community" / "migrations" / "0001_user.py")
        found = _found(migrated := migrated_name())
        if found:
            return found
        if not _found(base := f"packages_{packages}"):
            keep(base, "", [sys.executable, "-c", MIGRATE_PACKAGES])
        manage = [sys.executable, str(ROOT / "manage.py")]
        keep(migrated, base, [*manage, "migrate", "-v0"], [*manage, "createcachetable"])
        return _found(migrated)


def migrated_name() -> str:
    """What the kept database is called that this state of the migrations makes."""
    ours = [*ROOT.glob("*/migrations/*.py"), *ROOT.glob("*/apps.py"), *ROOT.glob("config/roles.py")]
    return f"migrated_{_digest(*ours)}"


MIGRATE_PACKAGES = """
import django
django.setup()
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
executor = MigrationExecutor(connection)
ours = {"cms", "community", "events", "config"}
executor.migrate([node for node in executor.loader.graph.leaf_nodes() if node[0] not in ours])
"""


def _digest(*files: Path) -> str:
    """A hash over the lock and these files."""
    digest = hashlib.sha256()
    for file in [ROOT / "requirements.txt", *sorted(files)]:
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def _found(name: str):
    """The kept database of this name, or nothing."""
    if POSTGRESQL:
        return name if _sql(f"SELECT 1 FROM pg_database WHERE datname = 'tests_{name}'") else None
    path = KEPT / f"{name}.sqlite3"
    return path if path.exists() else None


def _keep_sqlite(name: str, base: str, *commands) -> None:
    """Make a file of this name from a copy of `base` by running commands on it."""
    with tempfile.TemporaryDirectory(prefix="leerspoor-template-") as folder:
        made = Path(folder) / "leerspoor.sqlite3"
        if base:
            shutil.copyfile(_found(base), made)
        for command in commands:
            subprocess.run(command, check=True, env=os.environ | {"LEERSPOOR_VAR": folder}, cwd=ROOT)
        with contextlib.closing(sqlite3.connect(made)) as database:
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.copyfile(made, draft := KEPT / f"{name}.part")
        draft.rename(KEPT / f"{name}.sqlite3")
    for old in sorted(KEPT.glob("*.sqlite3"), key=lambda file: file.stat().st_mtime)[:-8]:
        old.unlink(missing_ok=True)


def _keep_postgresql(name: str, base: str, *commands) -> None:
    """Make a database of this name from a copy of `base` by running commands on it."""
    draft = f"tests_{name}_draft"
    source = f'TEMPLATE "tests_{base}"' if base else ""
    _drop(draft)
    _sql(f'CREATE DATABASE "{draft}" {source}')
    for command in commands:
        subprocess.run(command, check=True, env=os.environ | {"DATABASE_URL": _database_url(draft)}, cwd=ROOT)
    _sql(f'ALTER DATABASE "{draft}" RENAME TO "tests_{name}"')


def _database_url(name: str) -> str:
    return urlunsplit(urlsplit(GIVEN_DATABASE)._replace(path=f"/{name}"))


def _redis_url() -> str:
    """The given Redis, with the next database number for every worker."""
    if not GIVEN_REDIS:
        return ""
    parts = urlsplit(GIVEN_REDIS)
    number = int(parts.path.strip("/") or 0) + (int(WORKER.removeprefix("gw")) + 1 if WORKER != "main" else 0)
    return urlunsplit(parts._replace(path=f"/{number}"))


def _drop(name: str) -> None:
    """Drop a database, with whoever is still in it."""
    from psycopg.errors import InsufficientPrivilege

    try:
        _sql(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    except (
        InsufficientPrivilege
    ):  # the server's own vacuum is in it: not ours to stop, but without FORCE it is waited for
        _sql(f'DROP DATABASE IF EXISTS "{name}"')


def _sql(*statements: str) -> list:
    """Run statements on the maintenance database, each by itself; the rows of the last one, if it gives any."""
    import psycopg

    rows = []
    with psycopg.connect(_database_url("postgres"), autocommit=True) as connection:
        for statement in statements:
            cursor = connection.execute(statement)
            rows = cursor.fetchall() if cursor.description else []
    return rows
