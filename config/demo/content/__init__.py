"""The texts of the demo, as data. Every person, organisation and place in them is made up."""

import tomllib
from pathlib import Path


def read(name: str) -> dict:
    """What stands in `<name>.toml` in this folder."""
    return tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text(encoding="utf-8"))
