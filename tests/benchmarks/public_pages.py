"""What a public page costs, kept and not kept, against a running site.

Usage: python tests/benchmarks/public_pages.py [port]. Prints status, bytes over the wire, median and best in
milliseconds. `/healthz` is the yardstick: a bare view with one query.
"""

import http.client
import statistics
import sys
import time

PAGES = ["/", "/handvatten/", "/praktijkvoorbeelden/", "/agenda/", "/ambassadeurs/"]


def measure(connection, path, times, **headers):
    """One line of figures for `times` requests, one after the other."""
    took = []
    for _ in range(times):
        begun = time.perf_counter()
        connection.request("GET", path, headers={"Accept-Encoding": "br, gzip"} | headers)
        answer = connection.getresponse()
        size = len(answer.read())
        took.append((time.perf_counter() - begun) * 1000)
    return f"{answer.status}  {size:>7} B  median {statistics.median(took):7.2f} ms  best {min(took):7.2f} ms"


if __name__ == "__main__":
    connection = http.client.HTTPConnection("127.0.0.1", int(sys.argv[1]) if len(sys.argv) > 1 else 8000)
    print(f"{'/healthz':<24} view    {measure(connection, '/healthz', 200)}")
    for path in PAGES:
        print(f"{path:<24} kept    {measure(connection, path, 200)}")
        # A message cookie goes past what is kept, without a session to look up.
        print(f"{path:<24} made    {measure(connection, path, 15, Cookie='messages=x')}")
