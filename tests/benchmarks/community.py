"""What the overview by mail costs for ten thousand members, and lists and threads with a hundred thousand contributions.

Usage: python tests/benchmarks/community.py [--members 10000] [--posts 100000]. Makes a scratch site of its own (SQLite,
in a temporary folder) with made-up members, groups and questions. Prints the time and the highest memory of one run of
`send_due`, and for each address the median and the 95th percentile of the server's time in milliseconds, and queries.
"""

import argparse
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
TRIES = 20


def fill(members: int, posts: int) -> dict[str, str]:
    """Make the rows of a busy site; returns the addresses to measure."""
    from cms import clock
    from cms.models import Region
    from community.models import Circle, CircleMember, Conversation, Digest, Follow, MemberProfile, Post, SeenBy, User

    chance, now = random.Random(3), clock.now()
    User.objects.bulk_create(
        (User(email=f"lid{number}@example.org", first_name="Lid", last_name=str(number)) for number in range(members)),
        batch_size=1000,
    )
    users = list(User.objects.order_by("pk").values_list("pk", flat=True))
    circles_for = dict.fromkeys((f"{field}_for" for field in MemberProfile.FIELDS), SeenBy.MEMBERS)
    MemberProfile.objects.bulk_create(
        (
            MemberProfile(user_id=pk, name=f"Lid {pk}", role="Werkt ergens", can_help="Meedenken", **circles_for)
            for pk in users
        ),
        batch_size=500,
    )
    regions = list(Region.objects.values_list("pk", flat=True)) or [
        Region.objects.create(slug="hier", name_nl="Hier").pk
    ]
    through = MemberProfile.regions.through
    through.objects.bulk_create(
        (
            through(memberprofile_id=pk, region_id=chance.choice(regions))
            for pk in MemberProfile.objects.values_list("pk", flat=True)
        ),
        batch_size=1000,
    )
    Circle.objects.bulk_create(
        Circle(
            slug=f"groep-{number}",
            name=f"Groep {number}",
            summary="Over werk.",
            access=chance.choice(Circle.Access.values[:2]),
        )
        for number in range(100)
    )
    circles = list(Circle.objects.values_list("pk", flat=True))
    CircleMember.objects.bulk_create(
        (CircleMember(circle_id=chance.choice(circles), user_id=pk) for pk in users), batch_size=1000
    )
    conversations = posts // 10
    Conversation.objects.bulk_create(
        (
            Conversation(
                kind="question" if number % 2 else "topic",
                circle_id=None if number % 2 else chance.choice(circles),
                slug=f"gesprek-{number}",
                title=f"Hoe doen jullie dit, keer {number}?",
                created_at=now - timedelta(days=chance.random() * 365),
                active_at=now - timedelta(days=chance.random() * 365),
                answers=9,
                posted=9,
            )
            for number in range(conversations)
        ),
        batch_size=1000,
    )
    keys = list(Conversation.objects.order_by("pk").values_list("pk", flat=True))
    Post.objects.bulk_create(
        (
            Post(
                conversation_id=keys[number % conversations],
                author_id=chance.choice(users),
                is_opening=number < conversations,
                text="Wij zijn gewoon begonnen, met koffie en twee stoelen. " * 8,
                created_at=now - timedelta(days=chance.random() * 365),
            )
            for number in range(posts)
        ),
        batch_size=1000,
    )
    lively = list(
        Post.objects.filter(created_at__gt=now - timedelta(days=7)).values_list("conversation", flat=True)[:3000]
    )
    Follow.objects.bulk_create(
        (
            follow
            for pk in users
            for follow in (
                Follow(user_id=pk, kind="groep", target=str(chance.choice(circles)), since=now - timedelta(days=60)),
                Follow(user_id=pk, kind="gesprek", target=str(chance.choice(lively)), since=now - timedelta(days=60)),
                Follow(user_id=pk, kind="gesprek", target=str(chance.choice(keys)), since=now - timedelta(days=60)),
            )
        ),
        batch_size=1000,
        ignore_conflicts=True,
    )
    Digest.objects.bulk_create(
        (Digest(user_id=pk, told_until=now - timedelta(days=7), due_at=now) for pk in users), batch_size=1000
    )
    open_circle = Circle.objects.filter(access="open").first()
    topic = open_circle.conversations.first()
    profile = MemberProfile.objects.first()
    return {
        "questions": "/vragen/",
        "questions, last page": "/vragen/?page=99999",
        "question": f"/vragen/{Conversation.objects.filter(kind='question').first().slug}/",
        "groups": "/groepen/",
        "group": f"/groepen/{open_circle.slug}/",
        "topic": f"/groepen/{open_circle.slug}/gesprek/{topic.slug}/",
        "members": "/leden/",
        "members, one facet": "/leden/?hulp=kan-helpen",
        "profile": f"/leden/{profile.public_id}/",
        "own contributions": "/account/bijdragen/",
    }


def measure(members: int, posts: int) -> None:
    """Fill, then time the overview and the pages."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from community.actions import following
    from community.models import User

    addresses = fill(members, posts)
    client = Client(HTTP_HOST="localhost")
    client.force_login(User.objects.order_by("pk").first())
    print(f"{'address':<22} {'median':>8} {'p95':>8}  queries   with {members} members and {posts} posts")
    for name, address in addresses.items():
        client.get(address)
        took = []
        for _try in range(TRIES):
            begun = time.perf_counter()
            assert client.get(address).status_code == 200, address
            took.append((time.perf_counter() - begun) * 1000)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        took.sort()
        print(f"{name:<22} {took[TRIES // 2]:>6.1f}ms {took[int(TRIES * 0.95) - 1]:>6.1f}ms  {len(queries):>2}")
    before, begun, used = _memory(), time.perf_counter(), time.process_time()
    sent = following.send_due()
    took, used = time.perf_counter() - begun, time.process_time() - used
    print(
        f"overview: {sent} mails in {took:.1f} s ({used:.1f} s of processor), memory {before} → {_memory()} MB at most"
    )


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--members", type=int, default=10_000)
    parser.add_argument("--posts", type=int, default=100_000)
    parser.add_argument("--measure", action="store_true", help="used by the command itself")
    asked = parser.parse_args()
    if asked.measure:
        import django

        django.setup()
        measure(asked.members, asked.posts)
    else:
        folder = Path(tempfile.mkdtemp(prefix="leerspoor-bench-"))
        environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "LEERSPOOR_VAR": str(folder),
            "LEERSPOOR_HOST": "localhost",
            "LEERSPOOR_URL": "http://localhost",
            "LEERSPOOR_ENV_FILE": os.devnull,
            "PAGE_CACHE_SECONDS": "0",
            "LOG_LEVEL": "WARNING",
        }
        environment.pop("DATABASE_URL", None)
        try:
            manage = Path(__file__).resolve().parents[2] / "manage.py"
            subprocess.run([sys.executable, manage, "migrate", "-v0"], env=environment, check=True)
            size = ["--members", str(asked.members), "--posts", str(asked.posts)]
            subprocess.run([sys.executable, __file__, "--measure", *size], env=environment, check=True)
        finally:
            shutil.rmtree(folder)
