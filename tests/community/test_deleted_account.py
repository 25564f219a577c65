"""Whose account is deleted, is gone from the list, the search and the kept pages at once."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse

from cms.models import SearchDocument
from community.actions.ambassadors import remove_profile
from community.models import AmbassadorProfile
from tests.community.factories import ambassador, member

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def person(settings, tmp_path):
    """A visible ambassador with an account and a photo."""
    settings.MEDIA_ROOT = tmp_path
    profile = ambassador("Noor Hagens", user=member("noor@example.org"))
    profile.photo.save("noor.webp", ContentFile(b"photo"))
    return profile


@pytest.fixture
def boss(client):
    """An administrator who is logged in."""
    user = member("beheer@example.org", superuser=True)
    client.force_login(user)
    return user


def found() -> list[str]:
    return list(SearchDocument.objects.filter(kind="ambassadeur").values_list("title", flat=True))


def test_deleting_in_the_admin_takes_the_profile_along(client, boss, person, settings):
    settings.PAGE_CACHE_SECONDS = 300
    reader = type(client)()
    assert "Noor Hagens" in reader.get("/ambassadeurs/").content.decode()
    assert found() == ["Noor Hagens", "Noor Hagens"]
    address = reverse("wagtailusers_users:delete", args=[person.user.pk])
    assert client.post(address).status_code == 302
    assert found() == []
    assert "Noor Hagens" not in reader.get("/ambassadeurs/").content.decode()
    assert reader.get(f"/ambassadeurs/{person.slug}/").status_code == 404
    assert not AmbassadorProfile.objects.exists()
    assert not default_storage.exists(person.photo.name)


def test_asking_whether_to_delete_changes_nothing(client, boss, person):
    assert client.get(reverse("wagtailusers_users:delete", args=[person.user.pk])).status_code == 200
    assert found() == ["Noor Hagens", "Noor Hagens"]
    assert default_storage.exists(person.photo.name)


def test_deleting_several_at_once_takes_their_profiles_along(client, boss, person):
    ambassador("Daan Blijft", user=member("daan@example.org"))
    other = member("zonder-profiel@example.org")
    address = reverse("wagtail_bulk_action", args=["community", "user", "delete"])
    asked = f"{address}?id={person.user.pk}&id={other.pk}&next=/beheer/"
    assert client.get(asked).status_code == 200
    assert len(found()) == 4
    assert client.post(asked).status_code == 302
    assert found() == ["Daan Blijft", "Daan Blijft"]


def test_who_may_not_delete_takes_nothing_away(client, person):
    client.force_login(member("redactie@example.org", groups=["redactie"]))
    client.post(reverse("wagtailusers_users:delete", args=[person.user.pk]))
    address = reverse("wagtail_bulk_action", args=["community", "user", "delete"])
    client.post(f"{address}?id={person.user.pk}&next=/beheer/")
    assert len(found()) == 2


def test_removing_twice_is_harmless(person):
    for _time in range(2):
        remove_profile(user=person.user)
    assert (found(), AmbassadorProfile.objects.count()) == ([], 0)
    assert not default_storage.exists(person.photo.name)
