"""The demo's inbox for everybody: the mails as they left, read back from their files. Does not exist outside the demo."""

import email
import email.policy
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from functools import wraps
from pathlib import Path

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

NAME = re.compile(r"\d{10,25}-[0-9a-f]{8}")  # as the file backend names them
PER_PAGE = 25
LETTER_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)
HTML_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; "
    "sandbox allow-popups allow-popups-to-escape-sandbox"
)


@dataclass(frozen=True)
class Letter:
    """One mail: the name of its file and what stands in it."""

    name: str
    mail: EmailMessage

    @property
    def moment(self) -> datetime:
        """When it was written, by its name (nanoseconds)."""
        return datetime.fromtimestamp(int(self.name.partition("-")[0]) / 1e9, UTC)

    @property
    def subject(self) -> str:
        return str(self.mail["Subject"] or "")

    @property
    def recipient(self) -> str:
        return str(self.mail["To"] or "")

    @property
    def sender(self) -> str:
        return str(self.mail["From"] or "")

    @property
    def text(self) -> str:
        return self._body("plain")

    @property
    def html(self) -> str:
        return self._body("html")

    @property
    def attachments(self) -> list[tuple[str, str, bytes]]:
        """File name, media type and content of every file that came along."""
        return [
            (part.get_filename() or "bijlage", part.get_content_type(), part.get_payload(decode=True) or b"")
            for part in self.mail.iter_attachments()
        ]

    def _body(self, kind: str) -> str:
        part = self.mail.get_body((kind,))
        return (
            (part.get_payload(decode=True) or b"").decode("utf-8", "replace") if part else ""
        )  # all our mail is UTF-8


def demo_only(view: Callable) -> Callable:
    """Not found on a real site; never kept, never indexed."""

    @never_cache
    @wraps(view)
    def wrapper(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        response = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return wrapper


@demo_only
@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """All mails, newest first."""
    names = sorted(
        (path.stem for path in Path(settings.MAIL_DIR).glob("*.eml") if NAME.fullmatch(path.stem)), reverse=True
    )
    page = Paginator(names, PER_PAGE).get_page(request.GET.get("pagina"))
    return render(request, "postvak/inbox.html", {"letters": [_letter(name) for name in page], "page_obj": page})


@demo_only
@require_safe
def letter(request: HttpRequest, name: str) -> HttpResponse:
    """One mail: its text, its form in a frame of its own, and its files."""
    response = render(request, "postvak/letter.html", {"letter": _letter(name)})
    response["Content-Security-Policy"] = LETTER_POLICY
    return response


@demo_only
@require_safe
def letter_html(request: HttpRequest, name: str) -> HttpResponse:
    """The HTML of a mail as a mail program shows it: no scripts, nothing from elsewhere, links in a new tab."""
    html = _letter(name).html.replace("<head>", '<head><base target="_blank">', 1)
    return HttpResponse(html, headers={"Content-Security-Policy": HTML_POLICY})


@demo_only
@require_safe
def letter_file(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """One file of a mail, to save."""
    files = _letter(name).attachments
    if number >= len(files):
        raise Http404
    filename, media_type, content = files[number]
    filename = re.sub(r"[^\w.-]", "_", filename)
    return HttpResponse(
        content, content_type=media_type, headers={"Content-Disposition": f'attachment; filename="{filename}"'}
    )


def _letter(name: str) -> Letter:
    """Read the mail with this name; 404 for any other string, so that no path can be smuggled in."""
    if not NAME.fullmatch(name):
        raise Http404
    try:
        content = (Path(settings.MAIL_DIR) / f"{name}.eml").read_bytes()
    except FileNotFoundError:
        raise Http404 from None
    return Letter(name, email.message_from_bytes(content, policy=email.policy.default))
