"""Who did what at a meeting, for all who organise it, and putting a change back."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import ModelLogEntry

from cms.facets import page_at
from events.actions import organise
from events.history import lines
from events.views.organise.base import Act, OrganisePage
from events.views.organise.meetings import page_of

PER_PAGE = 30


class History(OrganisePage):
    """`…/geschiedenis/`: every act with its author and moment."""

    template_name = "events/organise/history.html"

    def get_page_title(self):
        return _("Wie deed wat")

    def get_context_data(self, **kwargs):
        page = page_at(lines(self.event), self.request.GET.get("page"), PER_PAGE)
        return super().get_context_data(**kwargs, page_obj=page, text_page=page_of(self.event))


class PutBack(Act):
    """`…/geschiedenis/<deed>/terug/`: as it was before."""

    def act(self):
        act = get_object_or_404(ModelLogEntry.objects.for_instance(self.event), pk=self.kwargs["deed"])
        organise.put_back(event=self.event, act=act, actor=self.request.user)
        return _("Het is teruggezet. Wie het aangaat, krijgt bericht.")

    def get_success_url(self):
        return reverse("organise:history", args=[self.event.public_id])
