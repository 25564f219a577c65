"""What lists and search cost with a hundred pages and with ten thousand.

Usage: [DATABASE_URL=postgres://…] python tests/benchmarks/many_pages.py [--pages 10000]. Makes two scratch sites of its
own (SQLite in a temporary folder, or databases of its own on that PostgreSQL server, dropped afterwards) with made-up
handvatten and measures views in this process, the best of some tries, so that what else runs on the machine counts
little: milliseconds of CPU and on the clock (which holds what the database server does), queries, and the ratio between
the two. "after a change" is the first answer after something was published, when the process has to count anew. Ends
with 1 when something costs more than it may.
"""

import argparse
import itertools
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
ADDRESSES = {
    "list": "/handvatten/",
    "list, page 5": "/handvatten/?page=5",
    "list, two facets": "/handvatten/?fase=start&dimensie=meedoen",
    "search, rare word": "/zoeken/?q=WOORD300",
    "search, common word": "/zoeken/?q=WOORD3",
    "search, two words": "/zoeken/?q=WOORD3+WOORD40",
    "search with facets": "/zoeken/?q=WOORD3&fase=start&dimensie=meedoen",
    "search, a slip": "/zoeken/?q=SLIP",
    "search, facets only": "/zoeken/?fase=start",
    "one handvat": "/handvatten/pagina-7/",
}
TRIES = 48
MOST_RATIO, MOST_SEARCH, MOST_HANDVAT = 1.5, 150, 15  # times; milliseconds on the clock; milliseconds of CPU


def words(number: int) -> list[str]:
    """Made-up words that look Dutch; the first are used most, as in any language (Zipf)."""
    chance = random.Random(1)
    parts = [
        "ba",
        "wijk",
        "zo",
        "huis",
        "ge",
        "ste",
        "raam",
        "ver",
        "lo",
        "kin",
        "der",
        "pa",
        "muur",
        "te",
        "kel",
        "vin",
    ]
    made = dict.fromkeys("".join(chance.choices(parts, k=chance.randint(2, 4))) for _ in range(number * 3))
    return list(made)[:number]


def fill(pages: int) -> list[str]:
    """Make the pages and the index of a site; returns the words in it, the commonest first."""
    from django.db import connection
    from wagtail.models import Locale, Page

    from cms.facets import FACETS
    from cms.models import HandvatIndexPage, HandvatPage
    from cms.search import rebuild

    chance = random.Random(2)
    known = words(6000)
    odds = list(itertools.accumulate(1 / (rank + 3) for rank in range(len(known))))

    def text(length: int) -> str:
        return " ".join(chance.choices(known, cum_weights=odds, k=length))

    through = {name: HandvatPage._meta.get_field(field).remote_field.through for name, field, _label in FACETS}
    terms = {
        name: list(HandvatPage._meta.get_field(field).related_model.objects.values_list("pk", flat=True))
        for name, field, _label in FACETS
    }
    index = HandvatIndexPage.objects.get(locale=Locale.get_default())
    sample = index.add_child(instance=HandvatPage(title="Pagina 0", slug="pagina-0"))
    first = Page.objects.order_by("-pk").first().pk + 1
    rows = [
        HandvatPage(
            pk=first + number,
            page_ptr_id=first + number,
            title=f"{text(4).capitalize()} {number}",
            draft_title="x",
            slug=f"pagina-{number}",
            url_path=f"{index.url_path}pagina-{number}/",
            path=Page._get_path(index.path, index.depth + 1, number + 1),
            depth=index.depth + 1,
            live=True,
            locale=index.locale,
            content_type=sample.content_type,
            number=number % 5000,
            summary=text(20),
            why=f"<p>{text(90)}</p>",
            how=f"<p>{text(90)}</p>",
        )
        for number in range(1, pages)
    ]
    Page.objects.bulk_create([page_row(row) for row in rows], batch_size=500)
    for row in rows:
        row.save_base(raw=True, force_insert=(HandvatPage,))
    for name, field, _label in FACETS:
        relation = HandvatPage._meta.get_field(field)
        through[name].objects.bulk_create(
            through[name](
                **{f"{relation.m2m_field_name()}_id": row.pk, f"{relation.m2m_reverse_field_name()}_id": term}
            )
            for row in rows
            for term in chance.sample(terms[name], k=min(len(terms[name]), chance.choice((1, 1, 2))))
        )
    Page.objects.filter(pk=index.pk).update(numchild=pages)
    begun = time.process_time()
    number = rebuild()
    if connection.vendor == "postgresql":
        connection.cursor().execute("ANALYZE")  # as autovacuum does within a minute
    print(f"  {number} documents indexed in {time.process_time() - begun:.1f} s of CPU", file=sys.stderr)
    return known


def page_row(row):
    """The part of a handvat that stands in Wagtail's own table."""
    from wagtail.models import Page

    fields = [field.attname for field in Page._meta.concrete_fields if field.attname not in ("id",)]
    return Page(id=row.pk, **{name: getattr(row, name) for name in fields})


