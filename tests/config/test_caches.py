"""The cache on Redis keeps what is costly to make."""

from config.caches import RedisCache


def test_redis_client_is_made_once_and_on_the_given_server():
    client = RedisCache("redis://somewhere:6390/3", {})._cache
    asks = client.get_client("page")
    assert asks is client.get_client("page", write=True)
    assert asks.connection_pool.connection_kwargs["host"] == "somewhere"
    assert asks.connection_pool.connection_kwargs["db"] == 3
