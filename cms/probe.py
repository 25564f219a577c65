"""Asking another site whether an address still answers, without ever reaching into the own network.

Names are resolved here, every address found must be allowed, and the connection goes to that very address: a name that
changes its answer in between gains nothing. The same holds after every redirect.
"""

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from django.utils.translation import gettext_lazy as _

SECONDS = 8
REDIRECTS = 5
HEADERS = {"User-Agent": "Leerspoor", "Accept": "*/*", "Connection": "close"}
SAFE = "/%:@!$&'()*+,;=~"  # what may stand unescaped in a path
# Who refuses HEAD or a machine, may still answer a person.
SHY = frozenset({401, 403, 405, 406, 407, 429, 451, 501})

Allowed = Callable[[ipaddress.IPv4Address | ipaddress.IPv6Address], bool]


@dataclass(frozen=True, slots=True)
class Answer:
    """`status` is the last HTTP status, None without one; `problem` says in words what is wrong, "" when nothing is.

    `certain` is False when it may be better next time: a server in trouble, no answer in time.
    """

    status: int | None = None
    problem: str = ""
    certain: bool = True


class _Refused(Exception):
    """This address is not asked."""


def is_public(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """Whether an address is on the internet at large: not private, loopback, link-local, multicast or reserved."""
    address = getattr(address, "ipv4_mapped", None) or address
    embedded = getattr(address, "sixtofour", None) or (getattr(address, "teredo", None) or [None])[-1]
    if embedded is not None and not is_public(embedded):
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def probe(url: str, *, allowed: Allowed = is_public, seconds: float = SECONDS) -> Answer:
    """Ask with HEAD, and with GET where that is refused; follows up to five redirects. Never raises."""
    try:
        for _number in range(REDIRECTS + 1):
            status, location = _ask("HEAD", url, allowed, seconds)
            if status >= 400:
                status, location = _ask("GET", url, allowed, seconds)
            if status not in (301, 302, 303, 307, 308) or not location:
                return _judge(status)
            url = urljoin(url, location)
        return Answer(status, str(_("Deze link stuurt steeds door.")))
    except _Refused:
        return Answer(None, str(_("Dit adres is niet van buiten te bereiken. We hebben het niet opgehaald.")))
    except socket.gaierror:
        return Answer(None, str(_("Deze site is niet te vinden.")), certain=False)
    except TimeoutError:
        return Answer(None, str(_("De site antwoordt niet op tijd.")), certain=False)
    except (OSError, http.client.HTTPException, ValueError):
        return Answer(None, str(_("De site geeft geen goed antwoord.")), certain=False)


def may_reach(url: str, *, allowed: Allowed = is_public) -> bool:
    """Whether an address may be asked at all. A name that is not found now may be found later. Never raises."""
    try:
        parts = _taken_apart(url)
        _addresses(parts.hostname.encode("idna").decode(), parts.port or 443, allowed)
    except socket.gaierror:
        return True
    except (_Refused, OSError, ValueError):
        return False
    return True


def post(
    url: str, *, body: bytes, headers: dict[str, str], allowed: Allowed = is_public, seconds: float = SECONDS
) -> Answer:
    """Hand over `body`; only a status of 200 to 299 is a good answer, and no redirect is followed. Never raises."""
    try:
        status, _location = _ask("POST", url, allowed, seconds, body, headers)
    except _Refused:
        return Answer(None, str(_("Dit adres is niet van buiten te bereiken.")))
    except socket.gaierror:
        return Answer(None, str(_("Deze site is niet te vinden.")), certain=False)
    except TimeoutError:
        return Answer(None, str(_("De site antwoordt niet op tijd.")), certain=False)
    except (OSError, http.client.HTTPException, ValueError):
        return Answer(None, str(_("De site geeft geen goed antwoord.")), certain=False)
    if 200 <= status < 300:
        return Answer(status)
    return Answer(status, str(_("De site nam het niet aan.")), certain=False)


def _judge(status: int) -> Answer:
    if status < 400 or status in SHY:
        return Answer(status)
    if status in (404, 410):
        return Answer(status, str(_("Deze pagina bestaat niet meer.")))
    return Answer(status, str(_("De site meldt een fout.")), certain=status < 500)


def _taken_apart(url: str) -> SplitResult:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username:
        raise _Refused
    return parts


def _ask(
    method: str, url: str, allowed: Allowed, seconds: float, body: bytes | None = None, headers: dict | None = None
) -> tuple[int, str]:
    """The status and the Location of one answer; its body is not read."""
    parts = _taken_apart(url)
    secure = parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    host = parts.hostname.encode("idna").decode()
    connection = http.client.HTTPConnection(host, port, timeout=seconds)
    connection.sock = _connect(host, port, allowed, seconds)
    try:
        if secure:
            connection.sock = ssl.create_default_context().wrap_socket(connection.sock, server_hostname=host)
        path = quote(parts.path or "/", safe=SAFE) + (f"?{quote(parts.query, safe=SAFE + '?')}" if parts.query else "")
        shown = f"{host}:{port}" if parts.port else host
        connection.request(method, path, body, headers=HEADERS | (headers or {}) | {"Host": shown})
        response = connection.getresponse()
        return response.status, response.getheader("Location", "")
    finally:
        connection.close()


def _connect(host: str, port: int, allowed: Allowed, seconds: float) -> socket.socket:
    """A connection to an address of `host`; raises when any of its addresses is not allowed."""
    return socket.create_connection((_addresses(host, port, allowed)[0], port), timeout=seconds)


def _addresses(host: str, port: int, allowed: Allowed) -> list[str]:
    """The addresses behind a name; raises when any of them is not allowed."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [ipaddress.ip_address(entry[4][0].split("%")[0]) for entry in found]
    if not addresses or not all(allowed(address) for address in addresses):
        raise _Refused
    return [str(address) for address in addresses]
