"""`demo` and `start`, run for real where that is cheap."""

import ast
import contextlib
import http.server
import os
import pty
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path

import pytest

from config import bootstrap, launch, processes
from config.processes import Failure, Processes, Stopped
from tests import environment

ROOT = Path(__file__).resolve().parent.parent.parent
# Sites of these tests live on the embedded parts, whatever database the suite runs on.
EMBEDDED = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}


@pytest.fixture
def free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def run(*arguments, var, **variables):
    """`manage.py` as somebody would type it, without a terminal."""
    return subprocess.run(
        [sys.executable, ROOT / "manage.py", *map(str, arguments)],
        env=EMBEDDED | {"LEERSPOOR_VAR": str(var)} | variables,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_command_file_can_be_read_by_old_pythons():
    ast.parse((ROOT / "manage.py").read_text(), feature_version=(3, 4))


def test_taken_port_is_said_in_one_line(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        result = run("demo", "--port", port, var=tmp_path / "var")
    assert result.returncode == 10
    assert result.stderr.splitlines() == [
        f"Port {port} is taken: stop what runs there, or choose another: python3 manage.py demo --port {port + 1}"
    ]
    assert not (tmp_path / "var").exists()


@pytest.mark.parametrize("left", ["leerspoor.sqlite3", "live"])
@pytest.mark.parametrize("fresh", [[], ["--fresh"]])
def test_demo_never_touches_a_real_site(tmp_path, free_port, left, fresh):
    (tmp_path / left).write_text("echt")
    (tmp_path / "mail").mkdir()
    (tmp_path / "mail" / "1.eml").write_text("echt")
    result = run("demo", "--port", free_port, *fresh, var=tmp_path)
    assert (result.returncode, len(result.stderr.splitlines())) == (15, 1)
    assert (tmp_path / left).read_text() == (tmp_path / "mail" / "1.eml").read_text() == "echt"
    assert not (tmp_path / "demo").exists()


def test_start_refuses_a_demo(tmp_path, free_port):
    (tmp_path / "demo").touch()
    result = run("start", "--port", free_port, var=tmp_path, LEERSPOOR_ADMIN_EMAIL="baas@example.org")
    assert (result.returncode, len(result.stderr.splitlines())) == (15, 1)


def test_start_without_terminal_asks_for_the_administrator_in_the_environment(tmp_path, free_port):
    result = run("start", "--port", free_port, var=tmp_path)
    assert result.returncode == 2
    assert "LEERSPOOR_ADMIN_EMAIL=" in result.stderr


@pytest.mark.parametrize("way_out", ["signal", "end of input"])
def test_question_for_the_administrator_can_be_left(tmp_path, free_port, way_out):
    ours, theirs = pty.openpty()
    command = [sys.executable, ROOT / "manage.py", "start", "--port", str(free_port)]
    environ = EMBEDDED | {"LEERSPOOR_VAR": str(tmp_path), "LEERSPOOR_ADMIN_EMAIL": ""}
    with subprocess.Popen(command, env=environ, stdin=theirs, stdout=theirs, stderr=theirs) as start:
        said = b""
        while b"E-mail address:" not in said:
            said += os.read(ours, 1000)
        for _again in range(60):  # once is too soon when it has asked but does not listen yet
            if way_out == "signal":
                start.send_signal(signal.SIGINT)
            else:
                os.write(ours, b"\x04")
            with contextlib.suppress(subprocess.TimeoutExpired):
                start.wait(timeout=1)
                break
        assert start.returncode == 130
        said += os.read(ours, 1000)
    assert b"Stopped." in said and b"Traceback" not in said


def test_address_of_the_long_kind_can_be_listened_on(free_port, monkeypatch):
    families = []
    monkeypatch.setattr(
        launch.socket, "create_server", lambda place, family: families.append(family) or contextlib.nullcontext()
    )
    for host in ("::1", "127.0.0.1"):
        launch.need_port(host, free_port, "start")
    assert families == [socket.AF_INET6, socket.AF_INET]


def test_site_is_asked_for_by_its_own_name(httpd):
    """It listens on an address of the network, which is none of its names."""
    address = f"http://127.0.0.1:{httpd}/healthz"
    assert launch.answers(address, host="leer.example.org")
    assert not launch.answers(address, host="10.0.0.5:8000")


@pytest.fixture
def httpd():
    """The port of a web server that answers 400 to whoever calls it by another name than leer.example.org."""

    class Answer(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200 if self.headers["Host"] == "leer.example.org" else 400)
            self.end_headers()

        def log_message(self, *_):
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Answer) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


def test_second_start_on_the_same_folder_is_refused(tmp_path, free_port):
    with launch.own_folder(tmp_path):
        result = run("demo", "--port", free_port, var=tmp_path)
    assert (result.returncode, len(result.stderr.splitlines())) == (15, 1)


def test_full_disk_is_said(tmp_path, monkeypatch):
    monkeypatch.setattr(launch, "ROOM_TO_RUN", 2**62)
    with pytest.raises(Failure, match="disk is full") as failure, launch.own_folder(tmp_path):
        pass
    assert failure.value.code == 11


def test_fresh_removes_what_the_demo_left_and_nothing_else(tmp_path):
    for name in ("leerspoor.sqlite3", "leerspoor.sqlite3-wal", "mail/1.eml", "media/a.png", "eigen.txt", "demo"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    launch.claim_for_demo(tmp_path, fresh=True)
    left = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()}
    assert left == {"eigen.txt", "demo"}


def test_missing_venv_module_is_said(tmp_path, monkeypatch):
    monkeypatch.setattr(bootstrap, "ENVIRONMENT", tmp_path)
    monkeypatch.setattr(bootstrap, "PYTHON", tmp_path / "bin" / "python")
    monkeypatch.setattr(bootstrap, "installed", lambda *packages: False)
    with pytest.raises(Failure, match="venv module is missing") as failure:
        bootstrap.install(with_tests=False)
    assert failure.value.code == 14


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("OSError: [Errno 28] No space left on device", 11),
        ("Failed to establish a new connection: [Errno -3] Temporary failure in name resolution", 12),
        ("something else", 1),
    ],
)
def test_failed_step_tells_the_cause(tmp_path, words, code):
    causes = (processes.DISK_FULL, processes.REGISTRY_AWAY)
    log = tmp_path / "log"
    log.write_text("No space left on device, last week\n")
    with pytest.raises(Failure) as failure, Processes() as running:
        running.run("A step", [sys.executable, "-c", f"print({words!r}); raise SystemExit(1)"], log=log, causes=causes)
    assert failure.value.code == code
    assert ("\n" in failure.value.text) == (code == 1)


