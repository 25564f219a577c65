"""Role-plays to practise with."""

from cms.models import RolePlay
from config.demo.content import read


def load() -> int:
    """Make them, unless they were made before; returns how many."""
    if RolePlay.objects.exists():
        return 0
    plays = [RolePlay(**row) for row in read("role_plays")["play"]]
    for play in plays:
        play.full_clean()
    return len(RolePlay.objects.bulk_create(plays))
