"""A course map as a tree, and as a drawing: boxes in columns with lines between them, in a plain coordinate system."""

import textwrap
from dataclasses import dataclass, field

from community.models import BELOW, ChangeMap, MapNode

WIDTH, GAP = 210, 46  # of a box; between columns
LINE, PADDING, BETWEEN = 19, 12, 16  # height of a line of text; inside a box; between boxes
LETTERS = 25  # on a line of text


@dataclass(slots=True)
class Branch:
    """A node with what hangs below it; the goal has no node."""

    node: MapNode | None
    children: list["Branch"] = field(default_factory=list)
    below: tuple = ()
    """The kinds that may be added here."""


@dataclass(slots=True)
class Box:
    """A box of the drawing: its corner, its height, its kind and its lines of text with their heights."""

    x: int
    y: float
    height: int
    kind: str
    lines: list[tuple[float, str]]


@dataclass(slots=True)
class Drawing:
    """What the template draws; lines are paths from one box to the next."""

    width: int
    height: float
    boxes: list[Box]
    paths: list[str]


def tree(course: ChangeMap) -> Branch:
    """The whole map in one query."""
    root = Branch(None, below=BELOW[None])
    known = {None: root}
    for node in course.nodes.all():
        known[node.pk] = Branch(node, below=BELOW[node.kind])
    for pk, branch in known.items():
        if pk is not None:
            known[branch.node.parent_id].children.append(branch)
    return root


def drawing(course: ChangeMap, root: Branch) -> Drawing:
    """The map from left to right: the goal, its steps, their effects, how they are noticed."""
    boxes, paths = [], []
    bottom = _place(root, course.goal, 0, 0, boxes, paths)
    return Drawing(4 * WIDTH + 3 * GAP, bottom, boxes, paths)


def _place(branch: Branch, text: str, column: int, top: float, boxes: list[Box], paths: list[str]) -> float:
    """Draw a branch from `top` downwards, below it first; returns where the next one may begin."""
    words = textwrap.wrap(text, LETTERS) or [""]
    height = len(words) * LINE + 2 * PADDING
    bottom, middles = top, []
    for child in branch.children:
        place = len(boxes)
        bottom = _place(child, child.node.text, column + 1, bottom, boxes, paths)
        # The child's own box is the last that its branch added.
        middles.append(boxes[-1].y + boxes[-1].height / 2 if len(boxes) > place else bottom)
    bottom = max(bottom, top + height + BETWEEN)
    middle = (middles[0] + middles[-1]) / 2 if middles else top + height / 2
    y = max(top, middle - height / 2)
    x = column * (WIDTH + GAP)
    lines = [(y + PADDING + LINE * (number + 0.75), line) for number, line in enumerate(words)]
    boxes.append(Box(x, y, height, branch.node.kind if branch.node else "goal", lines))
    start, end = x + WIDTH, x + WIDTH + GAP
    own = y + height / 2
    paths += [
        f"M{start} {own:g}C{start + GAP / 2:g} {own:g} {start + GAP / 2:g} {each:g} {end} {each:g}" for each in middles
    ]
    return max(bottom, y + height + BETWEEN)
