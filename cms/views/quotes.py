"""Quotations in the admin; readers and the search see a change at once, and one can be taken back."""

from django.contrib.auth.decorators import permission_required
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.admin.widgets import Button
from wagtail.snippets.views.snippets import CreateView, EditView

from cms.actions.quotes import pages_with, show_again, withdraw_quote
from cms.models import Quote


class _Shown:
    def save_instance(self):
        saved = super().save_instance()
        show_again(quote=saved)
        return saved


class QuoteCreate(_Shown, CreateView):
    """A new one."""


class QuoteEdit(_Shown, EditView):
    """With the way to take it back at the top."""

    @property
    def header_more_buttons(self):
        """As the list has it beside every quotation."""
        taking_back = Button(
            _("Trek in"), reverse("quote_withdraw", args=[self.object.pk]), icon_name="cross", priority=10
        )
        return [*([taking_back] if self.object.is_shown else []), *super().header_more_buttons]


@permission_required("cms.change_quote", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request, pk):
    """Ask first; a POST takes the quotation away everywhere."""
    quote = get_object_or_404(Quote, pk=pk)
    if request.method == "POST":
        withdraw_quote(quote=quote)
        messages.success(request, _("Het citaat is ingetrokken. Het staat nergens meer."))
        return HttpResponseRedirect(reverse("wagtailsnippets_cms_quote:list"))
    pages = pages_with(quote).filter(alias_of=None).select_related("locale")
    return render(request, "cms/admin/withdraw_quote.html", {"quote": quote, "pages": pages})
