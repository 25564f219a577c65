"""Adding, changing and taking away the parts of a meeting."""

from functools import cached_property

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from events.actions import organise
from events.forms.organise import BreakoutForm, ItemForm, RoundForm
from events.models import Breakout
from events.views.organise.base import Confirm, OrganiseForm, WarnsOfPoints


class PartForm(OrganiseForm):
    """A plenary part or a round: new without `part` in the address."""

    success_message = gettext_lazy("Het programma is opgeslagen.")

    def get_form_kwargs(self):
        if "part" in self.kwargs:
            self.row = self.row or get_object_or_404(self.parts(), pk=self.kwargs["part"])
        return super().get_form_kwargs() | {"event": self.event}

    def get_initial(self):
        return {} if "part" in self.kwargs else self._next_free()

    def _next_free(self) -> dict:
        """A new part begins where the programme ends so far."""
        ends = [part.ends_at for part in [*self.event.programme_items.all(), *self.event.rounds.all()]]
        start = max(ends, default=self.event.starts_at)
        return {"starts": timezone.localtime(min(start, self.event.ends_at)).time()}


class Item(WarnsOfPoints, PartForm):
    watched = frozenset({"title", "speaker"})
    form_class = ItemForm

    def get_page_title(self):
        return _("Onderdeel wijzigen") if "part" in self.kwargs else _("Nieuw onderdeel voor iedereen")

    def parts(self):
        return self.event.programme_items.all()

    def act(self, form):
        organise.save_item(
            event=self.event, item=self.row, version=self.version, actor=self.request.user, **form.values()
        )

    def get_context_data(self, **kwargs):
        delete = reverse("organise:delete_item", args=[self.event.public_id, self.row.pk]) if self.row else ""
        return super().get_context_data(**kwargs, delete_url=delete)


class RoundView(PartForm):
    form_class = RoundForm

    def get_page_title(self):
        return _("Ronde wijzigen") if "part" in self.kwargs else _("Nieuwe ronde")

    def parts(self):
        return self.event.rounds.all()

    def act(self, form):
        organise.save_round(
            event=self.event, round=self.row, version=self.version, actor=self.request.user, **form.values()
        )

    def get_context_data(self, **kwargs):
        delete = reverse("organise:delete_round", args=[self.event.public_id, self.row.pk]) if self.row else ""
        people = self.row.places.order_by().values("registration").distinct().count() if self.row else 0
        explanation = ngettext(
            "%(count)s persoon koos al in deze ronde, en krijgt een mail als je de tijd verandert.",
            "%(count)s mensen kozen al in deze ronde, en krijgen een mail als je de tijd verandert.",
            people,
        ) % {"count": people}
        return super().get_context_data(**kwargs, delete_url=delete, explanation=explanation if people else "")


class DeletePart(Confirm):
    """Confirm and delete; `kind` is `programme_items` or `rounds`."""

    kind = "programme_items"
    success_message = gettext_lazy("Het onderdeel is verwijderd.")

    @cached_property
    def part(self):
        return get_object_or_404(getattr(self.event, self.kind), pk=self.kwargs["part"])

    def get_page_title(self):
        return _("Verwijderen")

    def get_question(self):
        if self.kind == "rounds":
            return _("Wil je “%(title)s” met alle break-outs daarin verwijderen?") % {"title": self.part.title}
        return _("Wil je “%(title)s” verwijderen?") % {"title": self.part.title}

    def get_button(self):
        return _("Ja, verwijder")

    def act(self):
        if self.kind == "rounds":
            organise.delete_round(round=self.part, actor=self.request.user)
        else:
            organise.delete_item(item=self.part, actor=self.request.user)


class NewBreakout(OrganiseForm):
    form_class = BreakoutForm
    success_message = gettext_lazy("De break-out is opgeslagen.")

    @cached_property
    def round(self):
        return get_object_or_404(self.event.rounds, pk=self.kwargs["part"])

    def get_page_title(self):
        return _("Nieuwe break-out in %(round)s") % {"round": self.round.title}

    def act(self, form):
        organise.save_breakout(round=self.round, key=self.key, actor=self.request.user, **form.cleaned_data)


class ChangeBreakout(WarnsOfPoints, OrganiseForm):
    watched = frozenset({"title", "host"})
    form_class = BreakoutForm
    success_message = gettext_lazy("De break-out is opgeslagen.")

    @cached_property
    def breakout(self) -> Breakout:
        return get_object_or_404(
            self.event.breakouts.select_related("round", "event"), public_id=self.kwargs["breakout"]
        )

    def get_page_title(self):
        return self.breakout.title

    def get_form_kwargs(self):
        self.row = self.row or self.breakout
        return super().get_form_kwargs()

    def act(self, form):
        organise.save_breakout(
            round=self.breakout.round,
            breakout=self.breakout,
            version=self.version,
            actor=self.request.user,
            **form.cleaned_data,
        )

    def get_context_data(self, **kwargs):
        names = [self.event.public_id, self.breakout.public_id]
        people = self.breakout.places.count()
        unused = not people and not self.breakout.is_cancelled
        explanation = ngettext(
            "%(count)s persoon koos deze break-out al, en krijgt een mail als je de titel, de begeleider of de zaal verandert.",
            "%(count)s mensen kozen deze break-out al, en krijgen een mail als je de titel, de begeleider of de zaal verandert.",
            people,
        ) % {"count": people}
        return super().get_context_data(
            **kwargs,
            explanation=explanation if people else "",
            delete_url=reverse("organise:delete_breakout", args=names) if unused else "",
            call_off_url="" if self.breakout.is_cancelled else reverse("organise:cancel_breakout", args=names),
        )


class CancelBreakout(Confirm):
    """Confirm how many people hear of it, and call it off."""

    success_message = gettext_lazy(
        "De break-out gaat niet door. De deelnemers krijgen een mail en kunnen opnieuw kiezen."
    )

    @cached_property
    def breakout(self) -> Breakout:
        return get_object_or_404(self.event.breakouts.select_related("event"), public_id=self.kwargs["breakout"])

    def get_page_title(self):
        return _("Break-out laten vervallen")

    def get_question(self):
        return _("“%(title)s” gaat dan niet door. Dit kun je niet terugdraaien.") % {"title": self.breakout.title}

    def get_button(self):
        return _("Ja, laat de break-out vervallen")

    def get_context_data(self, **kwargs):
        people = self.breakout.places.count() + organise.hoping_for(self.breakout).count()
        explanation = ngettext(
            "%(count)s persoon hoort hiervan per mail en kan een andere break-out kiezen. Niemand anders krijgt bericht.",
            "%(count)s mensen horen hiervan per mail en kunnen een andere break-out kiezen. Niemand anders krijgt bericht.",
            people,
        ) % {"count": people}
        return super().get_context_data(
            **kwargs,
            explanation=explanation if people else _("Er is nog niemand voor aangemeld: niemand krijgt bericht."),
        )

    def act(self):
        organise.cancel_breakout(breakout=self.breakout, actor=self.request.user)


class DeleteBreakout(CancelBreakout):
    """Confirm and delete one that nobody was ever in."""

    success_message = gettext_lazy("De break-out is verwijderd.")

    def get_page_title(self):
        return _("Verwijderen")

    def get_question(self):
        return _("Wil je “%(title)s” verwijderen?") % {"title": self.breakout.title}

    def get_button(self):
        return _("Ja, verwijder")

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"explanation": ""}

    def act(self):
        organise.delete_breakout(breakout=self.breakout, actor=self.request.user)
