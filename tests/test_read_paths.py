"""Nothing that is closed is read from outside, on any address there is: planted words, and one table of who may read.

`permission_matrix.toml` says which addresses open; this looks at what stands on those that do. Who is inside reads
the same words in `community/test_visibility.py` and `community/cases/test_who_sees_what.py`.
"""

import uuid

import pytest
from django.db import transaction
from django.test import Client

from cms.models import Region
from community.actions.area_roles import offer_role
from community.actions.circles import enter
from community.actions.learning_log import note
from community.actions.maps import make_map
from community.actions.plans import make_plan
from community.actions.posts import put_up
from community.actions.team_sheets import add_line
from community.actions.teams import make_team
from community.models import Idea, Notice, OutgoingMail
from config import roles
from tests.community.factories import ambassador, answered, circle_of, member, said, written_to
from tests.permissions import MATRIX, address, make_objects, make_people, patterns, statuses

pytestmark = pytest.mark.django_db
OUTSIDERS = ("anonymous", "deelnemer", "moderatie", "beheerder")
# Each planted word, and which of the outsiders may read it somewhere.
TABLE = {
    "kanarieteam": set(),
    "kanarieplan": set(),
    "kanariedoel": set(),
    "kanarieregel": set(),
    "kanarieleerlog": set(),
    "kanariekring": set(),
    "kanariegesprek": set(),
    "kanariebericht": set(),
    "kanarieopaanvraag": {*OUTSIDERS},  # everybody may know the door of a group on request
    "kanariedeurgesprek": set(),
    "kanarieintervisie": set(),
    "kanariecasus": set(),
    "kanarieidee": set(),  # nobody confirmed the address it came from
    "kanarieprikbord": set(),
    "kanariebrief": set(),
    "kanarieaanbod": {"beheerder"},  # who keeps the region decides on it
}
LISTS = (
    "/sitemap.xml", "/beheer/", "/beheer/reports/site-history/", "/account/mijn-gegevens.zip",
    "/beheer/pages/search/?q=kanarie", "/beheer/users/?q=kanarie", "/en/zoeken/?q=kanarie",
)  # fmt: skip


@pytest.fixture(scope="module")
def people(module_db):
    roles.apply()
    return make_people()


@pytest.fixture(scope="module")
def objects(people, tmp_path_factory):
    """One of everything, with the closed things in the addresses that can hold them."""
    made = make_objects()
    inside, other = member("binnen@example.org"), member("ook-binnen@example.org")
    team = make_team(user=inside, name="Het kanarieteam")
    plan = make_plan(team=team, source=uuid.uuid4(), kind="checklist", title="Ons kanarieplan", steps=[])
    course = make_map(team=team, goal="Het kanariedoel")
    add_line(team=team, key=uuid.uuid4(), sheet="nodig", text="Een kanarieregel")
    entry = note(user=inside, key=uuid.uuid4(), prompt="tried", text="Mijn kanarieleerlog")
    hidden = circle_of(inside, "hidden", name="De kanariekring")
    enter(hidden, other)
    topic = said(hidden, "Een kanariegesprek", "Over iets.")
    post = answered(topic, "Een kanariebericht", by=other)
    door = circle_of(inside, "on_request", name="Club kanarieopaanvraag", slug="deur")
    said(door, "Een kanariedeurgesprek")
    for model, word, more in ((Idea, "kanarieidee", {}), (Notice, "kanarieprikbord", {"kind": "zoekt"})):
        put_up(model=model, key=uuid.uuid4(), user=None, language="nl", email="wie@example.org", name="Wie",
               title=f"Een {word}", text="Tekst", **more)  # fmt: skip
    written_to(ambassador("Wil Wijs", slug="wil"), message="Een kanariebrief aan jou.")
    region = Region.objects.get(slug=made["slug"])
    offer_role(region=region, user=inside, kind="aandachtsvelder", shows_name=True, words="Een kanarieaanbod")
    values = {"slug": hidden.slug, "topic": topic.slug, "post": post.public_id}
    closed = {
        name: values
        for name, *_rest in patterns()
        if name.startswith(("circle", "topic", "new_topic", "post_", "shared_log"))
    }
    made |= {"team": team.public_id, "plan": plan.public_id, "map": course.public_id, "entry": entry.public_id}
    made["of"] = closed | {"report": {"kind": "bijdrage", "key": str(post.public_id)}} | made["of"]
    return made


def walked(objects, role) -> list[str]:
    """Every address that opens for this role, then the lists, and the search for every word."""
    known = {name: pattern for name, _route, pattern, _ours in patterns()}
    named = [
        name if name.startswith("/") else address(name, known[name], objects)
        for name, row in MATRIX["addresses"].items()
        if "GET" in row and (statuses(row["GET"])[role] == 200 or name in objects["of"])
    ]
    return [*named, *LISTS, *(f"/zoeken/?q={word}" for word in TABLE)]


@pytest.mark.parametrize("role", OUTSIDERS)
def test_what_is_closed_is_read_nowhere_from_outside(role, people, objects):
    client = Client()
    if people[role]:
        client.force_login(people[role])
    cookies = client.cookies.copy()
    leaks, opened = [], 0
    for where in walked(objects, role):
        client.cookies = cookies.copy()
        undone = transaction.atomic()
        undone._from_testcase = True  # views may ask for a durable one inside
        with undone:
            response = client.get(where)
            html = response.getvalue().decode(errors="replace") if response.status_code == 200 else ""
            transaction.set_rollback(True)
        opened += bool(html)
        told = html.replace(where.partition("?q=")[2] or "\0", "")  # a search repeats what was asked for
        leaks += [(word, where) for word, who in TABLE.items() if role not in who and word in told]
    assert leaks == []
    assert opened > 60, opened  # the walk got somewhere


def test_mail_holds_no_closed_words(objects):
    """A letter stands in its own mail; of the rest not a word leaves."""
    written = "".join(f"{mail.subject}{mail.text}" for mail in OutgoingMail.objects.all())
    assert [word for word in TABLE if word in written] == ["kanariebrief"]
