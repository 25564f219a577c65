"""The editors' side of the newsletter: the calendar of issues, one issue, and the two steps around sending."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic import CreateView, EditView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.log_actions import log

from community import rules
from community.actions import newsletter
from community.actions.refusal import Refused
from community.forms.newsletter import IssueForm
from community.models import NewsletterIssue
from community.notifications.newsletter import issue_content


class _Composed:
    """Saving goes through the one action that writes an issue."""

    def save_instance(self):
        issue = self.form.save(commit=False)
        seen = self.form.cleaned_data.get("seen_version")
        newsletter.compose(issue=issue, pieces=self.form.cleaned_data["pieces"], expected_version=seen)
        self.form.save_m2m()
        log(instance=issue, action=self.log_as, user=self.request.user)
        return issue


class IssueCreate(_Composed, CreateView):
    """A new issue in the calendar."""

    log_as = "wagtail.create"

    def get_success_url(self):
        return self.get_edit_url()


class IssueEdit(_Composed, EditView):
    """One issue, with the steps around sending; what is on its way cannot be changed."""

    template_name = "community/admin/newsletter_issue.html"
    log_as = "wagtail.edit"

    def get_success_url(self):
        return self.get_edit_url()

    def get_context_data(self, **kwargs):
        reach = newsletter.readers_of(self.object).count() if self.object.may_change else None
        return super().get_context_data(**kwargs) | {"reach": reach}

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except Refused as refused:
            self.produced_error_message = str(refused)
            form.add_error(None, str(refused))
            return self.form_invalid(form)

    def save_instance(self):
        if not NewsletterIssue.objects.get(pk=self.object.pk).may_change:
            raise Http404
        return super().save_instance()


class NewsletterViewSet(ModelViewSet):
    """The calendar: planned issues and what was sent."""

    model = NewsletterIssue
    name = "newsletter_admin"
    url_prefix = "nieuwsbrief"
    icon = "mail"
    menu_label = _("Nieuwsbrief")
    menu_order = 317
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = False
    add_view_class = IssueCreate
    edit_view_class = IssueEdit
    list_display = [
        "title",
        DateColumn("send_at", label=_("Verstuur op"), sort_key="send_at"),
        Column("get_status_display", label=_("Status"), sort_key="status"),
        "recipients",
    ]
    list_filter = ["status"]
    ordering = ["-send_at"]
    edit_handler = ObjectList(
        [
            FieldPanel("title"),
            FieldPanel("send_at"),
            FieldPanel("introduction"),
            MultiFieldPanel([FieldPanel("standing_title"), FieldPanel("standing_text")], heading=_("Vast onderdeel")),
            FieldPanel("pieces"),
            MultiFieldPanel([FieldRowPanel([FieldPanel("regions"), FieldPanel("audiences")])], heading=_("Voor wie")),
        ],
        base_form_class=IssueForm,
    )


def _issue(request: HttpRequest, pk: int) -> NewsletterIssue:
    if not rules.may_make_newsletter(request.user):
        raise Http404
    return get_object_or_404(NewsletterIssue, pk=pk)


@require_POST
def ready(request: HttpRequest, pk: int) -> HttpResponse:
    """`/beheer/nieuwsbrief/<pk>/klaar/`: let it leave at its moment."""
    return _step(request, pk, newsletter.make_ready, gettext("De nieuwsbrief vertrekt vanzelf op het gekozen moment."))


@require_POST
def back(request: HttpRequest, pk: int) -> HttpResponse:
    """`/beheer/nieuwsbrief/<pk>/terug/`: make it a draft again."""
    return _step(request, pk, newsletter.take_back, gettext("De nieuwsbrief is weer een concept en vertrekt niet."))


@never_cache
@require_safe
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """`/beheer/nieuwsbrief/<pk>/voorbeeld/`: as it will stand in the archive, from the same rows as the mail."""
    context = issue_content(_issue(request, pk)) | {"is_preview": True}
    return render(request, "community/newsletter/issue.html", context)


@require_POST
def proof(request: HttpRequest, pk: int) -> HttpResponse:
    """`/beheer/nieuwsbrief/<pk>/proef/`: the mail itself, to whoever asks and nobody else."""
    newsletter.send_proof(issue=_issue(request, pk), to=request.user)
    messages.success(request, gettext("De proef is onderweg naar %(email)s.") % {"email": request.user.email})
    return redirect("newsletter_admin:edit", pk)


def _step(request: HttpRequest, pk: int, action, done: str) -> HttpResponse:
    issue = _issue(request, pk)
    try:
        action(issue=issue)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, done)
    return redirect("newsletter_admin:edit", pk)
