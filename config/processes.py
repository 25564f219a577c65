"""Child processes that never outlive their parent. Standard library only."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

GRACE = 1.2  # seconds a child gets between SIGTERM and SIGKILL
PAUSE = 0.05

try:
    LIBC = ctypes.CDLL(None)
except OSError:  # no such thing here
    LIBC = None

# What went wrong, from what a child wrote: words in its output, exit code, what to do.
DISK_FULL = (
    ("No space left on device", "disk is full", "Disk quota exceeded", "No usable temporary directory"),
    11,
    "The disk is full: make room and try again.",
)
REGISTRY_AWAY = (
    (
        "Temporary failure in name resolution",
        "Name or service not known",
        "Failed to establish a new connection",
        "Could not connect",
        "error sending request",
        "Connection refused",
        "ConnectTimeout",
        "ReadTimeout",
        "Read timed out",
        "CERTIFICATE_VERIFY_FAILED",
        "dns error",
        "Cannot connect to proxy",
        "Tunnel connection failed",
    ),
    12,
    "The package registry cannot be reached: check the network (or the mirror and certificates that pip is set to "
    "use) and try again.",
)


class Failure(Exception):
    """Ends the command with one line. Codes: 1 a step failed, 2 wrong use, 10 port taken, 11 disk full, 12 registry
    out of reach, 13 Python too old, 14 no venv module, 15 the data folder is of another kind or in use,
    16 a running part stopped by itself."""

    def __init__(self, text: str, code: int):
        super().__init__(text)
        self.text, self.code = text, code


class Stopped(Exception):
    """Somebody asked us to stop (Ctrl-C, SIGTERM, or the terminal went away)."""


def say(text: str, *, error: bool = False) -> None:
    """One line for whoever is watching; nobody watching is no reason to stop."""
    with contextlib.suppress(OSError):
        print(text, file=sys.stderr if error else sys.stdout, flush=True)


def _die_with_parent() -> None:
    """In the child: when the parent is killed outright, go too (Linux; elsewhere only a proper stop reaches us)."""
    if hasattr(LIBC, "prctl"):
        LIBC.prctl(1, signal.SIGTERM)


@dataclass
class Child:
    """One child: its process, and the log it writes to from `since` (bytes) on."""

    process: subprocess.Popen
    log: Path
    since: int


class Processes:
    """Starts children in process groups of their own, and stops every one of them on the way out of the `with`."""

    def __init__(self):
        self.running: dict[str, Child] = {}
        self.asked_to_stop = False
        self._is_asking = False
        self._handlers = {}

    def __enter__(self):
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            if number == signal.SIGHUP and signal.getsignal(number) == signal.SIG_IGN:
                continue  # nohup
            self._handlers[number] = signal.signal(number, self._ask_to_stop)
        return self

    def __exit__(self, *_):
        self.stop()
        for number, handler in self._handlers.items():
            signal.signal(number, handler)

    def _ask_to_stop(self, *_):
        self.asked_to_stop = True
        if self._is_asking:  # reading what somebody types goes on by itself after a signal
            raise Stopped

    def ask(self, question: str) -> str:
        """What somebody types; raises `Stopped` when they would rather stop (Ctrl-C) or say nothing (Ctrl-D)."""
        self._is_asking = True
        try:
            return input(question).strip()
        except EOFError:
            raise Stopped from None
        finally:
            self._is_asking = False

    def start(self, title: str, command: list[str], *, log: Path, env: dict | None = None) -> None:
        """Start a child under this title; what it says goes to the end of `log`."""
        with log.open("ab") as output:
            since = output.tell()  # before the child, which may have written and gone by the time it has a number
            process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=os.environ | (env or {}),
                start_new_session=True,
                preexec_fn=_die_with_parent,
            )
            self.running[title] = Child(process, log, since)

    def run(self, title: str, command: list[str], *, causes=(DISK_FULL,), **options) -> None:
        """Run a child to its end and tell how long it took; `Failure` when it did not succeed."""
        self.start(title, command, **options)
        self.finish(title, causes=causes)

    def finish(self, *titles: str, causes=(DISK_FULL,)) -> None:
        """Wait for children to end well, telling each as it does; `Failure` when one does not."""
        begun = time.monotonic()
        for title in titles:
            say(f"  {title} ...")
        waiting = set(titles)
        while waiting:
            for title in sorted(waiting):
                child = self.running[title]
                if child.process.poll() is not None:
                    waiting.discard(title)
                    del self.running[title]
                    if child.process.returncode:
                        raise explain(title, child, causes)
                    say(f"  {title}: done in {time.monotonic() - begun:.1f} s")
            if waiting:
                self.pause()

    def pause(self) -> None:
        """A moment's rest; raises `Stopped` when somebody asked for it."""
        if self.asked_to_stop:
            raise Stopped
        time.sleep(PAUSE)

    def check(self) -> None:
        """`Failure` when a running child ended by itself."""
        for title, child in self.running.items():
            if child.process.poll() is not None:
                raise explain(title, child, (DISK_FULL,), code=16)

    def stop(self) -> None:
        """End all children with all their own children, within `GRACE` and a bit."""
        processes = [child.process for child in self.running.values()]
        for process in processes:
            _signal_group(process, signal.SIGTERM)
        limit = time.monotonic() + GRACE
        while time.monotonic() < limit and any(process.poll() is None for process in processes):
            time.sleep(PAUSE)
        for process in processes:
            _signal_group(process, signal.SIGKILL)
            process.wait()
        limit = time.monotonic() + 0.3  # their own children are gone a moment after
        while time.monotonic() < limit and any(_signal_group(process, 0) for process in processes):
            time.sleep(PAUSE)
        self.running.clear()


def _signal_group(process: subprocess.Popen, number: int) -> bool:
    """Signal a child and all its own children; whether any was there. Number 0 only asks."""
    try:
        os.killpg(process.pid, number)
    except (ProcessLookupError, PermissionError):
        return False
    return True


def explain(title: str, child: Child, causes, *, code: int = 1) -> Failure:
    """The failure of a child in words: a known cause in one line, otherwise its last lines."""
    with child.log.open("rb") as log:
        log.seek(child.since)
        text = log.read()[-20_000:].decode(errors="replace")
    for words, known_code, advice in causes:
        if any(word in text for word in words):
            return Failure(advice, known_code)
    last = "\n".join(f"    {line}" for line in text.strip().splitlines()[-8:])
    return Failure(
        f"{title}: stopped with code {child.process.returncode}. More in {child.log}; its last words:\n{last}", code
    )
