"""A training as the tests use it, and who enrols for it."""

import uuid
from datetime import timedelta

from cms import clock
from cms.models import Region, Sector
from events.actions import training as actions
from events.models import Cohort, Practice, TrainingPlan, TrainingProgramme


def make_training() -> dict:
    """A training with nine practices, three cohorts of twelve, and two sectors that every cohort must have."""
    region = Region.objects.create(slug="waterkant", name_nl="Waterkant")
    plan = TrainingPlan.objects.create(slug="scholing", title="Samen leren", region=region, pot=1000, coach_places=4)
    programme = TrainingProgramme.objects.create(title="Samen leren werken", plan=plan)
    sectors = list(Sector.objects.order_by("pk")[:2])
    programme.sectors.set(sectors)
    practices = [
        Practice.objects.create(programme=programme, name=f"Praktijk {number}", email=f"p{number}@example.org")
        for number in range(1, 10)
    ]
    today = clock.today()
    cohorts = [
        Cohort.objects.create(programme=programme, title=f"Groep {number}", starts_on=today + timedelta(days=number))
        for number in range(3)
    ]
    return {"plan": plan, "programme": programme, "sectors": sectors, "practices": practices, "cohorts": cohorts}


def enrol(course, number, held=False, **fields):
    """Somebody who takes part; `held`: who still has to confirm."""
    values = {
        "name": f"Mens {number}",
        "email": f"mens{number}@example.org",
        "practice": course["practices"][number % 9],
        "sector": course["sectors"][number % 2],
    }
    enrolment = actions.enrol(programme=course["programme"], key=uuid.uuid4(), **(values | fields))
    if not held:
        enrolment.confirm_before = None
        enrolment.save()
    return enrolment


def typed(course, number, code):
    """What a colleague of that number fills in."""
    return {
        "key": uuid.uuid4(),
        "name": f"Collega {number}",
        "email": f"collega{number}@example.org",
        "practice": course["practices"][0].pk,
        "sector": course["sectors"][0].pk,
        "code": code,
    }
