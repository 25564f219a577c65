"""One's own data: take it along, or have it taken away. With an account, or by a link in a mail."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from community.actions import conversations
from community.actions.my_data import send_data_link
from community.actions.removal import hand_out, remove_person
from community.data_links import email_of
from community.forms.my_data import AddressForm, MemberRemovalForm, RemovalForm
from community.limits import visitor_address, within_limit
from community.models import User
from community.own_copy import NAME, packed
from community.personal_data import Person, periods, person_of

HOUR, DAY = 3600, 86_400


def data_file(person: Person) -> HttpResponse:
    """All that is kept of a person, to keep: a page to read and the same as JSON, in one file."""
    response = HttpResponse(packed(hand_out(person)), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{NAME}.zip"'
    return response


def with_person(view: Callable) -> Callable:
    """Fetch by the sealed link from the mail, which is also the check of access. It leaks nowhere: no caching, no
    referrer, no indexing; and no cookie adds to it, so there is nothing a cross-site request could borrow."""

    @csrf_exempt
    @never_cache
    @wraps(view)
    def wrapper(request: HttpRequest, token: str) -> HttpResponse:
        if email := email_of(token):
            response = view(request, Person(email), token)
        else:
            response = render(request, "community/my_data/link_ended.html", status=404)
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return wrapper


@login_required
@never_cache
@require_safe
def download(request: HttpRequest) -> HttpResponse:
    """`/account/mijn-gegevens.zip`: everything, in one click."""
    return data_file(person_of(request.user))


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest) -> HttpResponse:
    """`/account/verwijderen/`: what goes, one tick, gone."""
    form = MemberRemovalForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["words"] == MemberRemovalForm.STAY:
            conversations.leave_all_unnamed(user=request.user)
        remove_person(person_of(request.user))
        logout(request)
        messages.success(request, _("Je account en je gegevens zijn verwijderd."))
        return redirect("account_login")
    return render(request, "community/remove_account.html", {"form": form, "kept": hand_out(person_of(request.user))})


@require_safe
def kept(request: HttpRequest) -> HttpResponse:
    """`/wat-we-bewaren/`: how long we keep what, for everybody, as the sweeps do it."""
    return render(request, "community/what_we_keep.html", {"periods": periods()})


@csrf_exempt  # no cookie for readers; the worst a forged request can do is send a mail
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """`/mijn-gegevens/`: ask for the link. The answer does not tell what is kept, or of whom."""
    form, status = AddressForm(request.POST if request.method == "POST" else None), 200
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"].lower()
        seldom = within_limit("my-data-from", visitor_address(request), amount=20, seconds=HOUR)
        if seldom and within_limit("my-data-to", email, amount=3, seconds=DAY):
            send_data_link(email=email, language=get_language())
            return redirect("my_data_asked")
        form.add_error(None, _("Er komt net veel binnen. Probeer het later opnieuw."))
        status = 429
    return render(request, "community/my_data/ask.html", {"form": form}, status=status)


@never_cache
@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    """`/mijn-gegevens/verstuurd/`: look in your mail."""
    return render(request, "community/my_data/asked.html")


@with_person
@require_http_methods(["GET", "HEAD", "POST"])
def by_link(request: HttpRequest, person: Person, token: str) -> HttpResponse:
    """`/mijn-gegevens/<token>/`: what is kept of this address; POST takes it away. With an account that is done there."""
    has_account = User.objects.filter(email__iexact=person.email).exists()
    form = RemovalForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and not has_account and form.is_valid():
        remove_person(person)
        return render(request, "community/my_data/removed.html")
    links = {"back_url": reverse("what_we_keep"), "copy_url": reverse("my_data_copy", args=[token])}
    context = {"email": person.email, "kept": hand_out(person), "form": form, "has_account": has_account}
    return render(request, "community/my_data/kept.html", context | links)


@with_person
@require_safe
def copy_by_link(request: HttpRequest, person: Person, token: str) -> HttpResponse:
    """`/mijn-gegevens/<token>/kopie.zip`: all that is kept of this address."""
    return data_file(person)
