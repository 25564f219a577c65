"""Training in mixed groups: who takes part, the groups, and what a region plans and pays."""

from events.actions.training.cohorts import add_cohort, change_cohort, close_cohort, finish, without_ambassador
from events.actions.training.enrolling import (
    confirm,
    enrol,
    expire_enrolments,
    forget_enrolments,
    give_voucher,
    place,
    swap,
    withdraw,
)
from events.actions.training.plans import invite_practice, save_plan, save_programme, spend

__all__ = [
    "add_cohort",
    "change_cohort",
    "close_cohort",
    "confirm",
    "enrol",
    "expire_enrolments",
    "finish",
    "forget_enrolments",
    "give_voucher",
    "invite_practice",
    "place",
    "save_plan",
    "save_programme",
    "spend",
    "swap",
    "withdraw",
    "without_ambassador",
]
