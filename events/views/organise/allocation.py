"""How people get in, and dividing them over break-outs: set, propose, adjust, publish, and the list per round."""

import uuid
from functools import cached_property

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import View

from cms import clock
from events import exports, rules
from events.actions import organise
from events.actions.admission import set_admission
from events.actions.allocate import move_people, propose, publish
from events.actions.refusal import Refused
from events.board import Board, standing
from events.forms.organise import AdmissionForm
from events.models import Admission, Allocation, Round
from events.preferences import Wishes
from events.views.organise.base import Act, Confirm, Organise, OrganiseForm, OrganisePage

Status = Allocation.Status


class ChangeAdmission(OrganiseForm):
    """How break-outs are given out."""

    form_class = AdmissionForm
    success_message = gettext_lazy("De manier van kiezen is opgeslagen.")

    def get_page_title(self):
        return _("Kiezen en verdelen")

    def get_form_kwargs(self):
        self.row = self.row or Admission.of(self.event)
        return super().get_form_kwargs()

    def act(self, form):
        set_admission(event=self.event, version=self.version, actor=self.request.user, **form.cleaned_data)


class AllocationMixin(Organise):
    """Only who may see participants: a proposal names them."""

    rule = staticmethod(rules.may_see_participants)

    @property
    def overview_url(self) -> str:
        return reverse("organise:allocation", args=[self.event.public_id])

    @cached_property
    def admission(self) -> Admission:
        return Admission.of(self.event)

    @cached_property
    def wishes(self) -> Wishes:
        return Wishes(self.event, self.admission)

    @cached_property
    def allocation(self) -> Allocation:
        """The proposal named in the address, of this meeting."""
        return get_object_or_404(self.event.allocations, public_id=self.kwargs["allocation"])

    @property
    def proposal_url(self) -> str:
        return reverse("organise:proposal", args=[self.event.public_id, self.kwargs["allocation"]])

    def get_crumbs(self):
        return [{"url": self.overview_url, "label": _("Verdelen")}]


class Overview(AllocationMixin, OrganisePage):
    """What people wish for, what was proposed, and how the groups stand now."""

    template_name = "events/organise/allocation.html"

    def get_page_title(self):
        return _("Groepen verdelen")

    def get_crumbs(self):
        return []

    def get_context_data(self, **kwargs):
        admission, wishes = self.admission, self.wishes
        demand = wishes.demand()
        rounds = [
            {
                "round": round_,
                "rows": [
                    {"breakout": breakout, "counts": [demand[pk][rank] for rank in (1, 2, 3)]}
                    for pk, breakout in wishes.breakouts.items()
                    if breakout.round_id == round_.pk
                ],
            }
            for round_ in wishes.rounds
        ]
        return super().get_context_data(
            **kwargs,
            admission=admission,
            wishes=wishes,
            rounds=rounds,
            allocations=list(self.event.allocations.select_related("requested_by")[:10]),
            standing=standing(wishes) if admission.settled_at and not admission.is_draw else None,
            may_propose=self._may_propose(),
            key=uuid.uuid4(),
        )

    def _may_propose(self) -> bool:
        return (
            rules.may_change_participants(self.request.user)
            and self.admission.method == Admission.Method.RANKING
            and not self.admission.takes_wishes
            and not self.event.is_cancelled
            and not self.event.has_begun
        )


class Propose(AllocationMixin, View):
    """Ask for a proposal."""

    rule = staticmethod(rules.may_change_participants)
    http_method_names = ("post",)

    def post(self, request, *args, **kwargs):
        try:
            key = uuid.UUID(request.POST.get("key", ""))
        except ValueError:
            key = uuid.uuid4()
        try:
            made = propose(event=self.event, key=key, actor=request.user)
        except Refused as refusal:
            messages.error(request, refusal.message)
            return HttpResponseRedirect(self.overview_url)
        return HttpResponseRedirect(reverse("organise:proposal", args=[self.event.public_id, made.public_id]))


