"""`demo` and `start`: prepare the data folder, then run web, worker and clock together. Standard library only.

The children are Django; this parent is not, so that it starts at once and stays small.
"""

import argparse
import contextlib
import errno
import fcntl
import hashlib
import os
import shutil
import socket
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

from config.bootstrap import LOCK, ROOT, bytecode, digest
from config.processes import Failure, Processes, say

ROOM_TO_RUN = 100 * 2**20  # bytes
READY_WITHIN = 60  # seconds
ACCOUNTS = (
    "redactie", "organisator", "moderator", "ambassadeur", "deelnemer", "spreker", "beleid", "regio-lindeveen",
)  # fmt: skip
# What a demo leaves behind; `--fresh` removes these and nothing else.
DEMO_DATA = ("leerspoor.sqlite3*", "media", "mail", "queue", "log", "beat-schedule*", "stamp-database")


def launch(kind: str, arguments: list[str]) -> int:
    """Run `demo` or `start` until it is stopped; returns the exit code."""
    parser = argparse.ArgumentParser(prog=f"manage.py {kind}")
    parser.add_argument("--port", type=int, default=8000, help="where the site answers (default: 8000)")
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (default: this machine only)")
    if kind == "demo":
        parser.add_argument("--fresh", action="store_true", help="throw the demo's data away first")
    options = parser.parse_args(arguments)
    begun = time.monotonic()
    var = Path(os.environ.get("LEERSPOOR_VAR") or ROOT / "var").absolute()
    need_port(options.host, options.port, kind)
    with Processes() as processes, own_folder(var):
        site = Site(processes, var, demo=kind == "demo", host=options.host, port=options.port)
        if site.demo:
            claim_for_demo(var, fresh=options.fresh)
        else:
            claim_for_live(var)
            # Asked at once where there is no database yet, and otherwise only when the database turns out to have none.
            given = site.setting("LEERSPOOR_ADMIN_EMAIL")
            if site.has_database:
                site.administrator = given if is_address(given) else ""
            else:
                site.administrator = first_administrator(var, given, processes.ask)
        site.prepare()
        if not site.demo and (missing := first_administrator(var, given, processes.ask)):
            site.administrator = missing
            site.prepare()
        site.serve()
        say(f"Ready after {time.monotonic() - begun:.0f} s.\n")
        say(site.welcome())
        while True:
            processes.check()
            processes.pause()


def need_port(host: str, port: int, kind: str) -> None:
    """`Failure` when nobody can listen there."""
    try:
        with socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET):
            return
    except OSError as problem:
        if problem.errno == errno.EADDRINUSE:
            text = f"Port {port} is taken: stop what runs there, or choose another: python3 manage.py {kind} --port {port + 1}"
            raise Failure(text, 10) from None
        raise Failure(f"Cannot listen on {host}:{port} ({problem.strerror}): choose another with --port.", 10) from None
    except OverflowError:
        raise Failure("A port is a number below 65536.", 2) from None


@contextlib.contextmanager
def own_folder(var: Path):
    """The data folder for us alone, as long as we run."""
    try:
        for folder in ("log", "mail", "media", "queue/done", "static"):
            (var / folder).mkdir(parents=True, exist_ok=True)
        if shutil.disk_usage(var).free < ROOM_TO_RUN:
            raise Failure(f"The disk is full: make {ROOM_TO_RUN // 2**20} MB free for {var} and try again.", 11)
        with (var / "running").open("a") as handle:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise Failure(f"Leerspoor is running already on the data in {var}: stop that one first.", 15) from None
            yield
    except OSError as problem:
        if problem.errno == errno.ENOSPC:
            raise Failure(f"The disk is full: make room for {var} and try again.", 11) from None
        raise Failure(f"Cannot write in {var}: {problem.strerror}.", 15) from None


def claim_for_demo(var: Path, *, fresh: bool) -> None:
    """Mark the folder as a demo's; `Failure` when a real site lives there. `fresh` removes what a demo left."""
    if (var / "live").exists() or (not (var / "demo").exists() and (var / "leerspoor.sqlite3").exists()):
        raise Failure(
            f"{var} holds the data of a real site, which a demo never touches. Use another folder for the demo: "
            "LEERSPOOR_VAR=/path/to/folder python3 manage.py demo",
            15,
        )
    (var / "demo").write_text("This folder holds a demo; `manage.py demo --fresh` throws its data away.\n")
    if fresh:
        say("Throwing the demo's data away.")
        for pattern in DEMO_DATA:
            for path in var.glob(pattern):
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        for folder in ("log", "mail", "media", "queue/done"):
            (var / folder).mkdir(parents=True, exist_ok=True)