def test_part_that_dies_ends_everything(tmp_path):
    with pytest.raises(Failure, match="The worker") as failure, Processes() as running:
        running.start("The web server", ["sleep", "60"], log=tmp_path / "web")
        running.start("The worker", ["false"], log=tmp_path / "worker")
        web = running.running["The web server"].process
        while True:
            running.check()
            running.pause()
    assert failure.value.code == 16
    assert web.poll() is not None


STUBBORN = "trap '' TERM INT; (trap '' TERM INT; echo $BASHPID; while :; do sleep 0.1; done) & echo $BASHPID; wait"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_stopping_ends_stubborn_children_and_grandchildren_in_time(tmp_path, number):
    log = tmp_path / "log"
    with pytest.raises(Stopped), Processes() as running:
        running.start("Stubborn", ["bash", "-c", STUBBORN], log=log)
        while len(log.read_text().split()) < 2:
            running.pause()
        begun = time.monotonic()
        os.kill(os.getpid(), number)
        running.pause()
        running.pause()
    assert time.monotonic() - begun < 30  # and not for ever
    for process in map(int, log.read_text().split()):
        assert not _alive(process)


def test_site_answers_and_stops_in_time(tmp_path, free_port, django_db_setup):
    """Web, worker and clock; on an older database that was put back, without its last table and an administrator."""
    var, url = tmp_path / "var", f"http://127.0.0.1:{free_port}"
    var.mkdir()
    (var / "live").write_text("The first administrator has an account.\n")
    _migrate(var)
    query(var, "DROP TABLE cache")
    (var / "stamp-database").write_text(launch.database_digest())
    (var / "stamp-static").write_text(launch.static_digest())
    output = tmp_path / "output"
    environ = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "LEERSPOOR_URL")}
    environ |= {"LEERSPOOR_VAR": str(var), "LEERSPOOR_HOST": "", "LEERSPOOR_ADMIN_EMAIL": "baas@example.org"}
    command = [sys.executable, ROOT / "manage.py", "start", "--port", str(free_port)]
    with output.open("w") as file:
        site = subprocess.Popen(command, env=environ, stdout=file, stderr=file, stdin=subprocess.DEVNULL)
    try:
        limit = time.monotonic() + 90
        while "Ready" not in output.read_text() and site.poll() is None and time.monotonic() < limit:
            time.sleep(0.1)
        assert "LEERSPOOR_HOST" in output.read_text()
        assert "EMAIL_URL" in output.read_text()
        with urllib.request.urlopen(f"{url}/", timeout=60) as answer:
            assert "Leerspoor" in answer.read().decode()
        while b"ready" not in (var / "log" / "worker.log").read_bytes() and time.monotonic() < limit:
            time.sleep(0.1)
        assert query(var, "SELECT email, is_superuser FROM community_user") == [("baas@example.org", 1)]
        assert query(var, "SELECT verified FROM account_emailaddress") == [(1,)]
        assert b"Sending due task" not in (var / "log" / "worker.log").read_bytes()  # gigabytes a year
        assert query(var, "SELECT hostname, port FROM wagtailcore_site") == [("127.0.0.1", free_port)]
        begun = time.monotonic()
        site.send_signal(signal.SIGTERM)
        assert site.wait(timeout=60) == 130
        assert time.monotonic() - begun < 30  # and not for ever
    finally:
        site.kill()
    assert _processes_on(var) == []
    with socket.create_server(("127.0.0.1", free_port)):
        pass


