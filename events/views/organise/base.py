"""What the organisers' pages share: who may come in, the time zone, the header, and how forms end."""

import uuid
from abc import ABC, abstractmethod
from functools import cached_property

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView, View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from events import rules
from events.actions.organise import Conflict, version_of
from events.actions.refusal import Refused
from events.models import Accreditation, Event, EventSeries

TIME_ZONE = "Europe/Amsterdam"


class Organise(WagtailAdminTemplateMixin):
    """Admits who passes `rule` (others get a 404) and works in the time zone of the meetings, whatever the profile says."""

    rule = staticmethod(rules.may_organise)
    header_icon = "date"

    def dispatch(self, request, *args, **kwargs):
        if not self.rule(request.user) or ("event" in kwargs and not self.event):
            raise Http404
        with timezone.override(TIME_ZONE):
            response = super().dispatch(request, *args, **kwargs)
            return response.render() if hasattr(response, "render") else response

    @cached_property
    def event(self) -> Event:
        """The meeting named in the address; not found for who does not organise it."""
        mine = rules.organised_by(self.request.user).select_related("series")
        return get_object_or_404(mine, public_id=self.kwargs["event"])

    @cached_property
    def series(self) -> EventSeries:
        """The series named in the address; not found for who does not organise it."""
        return get_object_or_404(rules.series_organised_by(self.request.user), pk=self.kwargs["series"])

    @property
    def workspace_url(self) -> str:
        return reverse("organise:workspace", args=[self.event.public_id])

    def get_breadcrumbs_items(self):
        items = [*super().get_breadcrumbs_items(), {"url": reverse("organise:index"), "label": _("Bijeenkomsten")}]
        if "event" in self.kwargs:
            items.append({"url": self.workspace_url, "label": self.event.title})
        return [*items, *self.get_crumbs(), {"url": "", "label": self.get_page_title()}]

    def get_crumbs(self) -> list[dict]:
        """Breadcrumbs between the meeting and this page."""
        return []

    def get_context_data(self, **kwargs):
        context = {"user_may": self._rights()}
        if "event" in self.kwargs:
            context |= {"event": self.event}
        return super().get_context_data(**context | kwargs)

    def _rights(self) -> dict[str, bool]:
        user = self.request.user
        return {
            "plan": rules.may_plan_in_a_series(user),
            "plan_anything": rules.may_plan(user),
            "see_participants": rules.may_see_participants(user),
            "change_participants": rules.may_change_participants(user),
        }


class OrganisePage(Organise, TemplateView):
    """A page to read."""

    def get(self, request, *args, **kwargs):
        return self.render_to_response(self.get_context_data())  # without the ids of the address


class OrganiseForm(Organise, FormView, ABC):
    """A form that ends in one action (`act`). What was typed is kept on every refusal; a conflict shows both texts."""

    template_name = "events/organise/form.html"
    submit_label = _("Opslaan")
    success_message = ""
    row = None

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"row": self.row}

    @cached_property
    def key(self) -> uuid.UUID:
        """Names this filled-in form, so that sending it twice makes one thing."""
        try:
            return uuid.UUID(self.request.POST.get("key", ""))
        except ValueError:
            return uuid.uuid4()

    @property
    def version(self) -> str:
        """The version that the form was made from."""
        return self.request.POST.get("version", "")

    def get(self, request, *args, **kwargs):
        # The form first: it finds the row, of which the page tells the version.
        return self.render_to_response(self.get_context_data(form=self.get_form()))

    @abstractmethod
    def act(self, form):
        """Call the action. Raises `Refused`."""

    def get_success_url(self):
        return self.workspace_url

    def get_cancel_url(self) -> str:
        return self.workspace_url

    def form_valid(self, form):
        try:
            self.act(form)
        except Conflict as conflict:
            return self.show_conflict(form, conflict)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
            return self.form_invalid(form)
        if self.success_message:
            messages.success(self.request, self.success_message)
        return HttpResponseRedirect(self.get_success_url())

    def show_conflict(self, form, conflict):
        """The same form against what is stored now, with the differences on top; saving again overwrites."""
        self.row = conflict.current
        form = self.get_form()
        form.is_valid()
        context = self.get_context_data(form=form, conflict=conflict.message, differences=list(form.differences()))
        return self.render_to_response(context, status=409)

    def form_invalid(self, form):
        version = self.version or version_of(self.row)
        return self.render_to_response(self.get_context_data(form=form, version=version))

    def get_context_data(self, **kwargs):
        context = {
            "version": version_of(self.row),
            "key": self.key,
            "submit_label": self.submit_label,
            "cancel_url": self.get_cancel_url(),
        }
        return super().get_context_data(**context | kwargs)


