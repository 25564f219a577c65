"""The starter kit: twelve pages with which another region can begin."""

from wagtail.models import Page

from cms.models import CollectionPage, GlossaryTermPage, HandvatPage, KitPage, PracticeExamplePage, StarterKit
from events.models import SeriesPage

# Page type, and how many of it, in the order of the site.
HOLDS = ((SeriesPage, 1), (CollectionPage, 1), (HandvatPage, 5), (PracticeExamplePage, 2), (GlossaryTermPage, 3))


def load() -> int:
    """Make the kit, unless it was made before; returns how many pages it holds."""
    if StarterKit.objects.exists():
        return 0
    pages: list[Page] = []
    for model, number in HOLDS:
        dutch = model.objects.live().filter(locale__language_code="nl")
        if model is PracticeExamplePage:
            dutch = dutch.filter(people_named=False)
        pages += dutch.order_by("path")[:number]
    kit = StarterKit.objects.create(
        name="Zo begon Lindeveen",
        description="De reeks, de checklist en de handvatten waarmee Regio Lindeveen begon. Vrij om aan te passen.",
    )
    KitPage.objects.bulk_create(
        KitPage(kit=kit, page=page.page_ptr, sort_order=order) for order, page in enumerate(pages)
    )
    return len(pages)
