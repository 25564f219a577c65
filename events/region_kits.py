"""A series that goes along in a region's starter kit gets a series of its own, without editions or people."""

from cms import region_kits
from events.models import EventSeries, SeriesPage


def register() -> None:
    """Called when the app is ready."""
    region_kits.register(SeriesPage, _own_series)


def _own_series(copy: SeriesPage, region) -> None:
    source = copy.series
    if not source.name.endswith(f"({region.name_nl})"):
        copy.series = EventSeries.objects.create(name=f"{source.name} ({region.name_nl})"[:120], kind=source.kind)
