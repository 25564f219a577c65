"""Series: the list, one series with its editions and hosts, and planning many meetings in one form."""

import re
from functools import cached_property

from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cms import clock
from cms.facets import page_at
from events import rules
from events.actions import organise
from events.forms.organise import EditionForm, HostForm, RunForm
from events.models import EventSeries, SeriesHost
from events.programme import rooms_of
from events.views.organise.base import Act, Confirm, InOwnSeries, Organise, OrganiseForm, OrganisePage

PER_PAGE = 25


class SeriesIndex(OrganisePage):
    """All series that this person organises."""

    template_name = "events/organise/series_index.html"

    def get_page_title(self):
        return _("Reeksen")

    def get_context_data(self, **kwargs):
        followers = Count("followers", Q(followers__confirmed_at__isnull=False), distinct=True)
        found = rules.series_organised_by(self.request.user).annotate(
            coming=Count("events", Q(events__ends_at__gt=clock.now()), distinct=True), following=followers
        )
        page = page_at(found.order_by("name", "pk"), self.request.GET.get("page"), PER_PAGE)
        return super().get_context_data(**kwargs, page_obj=page)


class OfSeries(Organise):
    """A page about one series."""

    @property
    def series_url(self) -> str:
        return reverse("organise:series", args=[self.kwargs["series"]])

    def get_crumbs(self):
        return [
            {"url": reverse("organise:series_index"), "label": _("Reeksen")},
            {"url": self.series_url, "label": self.series.name},
        ]

    def get_success_url(self):
        return self.series_url

    def get_cancel_url(self):
        return self.series_url

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{"series": self.series} | kwargs)


class Series(OfSeries, OrganiseForm):
    """One series: editions, followers, and who organises it; the form lets somebody organise along."""

    form_class = HostForm
    template_name = "events/organise/series.html"
    submit_label = gettext_lazy("Laat meewerken")
    success_message = gettext_lazy("Deze persoon kan nu alle edities van deze reeks wijzigen.")

    def get_page_title(self):
        return self.series.name

    def get_crumbs(self):
        return super().get_crumbs()[:1]

    def act(self, form):
        organise.appoint_host(series=self.series, email=form.cleaned_data["email"], actor=self.request.user)

    def get_context_data(self, **kwargs):
        events = self.series.events.prefetch_related("pages").order_by("-starts_at", "-pk")
        page = page_at(events, self.request.GET.get("page"), PER_PAGE)
        rooms = rooms_of(list(page.object_list))
        rows = [
            {"event": event, "room": rooms[event.pk], "page": next(iter(event.pages.all()), None)}
            for event in page.object_list
        ]
        return super().get_context_data(
            **kwargs,
            page_obj=page,
            rows=rows,
            drafts=any(row["page"] and not row["page"].live and not row["event"].is_over for row in rows),
            followers=self.series.followers.exclude(confirmed_at=None).count(),
            hosts=self.series.hosts.select_related("user"),
            text_page=self.series.pages.filter(alias_of=None).first(),
        )


class DismissHost(OfSeries, Confirm):
    """Confirm, and let somebody organise the series no longer."""

    success_message = gettext_lazy("Deze persoon organiseert de reeks niet meer.")

    @cached_property
    def host(self) -> SeriesHost:
        return get_object_or_404(self.series.hosts.select_related("user", "series"), pk=self.kwargs["host"])

    def get_page_title(self):
        return _("Niet meer organiseren")

    def get_question(self):
        return _("Wil je dat %(name)s deze reeks niet meer organiseert?") % {"name": self.host.user}

    def get_button(self):
        return _("Ja, stop ermee")

    def act(self):
        organise.dismiss_host(host=self.host, actor=self.request.user)

    def get_success_url(self):
        mine = rules.series_organised_by(self.request.user).filter(pk=self.series.pk).exists()
        return self.series_url if mine else reverse("account")


class PublishDrafts(OfSeries, Act):
    """Publish the pages of all coming editions that are still a draft."""

    def act(self):
        page = self.series.pages.filter(alias_of=None).first()
        if page is None or not page.permissions_for_user(self.request.user).can_publish():
            raise Http404
        number = organise.publish_drafts(series=self.series, actor=self.request.user)
        message = ngettext("%(count)s pagina staat nu op de site.", "%(count)s pagina's staan nu op de site.", number)
        return message % {"count": number}

    def get_success_url(self):
        return self.series_url


class Run(InOwnSeries, OrganiseForm):
    """Many meetings in one form: first the days to look at, then the meetings."""

    rule = staticmethod(rules.may_plan_in_a_series)
    form_class = RunForm
    template_name = "events/organise/run.html"
    submit_label = gettext_lazy("Laat de dagen zien")

    def get_page_title(self):
        return _("Een reeks plannen")

    @cached_property
    def chosen(self) -> EventSeries | None:
        return self.series_in_address()

    def get_initial(self):
        return {"series": self.chosen, "kind": self.chosen.kind} if self.chosen else {}

    def form_valid(self, form):
        if "make" in self.request.POST and form.has_seen:
            return super().form_valid(form)
        changed = "make" in self.request.POST
        return self.render_to_response(self.get_context_data(form=form, preview=form.preview(), changed=changed))

    def form_invalid(self, form):
        preview = form.preview() if form.days and form.has_seen else None
        return self.render_to_response(self.get_context_data(form=form, preview=preview))

    def act(self, form):
        self.made = organise.create_run(key=self.key, moments=form.moments, actor=self.request.user, **form.values())

    @property
    def success_message(self):
        message = ngettext(
            "%(count)s bijeenkomst staat klaar als concept. Publiceer haar als alles klopt.",
            "%(count)s bijeenkomsten staan klaar als concept. Publiceer ze als alles klopt.",
            len(self.made),
        )
        return message % {"count": len(self.made)}

    def get_success_url(self):
        return reverse("organise:series", args=[self.made[0].series_id])

    def get_cancel_url(self):
        return reverse("organise:series", args=[self.chosen.pk]) if self.chosen else reverse("organise:index")


class NextEdition(OrganiseForm):
    """The next edition of the series, made from this meeting."""

    rule = staticmethod(rules.may_plan_in_a_series)
    form_class = EditionForm
    submit_label = gettext_lazy("Maak de nieuwe editie")
    success_message = gettext_lazy(
        "De nieuwe editie staat klaar als concept, met het programma en de teksten. Publiceer haar als alles klopt."
    )

    def get_page_title(self):
        return _("Nieuwe editie maken")

    def get_initial(self):
        start, end = timezone.localtime(self.event.starts_at), timezone.localtime(self.event.ends_at)
        return {"title": self._next_title(), "starts": start.time(), "ends": end.time()}

    def _next_title(self) -> str:
        """The old title with the next number where it names one, else the series with its next number."""
        series = self.event.series
        if series is None:
            return self.event.title
        number = organise.next_edition(series)
        same = re.sub(rf"\b{self.event.edition}\b", str(number), self.event.title, count=1)
        return same if self.event.edition and same != self.event.title else f"{series.name} {number}"

    def act(self, form):
        self.made = organise.copy_event(event=self.event, key=self.key, actor=self.request.user, **form.values())

    def get_success_url(self):
        return reverse("organise:workspace", args=[self.made.public_id])

    def get_context_data(self, **kwargs):
        explanation = _(
            "Het programma, de break-outs en de tekst van de pagina gaan mee. De datum, de aanmeldingen, de sprekers "
            "en de geheime vergaderlinks niet."
        )
        return super().get_context_data(**{"explanation": explanation} | kwargs)
