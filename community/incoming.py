"""A mail that came in, read for what somebody wrote just now: without what they quote, and without their signature.

What is quoted holds links that are the writer's own, and a signature their address and telephone number. Our letters
begin with a line to answer above (`MARK`), which is where reading stops, however a mail program quotes.
"""

import email.policy
import hashlib
import re
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import getaddresses

from django.utils.html import strip_tags

MOST_BYTES = 1_000_000
MARK = re.compile(r"#{2,}-.*-#{2,}")
QUOTE_BEGINS = re.compile(
    r"^(?:-- ?$|_{10,}$|-{3,}\s*(?:oorspronkelijk|doorgestuurd|original|forwarded)\b"
    r"|(?:van|from):\s.*@|(?:op|on)\s.*\b(?:schreef|wrote)\b.*:$)",
    re.IGNORECASE,
)
LINE_ENDS = re.compile(r"(?i)<br\s*/?>|</(?:p|div|li|h\d|tr)>")
UNSEEN = re.compile(r"(?is)<(style|script|head|blockquote)\b.*?</\1>")
RECIPIENTS = ("Delivered-To", "X-Original-To", "To", "Cc")


@dataclass(frozen=True, slots=True)
class Incoming:
    """To which addresses, what is new in it, what tells it from every other mail, and whether a machine wrote it."""

    recipients: list[str]
    words: str
    number: str
    is_automatic: bool


def read(raw: bytes) -> Incoming | None:
    """One mail as it came from the server; None for one that is too large or cannot be read."""
    if len(raw) > MOST_BYTES:
        return None
    try:
        message = email.message_from_bytes(raw, policy=email.policy.default)
        headers = [str(value) for name in RECIPIENTS for value in message.get_all(name, [])]
        return Incoming(
            recipients=[address for _name, address in getaddresses(headers) if address],
            words=new_words(_text(message)),
            number=str(message.get("Message-ID", "")).strip() or hashlib.sha256(raw).hexdigest(),
            is_automatic=_is_automatic(message),
        )
    except Exception:  # noqa: BLE001  whatever a stranger's mail does to a parser, the mails after it are read
        return None


def new_words(text: str) -> str:
    """What stands above the mark, a quote or a signature; quoted lines in between are left out."""
    kept: list[str] = []
    lines = text.replace("\r", "").replace("\0", "").split("\n")
    for number, line in enumerate(lines):
        both = f"{line.strip()} {lines[number + 1].strip() if number + 1 < len(lines) else ''}".strip()
        if MARK.search(line) or QUOTE_BEGINS.match(line.rstrip("\n")) or _wraps(line, both):
            break
        if not line.lstrip().startswith(">"):
            kept.append(line.rstrip())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()


def _wraps(line: str, both: str) -> bool:
    """ "Op maandag schreef …" that a mail program broke over two lines."""
    return bool(re.match(r"(?i)^(op|on)\s", line)) and bool(QUOTE_BEGINS.match(both))


def _text(message: EmailMessage) -> str:
    body = message.get_body(("plain", "html"))
    if body is None:
        return ""
    content = body.get_content()
    if body.get_content_type() == "text/html":
        content = strip_tags(LINE_ENDS.sub("\n", UNSEEN.sub("", content)))
    return content


def _is_automatic(message: EmailMessage) -> bool:
    """Whether a machine wrote it (RFC 3834): answering that would go round and round."""
    submitted = str(message.get("Auto-Submitted", "no")).partition(";")[0].strip().lower()
    bulk = str(message.get("Precedence", "")).strip().lower() in ("bulk", "junk", "list", "auto_reply")
    return submitted != "no" or bulk or str(message.get("Return-Path", "x")).strip() == "<>"
