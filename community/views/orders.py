"""Ordering paper materials: the visitor's form, and the shelf and the orders in the admin."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.models import Locale

from cms.facets import page_at
from cms.models import MaterialPage, published
from community import rules
from community.actions import orders
from community.actions.refusal import Refused
from community.forms.orders import OrderForm, StockForm
from community.limits import visitor_address, within_limit
from community.models import MaterialOrder, MaterialStock

HOUR = 3600
PER_PAGE = 50


def _material(key: uuid.UUID) -> MaterialPage:
    """The public page of this material in the active language."""
    locale = get_object_or_404(Locale, language_code=get_language())
    return get_object_or_404(published(MaterialPage, locale.pk).select_related("locale"), translation_key=key)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, paper: uuid.UUID) -> HttpResponse:
    """`/materialen/bestellen/<paper>/`: ask for copies on paper, without an account."""
    page = _material(paper)
    stock = get_object_or_404(MaterialStock, material=paper)
    form = OrderForm(request.POST or None, initial={"key": uuid.uuid4(), "amount": 1}, most=stock.at_once)
    status = 200
    if request.method == "POST" and form.is_valid():
        status = 422
        if within_limit("order", visitor_address(request), amount=5, seconds=HOUR):
            try:
                orders.order(stock=stock, language=get_language(), **form.cleaned_data)
            except Refused as refusal:
                form.add_error("amount", str(refusal))
            else:
                return redirect("material_ordered", paper=paper)
        else:
            form.add_error(None, _("Er komt net veel binnen. Wacht een uur en probeer het dan opnieuw."))
            status = 429
    context = {"form": form, "material": page, "stock": stock, "crumbs": [{"title": page.title, "url": page.url}]}
    return render(request, "community/order.html", context, status=status)


@never_cache
@require_safe
def ordered(request: HttpRequest, paper: uuid.UUID) -> HttpResponse:
    """`/materialen/bestellen/<paper>/bedankt/`: what happens next."""
    page = _material(paper)
    return render(
        request, "community/ordered.html", {"material": page, "crumbs": [{"title": page.title, "url": page.url}]}
    )


@require_http_methods(["GET", "HEAD", "POST"])
def shelf(request: HttpRequest) -> HttpResponse:
    """`/beheer/bestellingen/`: what was ordered, what waits first, and what lies on the shelf."""
    _admit(request)
    form = StockForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            stock = orders.add_stock(**form.cleaned_data)
        except Refused as refusal:
            form.add_error("number", str(refusal))
        else:
            messages.success(
                request, _("%(title)s: er liggen er nu %(number)s.") % {"title": stock.title, "number": stock.in_stock}
            )
            return redirect("material_orders")
    context = {
        "form": form,
        "stocks": list(MaterialStock.objects.all()),
        "page_obj": page_at(MaterialOrder.objects.select_related("stock"), request.GET.get("page"), PER_PAGE),
        "page_title": _("Bestellingen en voorraad"),
    }
    return render(request, "community/admin/orders.html", context, status=422 if form.errors else 200)


@require_POST
def sent(request: HttpRequest, pk: int) -> HttpResponse:
    """`/beheer/bestellingen/<pk>/verstuurd/`: it is on its way."""
    order = _order(request, pk)
    orders.mark_sent(order=order)
    messages.success(request, _("Deze bestelling is verstuurd. Over 30 dagen wissen we het adres."))
    return redirect("material_orders")


@require_POST
def cancelled(request: HttpRequest, pk: int) -> HttpResponse:
    """`/beheer/bestellingen/<pk>/annuleren/`: it does not go out."""
    order = _order(request, pk)
    orders.cancel(order=order)
    messages.success(request, _("Deze bestelling gaat niet door. De voorraad is weer aangevuld."))
    return redirect("material_orders")


def _admit(request: HttpRequest) -> None:
    if not rules.may_handle_orders(request.user):
        raise Http404


def _order(request: HttpRequest, pk: int) -> MaterialOrder:
    _admit(request)
    return get_object_or_404(MaterialOrder, pk=pk)