def query(var: Path, statement: str) -> list[tuple]:
    """The rows that SQL gives on the database of a data folder."""
    with contextlib.closing(sqlite3.connect(var / "leerspoor.sqlite3", timeout=20)) as database, database:
        return database.execute(statement).fetchall()


def _migrate(var: Path) -> None:
    """Put a migrated SQLite database there: the one the tests keep, or a new one where they run on PostgreSQL alone."""
    if (kept := environment.KEPT / f"{environment.migrated_name()}.sqlite3").exists():
        (var / "leerspoor.sqlite3").write_bytes(kept.read_bytes())
        return
    environ = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | {
        "LEERSPOOR_VAR": str(var)
    }
    subprocess.run([sys.executable, ROOT / "manage.py", "migrate", "-v0"], env=environ, check=True)


def _alive(process: int) -> bool:
    """Whether a process runs (one that is dead but not yet collected does not)."""
    with contextlib.suppress(OSError):
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


def _processes_on(var: Path) -> list[str]:
    """The command lines of every process that was started on this data folder."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if str(var).encode() in (folder / "environ").read_bytes() and _alive(int(folder.name)):
                found.append((folder / "cmdline").read_text().replace("\0", " "))
    return found


def test_collecting_static_files_does_not_make_them_look_changed(tmp_path, monkeypatch):
    source = tmp_path / "cms" / "static" / "cms" / "site.css"
    collected = tmp_path / "var" / "static" / "cms" / "site.css"
    for file in (source, collected, tmp_path / "config" / "settings.py"):
        file.parent.mkdir(parents=True)
        file.write_text("a")
    monkeypatch.setattr(launch, "ROOT", tmp_path)
    before = launch.static_digest()
    collected.write_text("b")
    assert launch.static_digest() == before
    source.write_text("b")
    assert launch.static_digest() != before


@pytest.mark.parametrize(
    ("variables", "line"),
    [
        ({"EMAIL_URL": ""}, "EMAIL_URL"),
        ({"EMAIL_URL": "smtp://mail.example.org", "LEERSPOOR_EMAIL": ""}, "LEERSPOOR_EMAIL"),
        ({"EMAIL_URL": "smtp://mail.example.org", "LEERSPOOR_EMAIL": "wij@example.org"}, ""),
        ({"EMAIL_URL": "smtp://mail.example.org", "LEERSPOOR_EMAIL": "", "DEFAULT_FROM_EMAIL": "wij@example.org"}, ""),
    ],
)
def test_start_says_what_is_missing_for_mail(tmp_path, monkeypatch, variables, line):
    settings = {"LEERSPOOR_URL": "https://leer.example.org", "BEHIND_PROXY": "1", "DEFAULT_FROM_EMAIL": ""}
    for name, value in (settings | variables).items():
        monkeypatch.setenv(name, value)
    welcome = launch.Site(Processes(), tmp_path, demo=False, host="127.0.0.1", port=8000).welcome()
    missing = [words.split()[2] for words in welcome.splitlines() if "Still missing" in words]
    assert missing == ([line] if line else [])


@pytest.mark.parametrize("told", [True, False])
def test_processes_share_compiled_modules_where_python_writes_none_beside_them(tmp_path, monkeypatch, told):
    monkeypatch.setattr(sys, "dont_write_bytecode", told)
    (tmp_path / "module.py").write_text("answer = 42\n")
    environ = os.environ | {"PYTHONDONTWRITEBYTECODE": "1"} | bootstrap.bytecode(tmp_path / "kept")
    environ.pop("PYTHONPYCACHEPREFIX", None) if not told else None
    subprocess.run([sys.executable, "-c", "import module"], cwd=tmp_path, env=environ, check=True)
    assert [path.name.partition(".")[0] for path in (tmp_path / "kept").rglob("*.pyc")].count("module") == told
