"""The cache on Redis."""

from functools import cached_property

import redis  # noqa: F401  (Django would load it at the first question, in each web worker again)
from django.core.cache.backends import redis as backend


class _KeptClient(backend.RedisCacheClient):
    @cached_property
    def _kept(self):
        return super().get_client(write=True)

    def get_client(self, key=None, *, write=False):
        return self._kept


class RedisCache(backend.RedisCache):
    """Django's own, for one server, with a client that stays. Django makes a new one for every question, which costs
    twice what asking costs, for each page that a reader opens."""

    def __init__(self, server, params):
        super().__init__(server, params)
        self._class = _KeptClient
