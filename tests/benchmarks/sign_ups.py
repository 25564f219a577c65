"""How fast people sign up for one limited meeting with one limited break-out, over HTTP.

Usage: DATABASE_URL=postgres://… REDIS_URL=… python tests/benchmarks/sign_ups.py [rate] [seconds] [burst]
(defaults: 25 a second for 20 seconds, then 200 at once). Starts a web server of its own on a migrated database, prints
the seconds that answers took and what everybody was told, and ends with the audit. LEERSPOOR_VAR names its data folder.
"""

import os
import re
import socket
import subprocess
import sys
import threading
import time
import uuid
from collections import Counter
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ["SIGN_UPS_PER_HOUR"] = "0"
SEATS = 100


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def prepare():
    """A meeting with a page; returns it with the path of its form and the field of its round."""
    import django

    django.setup()
    from django.core.management import call_command

    from tests.events.factories import make_event, make_page, make_round

    call_command("migrate", verbosity=0)
    event = make_event(capacity=None, title=f"Meting {uuid.uuid4().hex[:8]}")
    (breakout,) = make_round(event, SEATS)
    return event, make_page(event).url + "aanmelden/", f"round-{breakout.round_id}", breakout


def signs_up(port: int, path: str, fields: dict, told: list) -> None:
    """One person: the form, then the answer to it. Adds the seconds of the answer and its status to `told`."""
    try:
        connection = HTTPConnection("127.0.0.1", port, timeout=60)
        connection.request("GET", path)
        page = connection.getresponse()
        cookie = (page.getheader("Set-Cookie") or "").split(";")[0]
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.read().decode())
        data = fields | {"name": "Iemand", "email": f"{uuid.uuid4().hex}@example.org", "key": str(uuid.uuid4())}
        data["csrfmiddlewaretoken"] = token[1] if token else ""
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookie}
        begun = time.perf_counter()
        connection.request("POST", path, urlencode(data), headers)
        status = connection.getresponse().status
        told.append((time.perf_counter() - begun, status))
    except OSError as error:
        told.append((60.0, type(error).__name__))


def run(port: int, path: str, fields: dict, moments: list[float]) -> list:
    """People who arrive at these moments (seconds from now); returns (seconds, status) of each."""
    told: list = []
    threads = [threading.Thread(target=signs_up, args=(port, path, fields, told)) for _moment in moments]
    begun = time.perf_counter()
    for moment, thread in zip(moments, threads, strict=True):
        time.sleep(max(0.0, begun + moment - time.perf_counter()))
        thread.start()
    for thread in threads:
        thread.join()
    seconds = sorted(second for second, _status in told)
    print(
        f"{len(told)} people: middle {seconds[len(seconds) // 2]:.2f} s, p95 {seconds[int(len(seconds) * 0.95)]:.2f} s, "
        f"slowest {seconds[-1]:.2f} s, all in {time.perf_counter() - begun:.1f} s, "
        f"answers {dict(Counter(status for _second, status in told))}",
        flush=True,
    )
    return told


def main(rate: float = 25, seconds: float = 20, burst: int = 200) -> None:
    event, path, field, breakout = prepare()
    from django.db import connection

    from events.audit import violations
    from events.models import Place

    fields = {field: f"{breakout.pk}-wachtlijst"}
    port = free_port()
    server = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "gunicorn",
            "--config",
            "config/gunicorn.py",
            "--bind",
            f"127.0.0.1:{port}",
            "config.wsgi",
        ],
        cwd=ROOT,
    )
    try:
        for _try in range(100):
            with socket.socket() as one:
                if one.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.2)
        print(f"{connection.vendor}; one person first:", end=" ")
        run(port, path, fields, [0.0])
        run(port, path, fields, [number / rate for number in range(int(rate * seconds))])
        run(port, path, fields, [0.0] * int(burst))
    finally:
        server.terminate()
        server.wait()
    places = Place.objects.of(event, breakout)
    print(f"break-out: {places.seats().count()} seats of {SEATS}, {places.waiting().count()} wait; audit:", end=" ")
    print(f"{len(list(violations()))} violations")


if __name__ == "__main__":
    main(*map(float, sys.argv[1:]))
