"""What stays of a discussion: the plan, the log, the proof of attendance, and the lesson for others."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cms import clock, pdf
from community.actions.cases import outcome
from community.actions.cases.deadlines import AFTER_PLAN
from community.actions.refusal import Refused, Stale
from community.cases.texts import plan_of
from community.forms.cases.texts import LessonForm, PlanForm, new_key
from community.models import CaseLesson
from community.rules import cases as rules
from community.views.cases.base import case_url, confidential, with_case

LINES = 50


@confidential
@require_http_methods(["GET", "HEAD", "POST"])
@with_case
def plan(request: HttpRequest, discussion, part) -> HttpResponse:
    """`…/<case>/plan/`: what the owner is going to do, and when to look back."""
    if not rules.may_plan(part, discussion):
        raise Http404
    day = discussion.look_back_on or clock.today() + AFTER_PLAN
    initial = {"plan": plan_of(discussion), "look_back_on": day, "version": discussion.version}
    form = PlanForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            outcome.make_plan(
                discussion=discussion,
                expected_version=data["version"],
                plan=data["plan"],
                look_back_on=data["look_back_on"],
            )
        except Stale as stale:
            form.data = form.data.copy()
            form.data["version"] = stale.current.version
            form.add_error(None, str(stale))
        else:
            messages.success(request, _("Je plan is bewaard."))
            return redirect(case_url(discussion))
    return render(
        request, "community/cases/plan.html", {"discussion": discussion, "group": discussion.group, "form": form}
    )


@confidential
@require_safe
@with_case
def log(request: HttpRequest, discussion, part) -> HttpResponse:
    """`…/<case>/logboek/`: who read the case, who moved it, and who came from outside, newest first."""
    lines = Paginator(discussion.log.select_related("user"), LINES).get_page(request.GET.get("page"))
    context = {
        "discussion": discussion,
        "group": discussion.group,
        "page_obj": lines,
        "names_readers": rules.names_readers(part, discussion),
    }
    return render(request, "community/cases/log.html", context)


@confidential
@require_safe
@with_case
def proof(request: HttpRequest, discussion, part) -> HttpResponse:
    """`…/<case>/bewijs/`: proof of attendance as a PDF; nothing of the case stands in it."""
    if not rules.may_have_proof(part, discussion):
        raise Http404
    day = date_format(timezone.localtime(discussion.closed_at), "j F Y")
    data = {
        "title": _("Bewijs van deelname aan intervisie"),
        "summary": str(part.user),
        "sections": [
            {
                "heading": _("Wat"),
                "items": [
                    _("Methode: %(name)s") % {"name": discussion.method.name},
                    _("Afgerond op: %(day)s") % {"day": day},
                    _("Duur volgens de methode: %(minutes)s minuten") % {"minutes": discussion.method.minutes},
                    _("Nummer: %(number)s") % {"number": discussion.public_id},
                ],
            },
            {
                "heading": _("Goed om te weten"),
                "paragraphs": [
                    _("De inhoud van intervisie is vertrouwelijk en wordt gewist. Dit is geen diploma."),
                ],
            },
        ],
    }
    return pdf.response(pdf.make("cms/typst/page.typ", data), "bewijs-intervisie.pdf")


@confidential
@require_http_methods(["GET", "HEAD", "POST"])
@with_case
def lesson(request: HttpRequest, discussion, part) -> HttpResponse:
    """`…/<case>/les/`: the lesson without the case, for the editors."""
    if not rules.may_tell_lesson(part, discussion):
        raise Http404
    told = CaseLesson.objects.filter(discussion=discussion).first()
    form = LessonForm(request.POST if request.method == "POST" else None, initial={"key": new_key()})
    if request.method == "POST" and not told and form.is_valid():
        data = dict(form.cleaned_data)
        data.pop("group_agrees")
        try:
            outcome.tell_lesson(discussion=discussion, by=request.user, **data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Bedankt. De redactie kijkt de les na, en maakt er misschien een handvat van."))
            return redirect(case_url(discussion))
    context = {"discussion": discussion, "group": discussion.group, "form": form, "told": told}
    return render(request, "community/cases/lesson.html", context)