def claim_for_live(var: Path) -> None:
    """Mark the folder as a real site's; `Failure` when it holds a demo."""
    if (var / "demo").exists():
        raise Failure(
            f"{var} holds a demo, with accounts anybody can enter. Start the real site in another folder: "
            "LEERSPOOR_VAR=/path/to/folder python3 manage.py start",
            15,
        )
    (var / "live").touch()


def first_administrator(var: Path, given: str, ask) -> str:
    """The address of the first administrator, by `ask(question)`; empty when the database has one (`prepare` wrote that)."""
    if (var / "live").read_text():
        return ""
    if not given and sys.stdin and sys.stdin.isatty():
        say("Who is the first administrator? They log in with a code that is sent to their e-mail address.")
        given = ask("E-mail address: ")
    if not is_address(given):
        raise Failure(
            "Who is the first administrator? Give an e-mail address: "
            "LEERSPOOR_ADMIN_EMAIL=name@example.org python3 manage.py start",
            2,
        )
    return given


def is_address(text: str) -> bool:
    """Whether this looks like an e-mail address."""
    return text.count("@") == 1 and not any(map(str.isspace, text)) and "." in text.split("@")[1]


class Site:
    """The running parts on one data folder."""

    def __init__(self, processes: Processes, var: Path, *, demo: bool, host: str, port: int):
        self.processes, self.var, self.demo, self.host, self.port = processes, var, demo, host, port
        self.administrator = ""
        self.is_current = False  # whether the demo's content was loaded just now
        self.file = {} if demo else read_env_file(Path(os.environ.get("LEERSPOOR_ENV_FILE") or ROOT / ".env"))
        self.url = self.setting("LEERSPOOR_URL") or (
            f"https://{self.setting('LEERSPOOR_HOST')}"
            if self.setting("LEERSPOOR_HOST")
            else f"http://{self._shown}:{port}"
        )
        self.env = {"DJANGO_SETTINGS_MODULE": "config.settings", "LEERSPOOR_VAR": str(var), "LEERSPOOR_URL": self.url}
        self.env |= bytecode(var / "bytecode")
        if demo:  # a demo sends nothing and touches no database but its own, whatever the surroundings say
            for name in ("DATABASE_URL", "REDIS_URL", "EMAIL_URL", "LEERSPOOR_HOST", "BEHIND_PROXY", "DEBUG"):
                os.environ.pop(name, None)
            self.env |= {"LEERSPOOR_ENV_FILE": os.devnull, "WEB_CONCURRENCY": "1"}

    @property
    def _shown(self) -> str:
        return "127.0.0.1" if self.host in ("0.0.0.0", "::", "") else self.host

    def setting(self, name: str) -> str:
        """A value from the environment or from `.env`; in a demo always empty."""
        return "" if self.demo else os.environ.get(name) or self.file.get(name, "")

    def prepare(self) -> None:
        """Database, static files and content, side by side; what has not changed since the last time is skipped."""
        tasks = {}
        database = database_digest()
        # The database of a real site may have been moved, or an older one put back: it is looked into at every start.
        if not (self.demo and self.has_database and self._stamped("database", database)):
            extra = ["--demo"] if self.demo else ["--administrator", self.administrator] if self.administrator else []
            title = "Preparing the database and the demo content" if self.demo else "Preparing the database"
            tasks[title] = ["prepare", *extra]
            self.is_current = True
        static = static_digest()
        if not self._stamped("static", static):
            tasks["Collecting style sheets and scripts"] = ["collectstatic", "--noinput", "--clear", "-v0"]
        for title, command in tasks.items():
            self._manage(title, *command)
        self.processes.finish(*tasks)
        (self.var / "stamp-database").write_text(database)
        (self.var / "stamp-static").write_text(static)

    def serve(self) -> None:
        """Start web, worker and clock; returns when the site answers and the demo's content is there."""
        python = [sys.executable, "-m"]
        web = [*python, "gunicorn", "--config", str(ROOT / "config" / "gunicorn.py"), "config.wsgi"]
        bind = f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"
        self.processes.start("The web server", web, log=self._log("web"), env=self.env | {"LEERSPOOR_BIND": bind})
        if self.demo and not self.is_current:  # while the web server starts: a demo of some time ago moves to today
            self._manage("Bringing the demo up to date", "load_demo")
            self.processes.finish("Bringing the demo up to date")
        limit = time.monotonic() + READY_WITHIN
        own = f"[{self._shown}]" if ":" in self._shown else self._shown
        # By the name of the site: whatever address it listens on, that name it must know.
        while not answers(f"http://{own}:{self.port}/healthz", host=urlsplit(self.url).netloc):
            self.processes.check()
            self.processes.pause()
            if time.monotonic() > limit:
                raise Failure(f"The web server does not answer; see {self._log('web')}.", 16)
        worker = [*python, "celery", "-A", "config.celery", "worker", "-B", "--pool=solo", "--loglevel=INFO"]
        self.processes.start("The worker", worker, log=self._log("worker"), env=self.env)

    def welcome(self) -> str:
        """What somebody needs to know who just started the site."""
        if self.demo:
            return "\n".join(
                [
                    f"  The demo:        {self.url}/",
                    f"  Administration:  {self.url}/beheer/",
                    f"  Accounts:        {', '.join(name + '@example.org' for name in ACCOUNTS)}",
                    "  Password:        demo",
                    f"  Mail lands in:   {self.var / 'mail'} and {self.url}/postvak/",
                    "\nStop with Ctrl-C. Start over with: python3 manage.py demo --fresh",
                ]
            )
        lines = [
            f"  The site:        {self.url}/",
            f"  Administration:  {self.url}/beheer/",
            f"  Data:            {self.var}",
        ]
        if not self.setting("LEERSPOOR_HOST") and not self.setting("LEERSPOOR_URL"):
            lines.append(
                "  Still missing:   LEERSPOOR_HOST (the site's name); until then it answers on this machine only."
            )
        elif self.url.startswith("https:") and not self.setting("BEHIND_PROXY"):
            lines.append(
                "  Still missing:   a web server with a certificate in front that passes on to "
                f"{self._shown}:{self.port} and sets X-Forwarded-Proto; then set BEHIND_PROXY=1."
            )
        if not self.setting("EMAIL_URL"):
            lines.append(
                "  Still missing:   EMAIL_URL (smtp+tls://name:password@host:587); until then no mail leaves, also "
                f"no log-in codes: they are kept in {self.var / 'mail'}."
            )
        elif not self.setting("LEERSPOOR_EMAIL") and not self.setting("DEFAULT_FROM_EMAIL"):
            lines.append(
                "  Still missing:   LEERSPOOR_EMAIL (the address mail comes from); until then it comes from an example "
                "address, and most of it will be refused."
            )
        return "\n".join(
            [*lines, "\nSettings come from the environment or from a file .env beside manage.py. Stop with Ctrl-C."]
        )

    def _stamped(self, name: str, value: str) -> bool:
        path = self.var / f"stamp-{name}"
        return path.exists() and path.read_text() == value

    @property
    def has_database(self) -> bool:
        """Whether there is a database that somebody may have filled."""
        return bool(self.setting("DATABASE_URL")) or (self.var / "leerspoor.sqlite3").exists()

    def _manage(self, title: str, *command: str) -> None:
        command = [sys.executable, str(ROOT / "manage.py"), *command]
        self.processes.start(title, command, log=self._log("prepare"), env=self.env)

    def _log(self, name: str) -> Path:
        """The log of one part; what the run before last wrote is dropped."""
        path = self.var / "log" / f"{name}.log"
        if path.exists() and path.stat().st_size > 5 * 2**20:
            path.replace(path.with_suffix(".old.log"))
        return path


