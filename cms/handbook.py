"""The handbook for organisers and editors: short tasks in steps, each with a picture of the real screen.

The words stand in `handbook.toml`, in Dutch only. `tests/handbook_pictures.py` makes the pictures from a demo.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import Image

HERE = Path(__file__).parent
PICTURES = HERE / "static" / "cms" / "handbook"


@dataclass(frozen=True, slots=True)
class Step:
    """`picture` is the path of a static file; its size in pixels keeps the page still while it loads."""

    title: str
    text: str
    picture: str
    alt: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Task:
    """One thing somebody wants to do; `role` is the group for whom it is (`config/roles.py`)."""

    slug: str
    role: str
    title: str
    lede: str
    steps: tuple[Step, ...]


@cache
def tasks() -> dict[str, Task]:
    """All tasks by slug, in the order in which one learns them."""
    found = tomllib.loads((HERE / "handbook.toml").read_text())["tasks"]
    return {
        row["slug"]: Task(row["slug"], row["for"], row["title"], row["lede"], tuple(map(_step, row["steps"])))
        for row in found
    }


def _step(row: dict) -> Step:
    with Image.open(PICTURES / f"{row['picture']}.webp") as picture:
        width, height = picture.size
    return Step(row["title"], row["text"], f"cms/handbook/{row['picture']}.webp", row["alt"], width, height)
