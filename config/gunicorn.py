"""How the web server runs; `WEB_CONCURRENCY` (worker processes), `WEB_THREADS` and `LEERSPOOR_BIND` change it."""

import gc
import os

bind = os.environ.get("LEERSPOOR_BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
worker_class = "gthread"
preload_app = True  # one load for all workers, which then share its memory
graceful_timeout = 1
timeout = 60
keepalive = 5
control_socket_disable = True
max_requests = 10_000
max_requests_jitter = 1_000
limit_request_line = 8190


def when_ready(server):
    """What was loaded once stays for ever: collecting rubbish need not look at it, and the workers go on sharing it."""
    gc.collect()
    gc.freeze()


def post_fork(server, worker):
    """A page makes some ten thousand short-lived objects: looking for rubbish every 700 of them is a waste."""
    gc.set_threshold(10_000, 20, 20)
