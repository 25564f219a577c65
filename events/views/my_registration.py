"""The participant's own pages, reached by the signed link from the mail."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from community.actions.removal import hand_out, remove_person
from community.forms.my_data import RemovalForm
from community.models import User
from community.personal_data import Person
from community.views.my_data import data_file
from events import rules
from events.actions import change
from events.actions.refusal import Refused
from events.actions.sign_up import accept_offer, confirm
from events.actions.wishes import wish
from events.forms.sign_up import BreakoutsForm, WishesForm
from events.links import registration_for, registration_url
from events.models import Admission, Registration, is_helped
from events.participants import went_on_alone
from events.preferences import my_wishes
from events.programme import Programme
from events.views.signed import by_link

with_registration = by_link(registration_for, not_found="events/link_not_found.html")


@with_registration
@require_safe
def my_registration(request: HttpRequest, registration: Registration) -> HttpResponse:
    """Where I stand: my places, my position in the queue, the meeting link when it is time."""
    return shown(request, registration)


@with_registration
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_registration(request: HttpRequest, registration: Registration) -> HttpResponse:
    """POST confirms; a GET (a mail scanner, a reload) only leads to the page with the button."""
    if request.method == "POST":
        try:
            confirm(registration=registration)
        except Refused as refusal:
            return shown(request, registration, refusal)
    return back_to(registration)


@with_registration
@require_http_methods(["GET", "HEAD", "POST"])
def answer_offer(request: HttpRequest, registration: Registration) -> HttpResponse:
    """POST says yes to the seat that is kept; a GET only leads to the page with the button."""
    if request.method == "POST":
        try:
            accept_offer(registration=registration)
        except Refused as refusal:
            return shown(request, registration, refusal)
    return back_to(registration)


@with_registration
@require_http_methods(["GET", "HEAD", "POST"])
def switch_attendance(request: HttpRequest, registration: Registration) -> HttpResponse:
    """POST changes between the room and online."""
    if request.method == "POST":
        try:
            change.switch(registration=registration, attends=request.POST.get("attends", ""))
        except Refused as refusal:
            return shown(request, registration, refusal)
    return back_to(registration)


@with_registration
@require_http_methods(["GET", "HEAD", "POST"])
def cancel_registration(request: HttpRequest, registration: Registration) -> HttpResponse:
    """GET asks once, POST cancels."""
    if request.method != "POST":
        if not rules.may_change(registration):
            return back_to(registration)
        return render(request, "events/cancel_registration.html", context_of(registration))
    try:
        change.cancel(registration=registration)
    except Refused as refusal:
        return shown(request, registration, refusal)
    return back_to(registration)


@with_registration
@require_http_methods(["GET", "HEAD", "POST"])
def choose_breakouts(request: HttpRequest, registration: Registration) -> HttpResponse:
    """Choose other break-outs; the rest of the form is kept when one filled up meanwhile."""
    programme = Programme(registration.event, registration)
    if not rules.may_change(registration) or not programme.to_choose:
        return back_to(registration)
    admission = Admission.of(registration.event)
    if admission.by_wish:
        return _wishes(request, registration, admission, programme)
    form = BreakoutsForm(request.POST or None, programme=programme)
    if request.method == "POST" and form.is_valid():
        try:
            change.choose(registration=registration, choices=form.choices())
        except Refused as refusal:
            form.programme = Programme(registration.event, registration)
            form.add_error(refusal.field, refusal.message)
        else:
            return back_to(registration)
    context = context_of(registration) | {"form": form}
    return render(request, "events/choose_breakouts.html", context)


def _wishes(
    request: HttpRequest, registration: Registration, admission: Admission, programme: Programme
) -> HttpResponse:
    """The same address while places are given by wish: rank them anew."""
    if not admission.takes_wishes:
        return back_to(registration)
    mine: dict[int, list[int]] = {}
    for round_id, breakout_id in registration.wishes.order_by("rank").values_list("round", "breakout"):
        mine.setdefault(round_id, []).append(breakout_id)
    form = WishesForm(request.POST or None, programme=programme, wishes=mine)
    if request.method == "POST" and form.is_valid():
        try:
            wish(registration=registration, wishes=form.wishes())
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        else:
            return back_to(registration)
    return render(request, "events/rank_breakouts.html", context_of(registration) | {"form": form})


@with_registration
@require_safe
def my_data_file(request: HttpRequest, registration: Registration) -> HttpResponse:
    """All that is kept of this address, as a file."""
    return data_file(Person(registration.email))


@with_registration
@require_http_methods(["GET", "HEAD", "POST"])
def my_data(request: HttpRequest, registration: Registration) -> HttpResponse:
    """What is kept of this address; POST takes it away. Who has an account does that there, logged in."""
    person = Person(registration.email)
    has_account = User.objects.filter(email__iexact=registration.email).exists()
    form = RemovalForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and not has_account and form.is_valid():
        remove_person(person)
        return render(request, "community/my_data/removed.html")
    link = registration_url(registration, absolute=False)
    links = {"back_url": link, "copy_url": f"{link}gegevens.zip"}
    whose = registration.name if is_helped(registration) else person.email
    context = {"email": whose, "kept": hand_out(person), "form": form, "has_account": has_account}
    return render(request, "community/my_data/kept.html", context | links)


def shown(request: HttpRequest, registration: Registration, refusal: Refused | None = None) -> HttpResponse:
    """The person's page, with what was refused on top."""
    if refusal:
        registration.refresh_from_db()
    context = context_of(registration) | {"refusal": refusal}
    return render(request, "events/my_registration.html", context)


def back_to(registration: Registration) -> HttpResponse:
    """To the person's page."""
    return redirect(registration_url(registration, absolute=False))


def context_of(registration: Registration) -> dict:
    """What every page of a participant shows."""
    admission = Admission.of(registration.event)
    return {
        "admission": admission,
        "wishes": my_wishes(registration, admission) if admission.method != Admission.Method.FIRST_COME else {},
        "registration": registration,
        "left_alone": registration.is_active and went_on_alone(registration),
        "event": registration.event,
        "programme": Programme(registration.event, registration),
        "link": registration_url(registration, absolute=False),
        "may_change": rules.may_change(registration),
        "may_see_meeting_link": rules.may_see_meeting_link(registration),
        "link_opens_at": registration.event.starts_at - rules.JOIN_OPENS,
        "event_page": registration.event.page_in(get_language()),
    }
