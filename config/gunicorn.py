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
    """Load what the first request would load in each worker: the addresses and words of every language. It stays for
    ever, so collecting rubbish need not look at it, and the workers go on sharing it."""
    from django.conf import settings
    from django.urls import reverse
    from django.utils import translation

    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            reverse("agenda_feed")
    gc.collect()
    gc.freeze()


def post_fork(server, worker):
    """A page makes some ten thousand short-lived objects: looking for rubbish every 700 of them is a waste."""
    gc.set_threshold(10_000, 20, 20)
