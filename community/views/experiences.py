"""Telling what came of a handvat."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Locale

from cms.models import HandvatPage, published
from community.actions.experiences import tell
from community.actions.refusal import Refused
from community.forms.experiences import ExperienceForm
from community.limits import visitor_address, within_limit

HOUR = 3600


def _handvat(key: uuid.UUID) -> HandvatPage:
    """The public page of this handvat in the active language."""
    locale = get_object_or_404(Locale, language_code=get_language())
    return get_object_or_404(published(HandvatPage, locale.pk).select_related("locale"), translation_key=key)


def _crumbs(handvat: HandvatPage) -> list[dict]:
    return [{"title": handvat.title, "url": handvat.url}]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, handvat: uuid.UUID) -> HttpResponse:
    """`/toegepast/<handvat>/`: say whether it worked for you."""
    page = _handvat(handvat)
    form = ExperienceForm(request.POST or None, initial={"key": uuid.uuid4()})
    status = 200
    if request.method == "POST" and form.is_valid():
        if within_limit("experience", visitor_address(request), amount=5, seconds=HOUR):
            by = request.user if request.user.is_authenticated else None
            try:
                tell(handvat=page, language=page.text_language, by=by, **form.cleaned_data)
            except Refused as refused:
                form.add_error(None, str(refused))
            else:
                return redirect("experience_told", handvat=handvat)
        else:
            form.add_error(
                None, _("Er komt net veel binnen. Wacht een uur en probeer het dan opnieuw. Je tekst staat hier nog.")
            )
            status = 429
    context = {"form": form, "handvat": page, "crumbs": _crumbs(page)}
    return render(request, "community/experience.html", context, status=status)


@never_cache
@require_safe
def told(request: HttpRequest, handvat: uuid.UUID) -> HttpResponse:
    """`/toegepast/<handvat>/bedankt/`: what happens next."""
    page = _handvat(handvat)
    return render(request, "community/experience_told.html", {"handvat": page, "crumbs": _crumbs(page)})
