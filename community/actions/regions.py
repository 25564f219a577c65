"""All changes that coordinators and editors make to the page of a region. Each is one transaction, safe to repeat."""

from django.db import transaction

from cms import clock, page_cache, regions
from cms.models import Region, RegionNews, RegionText
from cms.models.regions import today
from community.actions.refusal import Stale
from community.models import Coordinator, User

TEXTS = ("introduction", "facts", "contact_role", "contact_email")


def _show(region: Region) -> None:
    """Let readers and the search see what changed."""
    regions.refresh(region)
    page_cache.forget()


@transaction.atomic
def save_region_text(*, region: Region, data: dict, expected_version: int | None = None) -> RegionText:
    """Write what the region says of itself. Raises `Stale` when somebody else changed it since `expected_version`."""
    Region.objects.select_for_update().get(pk=region.pk)
    text = RegionText.objects.filter(region=region).first() or RegionText(region=region, version=0)
    if expected_version is not None and text.version != expected_version:
        raise Stale(text)
    for name in TEXTS:
        setattr(text, name, data.get(name, ""))
    text.version += 1
    text.changed_at = clock.now()
    text.save()
    _show(region)
    return text


@transaction.atomic
def keep_news(
    *, region: Region, news: RegionNews | None = None, title: str, text: str, published_on=None
) -> RegionNews:
    """Add a message, or change `news`."""
    news = news or RegionNews(region=region)
    news.title, news.text, news.published_on = title, text, published_on or news.published_on
    news.save()
    _show(region)
    return news


@transaction.atomic
def drop_news(*, news: RegionNews) -> None:
    """Take a message away; harmless when it is already gone."""
    RegionNews.objects.filter(pk=news.pk).delete()
    _show(news.region)


@transaction.atomic
def appoint(*, user: User, region: Region, **fields) -> Coordinator:
    """Make a person coordinator of a region from `starts_on` (default today), or change their row there."""
    coordinator, _created = Coordinator.objects.update_or_create(user=user, region=region, defaults=fields)
    page_cache.forget()
    return coordinator


@transaction.atomic
def dismiss(*, coordinator: Coordinator) -> None:
    """Let a person stop today; the page of the region shows who answers instead."""
    now = today()
    if coordinator.ends_on is None or coordinator.ends_on > now:
        coordinator.ends_on = max(now, coordinator.starts_on)
        coordinator.save()
        page_cache.forget()


@transaction.atomic
def remove_coordinator(*, user: User) -> int:
    """Forget what somebody coordinates, when their account goes; returns how many regions that were."""
    page_cache.forget()
    return Coordinator.objects.filter(user=user).delete()[0]


def coordinators_changed() -> None:
    """After a change of rows in the admin: readers see it at once."""
    page_cache.forget()
