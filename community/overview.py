"""What a number of members are told in their next overview: only what they follow, and nothing of closed spaces.

Works on a batch of people at once: per kind three queries, whatever the size of the batch. What happened to a target
is looked up once per run, for all who follow it.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from community import following
from community.following import News, Target
from community.models import Digest, Follow

SHOWN = 5  # news per target; the rest is a number
KEPT = 5000  # targets remembered in one run


@dataclass(slots=True)
class Part:
    """What happened to one thing that somebody follows. Of a closed one only `number` and `target.url` may be told."""

    kind: following.Followable
    target: Target
    news: list[News]
    number: int

    @property
    def more(self) -> int:
        return self.number - len(self.news)


@dataclass(slots=True)
class Gazette:
    """One run: what happened since `since`, looked up as it is needed."""

    since: datetime
    until: datetime
    _known: dict[tuple[str, str], tuple[Target | None, list[News]]] = field(default_factory=dict)

    def parts(self, digests: list[Digest]) -> dict[int, list[Part]]:
        """By user: what to tell. Who has no news is not among them."""
        told = {digest.user_id: digest.told_until for digest in digests}
        followed: dict[str, set] = defaultdict(set)
        since: dict[tuple[int, str, str], datetime] = {}
        for row in Follow.objects.filter(user__in=told):
            followed[row.kind].add((row.user_id, row.target))
            since[row.user_id, row.kind, row.target] = max(row.since, told[row.user_id])
        found: dict[int, list[Part]] = defaultdict(list)
        for key, kind in following.kinds().items():
            if kind.own:
                followed[key] = {(user, str(user)) for user in told}
            if not (pairs := followed.get(key)):
                continue
            self._look_up(kind, {target for _user, target in pairs})
            lively = {pair for pair in pairs if self._known[key, pair[1]][1]}
            for user, target in sorted(kind.allowed(lively) if lively else ()):
                what, news = self._known[key, target]
                new = [
                    each for each in news if each.at > since.get((user, key, target), told[user]) and each.by != user
                ]
                if new and what:
                    shown = [] if what.closed else _once(new)
                    found[user].append(Part(kind, what, shown[:SHOWN], len(shown or new)))
        return found

    def _look_up(self, kind: following.Followable, targets: set[str]) -> None:
        if len(self._known) > KEPT:
            self._known.clear()
        unknown = [target for target in targets if (kind.key, target) not in self._known]
        if unknown:
            news = kind.news(unknown, self.since, self.until)
            things = kind.targets([target for target in unknown if news.get(target)]) if news else {}
            for target in unknown:
                self._known[kind.key, target] = (things.get(target), news.get(target, []))


def _once(news: list[News]) -> list[News]:
    """Every address once, the newest first."""
    return list({each.url: each for each in reversed(news)}.values())[::-1]
