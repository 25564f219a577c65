"""What the tests of the organisers' pages share. Imports of ours stand in the fixtures: Django is set up after this."""

import copy

import pytest


@pytest.fixture
def organiser(client, settings):
    """An organiser who is logged in."""
    from tests.events.organisers import member

    settings.SECOND_FACTOR_FOR_STAFF = False
    user = member()
    client.force_login(user)
    return user


@pytest.fixture(scope="module")
def planned_meeting(module_db):
    """A meeting with a page, a plenary part, a round of two break-outs and one participant in the first."""
    from tests.events.factories import confirmed, make_event, make_page, make_plenary, make_round

    event = make_event()
    make_page(event)
    item = make_plenary(event)
    first, second = make_round(event, 2, 5)
    person = confirmed(event, first, name="Anke Anders", email="anke@example.org")
    return {"event": event, "item": item, "first": first, "second": second, "person": person}


@pytest.fixture
def meeting(planned_meeting):
    """`planned_meeting` for one test to change."""
    return copy.deepcopy(planned_meeting)


@pytest.fixture(scope="module")
def module_training(module_db):
    """A training with nine practices, three cohorts of twelve, and two sectors that every cohort must have."""
    from tests.events.trainings import make_training

    return make_training()


@pytest.fixture
def course(module_training):
    """`module_training` for one test to change."""
    return copy.deepcopy(module_training)