def yardstick() -> float:
    """CPU milliseconds of always the same work: how fast this machine is right now, next to its other work."""
    begun = time.process_time()
    sorted(str(number * 7919 % 10007) for number in range(13_000))
    return (time.process_time() - begun) * 1000


def measure() -> dict[str, tuple[float, float, float, int, float]]:
    """By address: CPU milliseconds of an answer, those on the clock, CPU of the first one after a change, queries, and
    the first again in milliseconds of a machine that does the yardstick in five, to compare with another moment."""
    from django.core.cache import caches
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from cms import memory

    known = fill(int(os.environ["BENCH_PAGES"]))
    words = {"WOORD300": known[300], "WOORD40": known[40], "WOORD3": known[3]}
    words["SLIP"] = known[60][:-2] + known[60][:-3:-1]
    client = Client(HTTP_HOST="localhost")
    cpu, clock, cold = defaultdict(list), defaultdict(list), defaultdict(list)
    queries, units = {}, []
    addresses = {name: re.sub("|".join(words), lambda word: words[word[0]], found) for name, found in ADDRESSES.items()}
    for address in addresses.values():
        client.get(address)
    # In turns, so that a slow moment of the machine falls on all alike, and everybody has a quick one.
    for turn in range(TRIES):
        units.append(yardstick())
        for name, address in addresses.items():
            changed = turn % 8 == 7
            if changed:
                memory.renew()
            caches["pages"].clear()
            begun, began = time.process_time(), time.perf_counter()
            assert client.get(address).status_code == 200, address
            (cold if changed else cpu)[name].append((time.process_time() - begun) * 1000)
            if not changed:
                clock[name].append((time.perf_counter() - began) * 1000)
    for name, address in addresses.items():
        client.get(address)  # the last turn was after a change
        with CaptureQueriesContext(connection) as seen:
            caches["pages"].clear()
            client.get(address)
        queries[name] = len(seen)
    pace = min(units) / 5
    return {
        name: (min(cpu[name]), min(clock[name]), min(cold[name]), queries[name], min(cpu[name]) / pace)
        for name in ADDRESSES
    }


def in_a_site_of(pages: int) -> dict:
    """Measure in a process and a folder of their own."""
    folder = Path(tempfile.mkdtemp(prefix="leerspoor-bench-"))
    environment = os.environ | {
        "BENCH_PAGES": str(pages),
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "LEERSPOOR_VAR": str(folder),
        "LEERSPOOR_HOST": "localhost",
        "LEERSPOOR_URL": "http://localhost",
        "LEERSPOOR_ENV_FILE": os.devnull,
        "PAGE_CACHE_SECONDS": "0",
        "LOG_LEVEL": "WARNING",
    }
    server = os.environ.get("DATABASE_URL")
    if server:
        environment["DATABASE_URL"] = f"{server.rpartition('/')[0]}/{_scratch(server, pages)}"
    try:
        manage = Path(__file__).resolve().parents[2] / "manage.py"
        subprocess.run([sys.executable, manage, "migrate", "-v0"], env=environment, check=True)
        answer = subprocess.run(
            [sys.executable, __file__, "--measure"], env=environment, check=True, stdout=subprocess.PIPE, text=True
        )
        return eval(answer.stdout.strip().splitlines()[-1])  # our own output
    finally:
        shutil.rmtree(folder)
        if server:
            _scratch(server, pages, keep=False)


def _scratch(server: str, pages: int, *, keep: bool = True) -> str:
    """The name of a new, empty database for so many pages; with `keep=False` it is only dropped."""
    import psycopg

    name = f"bench_pages_{pages}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name}")
        if keep:
            connection.execute(f"CREATE DATABASE {name}")
    return name


def complaints(few: dict, many: dict) -> list[str]:
    """What costs more than it may."""
    found = []
    for name, (cpu, clock, _cold, queries, effort) in many.items():
        if queries != few[name][3]:
            found.append(f"{name}: {few[name][3]} and {queries} queries")
        if effort > few[name][4] * MOST_RATIO:
            found.append(f"{name}: {effort / few[name][4]:.2f} times as much CPU")
        if name.startswith("search") and clock > MOST_SEARCH:
            found.append(f"{name}: {clock:.0f} ms")
        if name == "one handvat" and cpu > MOST_HANDVAT:
            found.append(f"{name}: {cpu:.1f} ms of CPU")
    return found


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--measure", action="store_true", help="used by the command itself")
    asked = parser.parse_args()
    if asked.measure:
        import django

        django.setup()
        print(repr(measure()))
    else:
        few, many = in_a_site_of(100), in_a_site_of(asked.pages)
        print(f"{'':<22} {'100':>8} {asked.pages:>8}  ratio  on the clock  queries   after a change")
        for name in ADDRESSES:
            one, _clock, one_cold, one_queries, before = few[name]
            two, clock, two_cold, two_queries, after = many[name]
            print(
                f"{name:<22} {one:>6.1f}ms {two:>6.1f}ms  {after / before:>5.2f}    {clock:>6.1f}ms"
                f"     {one_queries:>2} {two_queries:>2}    {one_cold:>6.1f}ms {two_cold:>6.1f}ms"
            )
        over = complaints(few, many)
        sys.exit("\n".join(over) if over else 0)
