"""Who comes: the list, one person, adding, moving, cancelling, and the file for a spreadsheet."""

from functools import cached_property

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from cms.facets import page_at
from events import exports, rules
from events.actions import organise
from events.actions.change import cancel, move
from events.actions.refusal import Refused
from events.actions.sign_up import Choice
from events.forms.organise import MoveForm, ParticipantFilter, ParticipantForm
from events.models import Admission, Registration
from events.participants import history, mails_about, not_reached, participants, table
from events.programme import Programme
from events.views.organise.base import Confirm, Organise, OrganiseForm, OrganisePage

PER_PAGE = 50


class ParticipantsMixin(Organise):
    """Only who may see participants; everything below the list of one meeting."""

    rule = staticmethod(rules.may_see_participants)

    @property
    def list_url(self) -> str:
        return reverse("organise:participants", args=[self.event.public_id])

    @property
    def person_url(self) -> str:
        return reverse("organise:participant", args=[self.event.public_id, self.kwargs["registration"]])

    @cached_property
    def registration(self) -> Registration:
        """The person named in the address, of this meeting."""
        found = Registration.objects.select_related("event", "helper").filter(event__public_id=self.kwargs["event"])
        return get_object_or_404(found, public_id=self.kwargs["registration"])

    def get_crumbs(self):
        return [{"url": self.list_url, "label": _("Deelnemers")}]

    def _filtered(self, asked) -> tuple[ParticipantFilter, "QuerySet"]:  # noqa: F821
        form = ParticipantFilter(asked, event=self.event)
        form.is_valid()
        wanted = form.cleaned_data
        people = self.event.registrations.select_related("helper")
        if words := wanted.get("q"):
            people = people.filter(Q(name__icontains=words) | Q(email__icontains=words))
        if wanted.get("status"):
            people = people.filter(status=wanted["status"])
        if wanted.get("breakout"):
            people = people.filter(pk__in=wanted["breakout"].places.values("registration"))
        if wanted.get("mail"):
            people = people.filter(pk__in=not_reached(self.event).values("pk"))
        return form, people.order_by("created_at", "pk")


class Participants(ParticipantsMixin, OrganisePage):
    """The list, with filters."""

    template_name = "events/organise/participants.html"

    def get_page_title(self):
        return _("Deelnemers")

    def get_crumbs(self):
        return []

    def get_context_data(self, **kwargs):
        form, people = self._filtered(self.request.GET)
        page = page_at(people, self.request.GET.get("page"), PER_PAGE)
        failed = not_reached(self.event).count()
        return super().get_context_data(
            **kwargs,
            filter=form,
            page_obj=page,
            people=participants(self.event, page.object_list),
            rounds=list(self.event.rounds.all()),
            failed=failed,
            query=self.request.GET.urlencode(),
            filtered=any(self.request.GET.get(name) for name in form.fields),
        )


class Export(ParticipantsMixin, View):
    """The list, as filtered, as a file. By POST, because it is written down who took it."""

    http_method_names = ("post",)

    def post(self, request, *args, **kwargs):
        kind = request.POST.get("format")
        if kind not in exports.CONTENT_TYPES:
            raise Http404
        _form, people = self._filtered(request.GET)
        header, rows = table(self.event, participants(self.event, people))
        content = (
            exports.as_csv(header, rows) if kind == "csv" else exports.as_xlsx(header, rows, sheet=self.event.title)
        )
        organise.record_export(event=self.event, file_format=kind, rows=len(rows), actor=request.user)
        response = HttpResponse(content, content_type=exports.CONTENT_TYPES[kind])
        response["Content-Disposition"] = f'attachment; filename="{exports.file_name(self.event.title, kind)}"'
        response["X-Content-Type-Options"] = "nosniff"
        response["Cache-Control"] = "no-store"
        return response