class Proposal(AllocationMixin, OrganisePage):
    """A proposal: being made, to look at and adjust, or published."""

    template_name = "events/organise/proposal.html"

    def get_page_title(self):
        return _("Voorstel voor de groepen")

    def get_context_data(self, **kwargs):
        allocation = self.allocation
        context = {"allocation": allocation, "admission": self.admission}
        if allocation.status in (Status.READY, Status.PUBLISHED):
            board = Board(self.wishes, allocation, self.request.GET.get("ronde"), self.request.GET.get("page"))
            context |= {"board": board, "may_change": self._may_change(), "back": self.request.get_full_path()}
        else:
            begun = allocation.started_at or allocation.created_at
            context["seconds"] = max(int((clock.now() - begun).total_seconds()), 0)
        return super().get_context_data(**kwargs, **context)

    def _may_change(self) -> bool:
        return rules.may_change_participants(self.request.user) and self.allocation.status == Status.READY


class MovePeople(AllocationMixin, Act):
    """Put the ticked people elsewhere in the proposal."""

    rule = staticmethod(rules.may_change_participants)

    @cached_property
    def round(self) -> Round:
        """The round that is shown."""
        asked = self.request.POST.get("round")
        if found := next((one for one in self.wishes.rounds if str(one.pk) == asked), None):
            return found
        raise Http404

    def act(self):
        asked = self.request.POST
        target = asked.get("breakout", "")
        breakout = next((one for pk, one in self.wishes.breakouts.items() if str(pk) == target), None)
        if target not in ("", "none") and (breakout is None or breakout.round_id != self.round.pk):
            raise Http404
        if target == "":
            raise Refused(_("Kies eerst waar je ze heen verplaatst."))
        people = [int(one) for one in asked.getlist("people") if one.isdecimal() and len(one) < 10]
        move_people(
            allocation=self.allocation,
            version=asked.get("version", ""),
            people=people,
            round=self.round,
            breakout=breakout,
            actor=self.request.user,
        )
        where = breakout.title if breakout else _("geen groep")
        text = ngettext(
            "%(n)s persoon verplaatst naar %(where)s.", "%(n)s mensen verplaatst naar %(where)s.", len(people)
        )
        return text % {"n": len(people), "where": where}

    def get_success_url(self):
        page = self.request.POST.get("page", "1")
        query = f"?ronde={self.round.pk}&page={page if page.isdecimal() and len(page) < 6 else 1}#bord"
        return self.proposal_url + query


class Publish(AllocationMixin, Confirm):
    """Say how many people will hear, and publish."""

    rule = staticmethod(rules.may_change_participants)
    template_name = "events/organise/publish.html"
    success_message = gettext_lazy("De groepen zijn bekendgemaakt. Iedereen krijgt een mail over de eigen groepen.")

    def get_page_title(self):
        return _("Bekendmaken")

    def get_question(self):
        return _("Wil je deze verdeling bekendmaken?")

    def get_button(self):
        return _("Ja, maak bekend")

    def get_success_url(self):
        return self.overview_url

    def get_cancel_url(self):
        return self.proposal_url

    def get(self, request, *args, **kwargs):
        if self.allocation.status != Status.READY:  # for instance with "back", after it was published
            return HttpResponseRedirect(self.proposal_url)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        board = Board(self.wishes, self.allocation)
        told = len(board.changed) if self.admission.settled_at else len(self.wishes.people)
        explanation = ngettext(
            "%(count)s persoon krijgt een mail met de eigen groepen en een bijgewerkte afspraak voor de agenda.",
            "%(count)s mensen krijgen een mail met de eigen groepen en een bijgewerkte afspraak voor de agenda.",
            told,
        ) % {"count": told}
        return super().get_context_data(
            **kwargs, explanation=explanation, version=self.allocation.version, newcomers=board.newcomers
        )

    def act(self):
        publish(allocation=self.allocation, version=self.request.POST.get("version", ""), actor=self.request.user)


class Rooms(AllocationMixin, View):
    """Who is in which break-out of one round, as video meetings take it in: room and address per line."""

    http_method_names = ("post",)

    def post(self, request, *args, **kwargs):
        round_ = get_object_or_404(self.event.rounds, pk=self.kwargs["part"])
        places = self.event.places.filter(round=round_).seats()
        rows = list(
            places.order_by("breakout__sort_order", "breakout", "seat_number").values_list(
                "breakout__title", "registration__email"
            )
        )
        organise.record_export(event=self.event, file_format="csv", rows=len(rows), actor=request.user)
        content = exports.as_rooms(rows)
        response = HttpResponse(content, content_type=exports.CONTENT_TYPES["csv"])
        name = exports.file_name(f"{self.event.title} {round_.title}", "csv")
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        response["X-Content-Type-Options"] = "nosniff"
        response["Cache-Control"] = "no-store"
        return response
