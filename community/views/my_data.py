"""One's own data: take it along, or have it taken away."""

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from community.actions.removal import hand_out, remove_person
from community.forms.my_data import RemovalForm
from community.personal_data import Person, periods, person_of


def data_file(person: Person) -> HttpResponse:
    """All that is kept of a person, as a JSON file to keep."""
    response = JsonResponse(hand_out(person), json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = 'attachment; filename="mijn-gegevens.json"'
    return response


@login_required
@never_cache
@require_safe
def download(request: HttpRequest) -> HttpResponse:
    """`/account/mijn-gegevens.json`: everything, in one click."""
    return data_file(person_of(request.user))


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest) -> HttpResponse:
    """`/account/verwijderen/`: what goes, one tick, gone."""
    form = RemovalForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        person = person_of(request.user)
        remove_person(person)
        logout(request)
        messages.success(request, _("Je account en je gegevens zijn verwijderd."))
        return redirect("account_login")
    return render(request, "community/remove_account.html", {"form": form, "kept": hand_out(person_of(request.user))})


@require_safe
def kept(request: HttpRequest) -> HttpResponse:
    """`/wat-we-bewaren/`: how long we keep what, for everybody, as the sweeps do it."""
    return render(request, "community/what_we_keep.html", {"periods": periods()})
