"""Parts of a file (RFC 9110, 14): a player that jumps through a film asks for bytes, and Safari plays nothing else."""

import re
from typing import BinaryIO

from django.http import HttpRequest, HttpResponse

MOST = 2 * 1024 * 1024  # bytes in one answer: the player asks for what comes next
_ONE_RANGE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})\Z")


def part_of(request: HttpRequest, file: BinaryIO, size: int, *, content_type: str, tag: str) -> HttpResponse | None:
    """The part that the request asks for, or its beginning: 206; 416 where it lies beyond the end. None: send it whole.

    `file` can be sought; `size` in bytes; `tag` names this version of the file. Several ranges at once, other units and
    a part of another version than this one get the whole, as the standard has it.
    """
    asked = _ONE_RANGE.match(request.headers.get("Range", "").strip())
    if request.method != "GET" or not asked or not any(asked.groups()):
        return None
    if request.headers.get("If-Range", f'"{tag}"') != f'"{tag}"':
        return None
    first, last = asked.groups()
    start, end = (int(first), int(last or size - 1)) if first else (max(size - int(last), 0), size - 1)
    end = min(end, size - 1, start + MOST - 1)
    if start > end:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    file.seek(start)
    response = HttpResponse(file.read(end + 1 - start), status=206, content_type=content_type)
    response["Content-Range"] = f"bytes {start}-{end}/{size}"
    response["ETag"] = f'"{tag}"'
    response["Accept-Ranges"] = "bytes"
    response["Content-Encoding"] = "identity"  # a part that were compressed on its way would be another part
    return response
