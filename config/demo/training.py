"""A demo training with cohorts, a plan with its pot, an evaluation with answers, and a poll with what was done."""

import uuid
from datetime import timedelta

from cms import clock
from cms.models import Region, Sector
from config.demo.content import read
from config.demo.meetings import event_id
from config.demo.people import participants
from events.actions import polls, training
from events.actions.evaluation import open_evaluation
from events.models import (
    Evaluation,
    EvaluationSheet,
    Event,
    Poll,
    PollBallot,
    TrainingPlan,
    TrainingProgramme,
)
from events.notifications import silently


def load() -> int:
    """Make the plan, its training and who takes part, unless they are there; returns how many people enrolled."""
    file = read("training")
    if TrainingPlan.objects.filter(slug=file["plan"]["slug"]).exists():
        return 0
    region = Region.objects.get(slug=file["plan"]["region"])
    values = {name: value for name, value in file["plan"].items() if name not in ("region", "spending")}
    plan = TrainingPlan.objects.create(region=region, **values)
    for row in file["plan"]["spending"]:
        training.spend(plan=plan, key=uuid.uuid4(), **row)
    with silently():
        return sum(_programme(plan, row) for row in file["programme"])


def _programme(plan: TrainingPlan, row: dict) -> int:
    sectors = list(Sector.objects.filter(slug__in=row["sectors"]))
    programme = TrainingProgramme.objects.create(
        plan=plan, **{name: row[name] for name in ("title", "summary", "track", "needs_ambassador")}
    )
    programme.sectors.set(sectors)
    practices = [
        programme.practices.create(name=name, email=f"team{number}@example.com")
        for number, name in enumerate(row["practices"])
    ]
    today = clock.today()
    for number, title in enumerate(row["cohorts"], start=1):
        day = today + timedelta(days=21 * number)
        day += timedelta(days=(2 * number - 1 - day.weekday()) % 7)  # Tuesday, then Thursday
        programme.cohorts.create(title=title, starts_on=day, capacity=row["capacity"])
    people = participants()[: row["people"]]
    for number, (name, email) in enumerate(people):
        enrolment = training.enrol(
            programme=programme,
            key=uuid.uuid4(),
            name=name,
            email=email,
            practice=practices[number % (len(practices) - row["uncovered"])],
            sector=sectors[number % len(sectors)],
            is_ambassador=number < len(practices) - row["uncovered"],
        )
        training.confirm(enrolment=enrolment)
    if first := programme.enrolments.first():
        training.give_voucher(enrolment=first, ends_on=today + timedelta(days=90))
    return len(people)


def load_feedback() -> int:
    """What people said after the past meeting, and a poll; returns how many filled something in."""
    file = read("training")["feedback"]
    event = Event.objects.filter(public_id=event_id(file)).first()
    if event is None or Evaluation.objects.filter(event=event).exists():
        return 0
    evaluation = open_evaluation(event=event)
    EvaluationSheet.objects.bulk_create(EvaluationSheet(evaluation=evaluation, answers=row) for row in file["sheets"])
    made = polls.make_poll(
        event=event, question=file["question"], points=[row["text"] for row in file["points"]], most=2
    )
    votes = 0
    for row, point in zip(file["points"], made.points.all(), strict=True):
        for _ballot in range(row["votes"]):
            PollBallot.objects.create(key=uuid.uuid4(), poll=made).points.add(point)
        point.outcome, point.answer, point.answered_at = row["outcome"], row.get("answer", ""), clock.now()
        point.save()
        votes += row["votes"]
    Poll.objects.filter(pk=made.pk).update(closed_at=event.ends_at)
    return len(file["sheets"]) + votes
