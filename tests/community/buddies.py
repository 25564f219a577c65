"""Small makers of buddies for tests."""

from cms.models import Sector, Theme
from community.actions import buddies
from community.models import BuddyMatch, BuddyProfile
from tests.community.factories import member

ASK, OFFER = BuddyProfile.Side.ASK, BuddyProfile.Side.OFFER
ABOUT = "Ik werk al jaren in de wijk en denk graag met je mee."


def buddy(email, side, *, name="", **changes) -> BuddyProfile:
    """Somebody who asks or offers online in the evening, about the first theme, unless said otherwise."""
    data = {
        "about": ABOUT,
        "moments": ["avond"],
        "how": "allebei",
        "weeks": 12,
        "themes": [Theme.objects.first()],
        "sectors": [Sector.objects.first()],
        "regions": [],
    }
    user = member(email, name=name)
    return buddies.save(user=user, side=side, language="nl", data=data | changes)


def buddy_pair() -> BuddyMatch:
    """Two people who were proposed to each other."""
    buddy("vraagt@example.org", ASK, name="Vera Vraag")
    buddy("biedt@example.org", OFFER, name="Bram Biedt")
    buddies.propose()
    return BuddyMatch.objects.get()
