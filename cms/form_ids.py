"""Ids of what a form makes, so that the same form sent twice makes one thing."""

import hmac
import uuid

from django.conf import settings


def id_of(key: uuid.UUID | None, *about) -> uuid.UUID:
    """The id of what the form with this number makes; without a number a new one every time.

    `about` says what is made, for whom and where: the same number elsewhere makes something else, so that nobody reaches
    what is another's by sending their number. Keyed with the site's secret, so that an id tells nothing and cannot be
    chosen, also where it opens something by itself.
    """
    if key is None:
        return uuid.uuid4()
    said = "/".join(["form", key.hex, *map(str, about)])
    return uuid.UUID(bytes=hmac.digest(settings.SECRET_KEY.encode(), said.encode(), "sha256")[:16], version=4)