def answers(address: str, *, host: str) -> bool:
    """Whether something says 200 there, when it is called by this name."""
    question = urllib.request.Request(address, headers={"Host": host})
    try:
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(question, timeout=5) as answer:
            return answer.status == 200
    except (urllib.error.URLError, OSError):
        return False


def read_env_file(path: Path) -> dict[str, str]:
    """NAME=value lines of a `.env` file; an absent file is an empty one."""
    if not path.is_file():
        return {}
    lines = (line.strip().removeprefix("export ").partition("=") for line in path.read_text().splitlines())
    return {
        name.strip(): value.strip().strip("'\"") for name, sign, value in lines if sign and not name.startswith("#")
    }


def database_digest() -> str:
    """A hash over everything `prepare` depends on."""
    files = [*ROOT.glob("*/migrations/*.py"), *ROOT.glob("*/apps.py"), ROOT / "config" / "roles.py"]
    return digest(LOCK, *sorted(file for file in files if file.exists()))


def static_digest() -> str:
    """A hash over everything `collectstatic` depends on."""
    sums = hashlib.sha256(digest(LOCK, ROOT / "config" / "settings.py").encode())
    sources = [file for app in ("cms", "community", "events") for file in ROOT.glob(f"{app}/static/**/*")]
    for file in sorted(sources):  # not `var/static`, where they are collected
        if file.is_file():
            sums.update(str(file.relative_to(ROOT)).encode() + file.read_bytes())
    return sums.hexdigest()[:16]
