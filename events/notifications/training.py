"""What we mail about training. Every function queues one mail in the transaction of the change it tells of."""

from django.utils import timezone, translation
from django.utils.formats import date_format

from cms import clock
from community import mail
from events import entries
from events.models import Enrolment, Practice, Voucher
from events.notifications import is_silent
from events.secret_links import enrolment_url, training_url


def confirm_enrolment(enrolment: Enrolment) -> None:
    """Somebody enrolled with this address: is it theirs? At most once an hour, so that nobody can flood an inbox."""
    _tell("training_confirm", enrolment, f"{enrolment.pk}:{clock.now():%Y%m%d%H}")


def enrolled(enrolment: Enrolment) -> None:
    """They are enrolled: in a group, or waiting for one. At most once an hour."""
    _tell("training_enrolled", enrolment, f"{enrolment.pk}:{clock.now():%Y%m%d%H}")


def hold_expired(enrolment: Enrolment) -> None:
    """They did not confirm in time, and are forgotten."""
    again = training_url(enrolment.programme)
    _tell("training_expired", enrolment, f"{enrolment.pk}", again=again)


def placed(enrolment: Enrolment) -> None:
    """They have a place in a group now, or another one than before."""
    _tell("training_placed", enrolment, f"{enrolment.pk}:{enrolment.cohort_id}:{clock.now():%Y%m%d%H%M%S}")


def first_day_moved(enrolment: Enrolment) -> None:
    """Their group begins on another day."""
    _tell("training_moved", enrolment, f"{enrolment.pk}:{enrolment.cohort.starts_on}:{clock.now():%Y%m%d%H%M%S}")


def voucher_given(enrolment: Enrolment, voucher: Voucher) -> None:
    """They may win colleagues for the training: the code, and where the card to print is."""
    if enrolment.name:
        _tell("training_voucher", enrolment, f"{voucher.pk}", voucher=voucher)


def evaluation_opened(enrolment: Enrolment) -> None:
    """They finished before there were questions about the training; now there are."""
    _tell("training_finished", enrolment, f"{enrolment.pk}:evaluation")


def finished(enrolment: Enrolment) -> None:
    """They finished the training; on their page they can say what they thought of it. Once, however often it is ticked."""
    _tell("training_finished", enrolment, f"{enrolment.pk}")


def ambassador_wanted(practice: Practice) -> None:
    """A practice has nobody in the training who spreads it among colleagues."""
    if is_silent():
        return
    with translation.override("nl"):
        mail.queue(
            key=f"training_ambassador:{practice.pk}",
            template="mail/events/training_ambassador",
            to_email=practice.email,
            to_name=practice.name,
            context={
                "name": mail.display_name(practice.name),
                "title": practice.programme.title,
                "practice": practice.name,
                "link": training_url(practice.programme),
            },
        )


def _tell(name: str, enrolment: Enrolment, key: str, **context) -> None:
    if is_silent():
        return
    hold = enrolment.confirm_before and timezone.localtime(enrolment.confirm_before)
    with translation.override(enrolment.language):
        mail.queue(
            key=f"{name}:{key}",
            template=f"mail/events/{name}",
            to_email=enrolment.email,
            to_name=enrolment.name,
            language=enrolment.language,
            context={
                **context,
                "name": mail.display_name(enrolment.name),
                "title": enrolment.programme.title,
                "cohort": enrolment.cohort,
                "hold_day": entries.day(hold) if hold else "",
                "hold_time": date_format(hold, "H:i") if hold else "",
                "link": enrolment_url(enrolment),
            },
        )
