"""`/prikbord/`: what people seek and offer, and answering without seeing an address."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from community import action_centre
from community.actions import notices
from community.actions.refusal import Refused
from community.forms.contact import ContactForm
from community.forms.notices import NoticeForm
from community.limits import visitor_address, within_limit
from community.models import Notice
from community.views.action_centre import put_up_with

HOUR = 3600


def _crumbs() -> list[dict]:
    return [{"title": _("Prikbord"), "url": reverse("notices")}]


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The board, by kind, sector and region."""
    return render(request, "community/notices/index.html", {"listing": action_centre.notices(request.GET)})


@require_safe
def detail(request: HttpRequest, notice: uuid.UUID) -> HttpResponse:
    """`…/<id>/`: one notice."""
    context = {"notice": _notice(notice), "crumbs": _crumbs()}
    return render(request, "community/notices/detail.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """`…/nieuw/`: hang one up."""
    form = NoticeForm(request.POST or None, user=request.user, initial={"key": uuid.uuid4()})
    return put_up_with(request, form, Notice, "community/notices/new.html", {"crumbs": _crumbs()})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, notice: uuid.UUID) -> HttpResponse:
    """`…/<id>/antwoord/`: write to whoever hung it there."""
    found = _notice(notice)
    user = request.user
    known = {"name": user.get_full_name(), "email": user.email} if user.is_authenticated else {}
    form = ContactForm(request.POST or None, initial=known | {"key": uuid.uuid4()})
    form.fields["email"].help_text = _("De ander ziet dit adres en kan je daarop antwoorden.")
    status = 200
    if request.method == "POST" and form.is_valid():
        if _within_limits(request, found):
            try:
                notices.answer(notice=found, language=get_language(), **form.cleaned_data)
            except Refused as refused:
                form.add_error(None, str(refused))
            else:
                return redirect("notice_answered", notice)
        else:
            form.add_error(
                None,
                _("Er zijn net veel berichten verstuurd. Wacht een uur en probeer het dan. Je tekst staat hier nog."),
            )
            status = 429
    crumbs = [*_crumbs(), {"title": found.title, "url": reverse("notice", args=[notice])}]
    context = {"notice": found, "form": form, "crumbs": crumbs}
    return render(request, "community/notices/answer.html", context, status=status)


@never_cache
@require_safe
def answered(request: HttpRequest, notice: uuid.UUID) -> HttpResponse:
    """`…/<id>/verstuurd/`: what happens next."""
    return render(request, "community/notices/answered.html", {"notice": _notice(notice), "crumbs": _crumbs()})


def _notice(public_id: uuid.UUID) -> Notice:
    found = Notice.objects.public().select_related("region").prefetch_related("sectors")
    return get_object_or_404(found, public_id=public_id)


def _within_limits(request: HttpRequest, notice: Notice) -> bool:
    """Five answers an hour from one network address, twenty an hour to one notice."""
    visitor = within_limit("answer-from", visitor_address(request), amount=5, seconds=HOUR)
    return visitor and within_limit("answer-to", str(notice.pk), amount=20, seconds=HOUR)
