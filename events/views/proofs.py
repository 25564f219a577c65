"""The owner's page of a proof, and the page where anybody checks one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cms import pdf
from community.limits import visitor_address, within_limit
from events import proofs
from events.actions.proofs import ask_for_points, correct_name
from events.actions.refusal import Refused
from events.forms.proofs import CorrectNameForm, PointsForm
from events.links import registration_for, registration_url
from events.models import Proof, Registration
from events.secret_links import proof_for, proof_url
from events.views.signed import by_link

TRIES_PER_HOUR = 60


@never_cache
@require_safe
def check_proof(request: HttpRequest, number: str = "") -> HttpResponse:
    """`/bewijs/` and `/bewijs/<number>/`: whether a proof holds. Of the person only the initials."""
    typed = number or request.GET.get("nummer", "")[:200]
    context = {"typed": typed, "asked": bool(typed.strip())}
    status = 200
    if context["asked"]:
        if not within_limit("check-proof", visitor_address(request), amount=TRIES_PER_HOUR, seconds=3600):
            context["too_many"], status = True, 429
        else:
            proof = proofs.find(typed)
            context["proof"] = proof
            if proof:
                context |= {"event": proof.attendance.event, "hours": proofs.hours_text(proof.minutes)}
    return render(request, "events/check_proof.html", context, status=status)


@by_link(proof_for, "proof")
@require_http_methods(["GET", "HEAD", "POST"])
def my_proof(request: HttpRequest, proof: Proof) -> HttpResponse:
    """`/mijn-bewijs/<token>/`: download it, and spell your name right once."""
    form = CorrectNameForm(request.POST if request.method == "POST" else None, initial={"name": proof.name})
    if request.method == "POST" and form.is_valid():
        try:
            newer = correct_name(proof=proof, name=form.cleaned_data["name"])
        except Refused as refusal:
            form.add_error(refusal.field, refusal.message)
        else:
            return redirect(proof_url(newer, absolute=False))
    link = proof_url(proof, absolute=False)
    context = {"proof": proof, "event": proof.attendance.event, "form": form, "link": link}
    context |= {"hours": proofs.hours_text(proof.minutes), "check": reverse("check_proof_number", args=[proof.number])}
    return render(request, "events/my_proof.html", context)


@by_link(proof_for, "proof")
@require_safe
def my_proof_file(request: HttpRequest, proof: Proof) -> HttpResponse:
    """The PDF; a proof that was taken back has none."""
    if not proof.is_valid:
        return redirect(proof_url(proof, absolute=False))
    return pdf.response(proofs.document(proof), "bewijs-van-deelname.pdf")


@by_link(registration_for)
@require_http_methods(["GET", "HEAD", "POST"])
def my_points(request: HttpRequest, registration: Registration) -> HttpResponse:
    """`/mijn-aanmelding/<token>/punten/`: who wants points gives a number, and may take it back."""
    accreditations = list(registration.event.accreditations.exclude(status="refused").select_related("register"))
    kept = {row.accreditation_id: row for row in registration.register_numbers.all()}
    form = PointsForm(request.POST if request.method == "POST" else None, accreditations=accreditations, kept=kept)
    if request.method == "POST" and form.is_valid():
        try:
            for accreditation, number in form.numbers():
                ask_for_points(registration=registration, accreditation=accreditation, number=number)
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            return redirect(registration_url(registration, absolute=False))
    link = registration_url(registration, absolute=False)
    context = {"registration": registration, "event": registration.event, "form": form, "link": link}
    return render(request, "events/my_points.html", context | {"accreditations": accreditations})
