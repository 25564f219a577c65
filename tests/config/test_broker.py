"""The embedded broker shows no half-written message to a worker."""

import json
import threading
import uuid

from kombu import Connection

from config import broker

TOTAL = 200


def connection(folder) -> Connection:
    options = {f"data_folder_{way}": str(folder) for way in ("in", "out")} | {"control_folder": str(folder / "control")}
    return Connection("filesystem://", transport_options=options)


def test_message_is_whole_when_it_can_be_seen(tmp_path):
    broker.install()
    half = []
    done = threading.Event()

    def look():
        while not done.is_set():
            for path in tmp_path.glob("*.msg"):
                try:
                    json.loads(path.read_text())
                except ValueError:
                    half.append(path.name)

    watcher = threading.Thread(target=look)
    watcher.start()
    with connection(tmp_path) as link, link.SimpleQueue(f"whole-{uuid.uuid4()}") as queue:
        assert isinstance(link.transport, broker.Transport)
        for number in range(TOTAL):
            queue.put(number)
        done.set()
        watcher.join()
        received = []
        for _number in range(TOTAL):
            message = queue.get(timeout=60)
            received.append(message.payload)
            message.ack()
    assert half == []
    assert sorted(received) == list(range(TOTAL))
