"""What a process remembers: by several threads at once, and whatever visitors call the site."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.test import RequestFactory

from cms import front_door, memory


class Key(int):
    """Lets another thread go first whenever it is looked up."""

    def __hash__(self):
        time.sleep(0)
        return int(self)


def test_threads_that_push_each_others_keys_out_get_what_they_asked_for():
    def ask(first):
        return [memory.recall(7, Key((first + turn) % 4), lambda: 1) for turn in range(500)]

    with pytest.MonkeyPatch.context() as patch, ThreadPoolExecutor(4) as threads:
        patch.setattr(memory, "MOST", 2)
        assert all(set(answers) == {1} for answers in threads.map(ask, range(4)))
        assert len(memory._remembered) == 2


@pytest.mark.django_db
def test_made_up_ports_push_nothing_out():
    memory.recall(memory.stamp(), "shelf", lambda: "kept")
    for port in range(1, memory.MOST + 2):
        request = RequestFactory().get("/", headers={"host": f"localhost:{port}"})
        front_door.know(request)
        assert request._wagtail_site.is_default_site
    assert memory.recall(memory.stamp(), "shelf", lambda: "made anew") == "kept"
