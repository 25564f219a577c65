"""Taking in a list of the social map, in the admin: send it, follow it, and read which rows were refused and why."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cms import clock
from cms.actions.import_offers import ask_import, lines_of
from cms.facets import page_at
from cms.forms import OfferListForm
from cms.models import OfferImport
from cms.social_map.open_data import csv_lines
from cms.social_map.rows import COLUMNS, REQUIRED

PER_PAGE = 100
SECONDS = 3  # after which a page of a running import looks again, for who follows it


def may_import(user) -> bool:
    """Whether this person may take in lists."""
    return user.is_active and user.has_perm("cms.add_offer")


def _admit(request: HttpRequest) -> None:
    if not may_import(request.user):
        raise PermissionDenied


@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """`/beheer/sociale-kaart/inlezen/`: send a list; the lists before it."""
    _admit(request)
    form = OfferListForm(request.POST, request.FILES) if request.method == "POST" else OfferListForm()
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        return redirect("offer_import", ask_import(upload=upload, file_name=upload.name).pk)
    context = {
        "form": form,
        "runs": list(OfferImport.objects.all()[:20]),
        "columns": [(name, name in REQUIRED) for name in COLUMNS],
        "page_title": _("Sociale kaart inlezen"),
        "header_icon": "upload",
    }
    return render(request, "cms/admin/offer_imports.html", context)


@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """`/beheer/sociale-kaart/inlezen/<pk>/`: how far it is, and every refused row. While it runs, `?vanzelf=1`
    looks again every few seconds: only for who asks for it, because a page that reloads throws a reader back to its top."""
    _admit(request)
    run, follows = get_object_or_404(OfferImport, pk=pk), request.GET.get("vanzelf") == "1"
    refused = page_at(run.refused_rows.all(), request.GET.get("page"), PER_PAGE)
    context = {
        "run": run,
        "lines": lines_of(run) if run.is_busy else 0,
        "seconds": max(int((clock.now() - run.created_at).total_seconds()), 0),
        "every": SECONDS,
        "follows": follows,
        "page_obj": refused,
        "page_title": run.file_name,
        "header_icon": "upload",
        "breadcrumbs_items": [{"url": reverse("offer_imports"), "label": _("Sociale kaart inlezen")}],
    }
    response = render(request, "cms/admin/offer_import.html", context)
    if run.is_busy and follows:
        response["Refresh"] = str(SECONDS)
    return response


@require_safe
def refused(request: HttpRequest, pk: int) -> HttpResponse:
    """`/beheer/sociale-kaart/inlezen/<pk>/geweigerd.csv`: the refused rows as a list."""
    _admit(request)
    run = get_object_or_404(OfferImport, pk=pk)
    rows = run.refused_rows.values_list("row", "source_id", "reason").iterator(chunk_size=1000)
    disposition = {"Content-Disposition": 'attachment; filename="geweigerd.csv"'}
    lines = csv_lines([_("rij"), "bron_id", _("reden")], rows)
    return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", headers=disposition)