class WarnsOfPoints:
    """Beside a form about subject or speakers: once a register granted points, a change may need another review.

    `watched` names the fields that matter; None means all.
    """

    watched: frozenset[str] | None = None

    def form_valid(self, form):
        touched = set(form.changed_data)
        response = super().form_valid(form)
        if response.status_code == 302 and touched and (self.watched is None or touched & self.watched):
            granted = self.event.accreditations.filter(status=Accreditation.Status.GRANTED).select_related("register")
            if names := ", ".join(str(one.register) for one in granted):
                text = _(
                    "Er zijn al punten toegekend (%(names)s). Geef deze wijziging door: misschien kijken ze opnieuw."
                )
                messages.warning(self.request, text % {"names": names})
        return response


class InOwnSeries:
    """Beside a form with a `series`: only those that this person organises, and one of them where that is all they do."""

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        series = form.fields["series"]
        series.queryset = rules.series_organised_by(self.request.user)
        if not rules.may_plan(self.request.user):
            series.required = True
            form.fields.pop("new_series", None)
        return form

    def series_in_address(self) -> EventSeries | None:
        """The series that the link to this page names (`?reeks=`), if this person organises it."""
        wanted = self.request.GET.get("reeks", "")
        found = rules.series_organised_by(self.request.user)
        return found.filter(pk=int(wanted)).first() if wanted.isdecimal() and len(wanted) < 10 else None


class Confirm(Organise, View, ABC):
    """A page that says what will happen, with one button that does it by POST."""

    template_name = "events/organise/confirm.html"
    success_message = ""

    @abstractmethod
    def get_question(self) -> str:
        """What will happen, as a question."""

    @abstractmethod
    def get_button(self) -> str:
        """The words on the button."""

    @abstractmethod
    def act(self):
        """Call the action. Raises `Refused`."""

    def get_success_url(self):
        return self.workspace_url

    def get_cancel_url(self) -> str:
        return self.workspace_url

    def get(self, request, *args, **kwargs):
        return self.render_to_response(self.get_context_data())

    def post(self, request, *args, **kwargs):
        try:
            self.act()
        except Refused as refusal:
            messages.error(request, refusal.message)
            return HttpResponseRedirect(self.get_cancel_url())
        messages.success(request, self.success_message)
        return HttpResponseRedirect(self.get_success_url())

    def get_context_data(self, **kwargs):
        context = {"question": self.get_question(), "button": self.get_button(), "cancel_url": self.get_cancel_url()}
        return super().get_context_data(**context | kwargs)


class Act(Organise, View, ABC):
    """One POST without a page of its own: it acts, says what was done or why not, and goes back."""

    http_method_names = ("post",)

    @abstractmethod
    def act(self) -> str:
        """Do it and say what was done. Raises `Refused`."""

    def get_success_url(self) -> str:
        return self.workspace_url

    def post(self, request, *args, **kwargs):
        try:
            messages.success(request, self.act())
        except Refused as refusal:
            messages.error(request, refusal.message)
        return HttpResponseRedirect(self.get_success_url())
