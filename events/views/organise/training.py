"""The organiser's side of training: programmes, cohorts, coverage, vouchers and the plan's pot."""

from datetime import timedelta

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import View

from cms import clock
from cms.facets import page_at
from events import rules, training
from events.actions import training as actions
from events.actions.evaluation import open_evaluation
from events.actions.refusal import Refused
from events.evaluation import report as evaluation_report
from events.forms.after import OpenEvaluationForm
from events.forms.training import CohortForm, PlaceForm, PlanForm, ProgrammeForm, SpendForm
from events.models import Cohort, Enrolment, Evaluation, Practice, TrainingPlan, TrainingProgramme
from events.views.organise.after import evaluation_file, standard_questions
from events.views.organise.base import Act, Organise, OrganiseForm, OrganisePage

PER_PAGE = 25
VOUCHER_DAYS = 120


class TrainingMixin(Organise):
    """Only who may keep trainings."""

    rule = staticmethod(rules.may_keep_trainings)
    header_icon = "user"

    @cached_property
    def programme(self) -> TrainingProgramme:
        return get_object_or_404(TrainingProgramme, public_id=self.kwargs["programme"])

    @property
    def programme_url(self) -> str:
        return reverse("organise:training", args=[self.kwargs["programme"]])

    def get_crumbs(self):
        crumbs = [{"url": reverse("organise:trainings"), "label": _("Trainingen")}]
        if "programme" in self.kwargs:
            crumbs.append({"url": self.programme_url, "label": self.programme.title})
        return crumbs

    def get_success_url(self):
        return self.programme_url if "programme" in self.kwargs else reverse("organise:trainings")

    get_cancel_url = get_success_url


class Trainings(TrainingMixin, OrganisePage):
    template_name = "events/organise/trainings.html"

    def get_page_title(self):
        return _("Trainingen")

    def get_crumbs(self):
        return []

    def get_context_data(self, **kwargs):
        plans = TrainingPlan.objects.select_related("region")
        return super().get_context_data(**kwargs, programmes=TrainingProgramme.objects.all(), plans=plans)


class Training(TrainingMixin, OrganisePage):
    """One programme: its groups, which practices are covered, and who waits."""

    template_name = "events/organise/training.html"

    def get_page_title(self):
        return self.programme.title

    def get_crumbs(self):
        return [{"url": reverse("organise:trainings"), "label": _("Trainingen")}]

    def get_context_data(self, **kwargs):
        waiting = self.programme.enrolments.filter(cohort=None).select_related("practice", "sector")
        evaluation = Evaluation.objects.filter(programme=self.programme).first()
        covered, fillings = training.coverage(self.programme), training.fillings(self.programme)
        return super().get_context_data(
            **kwargs,
            programme=self.programme,
            fillings=fillings,
            cohorts=[one.cohort for one in fillings if one.has_room],
            open_groups=[one for one in fillings if one.cohort.is_open],
            waiting=waiting,
            covered=covered,
            lacking=sum(not one.ambassadors for one in covered),
            evaluation=evaluation,
            report=evaluation_report(evaluation) if evaluation else None,
        )


class ProgrammeView(TrainingMixin, OrganiseForm):
    """Make or change a programme."""

    form_class = ProgrammeForm
    success_message = gettext_lazy("De training is opgeslagen.")

    def get_page_title(self):
        return _("Training wijzigen") if "programme" in self.kwargs else _("Nieuwe training")

    def get_form_kwargs(self):
        if "programme" in self.kwargs:
            self.row = self.row or self.programme
        return super().get_form_kwargs()

    def act(self, form):
        details = {"version": self.version, "key": self.key, "actor": self.request.user}
        actions.save_programme(programme=self.row, **details, **form.cleaned_data)


class NewCohort(TrainingMixin, OrganiseForm):
    form_class = CohortForm
    success_message = gettext_lazy("De groep is er.")

    def get_page_title(self):
        return _("Nieuwe groep")

    def act(self, form):
        actions.add_cohort(programme=self.programme, key=self.key, actor=self.request.user, **form.cleaned_data)


class ChangeCohort(TrainingMixin, OrganiseForm):
    """Another name, first day or size."""

    form_class = CohortForm
    success_message = gettext_lazy("De groep is gewijzigd.")

    @cached_property
    def cohort(self) -> Cohort:
        return get_object_or_404(Cohort, programme=self.programme, public_id=self.kwargs["cohort"])

    def get_page_title(self):
        return self.cohort.title

    def get_form_kwargs(self):
        self.row = self.row or self.cohort
        return super().get_form_kwargs()

    def act(self, form):
        actions.change_cohort(cohort=self.cohort, version=self.version, actor=self.request.user, **form.cleaned_data)


class _Post(TrainingMixin, Act):
    """One POST that ends on the programme's page."""

    def get_success_url(self):
        return self.programme_url


