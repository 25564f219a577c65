"""Role-plays as they are shown: which there are, and their cards on paper."""

from django.utils.translation import gettext as _

from cms.models import RolePlay


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
