"""The organiser's side of the day: doors, minutes, badges and table cards."""

import uuid

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import View

from cms import pdf
from cms.facets import page_at
from events import rules
from events.actions import attendance
from events.actions.refusal import Refused
from events.attendance import Hours, expected
from events.forms.door import NewDoorForm
from events.models import Attendance, Breakout, Registration
from events.views.organise.base import Act, Organise, OrganisePage

PER_PAGE = 50
UNCONFIRMED = Registration.Status.UNCONFIRMED


class AttendanceMixin(Organise):
    """Only who may change participants."""

    rule = staticmethod(rules.may_change_participants)
    header_icon = "group"

    @property
    def attendance_url(self) -> str:
        return reverse("organise:attendance", args=[self.event.public_id])


class AttendanceList(AttendanceMixin, OrganisePage):
    """Who came and for how long; POST keeps the minutes the organiser filled in."""

    template_name = "events/organise/attendance.html"

    def get_page_title(self):
        return _("Aanwezigheid")

    def post(self, request, *args, **kwargs):
        minutes = {}
        for name, typed in request.POST.items():
            pk, typed = name.removeprefix("minutes-"), typed.strip()
            if name.startswith("minutes-") and pk.isascii() and pk.isdigit() and len(pk) < 18:
                known = typed.isascii() and typed.isdigit() and len(typed) < 6
                minutes[int(pk)] = (int(typed) if known else -1) if typed else None
        try:
            changed = attendance.give_minutes(event=self.event, minutes=minutes, actor=request.user)
        except Refused as refusal:
            messages.error(request, refusal.message)
        else:
            said = ngettext("%(count)s persoon gewijzigd.", "%(count)s mensen gewijzigd.", changed)
            messages.success(request, said % {"count": changed})
        return HttpResponseRedirect(request.get_full_path())

    def get_context_data(self, **kwargs):
        hours = Hours.of(self.event)
        page = page_at(expected(self.event).select_related("attendance"), self.request.GET.get("page"), PER_PAGE)
        people = [(one, getattr(one, "attendance", None)) for one in page.object_list]
        walked_in = Attendance.objects.filter(event=self.event, registration=None)
        return super().get_context_data(
            **kwargs,
            page_obj=page,
            people=[(one, row, hours.minutes(row) if row else None) for one, row in people],
            walked_in=[(row, hours.minutes(row)) for row in walked_in],
            unconfirmed=0 if people else self.event.registrations.filter(status=UNCONFIRMED).count(),
            net=hours.net,
            doors=list(self.event.doors.filter(revoked_at=None)),
            door_key=uuid.uuid4(),
            seen=self.event.attendances.exclude(came_at=None, minutes_given=None).count(),
        )


class _Post(AttendanceMixin, Act):
    """One POST that ends on the list."""

    def get_success_url(self):
        return self.attendance_url


class Everybody(_Post):
    def act(self):
        count = attendance.mark_everybody_present(event=self.event, actor=self.request.user)
        return ngettext("%(count)s persoon aanwezig.", "%(count)s mensen aanwezig.", count) % {"count": count}


class NewDoor(_Post):
    def act(self):
        form = NewDoorForm(self.request.POST)
        if not form.is_valid():
            raise Refused(form.errors["label"][0])
        details = {"label": form.cleaned_data["label"], "key": form.cleaned_data["key"]}
        attendance.make_door(event=self.event, actor=self.request.user, **details)
        return _(
            "De deur is er. De link werkt vanaf een dag voor de bijeenkomst, op de telefoon van wie aan de deur staat."
        )


class RevokeDoor(_Post):
    def act(self):
        attendance.revoke_door(door=get_object_or_404(self.event.doors, key=self.kwargs["door"]))
        return _("De link van deze deur werkt niet meer.")


class Badges(AttendanceMixin, View):
    """A badge for everybody who is expected."""

    def get(self, request, *args, **kwargs):
        people = expected(self.event).prefetch_related("places__breakout__round")
        badges = [{"name": one.name, "lines": self._groups(one)} for one in people]
        title = _("Badges: %(title)s") % {"title": self.event.title}
        return pdf.response(pdf.make("events/typst/badges.typ", {"title": title, "badges": badges}), "badges.pdf")

    @staticmethod
    def _groups(person) -> list[str]:
        held = [place for place in person.places.all() if place.breakout and place.is_seat]
        held.sort(key=lambda place: place.breakout.round.starts_at)
        return [f"{place.breakout.round.title}: {place.breakout.title}" for place in held]


class TableCards(AttendanceMixin, View):
    """A card for the table or the door of every group."""

    def get(self, request, *args, **kwargs):
        groups = self.event.breakouts.exclude(status=Breakout.Status.CANCELLED).select_related("round")
        cards = [
            {"name": one.title, "place": one.room, "lines": [line for line in (one.round.title, one.host) if line]}
            for one in groups
        ] or [{"name": self.event.title, "place": self.event.venue, "lines": []}]
        title = _("Tafelkaarten: %(title)s") % {"title": self.event.title}
        content = pdf.make("events/typst/table_cards.typ", {"title": title, "cards": cards})
        return pdf.response(content, "tafelkaarten.pdf")
