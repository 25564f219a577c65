"""A speaker's own pages, reached by the signed link from the mail; and their picture and material for readers."""

import uuid
from collections.abc import Callable
from copy import copy
from functools import wraps

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_cache_control
from django.utils.text import slugify
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.limits import visitor_address, within_limit
from events import rules
from events.actions import speakers
from events.actions.organise import Conflict
from events.actions.refusal import Refused
from events.forms.speakers import AboutForm, AnswerForm, LetterForm, MaterialForm
from events.models import Speaker, SpeakerMaterial
from events.speaker_group import group_of
from events.speaker_links import speaker_for

LETTERS_PER_HOUR = 10  # from one network
TYPES = {"pdf": "application/pdf", "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation"}


def with_speaker(view: Callable) -> Callable:
    """Fetch by signed link, which is the only authority here: no cookie adds to it, so no form token is needed."""

    @csrf_exempt
    @never_cache
    @wraps(view)
    def wrapper(request: HttpRequest, token: str, **kwargs) -> HttpResponse:
        found = speaker_for(token)
        if found is None:
            response = render(request, "events/link_not_found.html", status=404)
        else:
            response = view(request, found, token, **kwargs)
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return wrapper


@with_speaker
@require_safe
def speaker(request: HttpRequest, speaker: Speaker, token: str) -> HttpResponse:
    """What is asked, my answer, my words, my material, and my group."""
    return _page(request, speaker, token)


@with_speaker
@require_http_methods(["GET", "HEAD", "POST"])
def speaker_answer(request: HttpRequest, speaker: Speaker, token: str) -> HttpResponse:
    """POST answers; a GET (a mail scanner, a reload) only leads to the page with the buttons."""
    if request.method != "POST":
        return redirect("speaker", token=token)
    form = AnswerForm(request.POST)
    if form.is_valid():
        try:
            speakers.answer(speaker=speaker, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            return redirect("speaker", token=token)
    return _page(request, speaker, token, form=form)


@with_speaker
@require_http_methods(["GET", "HEAD", "POST"])
def speaker_about(request: HttpRequest, speaker: Speaker, token: str) -> HttpResponse:
    """My own words and picture, and what others may see of them."""
    if not speaker.is_open:
        return redirect("speaker", token=token)
    form = AboutForm(request.POST or None, request.FILES or None, instance=copy(speaker))
    if request.method == "POST" and form.is_valid():
        try:
            speakers.describe(speaker=speaker, version=form.cleaned_data["version"], **form.values())
        except Conflict as conflict:  # saving again overwrites, now that it was said
            form.data = form.data.dict() | {"version": conflict.current.version}
            form.add_error(None, conflict.message)
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            return redirect("speaker", token=token)
    return render(request, "events/speaker_about.html", _context(speaker, token) | {"form": form})


@with_speaker
@require_http_methods(["GET", "HEAD", "POST"])
def speaker_material(request: HttpRequest, speaker: Speaker, token: str) -> HttpResponse:
    """Send slides or a link; hints come afterwards, with the material on the page."""
    if not speaker.is_open:
        return redirect("speaker", token=token)
    form = MaterialForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            speakers.add_material(speaker=speaker, hints=form.hints, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            return redirect("speaker", token=token)
    return render(request, "events/speaker_material.html", _context(speaker, token) | {"form": form})


@with_speaker
@require_POST
def speaker_material_remove(request: HttpRequest, speaker: Speaker, token: str, material) -> HttpResponse:
    """Take one thing away."""
    if found := speaker.materials.filter(public_id=material).first():
        speakers.remove_material(material=found)
    return redirect("speaker", token=token)


@with_speaker
@require_http_methods(["GET", "HEAD", "POST"])
def speaker_step_back(request: HttpRequest, speaker: Speaker, token: str) -> HttpResponse:
    """GET says what will go, POST does it."""
    if request.method == "POST":
        speakers.step_back(speaker=speaker)
        return redirect("speaker", token=token)
    return render(request, "events/speaker_step_back.html", _context(speaker, token))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def write_speaker(request: HttpRequest, speaker: uuid.UUID) -> HttpResponse:
    """`/sprekers/<id>/bericht/`: a reader writes to a speaker who allows it, without seeing an address."""
    found = get_object_or_404(Speaker.objects.shown().filter(takes_letters=True), public_id=speaker)
    if not rules.has_public_page(found.event):
        raise Http404
    form = LetterForm(request.POST or None, initial={"key": uuid.uuid4()})
    if request.method == "POST" and form.is_valid():
        if not within_limit("speaker-letter", visitor_address(request), amount=LETTERS_PER_HOUR, seconds=3600):
            form.add_error(None, form.FLOOD)
        else:
            user = request.user if request.user.is_authenticated else None
            try:
                speakers.write(speaker=found, language=request.LANGUAGE_CODE, user=user, **form.cleaned_data)
            except Refused as refusal:
                form.add_error(None, refusal.message)
            else:
                return redirect("speaker_written", speaker=found.public_id)
    context = {"speaker": found, "form": form, "event_page": found.event.page_in(get_language())}
    return render(request, "events/write_speaker.html", context)


@require_safe
def speaker_written(request: HttpRequest, speaker: uuid.UUID) -> HttpResponse:
    """It was passed on: the same words for everybody."""
    found = get_object_or_404(Speaker.objects.shown().filter(takes_letters=True), public_id=speaker)
    context = {"speaker": found, "event_page": found.event.page_in(get_language())}
    return render(request, "events/speaker_written.html", context)


@require_safe
def speaker_photo(request: HttpRequest, speaker) -> HttpResponse:
    """The picture, only while it may be seen: one that was taken back is gone at once."""
    found = get_object_or_404(Speaker.objects.shown().filter(shows_photo=True), public_id=speaker)
    if not found.photo or not rules.has_public_page(found.event):
        raise Http404
    return _file(found.photo, "image/webp")


@require_safe
def material(request: HttpRequest, material) -> HttpResponse:
    """A file of a speaker: for everybody where it may be on the page, else for who organises the meeting."""
    found = get_object_or_404(
        SpeakerMaterial.objects.select_related("speaker__event").exclude(file=""), public_id=material
    )
    if not rules.may_see_material(request.user, found):
        raise Http404
    kind = found.file.name.rpartition(".")[2]
    response = _file(found.file, TYPES.get(kind, "application/octet-stream"))
    response["Content-Disposition"] = f'attachment; filename="{slugify(found.name) or "materiaal"}.{kind}"'
    return response


def _file(file, content_type: str) -> HttpResponse:
    try:
        response = FileResponse(file.open(), content_type=content_type)
    except FileNotFoundError:
        raise Http404 from None
    response["X-Content-Type-Options"] = "nosniff"
    patch_cache_control(response, private=True, no_store=True)
    return response


def _page(request: HttpRequest, speaker: Speaker, token: str, *, form: AnswerForm | None = None) -> HttpResponse:
    answered = {"status": speaker.status, "proposal": speaker.proposal}
    context = _context(speaker, token) | {
        "form": form or AnswerForm(initial=answered),
        "materials": speaker.materials.all(),
        "group": group_of(speaker),
    }
    return render(request, "events/speaker.html", context)


def _context(speaker: Speaker, token: str) -> dict:
    page = speaker.event.page_in(get_language())
    return {"speaker": speaker, "event": speaker.event, "token": token, "event_page": page}
