"""Joint statements: reading, signing for an organisation, and the team's work on them."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.actions import statements
from community.actions.refusal import Refused
from community.forms.statements import DeliveryForm, SignForm, StatementForm
from community.limits import within_limit
from community.models import Signature, Statement
from community.rules import statements as rules
from community.statement_links import signature_for
from community.statement_totals import totals
from community.views.action_centre import crumb

DAY = 86_400


def _crumbs() -> list[dict]:
    return [crumb(), {"title": _("Gezamenlijke verklaringen"), "url": reverse("statements")}]


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """`/actiecentrum/verklaringen/`: what organisations say together."""
    context = {
        "statements": list(rules.statements_visible_to(request.user)),
        "may_decide": rules.may_decide(request.user),
        "crumbs": [crumb()],
    }
    return render(request, "community/statements/index.html", context)


@require_safe
def detail(request: HttpRequest, statement: uuid.UUID) -> HttpResponse:
    """`…/<id>/`: the text, who signed, totals per sector, and to whom it was brought."""
    return _show(request, _statement(request, statement), DeliveryForm())


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: HttpRequest, statement: uuid.UUID) -> HttpResponse:
    """`…/<id>/tekenen/`: sign for an organisation; its registered contact confirms."""
    found = _statement(request, statement)
    if not found.is_open:
        raise Http404
    form = SignForm(request.POST or None, organisations=rules.organisations_to_sign_for())
    status = 200
    if request.method == "POST" and form.is_valid():
        organisation = form.cleaned_data["organisation"]
        try:
            if not _may_mail(request, organisation.pk):
                status = 429
                raise Refused(_("Er is vandaag al vaak getekend. Wacht tot morgen."))
            signature = statements.sign(statement=found, organisation=organisation, by=request.user)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            said = _("Je handtekening staat.") if signature.confirmed_at else _("Jullie contact kreeg een mail.")
            messages.success(request, said)
            return redirect("statement", statement)
    crumbs = [*_crumbs(), {"title": found.title, "url": reverse("statement", args=[statement])}]
    context = {"statement": found, "form": form, "crumbs": crumbs}
    return render(request, "community/statements/sign.html", context, status=status)


@login_required
@require_POST
def withdraw(request: HttpRequest, signature: uuid.UUID) -> HttpResponse:
    """`…/handtekening/<id>/intrekken/`: take back what one signed oneself."""
    found = get_object_or_404(Signature.objects.select_related("statement"), public_id=signature)
    if not rules.may_withdraw(request.user, found):
        raise Http404
    try:
        statements.withdraw(signature=found)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("De handtekening is ingetrokken."))
    return redirect("statement", found.statement.public_id)


@csrf_exempt  # the secret in the address is the only authority here, and no cookie adds to it
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def signature(request: HttpRequest, contact_link: str) -> HttpResponse:
    """`…/contact/<contact_link>/`: the registered contact confirms or withdraws."""
    found = signature_for(contact_link)
    if not found:
        return render(request, "community/action_centre/link_not_found.html", status=404)
    refusal = ""
    if request.method == "POST":
        act = {"confirm": statements.confirm, "withdraw": statements.withdraw}.get(request.POST.get("step"))
        try:
            found = act(signature=found) if act else found
        except Refused as refused:
            refusal = str(refused)
    context = {"signature": found, "statement": found.statement, "refusal": refusal, "crumbs": _crumbs()}
    response = render(request, "community/statements/signature.html", context)
    response["Referrer-Policy"], response["X-Robots-Tag"] = "no-referrer", "noindex, nofollow"
    return response


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, statement: uuid.UUID | None = None) -> HttpResponse:
    """`…/nieuw/` and `…/<id>/wijzigen/`: the team writes, until somebody signs."""
    if not rules.may_decide(request.user):
        raise Http404
    found = _statement(request, statement) if statement else None
    form = StatementForm(request.POST if request.method == "POST" else None, initial=_initial(found))
    if request.method == "POST" and form.is_valid():
        try:
            kept = statements.write(statement=found, **form.values())
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("statement", kept.public_id)
    return render(request, "community/statements/write.html", {"statement": found, "form": form, "crumbs": _crumbs()})


@login_required
@require_POST
def start(request: HttpRequest, statement: uuid.UUID) -> HttpResponse:
    """`…/<id>/openen/`: from now on organisations sign."""
    if not rules.may_decide(request.user):
        raise Http404
    statements.open_for_signing(statement=_statement(request, statement))
    messages.success(request, _("Organisaties kunnen nu tekenen."))
    return redirect("statement", statement)


@login_required
@require_POST
def deliver(request: HttpRequest, statement: uuid.UUID) -> HttpResponse:
    """`…/<id>/bezorgd/`: write down to whom it was brought."""
    if not rules.may_decide(request.user):
        raise Http404
    found = _statement(request, statement)
    form = DeliveryForm(request.POST)
    if not form.is_valid():
        return _show(request, found, form)
    statements.deliver(statement=found, **form.cleaned_data)
    messages.success(request, _("Dat is bewaard."))
    return redirect("statement", statement)


def _may_mail(request: HttpRequest, organisation: int) -> bool:
    """Count one more signature: each brings the organisation's contact a mail, and taking it back another."""
    person = within_limit("sign-by", str(request.user.pk), amount=10, seconds=DAY)
    return person and within_limit("sign-for", str(organisation), amount=5, seconds=DAY)


def _statement(request: HttpRequest, public_id: uuid.UUID) -> Statement:
    return get_object_or_404(rules.statements_visible_to(request.user), public_id=public_id)


def _initial(found: Statement | None) -> dict:
    if not found:
        return {}
    return {
        "title": found.title,
        "text": found.text,
        "last_day": timezone.localdate(found.closes_at),
        "barriers": found.barriers.all(),
        "version": found.version,
    }


def _show(request: HttpRequest, found: Statement, form) -> HttpResponse:
    user = request.user
    own = found.signatures.filter(signed_by=user, withdrawn_at=None) if user.is_authenticated else []
    context = {
        "statement": found,
        "totals": totals(found),
        "barriers": list(found.barriers.public()),
        "deliveries": list(found.deliveries.all()),
        "own": list(own.select_related("organisation")) if own else [],
        "may_decide": rules.may_decide(user),
        "form": form,
        "crumbs": _crumbs(),
    }
    return render(request, "community/statements/detail.html", context)
