"""Picking pages for a dossier from the pages themselves."""

from django import template
from django.http import QueryDict

from cms import dossier

register = template.Library()


def _carried(context) -> list[int]:
    """What the reader picked before coming here, from `?dossier=12.40`."""
    request = context.get("request")
    said = request.GET.get("dossier", "") if request else ""
    asked = QueryDict(mutable=True)
    asked.setlist(dossier.PIECE, said[:400].split("."))
    return dossier.asked_keys(asked)


@register.simple_tag(takes_context=True)
def dossier_with(context, page) -> str:
    """The query of the dossier that holds this page too."""
    keys = _carried(context)
    return dossier.query(keys if page.pk in keys else [*keys, page.pk])


@register.simple_tag(takes_context=True)
def carried_pieces(context) -> list[int]:
    """What was picked before, for a form that adds to it."""
    return _carried(context)
