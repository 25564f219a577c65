"""In the admin: copying a starter kit to another region."""

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.decorators import permission_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from cms.actions.refusal import Refused
from cms.actions.starter_kits import copies_of, copy_kit
from cms.forms import KitCopyForm
from cms.models import Region, StarterKit


def _owners():
    """Who may own a draft: everybody who can open the admin."""
    opens = Q(groups__permissions__codename="access_admin") | Q(is_superuser=True)
    return get_user_model().objects.filter(opens, is_active=True).distinct().order_by("email")


@permission_required("cms.change_starterkit", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def copy(request: HttpRequest, pk: int) -> HttpResponse:
    """`/beheer/startpakket/<pk>/kopieren/`: choose a region and an owner; afterwards, with `?regio=`, what was made."""
    kit = get_object_or_404(StarterKit, pk=pk)
    initial = {"owner": request.user.pk}
    form = KitCopyForm(request.POST if request.method == "POST" else None, owners=_owners(), initial=initial)
    if request.method == "POST" and form.is_valid():
        region = form.cleaned_data["region"]
        try:
            made = copy_kit(kit=kit, region=region, owner=form.cleaned_data["owner"], actor=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            text = ngettext("%(number)s concept gemaakt.", "%(number)s concepten gemaakt.", len(made))
            messages.success(request, text % {"number": len(made)})
            return redirect(f"{reverse('starter_kit_copy', args=[pk])}?regio={region.slug}")
    pages = kit.pages()
    chosen = Region.objects.filter(slug=request.GET.get("regio", "")[:80].replace("\x00", "")).first()
    context = {
        "kit": kit,
        "form": form,
        "pages": [page for page in pages if not page.names_people],
        "left_out": [page for page in pages if page.names_people],
        "region": chosen,
        "copies": list(copies_of(kit, chosen).values()) if chosen else [],
        "page_title": _("Kopieer naar een regio"),
        "breadcrumbs_items": [{"url": reverse("wagtailsnippets_cms_starterkit:list"), "label": _("Startpakketten")}],
    }
    return render(request, "cms/admin/copy_kit.html", context, status=422 if form.errors else 200)
