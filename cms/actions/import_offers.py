"""Taking in a list of offers: in parts of some hundreds of rows, each part a transaction, so that any size fits.

What a list says is written by `bron_id`: an offer that was there is updated, never doubled, so an import that is
broken off can simply run again. What the list has no column for stays as it was, and so does the day of the last
confirmation where it names none; a text that it leaves empty becomes empty.
"""

import logging
import shutil
from datetime import timedelta
from itertools import islice
from pathlib import Path

from celery import current_app
from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from cms import clock, page_cache
from cms.models import Offer, OfferImport, Provider, RefusedRow
from cms.social_map.rows import OfferRows, Refusal, Row, Unreadable

logger = logging.getLogger(__name__)

PART = 500  # rows in one transaction
STALLED = 600  # seconds without progress after which an import is taken up again
TASK = "cms.tasks.import_offers"
COUNTS = ("rows", "made", "updated", "unchanged", "refused")
Status = OfferImport.Status


def path_of(run: OfferImport) -> Path:
    """Where the list waits; it is deleted when the import is over."""
    return Path(settings.VAR_DIR) / "imports" / f"{run.pk}.csv"


def lines_of(run: OfferImport) -> int:
    """How many lines the list has below its head: about as many as rows. 0 when it is not there."""
    try:
        with path_of(run).open("rb") as file:
            return max(sum(part.count(b"\n") for part in iter(lambda: file.read(1 << 20), b"")) - 1, 0)
    except FileNotFoundError:
        return 0


@transaction.atomic
def ask_import(*, upload, file_name: str) -> OfferImport:
    """Keep an uploaded list (a file object, bytes) and have it taken in in the background."""
    run = OfferImport.objects.create(file_name=Path(file_name).name[:200].replace("\x00", ""))
    path = path_of(run)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        shutil.copyfileobj(upload, file, 1 << 20)
    transaction.on_commit(_wake)
    return run


def _wake() -> None:
    """Tell the worker; never raises and never takes long: the clock comes by within a minute anyway."""
    try:
        with current_app.connection_for_write(connect_timeout=1) as broker:
            current_app.send_task(TASK, connection=broker, retry=False, ignore_result=True)
    except Exception as error:  # noqa: BLE001  whatever a broker can throw: the list is kept
        logger.warning("no worker woken, the sweep will: %s", error)


def run_waiting() -> int:
    """Take in every list that waits, or that was broken off; returns how many."""
    count = 0
    while run := _claim():
        take_in(run=run)
        count += 1
    return count


@transaction.atomic
def _claim() -> OfferImport | None:
    stalled = Q(status=Status.RUNNING, alive_at__lt=clock.now() - timedelta(seconds=STALLED))
    waiting = OfferImport.objects.select_for_update().filter(Q(status=Status.WAITING) | stalled)
    run = waiting.order_by("pk").first()
    if run:
        run.refused_rows.all().delete()
        for name in COUNTS:
            setattr(run, name, 0)
        run.status, run.alive_at = Status.RUNNING, clock.now()
        run.save()
    return run


def take_in(*, run: OfferImport) -> OfferImport:
    """Take in the list of a run, part by part; the counts of the run tell how far it is."""
    path = path_of(run)
    try:
        rows = iter(OfferRows(path))
        while part := list(islice(rows, PART)):
            _take_part(run, part)
    except Unreadable as error:
        run.status, run.message = Status.FAILED, str(error)
    except FileNotFoundError:
        run.status, run.message = Status.FAILED, _("Het bestand is er niet meer. Stuur het opnieuw.")
    else:
        run.status = Status.DONE
    with transaction.atomic():
        run.alive_at = clock.now()
        run.save()
        page_cache.forget()
    path.unlink(missing_ok=True)
    return run


@transaction.atomic
def _take_part(run: OfferImport, part: list[Row | Refusal]) -> None:
    refused = [row for row in part if isinstance(row, Refusal)]
    RefusedRow.objects.bulk_create(
        RefusedRow(run=run, row=row.number, source_id=row.source_id, reason=row.reason) for row in refused
    )
    rows = {row.source_id: row for row in part if isinstance(row, Row)}
    known = {
        offer.source_id: offer
        for offer in Offer.objects.filter(source_id__in=rows).prefetch_related("dimensions", "target_groups")
    }
    providers = _providers({row.provider for row in rows.values()})
    fresh, changed, terms = [], [], []
    for source_id, row in rows.items():
        offer = known.get(source_id) or Offer(source_id=source_id)
        before = None if offer.pk is None else _facts(offer)
        _write(offer, row, providers[row.provider])
        if offer.pk is None:
            fresh.append(offer)
            terms.append((offer, row))
            continue
        differs = any(
            wanted is not None and wanted != {term.pk for term in held.all()}
            for wanted, held in ((row.dimensions, offer.dimensions), (row.target_groups, offer.target_groups))
        )
        if differs:
            terms.append((offer, row))
        if differs or _facts(offer) != before:
            changed.append(offer)
    Offer.objects.bulk_create(fresh)
    Offer.objects.bulk_update(changed, FIELDS, batch_size=100)
    _write_terms(terms)
    run.rows += len(part)
    run.made += len(fresh)
    run.updated += len(changed)
    run.unchanged += len(rows) - len(fresh) - len(changed)
    run.refused += len(refused)
    run.alive_at = clock.now()
    run.save()


FIELDS = [
    "title",
    "description",
    "cost",
    "access",
    "phone",
    "email",
    "website",
    "owner",
    "provider",
    "region",
    "verified_on",
]


def _facts(offer: Offer) -> tuple:
    return tuple(getattr(offer, Offer._meta.get_field(name).attname) for name in FIELDS)


def _write(offer: Offer, row: Row, provider: Provider) -> None:
    for name, text in row.texts.items():
        setattr(offer, name, text)
    offer.provider, offer.region_id = provider, row.region
    offer.verified_on = row.verified_on or offer.verified_on


def _providers(names: set[str]) -> dict[str, Provider]:
    """The providers of these names; who is not there yet is made."""
    known = set(Provider.objects.filter(name__in=names).values_list("name", flat=True))
    Provider.objects.bulk_create((Provider(name=name) for name in sorted(names - known)), ignore_conflicts=True)
    return {provider.name: provider for provider in Provider.objects.filter(name__in=names)}


def _write_terms(pairs: list[tuple[Offer, Row]]) -> None:
    for field, term in (("dimensions", "dimension_id"), ("target_groups", "targetgroup_id")):
        through = getattr(Offer, field).through
        wanted = {offer.pk: held for offer, row in pairs if (held := getattr(row, field)) is not None}
        through.objects.filter(offer__in=wanted).delete()
        through.objects.bulk_create(
            [through(offer_id=offer, **{term: pk}) for offer, held in wanted.items() for pk in sorted(held)],
            batch_size=1000,
        )
