"""The queue as moderators read it: per item what it is, why it is there, how old, and what was decided before."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from community.contributions import Contribution, Kind, kinds
from community.models import ModerationDecision, ModerationItem


def finding_words() -> dict[str, str]:
    """What the privacy helper may have found, in words."""
    return {
        "bsn": _("burgerservicenummer"),
        "iban": _("rekeningnummer"),
        "phone": _("telefoonnummer"),
        "email": _("mailadres"),
        "postcode_number": _("postcode met huisnummer"),
        "birth_date": _("geboortedatum"),
        "name": _("naam"),
        "plate": _("kenteken"),
        "combination": _("combinatie die iemand herkenbaar maakt"),
    }


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the queue. `contribution` is None when it is gone; `earlier` are sentences."""

    item: ModerationItem
    kind: Kind | None
    contribution: Contribution | None
    reasons: list[str]
    earlier: list[str]

    @property
    def title(self) -> str:
        """What it is called; nothing of what is closed."""
        if self.contribution is None:
            return _("niet meer aanwezig")
        return self.contribution.title or (_("in een besloten ruimte") if self.contribution.closed else "")


def rows(items: Iterable[ModerationItem]) -> list[Row]:
    """The lines for these items (with their `reports` prefetched): one query per kind, and one for what was decided."""
    items = list(items)
    keys = defaultdict(list)
    for item in items:
        keys[item.kind].append(item.key)
    found = {name: kinds()[name].find_many(some) for name, some in keys.items() if name in kinds()}
    earlier = _earlier(items)
    return [
        Row(
            item,
            kinds().get(item.kind),
            found.get(item.kind, {}).get(item.key),
            reasons(item),
            earlier[item.pk],
        )
        for item in items
    ]


def reasons(item: ModerationItem) -> list[str]:
    """Why it is in the queue, the weightiest first."""
    words = finding_words()
    said = [_("mogelijk: %(what)s") % {"what": words[kind]} for kind in item.telling if kind in words]
    waiting = Counter(report.get_reason_display() for report in item.reports.all() if not report.decided_at)
    said += [
        _("gemeld: %(reason)s") % {"reason": reason} + (f" ({number}×)" if number > 1 else "")
        for reason, number in waiting.items()
    ]
    return said + ([_("nieuw lid")] if item.is_first else [])


def _earlier(items: list[ModerationItem]) -> dict[int, list[str]]:
    """Per item what was decided about it, and about other things of its author."""
    authors = {item.author_id for item in items if item.author_id}
    about = Q(item__in=[item.pk for item in items]) | Q(author__in=authors)
    found = list(ModerationDecision.objects.filter(about).only("item_id", "author_id", "act"))
    said = {}
    for item in items:
        own = Counter(row.get_act_display() for row in found if row.item_id == item.pk)
        others = Counter(
            row.get_act_display()
            for row in found
            if row.item_id != item.pk and item.author_id and row.author_id == item.author_id
        )
        said[item.pk] = [f"{number}× {act}" for act, number in own.items()] + [
            _("van deze schrijver: %(number)s× %(act)s") % {"number": number, "act": act}
            for act, number in others.items()
        ]
    return said
