"""The groups have the rights they need and no more, however often they are applied."""

import pytest
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupCollectionPermission, GroupPagePermission, Page

from cms.models import HomePage
from config import roles
from events.models import AgendaPage
from tests.community.factories import ambassador, member

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    """The Dutch home page and its agenda, made when the migrations did not."""
    home = HomePage.objects.filter(locale__language_code="nl").first()
    if not home:
        home = Page.get_first_root_node().add_child(instance=HomePage(title="Start", slug="start-test"))
    agenda = AgendaPage.objects.child_of(home).first() or home.add_child(
        instance=AgendaPage(title="Agenda", slug="agenda-test")
    )
    roles.apply()
    return home, agenda


def rights():
    return (
        {group.name: set(group.permissions.values_list("pk", flat=True)) for group in Group.objects.all()},
        set(GroupPagePermission.objects.values_list("group", "page", "permission")),
        set(GroupCollectionPermission.objects.values_list("group", "collection", "permission")),
    )


def test_every_right_named_exists():
    known = {
        f"{app}.{codename}" for app, codename in Permission.objects.values_list("content_type__app_label", "codename")
    }
    for role in roles.ROLES.values():
        assert set(role.permissions) <= known
        assert {f"wagtailcore.{codename}" for codename in role.pages} <= known


def test_groups_exist_after_migrate():
    assert set(Group.objects.values_list("name", flat=True)) >= set(roles.ROLES)


def test_applying_twice_changes_nothing(tree):
    before = rights()
    roles.apply()
    assert rights() == before


def test_right_added_by_hand_is_taken_away(tree):
    before = rights()
    Group.objects.get(name="moderatie").permissions.add(Permission.objects.get(codename="delete_user"))
    roles.apply()
    assert rights() == before


def test_editor_writes_the_whole_site_but_plans_nothing(client, tree):
    home, agenda = tree
    user = member(groups=["redactie"])
    client.force_login(user)
    assert home.permissions_for_user(user).can_publish() and agenda.permissions_for_user(user).can_edit()
    assert not user.has_perm("events.add_event") and not user.has_perm("events.view_registration")
    assert not user.has_perm("community.approve_ambassadorprofile")
    assert client.get(f"/beheer/pages/{home.pk}/edit/").status_code == 200


def test_organiser_writes_under_the_agenda_only(client, tree):
    home, agenda = tree
    user = member(groups=["organisatie"])
    client.force_login(user)
    assert agenda.permissions_for_user(user).can_add_subpage() and agenda.permissions_for_user(user).can_edit()
    assert not home.permissions_for_user(user).can_edit()
    assert user.has_perm("events.add_event") and user.has_perm("events.view_registration")
    assert not user.has_perm("cms.change_theme") and not user.has_perm("community.approve_ambassadorprofile")
    assert client.get(f"/beheer/pages/{agenda.pk}/edit/").status_code == 200
    assert client.get(f"/beheer/pages/{home.pk}/edit/").status_code == 302


def test_moderator_decides_about_ambassadors_only(client, tree):
    home, agenda = tree
    user = member(groups=["moderatie"])
    client.force_login(user)
    assert not home.permissions_for_user(user).can_edit() and not agenda.permissions_for_user(user).can_edit()
    assert not user.has_perm("events.view_event") and not user.has_perm("events.view_registration")
    assert client.get("/beheer/ambassadeurs/").status_code == 200


@pytest.mark.parametrize("role", ["redactie", "organisatie"])
def test_others_do_not_see_the_profiles(client, role):
    profile = ambassador()
    client.force_login(member(groups=[role]))
    for address in ("/beheer/ambassadeurs/", f"/beheer/ambassadeurs/inspect/{profile.pk}/"):
        response = client.get(address)
        assert response.status_code in (302, 403, 404) and profile.email not in response.content.decode()
    for step in ("goedkeuren", "terugsturen"):
        response = client.post(f"/beheer/ambassadeurs/{profile.pk}/{step}/", {"reason": "zomaar een reden"})
        profile.refresh_from_db()
        assert profile.status == "published"


def test_moderator_approves_and_sends_back(client):
    profile = ambassador()
    type(profile).objects.update(status="applied")
    client.force_login(member(groups=["moderatie"]))
    assert "Goedkeuren" in client.get(f"/beheer/ambassadeurs/inspect/{profile.pk}/").content.decode()
    client.post(f"/beheer/ambassadeurs/{profile.pk}/goedkeuren/")
    profile.refresh_from_db()
    assert profile.status == "published"
    client.post(f"/beheer/ambassadeurs/{profile.pk}/terugsturen/", {"reason": "Je foto mist."})
    profile.refresh_from_db()
    assert profile.status == "draft"


def test_moderator_cannot_show_who_did_not_ask(client):
    profile = ambassador()
    type(profile).objects.update(status="draft")
    client.force_login(member(groups=["moderatie"]))
    client.post(f"/beheer/ambassadeurs/{profile.pk}/goedkeuren/")
    profile.refresh_from_db()
    assert profile.status == "draft"


@pytest.mark.parametrize("role", ["redactie", "organisatie", "moderatie"])
@pytest.mark.parametrize(
    "address", ["/beheer/users/", "/beheer/groups/", "/beheer/settings/", "/beheer/sites/", "/beheer/locales/"]
)
def test_nobody_but_the_administrator_manages_users(client, role, address):
    client.force_login(member(groups=[role]))
    assert client.get(address).status_code in (302, 403, 404)


@pytest.mark.parametrize(
    "address", ["/beheer/users/", "/beheer/users/new/", "/beheer/groups/", "/beheer/account/", "/beheer/ambassadeurs/"]
)
def test_administrator_manages_users(client, address):
    client.force_login(member(superuser=True))
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("groups", [[], ["redactie"]])
def test_role_taken_away_counts_at_the_next_request(client, groups):
    user = member(groups=["moderatie"])
    client.force_login(user)
    assert client.get("/beheer/ambassadeurs/").status_code == 200
    member(groups=groups)
    assert client.get("/beheer/ambassadeurs/").status_code != 200
