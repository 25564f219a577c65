"""Questions and dilemmas: the list, asking, one question with its answers, and the summary by an editor."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from community.actions import conversations
from community.actions.following import follow
from community.actions.refusal import Refused
from community.following import followed_by
from community.forms.conversations import QuestionForm, SummaryForm
from community.models import Conversation, MemberProfile, Summary
from community.questions import questions
from community.rules import conversations as rules
from community.threads import thread
from community.views.conversations import answered, begun


def _crumbs() -> list[dict]:
    return [{"title": _("Vragen"), "url": reverse("questions")}]


def _question(request: HttpRequest, slug: str) -> Conversation:
    """The question, with `is_followed` by this reader."""
    rows = Conversation.objects.filter(kind=Conversation.Kind.QUESTION).select_related("summary")
    return get_object_or_404(rows.annotate(is_followed=followed_by(request.user, "gesprek")), slug=slug)


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """`/vragen/`: what people ask each other."""
    listing = questions(request.GET)
    return render(request, "community/questions/index.html", {"listing": listing, "page_obj": listing.page_obj})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """`/vragen/stel/`: ask something."""
    posted = request.POST if request.method == "POST" else None
    form = QuestionForm(posted, people=rules.people_known_to(request.user), initial={"key": uuid.uuid4()})
    status = 200
    if request.method == "POST" and form.is_valid():
        made, status = begun(request, form)
        if made:
            if form.cleaned_data["follow"]:
                follow(user=request.user, kind="gesprek", target=str(made.pk))
            messages.success(request, _("Je vraag staat er. Je ziet hier de antwoorden zodra ze komen."))
            return redirect("question", made.slug)
    profile = MemberProfile.objects.filter(user=request.user).first()
    context = {"form": form, "crumbs": _crumbs(), "profile": profile}
    return render(request, "community/questions/ask.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """`/vragen/<slug>/`: the summary first, then the answers; and an answer of one's own."""
    found = _question(request, slug)
    seen = thread(found, request.user, request.GET.get("page"))
    form, elsewhere, status = answered(request, found, seen, writes=request.user.is_authenticated and found.is_shown)
    if elsewhere:
        return elsewhere
    summary = getattr(found, "summary", None)
    context = {
        "conversation": found,
        "summary": summary,
        "handvatten": summary.handvatten.live() if summary else [],
        "thread": seen,
        "page_obj": seen.page_obj,
        "form": form,
        "crumbs": _crumbs(),
        "may_summarise": rules.may_summarise(request.user),
    }
    return render(request, "community/questions/question.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def summarise(request: HttpRequest, slug: str) -> HttpResponse:
    """`/vragen/<slug>/samenvatting/`: what an editor makes of the answers."""
    if not rules.may_summarise(request.user):
        raise Http404
    found = _question(request, slug)
    summary = Summary.objects.filter(conversation=found).first()
    form = SummaryForm(request.POST if request.method == "POST" else None, instance=summary)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            conversations.summarise(
                question=found, text=data["text"], handvatten=data["handvatten"], expected_version=data["version"] or 0
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("De samenvatting staat bovenaan."))
            return redirect("question", slug)
    seen = thread(found, request.user, 1)
    crumbs = [*_crumbs(), {"title": found.title, "url": reverse("question", args=[slug])}]
    context = {"form": form, "conversation": found, "thread": seen, "crumbs": crumbs}
    return render(request, "community/questions/summarise.html", context)
