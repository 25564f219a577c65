"""Role-plays as they are shown: which there are, their cards on paper, and what the search holds."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms import search
from cms.models import RolePlay

KIND = "rollenspel"


def shown(language: str) -> list[RolePlay]:
    """Those in this language; where there is none, the Dutch ones. One query."""
    plays = list(RolePlay.objects.filter(is_shown=True))
    return [play for play in plays if play.language == language] or [play for play in plays if play.language == "nl"]


def cards(play: RolePlay) -> list[dict]:
    """A card per role and one for the observer: `name`, `text`, `points`, and the `situation` and `times` on each."""
    times = [
        _("Lezen: %(minutes)s minuten") % {"minutes": play.read_minutes},
        _("Spelen: %(minutes)s minuten") % {"minutes": play.play_minutes},
        _("Napraten: %(minutes)s minuten") % {"minutes": play.talk_minutes},
    ]
    shared = {"setting": play.setting, "situation": play.situation, "times": times}
    played = [{"name": role.name, "text": role.text, "points": []} | shared for role in play.played_roles()]
    watching = {"name": _("Observator"), "text": _("Jij speelt niet mee. Kijk, luister en schrijf op:")}
    return [*played, watching | {"points": play.questions()} | shared]


def _key(pk: int) -> str:
    return f"role_play:{pk}"


def entries(plays=None) -> Iterator[search.Entry]:
    """One search entry for every role-play among `plays` (default all) that is shown."""
    for play in (RolePlay.objects.all() if plays is None else plays).filter(is_shown=True):
        with translation.override(play.language):
            yield search.Entry(
                key=_key(play.pk),
                kind=KIND,
                language=play.language,
                title=play.title,
                url=reverse("role_play", args=[play.slug]),
                summary=play.situation[:300],
                text="\n".join(
                    [play.setting, play.situation, *(role.name for role in play.played_roles()), play.watch]
                ),
            )


def refresh(play: RolePlay) -> None:
    """Bring the search up to date with one role-play, also with one that is shown no more."""
    search.replace([_key(play.pk)], entries(RolePlay.objects.filter(pk=play.pk)))


def forget(play: RolePlay) -> None:
    """Take one role-play out of the search."""
    search.remove(_key(play.pk))


def register() -> None:
    """Make role-plays known to the search; called when the app is ready."""
    search.register(search.Source(KIND, gettext_lazy("Rollenspel"), entries))
