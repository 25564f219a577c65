"""Where a note taker writes down what a group found, on a phone, by the signed link from the mail."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from events.actions import harvest
from events.actions.refusal import Refused
from events.forms.harvest import FORMS, form_for
from events.models import GroupNote, NoteItem
from events.secret_links import note_for, note_url
from events.views.signed import by_link

CHOICES = {kind.value: kind.label for kind in FORMS}


@by_link(note_for, "note_token")
@require_http_methods(["GET", "HEAD", "POST"])
def group_note(request: HttpRequest, note: GroupNote) -> HttpResponse:
    """`/oogst/<token>/`: what is noted so far, and a form for one point more. POST keeps that point."""
    kind = request.GET.get("soort", "")
    form = form_for(kind)(request.POST if request.method == "POST" else None, initial={"key": uuid.uuid4()})
    if request.method == "POST" and form.is_valid():
        try:
            item = harvest.save_item(note=note, key=form.cleaned_data["key"], **form.values())
        except Refused as refusal:
            form.add_error(refusal.field, refusal.message)
        else:
            return redirect(f"{_path(note)}?soort={item.kind}&bewaard={item.key}#punten")
    return _page(request, note, form)


@by_link(note_for, "note_token")
@require_http_methods(["GET", "HEAD", "POST"])
def note_item(request: HttpRequest, note: GroupNote, point: uuid.UUID) -> HttpResponse:
    """`/oogst/<token>/punten/<point>/`: change one point, or (by POST with `weg`) take it out."""
    item = get_object_or_404(note.items, key=point)
    kept = {name: getattr(item, name) for name in ("title", "text", "url", "by", "consent", "due_on", "version")}
    form = form_for(item.kind)(request.POST if request.method == "POST" else None, initial=kept | {"key": item.key})
    try:
        if request.method == "POST" and "weg" in request.POST:
            harvest.delete_item(note=note, item=item)
            return redirect(_path(note))
        if request.method == "POST" and form.is_valid():
            version = form.cleaned_data["version"]
            harvest.save_item(note=note, item=item, version=version, key=item.key, **form.values())
            return redirect(f"{_path(note)}?bewaard={item.key}#punten")
    except Refused as refusal:
        item.refresh_from_db()
        typed = request.POST.copy()
        typed["version"] = item.version
        form = form_for(item.kind)(typed, initial=kept)
        form.is_valid()
        form.add_error(None, refusal.message)
    return render(request, "events/note_item.html", _context(note) | {"form": form, "item": item})


@by_link(note_for, "note_token")
@require_POST
def hand_in_note(request: HttpRequest, note: GroupNote) -> HttpResponse:
    """The notes are done."""
    try:
        harvest.hand_in(note=note)
    except Refused as refusal:
        return _page(request, note, form_for("")(initial={"key": uuid.uuid4()}), refusal)
    return redirect(_path(note))


@by_link(note_for, "note_token")
@require_POST
def reopen_note(request: HttpRequest, note: GroupNote) -> HttpResponse:
    """Go on writing."""
    harvest.reopen(note=note)
    return redirect(_path(note))


def _path(note: GroupNote) -> str:
    return note_url(note, absolute=False)


def _context(note: GroupNote) -> dict:
    return {"note": note, "event": note.event, "link": _path(note)}


def _page(request: HttpRequest, note: GroupNote, form, refusal: Refused | None = None) -> HttpResponse:
    items = list(note.items.prefetch_related("harvested__page"))
    for item in items:
        item.became = [tied.page for tied in item.harvested.all()]
    context = _context(note) | {
        "items": items,
        "form": form,
        "kind": form.kind,
        "kinds": [(value, label, f"?soort={value}#nieuw") for value, label in CHOICES.items()],
        "kept": request.GET.get("bewaard", ""),
        "refusal": refusal,
        "steps": _steps(note, items),
    }
    return render(request, "events/group_note.html", context)


def _steps(note: GroupNote, items: list[NoteItem]) -> list[tuple[str, bool]]:
    """How far the notes are: each step with whether it is done."""
    pages = [page for item in items for page in item.became]
    return [
        (_("Punten bewaard"), bool(items)),
        (_("Ingeleverd"), note.is_handed_in),
        (_("In een concept van de redactie"), bool(pages)),
        (_("Op de site"), any(page.live for page in pages)),
    ]
