"""A discussion: choosing a method, bringing in a case, the facilitator's look, and the page where it happens."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cms import clock
from community.actions.cases import discussions
from community.actions.cases.entries import looks_back, note_read
from community.actions.refusal import Refused, Stale
from community.cases.method import OWNER, RATING, Method
from community.cases.page import Page, page_for, targets_for
from community.forms.cases.steps import ROLE_NAMES, BeginForm, ChooseForm
from community.forms.cases.texts import CaseForm, EntryForm, LookForm, new_key
from community.models import CaseDiscussion, CaseParticipant, DiscussionMethod
from community.rules import cases as rules
from community.views.cases.base import case_url, confidential, with_case, with_group

State = CaseDiscussion.State


@confidential
@require_safe
@with_group
def choose(request: HttpRequest, group, member) -> HttpResponse:
    """`…/<group>/methode/`: help to choose, by question, mode, time and how safe the group is."""
    form = ChooseForm(request.GET or None)
    methods = list(DiscussionMethod.objects.filter(is_offered=True).prefetch_related("phases"))
    size = len(group.members.all())
    fitting = form.fitting(methods) if request.GET else methods
    context = {
        "group": group,
        "form": form,
        "fitting": [method for method in fitting if method.smallest <= size <= method.largest],
        "other_size": [method for method in fitting if not method.smallest <= size <= method.largest],
        "size": size,
        "is_paused": rules.is_paused(group),
    }
    return render(request, "community/cases/choose.html", context)


@confidential
@require_http_methods(["GET", "HEAD", "POST"])
@with_group
def begin(request: HttpRequest, group, member, method: str) -> HttpResponse:
    """`…/<group>/methode/<method>/`: bring in a case, or begin a method in which the group chooses one."""
    chosen = get_object_or_404(DiscussionMethod, key=method, is_offered=True)
    plain = Method.from_data(chosen.as_data())
    posted = request.POST if request.method == "POST" else None
    initial = {"key": new_key()}
    sessions = group.sessions.filter(starts_at__gte=clock.now(), is_cancelled=False)
    picks = plain.picks is not None
    how = BeginForm(
        posted, method=plain, group=group, but=None if picks else request.user, sessions=sessions, initial=initial
    )
    case = None if picks else CaseForm(posted, initial=initial)
    if posted and how.is_valid() and (picks or case.is_valid()):
        shared = {"group": group, "method": chosen, **how.cleaned_data}
        try:
            if picks:
                discussion = discussions.begin(**shared)
            else:
                words = {name: case.cleaned_data[name] for name in ("title", "question", "story", "is_anonymous")}
                discussion = discussions.bring_in(owner=request.user, **shared, **words)
        except Refused as refused:
            how.add_error(None, str(refused))
        else:
            done = (
                _("De bespreking is begonnen.")
                if picks
                else _("Je casus is ingebracht. De begeleider leest hem eerst.")
            )
            messages.success(request, done)
            return redirect("case", discussion.public_id)
    context = {"group": group, "method": chosen, "plain": plain, "how": how, "case": case, "picks": picks}
    return render(request, "community/cases/begin.html", context)


@confidential
@require_safe
@with_case
def detail(request: HttpRequest, discussion, part) -> HttpResponse:
    """`/intervisie/casus/<case>/`: what you may read, and what is your turn to do. Every reading stands in the log."""
    note_read(discussion=discussion, part=part)
    return show(request, discussion, part)


def show(request: HttpRequest, discussion, part, form=None, look_form=None, status: int = 200) -> HttpResponse:
    """The page of a discussion; `form` is what somebody tried to post."""
    page = page_for(part, discussion)
    phase = discussion.phase
    back = "inbrenger_vorige" in phase.writers and looks_back(part, discussion)
    kind = rules.writable_kind(part, discussion, looks_back=back)
    if form is None and kind and kind != RATING:
        initial = {"key": new_key(), "phase": discussion.phase_number, "answers": request.GET.get("antwoord")}
        form = EntryForm(
            method_phase=phase,
            kind=kind,
            targets=targets_for(kind, page, part),
            hides_all=discussion.is_anonymous,
            initial=initial,
        )
    if rules.may_look(part, discussion) and look_form is None:
        look_form = LookForm(initial={"version": discussion.version})
    context = {
        "discussion": discussion,
        "group": discussion.group,
        "part": part,
        "page": page,
        "form": form,
        "kind": kind,
        "rates": kind == RATING,
        "look_form": look_form,
        "people": people(discussion, part),
        "is_paused": rules.is_paused(discussion.group),
        "may": {
            name: getattr(rules, f"may_{name}")(part, discussion)
            for name in ("move", "undo", "look", "plan", "tell_lesson", "have_proof")
        },
        "is_owner": part.role == OWNER,
        "is_over_time": rules.is_over_time(discussion),
    }
    return render(request, "community/cases/case.html", context, status=status)


def people(discussion: CaseDiscussion, reader: CaseParticipant) -> list[tuple[CaseParticipant, str]]:
    """Who takes part, with what they do. Of an anonymous case the owner stands among the others."""
    return [
        (
            each,
            ROLE_NAMES["deelnemer" if each.role == OWNER and not rules.knows_owner(reader, discussion) else each.role],
        )
        for each in discussion.participants.all()
        if each.user and not each.has_left
    ]


@confidential
@require_http_methods(["GET", "HEAD", "POST"])
@with_case
def change(request: HttpRequest, discussion, part) -> HttpResponse:
    """`…/<case>/wijzigen/`: other words for title, question and (before the group reads it) the story."""
    if part.role != OWNER or discussion.has_ended:
        raise Http404
    waits = discussion.state == State.PROPOSED
    page = page_for(part, discussion)
    form = CaseForm(request.POST if request.method == "POST" else None, initial=_case_initial(discussion, page))
    if not waits:
        for name in ("story", "is_anonymous"):
            del form.fields[name]
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            discussions.change_case(
                discussion=discussion,
                expected_version=data["version"] or 0,
                title=data["title"],
                question=data["question"],
                is_anonymous=data.get("is_anonymous"),
                story=data.get("story"),
            )
        except Stale as stale:
            form.data = form.data.copy()
            form.data["version"] = stale.current.version
            form.add_error(None, str(stale))
        else:
            messages.success(request, _("Je casus is bewaard."))
            return redirect(case_url(discussion))
    context = {"discussion": discussion, "group": discussion.group, "form": form, "page": page}
    return render(request, "community/cases/change_case.html", context)


def _case_initial(discussion: CaseDiscussion, page: Page) -> dict:
    story = next(
        (each for section in page.sections for each in section.entries if each.is_mine and each.entry.kind == "story"),
        None,
    )
    return {
        "key": discussion.key,
        "version": discussion.version,
        "title": page.title,
        "question": page.question,
        "is_anonymous": discussion.is_anonymous,
        "story": story.parts[0][1] if story and story.parts else "",
    }


@confidential
@require_POST
@with_case
def look(request: HttpRequest, discussion, part) -> HttpResponse:
    """`…/<case>/kijken/`: give the case to the group, or back to its owner with a word why."""
    if not rules.may_look(part, discussion):
        raise Http404
    form = LookForm(request.POST)
    try:
        if request.POST.get("step") == "release" and request.POST.get("version", "").isdecimal():
            version = int(request.POST["version"][:9])
            discussions.release(discussion=discussion, by=request.user, expected_version=version)
            messages.success(request, _("De groep kan de casus nu lezen. De eerste fase is begonnen."))
            return redirect(case_url(discussion))
        if form.is_valid():
            discussions.send_back(
                discussion=discussion,
                by=part,
                expected_version=form.cleaned_data["version"],
                note=form.cleaned_data["note"],
            )
            messages.success(request, _("De inbrenger krijgt je vraag."))
            return redirect(case_url(discussion))
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect(case_url(discussion))
    return show(request, discussion, part, look_form=form)
