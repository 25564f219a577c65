"""The organiser's side of evaluations and polls."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from events import evaluation as results
from events import exports
from events.actions import polls
from events.actions.evaluation import open_evaluation
from events.actions.harvest import answer
from events.forms.after import NewPollForm, OpenEvaluationForm
from events.forms.organise.harvest import OutcomeForm
from events.models import Evaluation, PollPoint
from events.views.organise.base import Act, Organise, OrganiseForm, OrganisePage


class AfterMixin(Organise):
    header_icon = "comment"

    def get_success_url(self):
        return reverse("organise:feedback", args=[self.event.public_id])

    get_cancel_url = get_success_url

    def get_crumbs(self):
        return [{"url": self.get_success_url(), "label": _("Peilingen en evaluatie")}]


class Feedback(AfterMixin, OrganisePage):
    """What the room chose, and what people thought of it."""

    template_name = "events/organise/feedback.html"

    def get_page_title(self):
        return _("Peilingen en evaluatie")

    def get_crumbs(self):
        return []

    def get_context_data(self, **kwargs):
        evaluation = Evaluation.objects.filter(event=self.event).first()
        return super().get_context_data(
            **kwargs,
            evaluation=evaluation,
            report=results.report(evaluation) if evaluation else None,
            polls=self.event.polls.prefetch_related("points__ballots"),
        )


class OpenEvaluation(AfterMixin, OrganiseForm):
    form_class = OpenEvaluationForm
    submit_label = gettext_lazy("Zet de evaluatie klaar")
    success_message = gettext_lazy(
        "De evaluatie staat klaar op de pagina van elke deelnemer, vanaf het einde. Wie er was, krijgt er een mail over."
    )

    def get_page_title(self):
        return _("Evaluatie")

    def act(self, form):
        open_evaluation(event=self.event, own=form.own(), actor=self.request.user)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, explanation=standard_questions())


def standard_questions() -> str:
    """Which questions come by themselves, in a sentence."""
    standard = "; ".join(str(text) for _name, _kind, text in results.STANDARD)
    return _("Deze vragen stellen we altijd:") + " " + standard


class EvaluationFile(AfterMixin, View):
    """The answers, or what the columns mean, as CSV."""

    def get(self, request, *args, **kwargs):
        return evaluation_file(get_object_or_404(Evaluation, event=self.event), self.kwargs["kind"])


def evaluation_file(evaluation: Evaluation, kind: str) -> HttpResponse:
    """The answers, or (`codeboek`) what the columns mean, as CSV."""
    kind = "codeboek" if kind == "codeboek" else "antwoorden"
    header, rows = results.codebook(evaluation) if kind == "codeboek" else results.table(evaluation)
    response = HttpResponse(exports.as_csv(header, rows), content_type=exports.CONTENT_TYPES["csv"])
    name = exports.file_name(str(evaluation.subject), "csv")
    response["Content-Disposition"] = f'attachment; filename="{kind}-{name}"'
    response["Cache-Control"] = "no-store"
    return response


class NewPoll(AfterMixin, OrganiseForm):
    form_class = NewPollForm
    success_message = gettext_lazy("De peiling is open.")

    def get_page_title(self):
        return _("Nieuwe peiling")

    def act(self, form):
        polls.make_poll(event=self.event, key=self.key, actor=self.request.user, **form.cleaned_data)


class AnswerPollPoint(AfterMixin, OrganiseForm):
    """Say what was done with a point."""

    form_class = OutcomeForm
    success_message = gettext_lazy("Het antwoord is opgeslagen.")

    @cached_property
    def point(self) -> PollPoint:
        return get_object_or_404(PollPoint, poll__event=self.event, pk=self.kwargs["poll_point"])

    def get_page_title(self):
        return _("Wat is ermee gedaan?")

    def get_initial(self):
        return {"outcome": self.point.outcome, "answer": self.point.answer}

    def act(self, form):
        answer(point=self.point, outcome=form.cleaned_data["outcome"], text=form.cleaned_data["answer"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, explanation=str(self.point))


class ChangePoll(AfterMixin, Act):
    """Close a poll, or let a point in that somebody added."""

    def act(self):
        poll, asked = get_object_or_404(self.event.polls, key=self.kwargs["poll"]), self.request.POST
        pk = asked.get("point", "")
        if pk.isascii() and pk.isdigit() and len(pk) < 18:
            polls.show_point(point=get_object_or_404(poll.points, pk=pk), shown="weg" not in asked)
        else:
            polls.close_poll(poll=poll)
        return _("Opgeslagen.")
