"""The headings of a text: an address for each, and a list of contents."""

import re
from dataclasses import dataclass
from html import unescape

from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify

_HEADING = re.compile(r"<h([2-4])(?![^>]*\bid=)([^>]*)>(.*?)</h\1>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Heading:
    """`anchor` is its id in the page, `text` its words."""

    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class Outline:
    """A text whose headings can be reached: `html` to show, `contents` for the list of contents."""

    html: SafeString
    contents: list[Heading]


def outline(html: SafeString, *, prefix: str = "deel", deeper: int = 0) -> Outline:
    """Give every heading of rendered (so safe) HTML an id that starts with `prefix`, unique within this text.

    The contents hold the headings of the highest level, `h2`; those with an id of their own are left as they are.
    `deeper` lowers every heading by so many levels, for a text that stands inside another. Headings take the focus
    when a link leads to them, so that the next Tab goes on from there.
    """
    contents: list[Heading] = []
    used: dict[str, int] = {}

    def with_id(match: re.Match) -> str:
        level, attributes, inside = int(match[1]), match[2], match[3]
        text = " ".join(unescape(strip_tags(inside)).split())
        anchor = f"{prefix}-{slugify(text)[:60].strip('-') or 'zonder-naam'}"
        used[anchor] = used.get(anchor, 0) + 1
        if used[anchor] > 1:
            anchor = f"{anchor}-{used[anchor]}"
        if level == 2 and text:
            contents.append(Heading(anchor, text))
        tag = f"h{min(level + deeper, 6)}"
        return f'<{tag}{attributes} id="{anchor}" tabindex="-1">{inside}</{tag}>'

    return Outline(mark_safe(_HEADING.sub(with_id, html)), contents)  # noqa: S308 - the HTML came in safe
