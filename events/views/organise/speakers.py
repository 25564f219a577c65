"""The speakers of a meeting: who was asked, what they said, and asking somebody."""

from functools import cached_property

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.actions import speakers
from events.forms.organise.speakers import SpeakerForm
from events.models import Speaker
from events.views.organise.base import OrganiseForm, OrganisePage, WarnsOfPoints


class Speakers(OrganisePage):
    """Everybody who was asked, with their answer and their material."""

    template_name = "events/organise/speakers.html"

    def get_page_title(self):
        return _("Sprekers")

    def get_context_data(self, **kwargs):
        found = self.event.speakers.select_related("breakout", "item").prefetch_related("materials")
        return super().get_context_data(**kwargs, speakers=found)


class SpeakerPage(WarnsOfPoints, OrganiseForm):
    """What a form about a speaker shares."""

    form_class = SpeakerForm

    def get_crumbs(self):
        return [{"url": self.get_cancel_url(), "label": _("Sprekers")}]

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"event": self.event, "user": self.request.user}

    def get_success_url(self):
        return self.get_cancel_url()

    def get_cancel_url(self):
        return reverse("organise:speakers", args=[self.event.public_id])


class Invite(SpeakerPage):
    """Ask somebody."""

    submit_label = gettext_lazy("Verstuur de uitnodiging")
    success_message = gettext_lazy("De uitnodiging is verstuurd. Je krijgt een mail als er antwoord is.")

    def get_page_title(self):
        return _("Spreker uitnodigen")

    def act(self, form):
        speakers.invite(event=self.event, key=self.key, actor=self.request.user, **form.values())


class ChangeSpeaker(SpeakerPage):
    """What the organiser keeps of a speaker; the speaker's own words are the speaker's."""

    success_message = gettext_lazy("De gegevens van de spreker zijn opgeslagen.")

    @cached_property
    def speaker(self) -> Speaker:
        return get_object_or_404(self.event.speakers.select_related("event"), public_id=self.kwargs["speaker"])

    def get_page_title(self):
        return self.speaker.name

    def get_form_kwargs(self):
        self.row = self.row or self.speaker
        return super().get_form_kwargs()

    def act(self, form):
        speakers.change_invitation(speaker=self.speaker, version=self.version, actor=self.request.user, **form.values())
