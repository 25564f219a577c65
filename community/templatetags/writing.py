"""How what people write is shown: plain text, with paragraphs and links. Everything else is text too."""

import re

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
LINK = re.compile(r"https?://[^\s<>\"']{3,500}")
AFTER = ".,;:!?)]}’”"  # belongs to the sentence and not to the address


def _link(found: re.Match) -> str:
    address = found.group()
    kept = address.rstrip(AFTER)
    if address.endswith(")") and kept.count("(") > kept.count(")"):
        kept += ")"
    shown = kept if len(kept) <= 60 else f"{kept[:57]}…"
    return f'<a href="{escape(kept)}" rel="nofollow ugc noopener">{escape(shown)}</a>{escape(address[len(kept) :])}'


@register.filter
def as_written(text: str) -> SafeString:
    """`text` as paragraphs, with its web addresses as links; any mark-up in it is shown, not followed."""
    text = text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n").strip()
    parts, at = [], 0
    for found in LINK.finditer(text):
        parts += [escape(text[at : found.start()]), _link(found)]
        at = found.end()
    shown = "".join([*parts, escape(text[at:])])
    paragraphs = re.split(r"\n{2,}", shown)
    return mark_safe("\n".join(f"<p>{'<br>'.join(each.split(chr(10)))}</p>" for each in paragraphs))  # noqa: S308
