"""What the page of a workshop asks."""

from django import template
from django.utils.translation import get_language

from cms.models import ReflectionPage

register = template.Library()


@register.simple_tag(takes_context=True)
def reflection_address(context) -> str:
    """Where somebody looks at their own life in private; empty when there is no such page."""
    found = ReflectionPage.objects.live().public().filter(locale__language_code=get_language()).first()
    return found.get_url(context.get("request")) if found else ""
