"""Everybody at every table: the proposal, giving it out, and the cards for on the tables."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.generic import View

from cms import pdf
from events import rules
from events.actions import tables
from events.actions.refusal import Refused
from events.models import Place
from events.views.organise.base import Organise, OrganisePage


class Tables(OrganisePage):
    """The proposal, with one button that gives it out."""

    rule = staticmethod(rules.may_change_participants)
    template_name = "events/organise/tables.html"

    def get_page_title(self):
        return _("Tafels indelen")

    def get_context_data(self, **kwargs):
        try:
            plan, refusal = tables.propose(self.event), ""
        except Refused as refused:
            plan, refusal = None, refused.message
        given = self.event.places.filter(breakout__isnull=False).exists()
        return super().get_context_data(**kwargs, plan=plan, refusal=refusal, given=given)

    def post(self, request, *args, **kwargs):
        try:
            plan = tables.give_tables(event=self.event, actor=request.user)
        except Refused as refusal:
            messages.error(request, refusal.message)
            return HttpResponseRedirect(reverse("organise:tables", args=[self.event.public_id]))
        number = {"count": plan.people}
        messages.success(request, _("%(count)s mensen hebben hun tafels en krijgen er een mail over.") % number)
        return HttpResponseRedirect(self.workspace_url)


class Cards(Organise, View):
    """A card per table, with who comes in which round, to print."""

    rule = staticmethod(rules.may_see_participants)

    def get(self, request, *args, **kwargs):
        seats = Place.objects.filter(event=self.event, breakout__isnull=False).seats()
        names: dict[int, list[str]] = {}
        for breakout, name in seats.order_by("registration__name").values_list("breakout", "registration__name"):
            names.setdefault(breakout, []).append(name)
        cards: dict[str, dict] = {}
        for round_ in self.event.rounds.prefetch_related("breakouts"):
            for breakout in round_.breakouts.all():
                if breakout.is_cancelled:
                    continue
                card = {"title": breakout.title, "text": breakout.description, "room": breakout.room, "rounds": []}
                card = cards.setdefault(breakout.title, card)
                card["rounds"].append({"title": round_.title, "names": names.get(breakout.pk, [])})
        words = {"title": self.event.title, "nobody": _("Nog niemand ingedeeld"), "cards": list(cards.values())}
        content = pdf.make("events/typst/tables_in_turn.typ", words)
        return pdf.response(content, f"tafelkaarten-{slugify(self.event.title)[:60]}.pdf")