class CloseCohort(_Post):
    def act(self):
        cohort = get_object_or_404(Cohort, programme=self.programme, public_id=self.kwargs["cohort"])
        actions.close_cohort(cohort=cohort, actor=self.request.user)
        return _("De groep is gesloten.")


class InvitePractice(_Post):
    def act(self):
        practice = get_object_or_404(Practice, programme=self.programme, pk=self.kwargs["practice"])
        sent = actions.invite_practice(practice=practice, actor=self.request.user)
        return _("De uitnodiging is verstuurd.") if sent else _("Deze praktijk was al uitgenodigd.")


class PlaceEnrolment(_Post):
    """Somebody goes to another group, swaps with somebody, or does not take part any longer."""

    def act(self):
        enrolment = get_object_or_404(Enrolment, programme=self.programme, public_id=self.kwargs["enrolment_id"])
        form = PlaceForm(self.request.POST, programme=self.programme)
        if not form.is_valid():
            raise Refused(_("Dat kan niet meer. Kies iets anders."))
        actor, act, what = self.request.user, *form.cleaned_data["to"]
        if act == PlaceForm.LEAVE:
            actions.withdraw(enrolment=enrolment, actor=actor)
            return _("%(name)s doet niet meer mee. De plek is vrij.") % {"name": enrolment.name}
        if act == PlaceForm.SWAP:
            actions.swap(enrolment=enrolment, other=what, actor=actor)
            return _("%(name)s en %(other)s hebben geruild.") % {"name": enrolment.name, "other": what.name}
        actions.place(enrolment=enrolment, cohort=what, actor=actor)
        return _("%(name)s zit nu in %(cohort)s.") % {"name": enrolment.name, "cohort": what.title}


class Finish(_Post):
    """Who of a group finished the training."""

    def act(self):
        cohort = get_object_or_404(Cohort, programme=self.programme, public_id=self.kwargs["cohort"])
        ticked = {str(key) for key in cohort.enrolments.values_list("public_id", flat=True)}
        ticked &= set(self.request.POST.getlist("finished"))
        number = actions.finish(cohort=cohort, finished=ticked, actor=self.request.user)
        message = ngettext(
            "%(count)s persoon heeft de training afgerond.", "%(count)s mensen hebben de training afgerond.", number
        )
        return message % {"count": number}


class OpenEvaluation(TrainingMixin, OrganiseForm):
    """The questions for who finished this training."""

    form_class = OpenEvaluationForm
    submit_label = gettext_lazy("Zet de evaluatie klaar")
    success_message = gettext_lazy("De evaluatie staat klaar voor iedereen die de training afrondt.")

    def get_page_title(self):
        return _("Evaluatie")

    def act(self, form):
        open_evaluation(programme=self.programme, own=form.own(), actor=self.request.user)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, explanation=standard_questions())


class EvaluationFile(TrainingMixin, View):
    """The answers, or what the columns mean, as CSV."""

    def get(self, request, *args, **kwargs):
        return evaluation_file(get_object_or_404(Evaluation, programme=self.programme), self.kwargs["kind"])


class GiveVouchers(_Post):
    """Everybody in the training gets a card for colleagues."""

    def act(self):
        ends_on = clock.today() + timedelta(days=VOUCHER_DAYS)
        people = list(self.programme.enrolments.exclude(cohort=None).filter(confirm_before=None))
        for enrolment in people:
            actions.give_voucher(enrolment=enrolment, ends_on=ends_on)
        return _("%(count)s mensen hebben een voucher.") % {"count": len(people)}


class PlanView(TrainingMixin, OrganiseForm):
    """Make or change a region's plan."""

    form_class = PlanForm
    success_message = gettext_lazy("Het scholingsplan is opgeslagen.")

    def get_page_title(self):
        return _("Scholingsplan")

    def get_form_kwargs(self):
        if "training_plan" in self.kwargs:
            self.row = self.row or get_object_or_404(TrainingPlan, pk=self.kwargs["training_plan"])
        return super().get_form_kwargs()

    def act(self, form):
        actions.save_plan(plan=self.row, version=self.version, actor=self.request.user, **form.cleaned_data)


class Spend(TrainingMixin, OrganiseForm):
    """Take from the pot, with what was taken before."""

    form_class = SpendForm
    template_name = "events/organise/spend.html"
    success_message = gettext_lazy("De uitgave is geboekt.")
    submit_label = gettext_lazy("Boek dit")

    def get_page_title(self):
        return _("Uit de pot")

    @cached_property
    def plan(self) -> TrainingPlan:
        return get_object_or_404(TrainingPlan, pk=self.kwargs["training_plan"])

    def act(self, form):
        actions.spend(plan=self.plan, key=self.key, actor=self.request.user, **form.cleaned_data)

    def get_context_data(self, **kwargs):
        left = _("Er zit nog € %(left)s in de pot.") % {"left": self.plan.left}
        page = page_at(self.plan.spendings.all(), self.request.GET.get("page"), PER_PAGE)
        return super().get_context_data(**kwargs, explanation=left, page_obj=page)
