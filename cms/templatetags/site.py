"""Tags for the frame of a page: icons, and where the reader is."""

from functools import cache

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

register = template.Library()
SHOWN = 8  # of a long list of choices; the others fold

# Drawn for this site on a grid of 24, two units thick; the style sheet sets the colour.
ICONS = {
    "alert": "M12 8v5M12 16.5v.1M12 3 2.5 20h19Z",
    "arrow": "M4 12h15M13 6l6 6-6 6",
    "back": "M20 12H5M11 6l-6 6 6 6",
    "book": "M12 6C9 4 6 4 3 5v14c3-1 6-1 9 1 3-2 6-2 9-1V5c-3-1-6-1-9 1Zm0 0v14",
    "calendar": "M4 6h16v14H4ZM4 10.5h16M8 3v4M16 3v4",
    "chart": "M4 20h16M7 16v-5M12 16V6M17 16v-8",
    "check": "M4 12.5 9.5 18 20 6.5",
    "clock": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM12 7.5V12l3 2.5",
    "close": "M6 6l12 12M18 6 6 18",
    "download": "M12 4v11M7 11l5 5 5-5M4 20h16",
    "edit": "M4 20l1-4.5L16.5 4 20 7.5 8.5 19ZM14 6.5l3.5 3.5",
    "external": "M10 5H5v14h14v-5M14 4h6v6M20 4l-9 9",
    "filter": "M4 6h16M7 12h10M10 18h4",
    "flag": "M6 21V4M6 4.5h12l-2.5 4 2.5 4H6",
    "globe": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM3.5 12h17M12 3c3.5 3.5 3.5 14.5 0 18M12 3c-3.5 3.5-3.5 14.5 0 18",
    "heart": (
        "M12 20C6 15.5 3 12.5 3 8.9 3 6 5.2 4 7.7 4c1.9 0 3.4 1 4.3 2.7C12.9 5 14.4 4 16.3 4 18.8 4 21 6 21 8.9"
        "c0 3.6-3 6.6-9 11.1Z"
    ),
    "home": "M4 11 12 4l8 7M6.5 9.5V20h11V9.5",
    "info": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM12 11v5.5M12 7.5v.1",
    "leaf": "M5 20C4 10 9 4 20 4c0 11-6 15.5-13 13.5M5 20c1.5-5 4.5-8.5 9-10.5",
    "lock": "M6 11h12v9H6ZM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
    "mail": "M3 6h18v13H3ZM3.5 6.5 12 13l8.5-6.5",
    "menu": "M4 7h16M4 12h16M4 17h16",
    "people": (
        "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM2.5 20c0-4 2.5-6 6.5-6s6.5 2 6.5 6M16 4.3a3.5 3.5 0 0 1 0 6.4"
        "M18 14.5c2.3.8 3.5 2.6 3.5 5.5"
    ),
    "person": "M12 11.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.5 20.5c0-4 3-6 7.5-6s7.5 2 7.5 6",
    "pin": "M12 21c-4.5-4.5-6.5-8-6.5-11a6.5 6.5 0 0 1 13 0c0 3-2 6.5-6.5 11ZM12 12.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z",
    "plus": "M12 5v14M5 12h14",
    "printer": "M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7Z",
    "search": "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM15.5 15.5 20.5 20.5",
    "speech": "M4 5h16v11h-8l-5 4v-4H4Z",
    "ticket": "M3 7h18v3.5a1.8 1.8 0 0 0 0 3.5v3.5H3V14a1.8 1.8 0 0 0 0-3.5ZM14.5 8v1.5M14.5 11.5v1.5M14.5 15v1.5",
    "track": "M8 3 5 21M16 3l3 18M7.2 8h9.6M6.6 12.5h10.8M5.8 17.5h12.4",
    "video": "M3 7h12v10H3ZM15 11l6-3.5v9L15 13",
    "wait": "M7 4h10M7 20h10M8 4c0 5 8 6 8 11v5M16 4c0 5-8 6-8 11v5",
}


@register.simple_tag
def icon(name, css_class=""):
    """The drawing `name` as inline SVG, hidden from screen readers: the words beside it carry the meaning.

    An unknown name gives nothing, so that content can never break a page.
    """
    if name not in ICONS:
        return ""
    return format_html(
        '<svg class="icon {}" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="{}"/></svg>',
        css_class,
        mark_safe(ICONS[name]),  # noqa: S308 - our own constant
    )


@register.simple_tag
def footer() -> str:
    """The foot of every page, which is the same throughout a language: drawn once by a process."""
    return _footer(get_language(), settings.SITE_NAME)


@cache
def _footer(language: str, site_name: str) -> str:
    return render_to_string("components/footer.html", {"site_name": site_name})


@register.simple_tag(takes_context=True)
def rendered_block(context, name):
    """The block `name` of this page once more: a title is needed twice, and Django draws a block in one place only."""
    blocks = context.render_context.get(BLOCK_CONTEXT_KEY)
    block = blocks.get_block(name) if blocks else None
    return mark_safe(block.render(context).strip()) if block else ""  # noqa: S308 - escaped by the block itself


@register.simple_tag(takes_context=True)
def current(context, address):
    """`aria-current` for a navigation link to `address`: "page" there, "true" anywhere below it, else nothing."""
    path = getattr(context.get("request"), "path", "")
    if path == address:
        return mark_safe('aria-current="page"')
    if path.startswith(address):
        return mark_safe('aria-current="true"')
    return ""


@register.simple_tag(takes_context=True)
def current_home(context):
    """`aria-current="page"` on the front page itself, in either language."""
    path = getattr(context.get("request"), "path", "")
    return mark_safe('aria-current="page"') if path in {"/", "/en/"} else ""


@register.filter
def has_optional_fields(form) -> bool:
    """Whether a form shows at least one field that may stay empty."""
    return any(not field.field.required for field in form.visible_fields())


@register.filter
def is_choice_list(field) -> bool:
    """Whether a bound field is a list of radio buttons or checkboxes, drawn one choice per row."""
    return getattr(field.field.widget, "input_type", "") in {"radio", "checkbox"} and field.use_fieldset


@register.filter
def folded(options) -> dict:
    """Options of a facet or of a bound field in two: `first`, and `more` to fold away when there are many; `open` when
    one of those is chosen. Terms fold; a list that a form itself sets out, as of what may be shown, stays whole."""
    folds = not hasattr(options, "field") or hasattr(options.field, "queryset")
    options = list(options)
    shown = SHOWN if folds and len(options) > SHOWN + 2 else len(options)
    more = options[shown:]
    chosen = (each.data["selected"] if hasattr(each, "data") else each.selected for each in more)
    return {"first": options[:shown], "more": more, "open": any(chosen)}


@register.filter
def error_target(field) -> str:
    """The id in the page that a link from the error list leads to: the first thing you can fill in."""
    return f"{field.auto_id}_0" if field.use_fieldset else (field.id_for_label or field.auto_id)


@register.filter
def page_numbers(page_obj):
    """The page numbers to show around this page, with an ellipsis where some are left out."""
    return page_obj.paginator.get_elided_page_range(page_obj.number, on_each_side=1, on_ends=1)
