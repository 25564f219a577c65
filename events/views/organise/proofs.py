"""The organiser's side of proofs and points."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import View

from cms.facets import page_at
from events import exports, proofs
from events.actions import proofs as actions
from events.attendance import Hours
from events.forms.proofs import AccreditationForm, RevokeForm, TermsForm
from events.models import Accreditation, Proof, ProofTerms
from events.views.organise.attendance import AttendanceMixin
from events.views.organise.base import Act, OrganiseForm, OrganisePage

PER_PAGE = 50
USUAL_SHARE = 0.8  # of the net time, as a first suggestion for the minimum


class ProofsMixin(AttendanceMixin):
    header_icon = "doc-full-inverse"

    @property
    def proofs_url(self) -> str:
        return reverse("organise:proofs", args=[self.event.public_id])

    def get_crumbs(self):
        return [{"url": self.proofs_url, "label": _("Bewijzen en punten")}]

    def get_success_url(self):
        return self.proofs_url

    get_cancel_url = get_success_url

    @cached_property
    def accreditation(self) -> Accreditation:
        found = self.event.accreditations.select_related("register", "event")
        return get_object_or_404(found, pk=self.kwargs["accreditation"])


class Proofs(ProofsMixin, OrganisePage):
    """Who got a proof, and per register who gets points."""

    template_name = "events/organise/proofs.html"

    def get_page_title(self):
        return _("Bewijzen en punten")

    def get_crumbs(self):
        return []

    def get_context_data(self, **kwargs):
        given = Proof.objects.filter(attendance__event=self.event).select_related("attendance").order_by("-pk")
        page = page_at(given, self.request.GET.get("page"), PER_PAGE)
        registers = [(one, proofs.register_list(one)) for one in self.event.accreditations.select_related("register")]
        return super().get_context_data(
            **kwargs,
            terms=ProofTerms.objects.filter(event=self.event).first(),
            page_obj=page,
            proofs=page.object_list,
            registers=registers,
        )


class Terms(ProofsMixin, OrganiseForm):
    form_class = TermsForm
    success_message = gettext_lazy("De voorwaarden zijn opgeslagen.")

    def get_page_title(self):
        return _("Wie krijgt een bewijs?")

    def get_form_kwargs(self):
        self.row = self.row or ProofTerms.objects.filter(event=self.event).first()
        return super().get_form_kwargs()

    def get_initial(self):
        return {} if self.row else {"minimum_minutes": int(Hours.of(self.event).net * USUAL_SHARE)}

    def act(self, form):
        actions.save_terms(event=self.event, actor=self.request.user, **form.cleaned_data)


class Release(ProofsMixin, Act):
    """Give everybody who was there long enough a proof."""

    def act(self):
        given = actions.release(event=self.event, actor=self.request.user)
        return ngettext("%(count)s bewijs gegeven.", "%(count)s bewijzen gegeven.", given) % {"count": given}

    def get_success_url(self):
        return self.proofs_url


class Revoke(ProofsMixin, OrganiseForm):
    form_class = RevokeForm
    submit_label = gettext_lazy("Trek het bewijs in")
    success_message = gettext_lazy("Het bewijs geldt niet meer.")

    @cached_property
    def proof(self) -> Proof:
        found = Proof.objects.filter(attendance__event=self.event).select_related("attendance__event__proof_terms")
        return get_object_or_404(found, pk=self.kwargs["proof_pk"])

    def get_page_title(self):
        return _("Bewijs intrekken")

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, explanation=f"{self.proof.name} · {self.proof.grouped}", danger=True)

    def act(self, form):
        user = self.request.user
        proof = actions.revoke(proof=self.proof, reason=form.cleaned_data["reason"], actor=user)
        if form.cleaned_data["again"]:
            actions.reissue(proof=proof, actor=user, name="")


class AccreditationView(ProofsMixin, OrganiseForm):
    """Add a register, or change what it gives."""

    form_class = AccreditationForm
    success_message = gettext_lazy("De accreditatie is opgeslagen.")

    def get_page_title(self):
        return _("Accreditatie wijzigen") if "accreditation" in self.kwargs else _("Nieuwe accreditatie")

    def get_form_kwargs(self):
        if "accreditation" in self.kwargs:
            self.row = self.row or self.accreditation
        return super().get_form_kwargs()

    def get_initial(self):
        return {} if self.row else {"minimum_minutes": Hours.of(self.event).net}

    def act(self, form):
        actions.save_accreditation(
            event=self.event,
            accreditation=self.row,
            version=self.version,
            actor=self.request.user,
            **form.cleaned_data,
        )


class RegisterExport(ProofsMixin, View):
    """The numbers as the register wants them: one on a line, or as CSV. By POST: it is written down who took them."""

    http_method_names = ("post",)

    def post(self, request, *args, **kwargs):
        found = proofs.register_list(self.accreditation)
        actions.record_register_export(accreditation=self.accreditation, rows=found.rows, actor=request.user)
        if request.POST.get("format") == "csv":
            hours = Hours.of(self.event)
            rows = [
                [line, row.registration.name, str(hours.minutes(row.registration.attendance))]
                for line, row in zip(found.lines, found.rows, strict=True)
            ]
            content, kind = exports.as_csv([_("Nummer"), _("Naam"), _("Minuten")], rows), "text/csv; charset=utf-8"
        else:
            content, kind = "".join(f"{line}\r\n" for line in found.lines).encode(), "text/plain; charset=utf-8"
        ending = "csv" if kind.startswith("text/csv") else "txt"
        response = HttpResponse(content, content_type=kind)
        response["Content-Disposition"] = f'attachment; filename="{exports.file_name(self.event.title, ending)}"'
        response["Cache-Control"] = "no-store"
        return response


class PassedOn(ProofsMixin, Act):
    """The points were passed on: the numbers are wiped."""

    def act(self):
        wiped = actions.confirm_passed_on(accreditation=self.accreditation, actor=self.request.user)
        return _("%(count)s nummers zijn gewist.") % {"count": wiped}

    def get_success_url(self):
        return self.proofs_url
