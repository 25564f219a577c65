"""Editors in the admin: words renamed without breaking an address, consent asked beside the field."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from cms.models import Dimension, Region, StandardPage, Theme
from tests.cms import factories

pytestmark = pytest.mark.django_db
WORDS = "/beheer/snippets/cms"


@pytest.fixture
def editor(client):
    from config import roles

    roles.apply()
    user = get_user_model().objects.create_user(email="redactie@example.org")
    user.groups.add(Group.objects.get(name="redactie"))
    client.force_login(user)
    return client


def term(**changes):
    fields = {
        "name_nl": "Gesprek",
        "name_en": "",
        "description_nl": "",
        "description_en": "",
        "slug": "",
        "sort_order": "5",
    }
    return fields | changes


def test_renamed_term_keeps_its_address(editor, client):
    factories.handvat("Nodig uit", dimensions=["meedoen"])
    meedoen = Dimension.objects.get(slug="meedoen")
    address = f"{WORDS}/dimension/edit/{meedoen.pk}/"
    assert editor.get(address).status_code == 200
    assert editor.post(address, term(name_nl="Samen doen", slug="iets-anders")).status_code == 302
    meedoen.refresh_from_db()
    assert (meedoen.slug, meedoen.name_nl) == ("meedoen", "Samen doen")
    html = client.get("/handvatten/?dimensie=meedoen").content.decode()
    assert "Samen doen" in html
    assert "Nodig uit" in html


def test_new_term_gets_its_address_from_its_dutch_name(editor):
    assert editor.get(f"{WORDS}/theme/add/").status_code == 200
    assert editor.post(f"{WORDS}/theme/add/", term(name_nl="Samen eten")).status_code == 302
    assert Theme.objects.get(slug="samen-eten").name_nl == "Samen eten"


def test_second_term_with_the_same_address_is_refused_beside_the_field(editor):
    response = editor.post(f"{WORDS}/theme/add/", term(name_nl="Taal"))
    assert response.status_code == 200
    assert "slug" in response.context["form"].errors
    assert Theme.objects.filter(slug="taal").count() == 1


def test_region_has_a_parent(editor):
    assert editor.get(f"{WORDS}/region/add/").status_code == 200
    parent = Region.objects.get(slug="nederland")
    fields = term(name_nl="Lindestreek", kind="region", parent=str(parent.pk), code="")
    assert editor.post(f"{WORDS}/region/add/", fields).status_code == 302
    assert Region.objects.get(slug="lindestreek").parent == parent


@pytest.mark.parametrize(
    "make", [factories.handvat, factories.example, factories.collection, factories.text, factories.home]
)
def test_every_page_type_opens_in_the_editor(editor, make):
    assert editor.get(f"/beheer/pages/{make().pk}/edit/").status_code == 200


def test_consent_is_asked_on_publishing_and_a_draft_may_lack_it():
    from wagtail.admin.panels import get_edit_handler

    page = factories.example()
    form_class = get_edit_handler(type(page)).get_form_class()
    data = {"title": page.title, "slug": page.slug, "status": "running", "people_named": "on"}
    form = form_class(data, instance=page)
    assert "consent_recorded_on" in form.errors
    draft = form_class(data, instance=page)
    draft.defer_required_fields()
    assert "consent_recorded_on" not in draft.errors


def test_editor_chooses_from_handvatten_in_the_own_language_only():
    from wagtail.admin.panels import get_edit_handler

    handvat, page = factories.handvat(), factories.example()
    form = get_edit_handler(type(page)).get_form_class()(instance=page)
    assert list(form.fields["handvatten"].queryset) == [handvat]


def test_images_that_cannot_be_sorted_while_searching_come_unsorted(editor, client):
    answer = client.get("/beheer/images/?q=boom&ordering=file_size&layout=list", follow=True)
    assert answer.redirect_chain == [("/beheer/images/?q=boom&layout=list", 302)]
    assert "niet op volgorde zetten" in answer.text


@pytest.mark.parametrize("lost", [{}, {"body-count": "zz"}, {"body-count": "2"}])
def test_page_form_that_lost_a_part_on_its_way_is_told_so_and_changes_nothing(editor, client, lost):
    page = StandardPage.objects.filter(locale__language_code="nl").first()
    answer = client.post(f"/beheer/pages/{page.pk}/edit/", {"title": "Anders", "slug": page.slug} | lost)
    assert answer.status_code == 400 and "Dit konden we niet lezen" in answer.text
    page.refresh_from_db()
    assert page.get_latest_revision_as_object().title == page.title != "Anders"
