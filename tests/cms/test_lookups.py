"""Numbers out of range in a list: found nowhere, and explained in forms."""

import pytest
from django import forms

from cms.models import Audience, Theme

pytestmark = pytest.mark.django_db
TOO_MUCH = 10**20


def test_number_out_of_range_is_in_no_row_and_the_others_are_found():
    theme = Theme.objects.create(slug="buurt", name_nl="Buurt")
    assert list(Theme.objects.filter(pk__in=[theme.pk, TOO_MUCH, -TOO_MUCH])) == [theme]
    assert not Theme.objects.filter(pk__in=[TOO_MUCH]).exists()
    assert theme in Theme.objects.exclude(pk__in=[TOO_MUCH])
    assert list(Theme.objects.filter(pk__in=Theme.objects.filter(slug="buurt").values("pk"))) == [theme]


@pytest.mark.parametrize(
    ("address", "field"), [("/nieuwsbrief/aanmelden/", "regions"), ("/nieuwsbrief/aanmelden/", "audiences")]
)
def test_form_with_a_number_out_of_range_says_so(client, address, field):
    answer = client.post(address, {"email": "lezer@example.org", "consent": "on", field: [str(TOO_MUCH)]})
    assert answer.status_code == 200 and answer.context["form"].errors[field]


def test_choice_that_is_there_stays_a_choice():
    chosen = Audience.objects.first()
    field = forms.ModelMultipleChoiceField(Audience.objects.all())
    assert list(field.clean([str(chosen.pk)])) == [chosen]
    with pytest.raises(forms.ValidationError):
        field.clean([str(chosen.pk), str(TOO_MUCH)])
