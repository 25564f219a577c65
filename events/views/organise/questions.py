"""The organiser's questions to participants, and what people need: access and food."""

from functools import cached_property

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events import rules
from events.actions.details import NEEDS_KEPT
from events.actions.organise.questions import delete_question, save_question
from events.actions.seating import ACTIVE
from events.forms.organise.questions import QuestionForm
from events.models import Answer, ParticipantNeeds, Question
from events.views.organise.base import Confirm, OrganiseForm, OrganisePage


class Questions(OrganisePage):
    """Every question with how often it was answered, and the wishes about access and food, of who still comes."""

    template_name = "events/organise/questions.html"

    def get_page_title(self):
        return _("Vragen en wensen")

    def get_context_data(self, **kwargs):
        given = Answer.objects.filter(registration__status__in=ACTIVE)
        questions = self.event.questions.select_related("depends_on").prefetch_related(Prefetch("answers", given))
        needs = ParticipantNeeds.objects.none()
        if rules.may_see_participants(self.request.user):
            needs = ParticipantNeeds.objects.filter(registration__event=self.event, registration__status__in=ACTIVE)
            needs = needs.select_related("registration")
        wiped = self.event.ends_at + NEEDS_KEPT
        return super().get_context_data(**kwargs, questions=questions, needs=needs, wiped=wiped)


class QuestionPage(OrganiseForm):
    """A question: new without `question` in the address."""

    form_class = QuestionForm
    success_message = gettext_lazy("De vraag is opgeslagen.")

    def get_page_title(self):
        return _("Vraag wijzigen") if "question" in self.kwargs else _("Nieuwe vraag")

    def get_crumbs(self):
        return [{"url": self.get_cancel_url(), "label": _("Vragen en wensen")}]

    def get_form_kwargs(self):
        if "question" in self.kwargs:
            self.row = self.row or get_object_or_404(self.event.questions, pk=self.kwargs["question"])
        return super().get_form_kwargs() | {"event": self.event}

    def act(self, form):
        save_question(
            event=self.event, question=self.row, version=self.version, actor=self.request.user, **form.cleaned_data
        )

    def get_success_url(self):
        return self.get_cancel_url()

    def get_cancel_url(self):
        return reverse("organise:questions", args=[self.event.public_id])

    def get_context_data(self, **kwargs):
        names = [self.event.public_id, self.row.pk] if self.row else []
        return super().get_context_data(
            **kwargs, delete_url=reverse("organise:delete_question", args=names) if names else ""
        )


class DeleteQuestion(Confirm):
    """Confirm, and take a question away with its answers."""

    success_message = gettext_lazy("De vraag is verwijderd.")

    @cached_property
    def question(self) -> Question:
        return get_object_or_404(self.event.questions.select_related("event"), pk=self.kwargs["question"])

    def get_page_title(self):
        return _("Verwijderen")

    def get_question(self):
        return _("Wil je “%(title)s” verwijderen, met alle antwoorden?") % {"title": self.question.label}

    def get_button(self):
        return _("Ja, verwijder")

    def act(self):
        delete_question(question=self.question, actor=self.request.user)

    def get_success_url(self):
        return reverse("organise:questions", args=[self.event.public_id])
