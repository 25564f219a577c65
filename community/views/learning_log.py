"""`/account/leerlog/`: one's own learning log, and what members share of theirs with a group or a buddy."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cms.facets import page_at
from community.actions import learning_log
from community.actions.refusal import Refused
from community.forms.learning_log import LogForm, ShareForm
from community.models import Circle
from community.rules import learning_log as rules
from community.rules.conversations import Signatures
from community.views.circles import crumbs_of

PER_PAGE = 20


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """`…/leerlog/`: write something down, and read back."""
    form = LogForm(request.POST if request.method == "POST" else None, initial={"key": uuid.uuid4()})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        learning_log.note(user=request.user, key=data["key"], prompt=data["prompt"], text=data["text"])
        messages.success(request, _("Opgeschreven. Alleen jij leest dit."))
        return redirect("learning_log")
    own = rules.log_of(request.user).select_related("shared_with")
    page_obj = page_at(own, request.GET.get("page"), PER_PAGE)
    return render(request, "community/learning_log/index.html", {"form": form, "page_obj": page_obj})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def entry(request: HttpRequest, entry) -> HttpResponse:
    """`…/leerlog/<entry>/`: change it, share it, or tear it out."""
    found = get_object_or_404(rules.log_of(request.user), public_id=entry)
    copy = get_object_or_404(rules.log_of(request.user), public_id=entry)
    form = LogForm(request.POST if request.method == "POST" else None, instance=copy)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            learning_log.rewrite(
                entry=found, prompt=data["prompt"], text=data["text"], expected_version=data["version"] or 0
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Bewaard."))
            return redirect("learning_log")
    context = {"form": form, "entry": found, "share_form": ShareForm(entry=found)}
    return render(request, "community/learning_log/entry.html", context)


@login_required
@require_POST
def share(request: HttpRequest, entry) -> HttpResponse:
    """`…/leerlog/<entry>/delen/`: with one group or one buddy, or with nobody any more."""
    found = get_object_or_404(rules.log_of(request.user), public_id=entry)
    form = ShareForm(request.POST, entry=found)
    if not form.is_valid():
        messages.error(request, _("Kies een groep waar je in zit, of je maatje."))
        return redirect("log_entry", entry)
    readers = form.chosen()
    try:
        learning_log.share(entry=found, **readers)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        said = {"circle": _("De groep kan dit stuk nu lezen."), "buddy": _("Je maatje kan dit stuk nu lezen.")}
        words = [said[kind] for kind, reader in readers.items() if reader]
        messages.success(request, words[0] if words else _("Alleen jij leest dit nu."))
    return redirect("log_entry", entry)


@login_required
@require_POST
def tear_out(request: HttpRequest, entry) -> HttpResponse:
    """`…/leerlog/<entry>/weg/`: for good."""
    learning_log.tear_out(entry=get_object_or_404(rules.log_of(request.user), public_id=entry))
    messages.success(request, _("Het stuk is weg."))
    return redirect("learning_log")


@login_required
@require_safe
def shared(request: HttpRequest, slug: str) -> HttpResponse:
    """`/groepen/<slug>/leerlog/`: what members share with their group."""
    circle = get_object_or_404(Circle.objects.of(request.user), slug=slug)
    page_obj = page_at(rules.shared_in(circle), request.GET.get("page"), PER_PAGE)
    entries = list(page_obj.object_list)
    signatures = Signatures(request.user, [each.user_id for each in entries], among=True)
    context = {
        "circle": circle,
        "page_obj": page_obj,
        "entries": [{"entry": each, "person": signatures.of(each.user_id)} for each in entries],
        "crumbs": crumbs_of(circle),
    }
    return render(request, "community/learning_log/shared.html", context)
