"""The tree of regions, walked in memory: one query for the whole of it, whoever asks what lies where."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from cms.models import Region


class Areas:
    """All regions by id, in their order; `regions` may be given to save the query."""

    def __init__(self, regions: Iterable[Region] | None = None):
        self.by_pk = {region.pk: region for region in (Region.objects.all() if regions is None else regions)}
        self.by_slug = {region.slug: region for region in self.by_pk.values()}
        self._children = defaultdict(list)
        for region in self.by_pk.values():
            self._children[region.parent_id].append(region)

    def __iter__(self):
        return iter(self.by_pk.values())

    def children(self, pk: int | None) -> list[Region]:
        """The regions directly inside one; with None those that lie in nothing."""
        return self._children[pk]

    def above(self, pk: int) -> list[Region]:
        """What a region lies in, the nearest first. A ring in the tree ends where it would begin again."""
        found, seen = [], {pk}
        region = self.by_pk.get(pk)
        while region and region.parent_id and region.parent_id not in seen:
            seen.add(region.parent_id)
            region = self.by_pk.get(region.parent_id)
            found += [region] if region else []
        return found

    def within(self, pk: int) -> set[int]:
        """The ids of a region and of everything in it."""
        found, waiting = set(), [pk]
        while waiting:
            here = waiting.pop()
            if here not in found:
                found.add(here)
                waiting += [child.pk for child in self._children[here]]
        return found

    def serving(self, pk: int) -> set[int]:
        """The ids of the areas whose offers hold here: inside the region, the region, and all around it."""
        return self.within(pk) | {region.pk for region in self.above(pk)}

    def upwards(self, holders: Mapping[int, set[int]]) -> dict[int, set[int]]:
        """Things by region, with those of an area counted in the areas around it too."""
        found = defaultdict(set)
        for pk, things in holders.items():
            for region in [pk, *(around.pk for around in self.above(pk))]:
                found[region] |= things
        return found
