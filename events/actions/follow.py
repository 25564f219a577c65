"""Following a series: asking, saying yes from one's own mailbox, stopping, and hearing of new editions once."""

from datetime import timedelta

from django.db import transaction

from cms import clock
from events.models import Event, EventPage, EventSeries, SeriesFollower
from events.notifications import series as notifications

KEPT_UNCONFIRMED = timedelta(days=7)


@transaction.atomic
def follow(*, series: EventSeries, email: str, language: str, is_known: bool = False) -> SeriesFollower:
    """Let this address follow the series: at once when it `is_known` (somebody logged in), else after the mail.

    Who follows already gets no second mail; who asked before gets the link again, once an hour at most.
    """
    follower, _made = SeriesFollower.objects.get_or_create(
        series=series, email=email.strip().lower(), defaults={"language": language}
    )
    if follower.confirmed_at:
        return follower
    if is_known:
        return confirm(follower=follower)
    notifications.confirm_following(follower, key=f"{clock.now():%Y%m%d%H}")
    return follower


@transaction.atomic
def confirm(*, follower: SeriesFollower) -> SeriesFollower:
    """Say yes. Harmless when said before."""
    SeriesFollower.objects.filter(pk=follower.pk, confirmed_at=None).update(confirmed_at=clock.now())
    follower.refresh_from_db()
    return follower


@transaction.atomic
def stop(*, follower: SeriesFollower) -> None:
    """Follow no longer: the address is forgotten at once. Harmless when done already."""
    SeriesFollower.objects.filter(pk=follower.pk).delete()


@transaction.atomic
def stop_everywhere(*, email: str) -> int:
    """Forget this address in every series; returns in how many it was."""
    deleted, _rows = SeriesFollower.objects.filter(email__iexact=email).delete()
    return deleted


def tell_followers() -> int:
    """Tell who follows a series of the editions that were published since the last time: one mail for all of them.

    A meeting counts as told even when nobody followed yet: later followers hear of later editions. Also forgets who
    never said yes. Returns how many mails were queued; work for the clock, however a page was published (every ten
    minutes, so that a year of meetings that is published at once is one mail).
    """
    SeriesFollower.objects.filter(confirmed_at=None, asked_at__lte=clock.now() - KEPT_UNCONFIRMED).delete()
    return sum(_tell(pk) for pk in sorted(set(_news().values_list("series", flat=True))))


def _news():
    """The coming meetings of a series that are published, and of which its followers have not heard."""
    published = EventPage.objects.open().values("event")
    planned = Event.objects.upcoming().filter(status=Event.Status.PLANNED, pk__in=published)
    return planned.filter(announced_at=None, series__isnull=False)


@transaction.atomic
def _tell(series_id: int) -> int:
    series = EventSeries.objects.select_for_update().get(pk=series_id)
    events = list(_news().filter(series=series))
    if not events:
        return 0
    Event.objects.filter(pk__in=[event.pk for event in events]).update(announced_at=clock.now())
    followers = list(series.followers.exclude(confirmed_at=None))
    for follower in followers:
        notifications.new_editions(follower, events)
    return len(followers)
