"""Tags for what editors write in blocks."""

from django import template
from django.utils.html import format_html_join

from cms.blocks.downloads import LANGUAGES
from cms.outline import Outline, outline

register = template.Library()


@register.simple_tag(takes_context=True)
def outlined(context, stream, prefix="deel", deeper=0) -> Outline:
    """The blocks of a stream rendered, every heading with an id, and their list of contents; see `cms/outline.py`."""
    around = context.flatten()
    return outline(
        format_html_join("\n", "{}", ((block.render(around),) for block in stream or [])), prefix=prefix, deeper=deeper
    )


@register.filter
def language_label(code: str) -> str:
    """The name of a language, as readers call it: "Nederlands"; the code itself when it is not known."""
    return str(dict(LANGUAGES).get(code, code))
