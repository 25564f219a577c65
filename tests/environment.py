"""Where the tests run: a data folder, a database and a Redis number of their own, never those of a site.

Imported by `tests/conftest.py` before any setting is read. A migrated database is made once per state of the
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

VAR = Path(tempfile.mkdtemp(prefix=f"leerspoor-tests-{WORKER}-"))


def set_environment() -> None:
    """Point every setting at places of this test process alone; a `.env` of the site here is not read."""
    for name in ("EMAIL_URL", "SECRET_KEY", "ALLOWED_HOSTS", "LEERSPOOR_DEMO", "LEERSPOOR_CLOCK_SHIFT", "DEBUG"):
        os.environ.pop(name, None)
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
        _sql(f'DROP DATABASE IF EXISTS "tests_{RUN}_{WORKER}" WITH (FORCE)')


def fill_database() -> None:
    """Put the database of this process (back) in the state just after `migrate`."""
    template = _template()
    if POSTGRESQL:
        from django.db import connection

        connection.close()
        connection.close_pool()
        name = f"tests_{RUN}_{WORKER}"
        _sql(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)', f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return
    # Through SQLite's own back-up, so that a connection that another thread still holds sees it whole.
    with contextlib.closing(sqlite3.connect(template)) as source:
        with contextlib.closing(sqlite3.connect(VAR / "leerspoor.sqlite3", timeout=20)) as target:
            target.execute("PRAGMA synchronous=OFF")
            source.backup(target)


def _template():
    """The migrated database to copy: a path (SQLite) or a name (PostgreSQL); made when it is not there yet."""
    digest = _digest()
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if POSTGRESQL:
            name = f"tests_template_{digest}"
            if not _sql("SELECT 1 FROM pg_database WHERE datname = '" + name + "'"):
                _sql(f'DROP DATABASE IF EXISTS "{name}_draft" WITH (FORCE)', f'CREATE DATABASE "{name}_draft"')
                _migrate(DATABASE_URL=_database_url(f"{name}_draft"))
                _sql(f'ALTER DATABASE "{name}_draft" RENAME TO "{name}"')
            return name
        path = KEPT / f"{digest}.sqlite3"
        if not path.exists():
            with tempfile.TemporaryDirectory(prefix="leerspoor-template-") as folder:
                _migrate(LEERSPOOR_VAR=folder)
                with contextlib.closing(sqlite3.connect(f"{folder}/leerspoor.sqlite3")) as made:
                    made.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                draft = path.with_suffix(".part")
                shutil.copyfile(f"{folder}/leerspoor.sqlite3", draft)
                draft.rename(path)
            kept = sorted(KEPT.glob("*.sqlite3"), key=lambda file: file.stat().st_mtime)
            for old in kept[:-5]:
                old.unlink(missing_ok=True)
        return path


def _digest() -> str:
    """A hash over everything `migrate` depends on."""
    files = [*ROOT.glob("*/migrations/*.py"), *ROOT.glob("*/apps.py"), *ROOT.glob("config/roles.py")]
    digest = hashlib.sha256()
    for file in [ROOT / "requirements.txt", *sorted(files)]:
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def _migrate(**environment) -> None:
    """Migrate from nothing in a process of its own."""
    for command in ("migrate", "createcachetable"):
        subprocess.run(
            [sys.executable, str(ROOT / "manage.py"), command, "-v0"], check=True, env=os.environ | environment, cwd=ROOT
        )


def _database_url(name: str) -> str:
    return urlunsplit(urlsplit(GIVEN_DATABASE)._replace(path=f"/{name}"))


def _redis_url() -> str:
    """The given Redis, with the next database number for every worker."""
    if not GIVEN_REDIS:
        return ""
    parts = urlsplit(GIVEN_REDIS)
    number = int(parts.path.strip("/") or 0) + (int(WORKER.removeprefix("gw")) + 1 if WORKER != "main" else 0)
    return urlunsplit(parts._replace(path=f"/{number}"))


def _sql(*statements: str) -> list:
    """Run statements on the maintenance database, each by itself; the rows of the last one, if it gives any."""
    import psycopg

    rows = []
    with psycopg.connect(_database_url("postgres"), autocommit=True) as connection:
        for statement in statements:
            cursor = connection.execute(statement)
            rows = cursor.fetchall() if cursor.description else []
    return rows
