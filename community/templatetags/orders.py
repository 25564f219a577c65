"""What pages show of the shelf."""

from django import template

from community.models import MaterialStock

register = template.Library()


@register.simple_tag
def stock_of(material) -> MaterialStock | None:
    """How many of this material can be ordered; None when it never could. No row is kept in memory."""
    return MaterialStock.objects.filter(material=material.translation_key).first()
