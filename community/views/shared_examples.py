"""Sharing a practice example with everybody, by way of the editors."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from community.actions.refusal import Refused
from community.actions.shared_examples import PARTS, share_example, take_back
from community.forms.shared_examples import AGREED, NOBODY, SharedExampleForm
from community.limits import within_limit
from community.models import SharedExample

MOST_A_DAY, DAY = 10, 24 * 3600


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def share(request: HttpRequest) -> HttpResponse:
    """`/deel-je-voorbeeld/`: write it; the editors make a page of it."""
    form = SharedExampleForm(request.POST if request.method == "POST" else None, initial={"key": uuid.uuid4()})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            if not within_limit("share-example", str(request.user.pk), amount=MOST_A_DAY, seconds=DAY):
                raise Refused(_("Je deelde vandaag al veel voorbeelden. Morgen kun je weer."))
            share_example(
                user=request.user,
                key=given["key"],
                title=given["title"],
                parts={name: given[name] for name in PARTS},
                place=given["place"],
                named=given["people"] != NOBODY,
                agreed=given["people"] == AGREED,
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Dank je wel. De redactie kijkt ernaar; hier zie je hoe het ermee staat."))
            return redirect("own_posts")
    return render(request, "community/share_example.html", {"form": form})


@login_required
@require_POST
def withdraw(request: HttpRequest, shared: uuid.UUID) -> HttpResponse:
    """`/deel-je-voorbeeld/<key>/terug/`: take it back while it is not published."""
    found = get_object_or_404(SharedExample, key=shared, user=request.user)
    if take_back(shared=found):
        messages.success(request, _("Je voorbeeld is weg."))
    else:
        messages.error(request, _("Je voorbeeld staat al op de site. Vraag de redactie om het weg te halen."))
    return redirect("own_posts")
