"""Writing in a discussion, and what the owner does with what others wrote."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from community.actions.cases import entries
from community.actions.refusal import Refused, Stale
from community.cases.method import ROLES, kind_to_write
from community.cases.page import page_for, targets_for
from community.cases.texts import parts_of
from community.forms.cases.texts import LONGEST, EntryForm, entry_form_for
from community.limits import within_limit
from community.models import CaseEntry
from community.privacy import findings, looked_for
from community.rules import cases as rules
from community.views.cases.base import case_url, confidential, with_case
from community.views.cases.discussions import show

CHECKS_PER_MINUTE = 60


@confidential
@require_POST
@with_case
def write(request: HttpRequest, discussion, part) -> HttpResponse:
    """`…/<case>/schrijven/`: post an entry, or keep it as a note of one's own."""
    number = _phase_number(request, discussion)
    phase = discussion.method.phases[number]
    back = "inbrenger_vorige" in phase.writers and entries.looks_back(part, discussion)
    kind = kind_to_write(phase, part.role, looks_back=back)
    if not kind or part.role not in ROLES:
        raise Http404
    page = page_for(part, discussion)
    form = EntryForm(
        request.POST,
        method_phase=phase,
        kind=kind,
        targets=targets_for(kind, page, part),
        hides_all=discussion.is_anonymous,
    )
    if not form.is_valid():
        return show(request, discussion, part, form=form)
    data = form.cleaned_data
    try:
        entry = entries.write(
            discussion=discussion,
            part=part,
            key=data["key"],
            written_in=number,
            kind=kind,
            parts=form.parts,
            is_anonymous=data.get("is_anonymous", False),
            answers=CaseEntry.objects.filter(pk=data.get("answers"), discussion=discussion).first(),
            as_draft=request.POST.get("step") == "keep",
        )
    except Refused as refused:
        form.add_error(None, str(refused))
        return show(request, discussion, part, form=form)
    _say(request, entry, asked=request.POST.get("step") == "keep")
    return redirect(f"{case_url(discussion)}#bijdrage-{entry.pk}")


@confidential
@require_http_methods(["GET", "HEAD", "POST"])
@with_case
def change(request: HttpRequest, discussion, part, contribution: int) -> HttpResponse:
    """`…/<case>/bijdrage/<contribution>/`: other words for one's own entry, while its phase runs."""
    found = get_object_or_404(
        CaseEntry.objects.select_related("author"), discussion=discussion, author=part, pk=contribution
    )
    phase = discussion.method.phases[found.phase_number]
    posted = request.POST if request.method == "POST" else None
    form = entry_form_for(found, phase, parts_of(found, discussion), hides_all=discussion.is_anonymous, data=posted)
    if posted and form.is_valid():
        try:
            entry = entries.change(
                entry=found,
                expected_version=form.cleaned_data["version"] or 0,
                parts=form.parts,
                is_anonymous=form.cleaned_data.get("is_anonymous", False),
                post=posted.get("step") != "keep",
            )
        except Stale as stale:
            form.data = form.data.copy()
            form.data["version"] = stale.current.version
            form.add_error(None, str(stale))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            _say(request, entry, asked=posted.get("step") == "keep")
            return redirect(f"{case_url(discussion)}#bijdrage-{entry.pk}")
    context = {"discussion": discussion, "group": discussion.group, "form": form, "entry": found, "phase": phase}
    return render(request, "community/cases/entry.html", context)


@confidential
@require_POST
@with_case
def treat(request: HttpRequest, discussion, part, contribution: int) -> HttpResponse:
    """`…/<case>/bijdrage/<contribution>/doen/`: take back, mark as usable, or say cold, lukewarm or warm."""
    found = get_object_or_404(CaseEntry.objects.select_related("author"), discussion=discussion, pk=contribution)
    step = request.POST.get("step", "")
    if not rules.may_read(found, part, discussion):
        raise Http404
    if step == "withdraw" and rules.may_withdraw(part, discussion, found):
        entries.withdraw(entry=found, by=part)
        messages.success(request, _("De tekst is weg."))
    elif step in ("mark", "unmark") and rules.may_mark(part, discussion, found):
        entries.mark(entry=found, is_usable=step == "mark")
    elif step in ("cold", "lukewarm", "warm") and rules.may_rate(part, discussion, found):
        entries.rate(entry=found, rating=step)
    else:
        raise Http404
    return redirect(f"{case_url(discussion)}#bijdrage-{found.pk}")


@confidential
@require_POST
def check(request: HttpRequest) -> HttpResponse:
    """`/intervisie/controle/`: what in a text can lead to a person, while it is written. Kept and logged nowhere."""
    if not within_limit("case-check", str(request.user.pk), amount=CHECKS_PER_MINUTE, seconds=60):
        return JsonResponse({"findings": [], "sentence": ""}, status=429)
    text = request.POST.get("text", "")[:LONGEST]
    found = [
        {"kind": each.kind, "start": each.start, "end": each.end, "level": each.level, "advice": each.advice}
        for each in findings(text)
    ]
    return JsonResponse({"findings": found, "sentence": looked_for()})


def _phase_number(request, discussion) -> int:
    """The phase that the form was made for; 404 for one that does not exist or has not been."""
    number = request.POST.get("phase", "")
    if not number.isdecimal() or int(number[:3]) > discussion.phase_number or discussion.state == "a_proposed":
        raise Http404
    return int(number[:3])


def _say(request, entry: CaseEntry, *, asked: bool) -> None:
    if entry.status == CaseEntry.Status.POSTED:
        messages.success(request, _("Je bijdrage staat erbij."))
    elif asked:
        messages.success(request, _("Bewaard als eigen aantekening. Alleen jij ziet dit."))
    else:
        messages.warning(
            request,
            _(
                "De begeleider is intussen verdergegaan. Je tekst is bewaard als eigen aantekening; alleen jij ziet hem."
            ),
        )
