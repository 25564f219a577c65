"""From a bare Python to the command that was asked for. Standard library only.

Outside an environment that has the packages, `.venv` is made, the hashed lock is installed in it and this process
replaces itself by the same command inside it. Where the packages are there already (a container), nothing of the
kind happens.
"""

import contextlib
import fcntl
import hashlib
import importlib.util
import os
import shutil
import sys
from pathlib import Path

from config.processes import DISK_FULL, REGISTRY_AWAY, Failure, Processes, Stopped, say

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / "bin" / "python"
LOCK = ROOT / "requirements.txt"
TEST_LOCK = ROOT / "requirements-test.txt"
INSTALLER_LOCK = ROOT / "requirements-uv.txt"
ROOM_TO_INSTALL = 700 * 2**20  # bytes; the packages with those of the tests take 450 MB


def main(argv: list[str]) -> int:
    """Run `manage.py` with these arguments; returns the exit code (see `Failure` for what the codes mean)."""
    command = argv[1] if len(argv) > 1 else ""
    try:
        if not installed("django", "wagtail"):
            talk = (
                sys.stdout if command in ("demo", "start", "test") else sys.stderr
            )  # others print what a program reads
            with contextlib.redirect_stdout(talk):
                enter_environment(argv, with_tests=command == "test")
        if command == "test":
            return run_tests(argv)
        if command in ("demo", "start"):
            from config.launch import launch

            return launch(command, argv[2:])
    except Failure as failure:
        say(failure.text, error=True)
        return failure.code
    except Stopped:
        say("Stopped.")
        return 130
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(argv)
    return 0


def run_tests(argv: list[str]) -> int:
    """Replace this process by pytest with three workers; every extra argument goes to pytest."""
    if not installed("pytest", "django"):
        if not ENVIRONMENT.exists() or Path(sys.prefix).resolve() != ENVIRONMENT.resolve():
            raise Failure(f"The tests need more packages: python3 -m pip install -r {TEST_LOCK.name}", 12)
        install(with_tests=True)
    arguments = argv[2:]
    spread = any(argument.startswith(("-n", "--numprocesses", "--pdb", "-h", "--help")) for argument in arguments)
    os.environ.pop("DJANGO_SETTINGS_MODULE", None)
    os.environ |= bytecode(ROOT / ".pytest_cache" / "bytecode")
    os.chdir(ROOT)
    # Three on two cores: one of them is usually waiting for a browser or a child process.
    extra = [] if spread else ["-n", "3", "--dist", "worksteal"]
    os.execv(sys.executable, [sys.executable, "-m", "pytest", *extra, *arguments])


def bytecode(folder: Path) -> dict[str, str]:
    """The environment in which processes share compiled modules, in `folder` where Python was told to write none.

    Many containers say so, and then every process compiles everything anew: four seconds of a core each.
    """
    return {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(folder)} if sys.dont_write_bytecode else {}


def installed(*packages: str) -> bool:
    """Whether every package can be imported here."""
    return all(importlib.util.find_spec(package) for package in packages)


def digest(*files: Path) -> str:
    """A hash over the files' contents (and the version of Python)."""
    sums = hashlib.sha256(sys.version.encode())
    for file in files:
        sums.update(file.read_bytes())
    return sums.hexdigest()[:16]


def enter_environment(argv: list[str], *, with_tests: bool) -> None:
    """Make `.venv` what the lock says and go on inside it; does not return."""
    ENVIRONMENT.mkdir(exist_ok=True)
    with (ENVIRONMENT / "busy").open("w") as busy:
        fcntl.flock(busy, fcntl.LOCK_EX)  # a second command waits until the first one has installed
        install(with_tests=with_tests)
    sys.stdout.flush()
    os.execv(PYTHON, [str(PYTHON), str(ROOT / "manage.py"), *argv[1:]])


def install(*, with_tests: bool) -> None:
    """Install what is not there yet; a stamp with the lock's hash says what is."""
    wanted = {LOCK: ENVIRONMENT / "stamp"}
    if with_tests:
        wanted[TEST_LOCK] = ENVIRONMENT / "stamp-tests"
    missing = {
        lock: stamp
        for lock, stamp in wanted.items()
        if not (PYTHON.exists() and stamp.exists() and stamp.read_text() == digest(lock))
    }
    if not missing:
        return
    if shutil.disk_usage(ROOT).free < ROOM_TO_INSTALL:
        raise Failure(f"The disk is full: make {ROOM_TO_INSTALL // 2**20} MB free in {ROOT} and try again.", 11)
    log = ENVIRONMENT / "install.log"
    log.write_text("")
    with Processes() as processes:

        def run(title, *command):
            processes.run(
                title,
                [str(part) for part in command],
                log=log,
                env={"UV_SYSTEM_CERTS": "1"},
                causes=(DISK_FULL, REGISTRY_AWAY),
            )

        if not PYTHON.exists():
            if not installed("venv", "ensurepip"):
                raise Failure(
                    "Python's venv module is missing: install it (on Debian: apt install python3-venv) and try again.",
                    14,
                )
            run("Making the environment in .venv", sys.executable, "-m", "venv", "--clear", ENVIRONMENT)
        pip = [PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--retries", "1", "--require-hashes"]
        locks = [part for lock in missing for part in ("-r", lock)]
        if not (ENVIRONMENT / "bin" / "uv").exists():
            run("Fetching the installer", *pip, "--only-binary", ":all:", "-r", INSTALLER_LOCK)
        try:
            uv = [ENVIRONMENT / "bin" / "uv", "pip", "install", "--python", PYTHON, "--require-hashes"]
            run("Installing the packages", *uv, *locks)
        except Failure as failure:
            if failure.code == 11:
                raise
            # A mirror that only pip knows of, or a machine that uv does not run on.
            say("That did not work; once more with pip, which takes longer.")
            run("Installing the packages", *pip, *locks)
    for lock, stamp in missing.items():
        stamp.write_text(digest(lock))
