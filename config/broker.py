"""The embedded broker: kombu's file-system transport, with messages that are whole from the moment they can be seen.

Kombu opens a message under its final name and writes it afterwards. A worker that looks in between reads nothing,
and that ends the worker. Here the message gets its name when it is complete.
"""

import uuid
from pathlib import Path
from time import monotonic

from kombu.transport import TRANSPORT_ALIASES, filesystem
from kombu.utils.json import dumps


class Channel(filesystem.Channel):
    """Writes under another name first; names sort by time as kombu's do."""

    def _put(self, queue, payload, **kwargs):
        target = Path(self.data_folder_out) / f"{round(monotonic() * 1000)}_{uuid.uuid4()}.{queue}.msg"
        draft = target.with_name(f"{target.name}.part")
        draft.write_text(dumps(payload))
        draft.rename(target)


class Transport(filesystem.Transport):
    """`filesystem://` with the channel above."""

    Channel = Channel


def install() -> None:
    """Let `filesystem://` mean this transport."""
    TRANSPORT_ALIASES["filesystem"] = "config.broker:Transport"
