"""The doors on `/meedoen/`: every app registers where people can meet and help each other, in `AppConfig.ready()`.

The search finds them too.
"""

from dataclasses import dataclass

from cms.search import places


@dataclass(frozen=True, slots=True)
class Door:
    """A card with a link: `address` is the name of a URL. Doors stand in the order of `order`."""

    address: str
    title: str
    text: str
    icon: str
    order: int = 100
    for_members: bool = False
    """Whether somebody has to be logged in to go through."""
    words: str = ""
    """What people may call it too, for the search."""


_doors: dict[str, Door] = {}


def register(door: Door) -> None:
    """Add a door; a second one to the same address replaces the first."""
    _doors[door.address] = door
    places.register(places.Place(door.address, door.title, door.text, door.words, kind=places.MEETING))


def doors() -> list[Door]:
    """All doors in their order."""
    return sorted(_doors.values(), key=lambda door: (door.order, door.address))
