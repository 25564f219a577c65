"""Every address, every method, every role: the answer is the one in `permission_matrix.toml`.

A new address of ours without a row fails the first test. A row is `[url-name]` (or `["/an/address/"]` for what
packages bring) with GET and POST: one status for all roles, or one per role in the order of `roles`.
"""

import copy
import re
from http.cookies import SimpleCookie

import pytest
from django.contrib.auth.backends import ModelBackend
from django.db import transaction
from django.test import Client
from django.utils.safestring import SafeString

from config import roles
from tests.permissions import MATRIX, ROLES, address, make_objects, make_people, patterns, statuses

pytestmark = pytest.mark.django_db


def test_every_address_of_ours_has_a_row():
    ours = {name for name, _route, _pattern, is_ours in patterns() if is_ours}
    ours -= {"wagtail_serve"}  # the pages themselves: who may see those is asked of Wagtail, and tested with them
    assert ours - set(MATRIX["addresses"]) == set()


def test_every_row_is_an_address():
    names = {name for name, *_rest in patterns()}
    assert {name for name in MATRIX["addresses"] if not name.startswith("/")} - names == set()


def test_every_address_of_a_package_stands_under_a_known_prefix():
    known = tuple(MATRIX["prefixes"])
    assert [
        route
        for _name, route, _pattern, is_ours in patterns()
        if not is_ours and not route.removeprefix("en/").startswith(known)
    ] == []


@pytest.fixture(scope="module")
def people(module_db):
    roles.apply()
    return make_people()


@pytest.fixture(scope="module")
def objects(module_db):
    return make_objects()


@pytest.fixture(autouse=True)
def _only_what_decides(monkeypatch, settings):
    """Thousands of requests, so without what never changes a status: drawing the page (which comes after the view has
    decided), looking for a moved page, and fetching the same session, and person with the same rights, each time."""
    monkeypatch.setattr("django.template.backends.django.Template.render", lambda *_, **__: SafeString(""))
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "RedirectMiddleware" not in name]
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
    fetch, known = ModelBackend.get_user, {}

    def get_user(self, pk):
        if pk not in known and (user := fetch(self, pk)):
            user.get_all_permissions()
            known[pk] = user
        return copy.copy(known.get(pk))

    monkeypatch.setattr(ModelBackend, "get_user", get_user)


@pytest.mark.parametrize("role", ROLES)
def test_answers_are_those_in_the_file(role, people, objects):
    user = people[role]
    known = {name: pattern for name, _route, pattern, _ours in patterns()}
    client, cookies = logged_in(user)
    wrong = []
    for name, row in MATRIX["addresses"].items():
        where = name if name.startswith("/") else address(name, known[name], objects)
        for method, cells in row.items():
            client.cookies = SimpleCookie(cookies)
            expected, got = statuses(cells)[role], answer(client, method, where)
            if got != expected:
                wrong.append(f"{method} {name}: {got} in place of {expected}")
    assert wrong == []


def logged_in(user):
    """A client of this person, and the cookies to start every request with."""
    client = Client()
    if user:
        client.force_login(user)
    return client, client.cookies.output(header="", sep=";")


def answer(client, method, where) -> int:
    """The status; what the request changed is undone, so that the next role finds the same."""
    undone = transaction.atomic()
    undone._from_testcase = True  # as the test's own transaction: views may ask for a durable one inside
    with undone:
        status = getattr(client, method.lower())(where).status_code
        transaction.set_rollback(True)
    return status


@pytest.mark.parametrize("role", ["anonymous", "deelnemer", "ambassadeur"])
def test_nothing_in_the_admin_opens_for_members(role, people):
    client, _cookies = logged_in(people[role])
    opened = []
    for _name, route, _pattern, _ours in patterns():
        if route.startswith("beheer/") and not re.search(r"[<(\\$]", route) and route not in MATRIX["open"]:
            for method in ("GET", "POST"):
                if answer(client, method, f"/{route}") not in (302, 403, 404, 405):
                    opened.append((method, route))
    assert opened == []


def test_column_of_roles_is_complete(people):
    assert set(roles.ROLES) < set(ROLES)
    assert people.keys() == set(ROLES)