class Add(ParticipantsMixin, OrganiseForm):
    """Sign somebody up who cannot do it themselves; they confirm from the mail as everybody does, or the organiser does."""

    rule = staticmethod(rules.may_change_participants)
    form_class = ParticipantForm
    submit_label = gettext_lazy("Aanmelden")

    def get_page_title(self):
        return _("Iemand aanmelden")

    @cached_property
    def programme(self) -> Programme:
        return Programme(self.event)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"event": self.event, "rounds": self.programme.to_choose}

    def act(self, form):
        data = form.cleaned_data
        self.helps = not data["email"]
        self.known = (
            not self.helps
            and self.event.registrations.filter(
                email=data["email"].lower(), status__in=[Registration.Status.CONFIRMED, Registration.Status.UNCONFIRMED]
            ).exists()
        )
        choices = {}
        for part in self.programme.to_choose:
            if breakout := data[f"round-{part.round.pk}"]:
                choices[part.round.pk] = Choice(breakout, may_wait=True)
        self.made = organise.sign_up_by_organiser(
            event=self.event,
            name=data["name"],
            email=data["email"],
            choices=choices,
            attends=data.get("attends", ""),
            key=self.key,
            actor=self.request.user,
        )

    @property
    def success_message(self):
        if self.known:
            return _("Dit adres stond al op de lijst. De link naar de aanmelding mailen we hoogstens één keer per uur.")
        if self.helps:
            return _("Jij krijgt een mail om de aanmelding van %(name)s te bevestigen.") % {"name": self.made.name}
        return _("%(name)s krijgt een mail om de aanmelding te bevestigen.") % {"name": self.made.name}

    def get_success_url(self):
        return reverse("organise:participant", args=[self.event.public_id, self.made.public_id])

    def get_cancel_url(self):
        return self.list_url


class Participant(ParticipantsMixin, OrganisePage):
    """One person: where they are, what happened, which mails left; and moving them."""

    template_name = "events/organise/participant.html"

    def get_page_title(self):
        return self.registration.name

    def get_context_data(self, **kwargs):
        (person,) = participants(self.event, [self.registration])
        movable = (
            rules.may_change_participants(self.request.user)
            and rules.may_change(self.registration)
            and person.place is not None
            and person.place.is_seat
        )
        divides = Admission.of(self.event).by_wish
        spots = {round_.pk: mine for round_, mine in person.rounds}
        rounds = []
        for part in Programme(self.event).rounds:
            form = kwargs.get("form") if kwargs.get("round") == part.round.pk else MoveForm(part=part)
            rounds.append(
                {
                    "part": part,
                    "spots": spots.get(part.round.pk, []),
                    "form": form if movable and part.going_on and not divides else None,
                }
            )
        return super().get_context_data(
            **kwargs,
            registration=self.registration,
            person=person,
            rounds=rounds,
            movable=movable,
            divides=divides,
            awaits=self.registration.status == Registration.Status.UNCONFIRMED
            and self.registration.confirm_before is not None,
            may_cancel=rules.may_change_participants(self.request.user) and rules.may_change(self.registration),
            ledger=history(self.registration),
            mails=mails_about(self.registration)[:20],
        )


class Move(Participant):
    """Put the person in another break-out of a round."""

    rule = staticmethod(rules.may_change_participants)
    http_method_names = ("post",)

    def post(self, request, *args, **kwargs):
        part = next((part for part in Programme(self.event).rounds if part.round.pk == self.kwargs["part"]), None)
        if part is None:
            raise Http404
        form = MoveForm(request.POST, part=part)
        if form.is_valid():
            breakout = form.cleaned_data["breakout"]
            try:
                move(registration=self.registration, breakout=breakout, actor=request.user)
            except Refused as refusal:
                form.add_error("breakout", refusal.message)
            else:
                words = {"name": self.registration.name, "title": breakout.title}
                messages.success(request, _("%(name)s zit nu in “%(title)s” en krijgt daar een mail over.") % words)
                return HttpResponseRedirect(self.person_url)
        return self.render_to_response(self.get_context_data(form=form, round=part.round.pk))


class CancelParticipant(ParticipantsMixin, Confirm):
    """Cancel for somebody."""

    rule = staticmethod(rules.may_change_participants)
    success_message = gettext_lazy("De aanmelding is geannuleerd. De plek gaat naar de eerste op de wachtlijst.")

    def get_page_title(self):
        return _("Afmelden")

    def get_question(self):
        return _("Wil je %(name)s afmelden?") % {"name": self.registration.name}

    def get_button(self):
        return _("Ja, meld af")

    def get_context_data(self, **kwargs):
        explanation = _(
            "Deze persoon krijgt er een mail over. Een plek die vrijkomt gaat naar de eerste op de wachtlijst."
        )
        return super().get_context_data(**kwargs, explanation=explanation)

    def get_success_url(self):
        return self.person_url

    def get_cancel_url(self):
        return self.person_url

    def act(self):
        cancel(registration=self.registration, actor=self.request.user)
