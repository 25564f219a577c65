"""Small makers of peer groups for tests: everybody has signed."""

from community.actions.cases import groups
from community.models import PeerGroup
from tests.community.factories import member


def person(name: str):
    """A member called so."""
    return member(f"{name.lower()}@example.org", name=name)


def peer_group(*people, name="Groep Vaart", host=None) -> PeerGroup:
    """A group of these people; the first is the host."""
    group = groups.make_group(user=people[0], name=name)
    for user in people[1:]:
        groups.join(user=user, invitation=group.invitations.create(email=user.email, invited_by=people[0]))
    for each in group.members.select_related("group"):
        groups.sign(member=each, seen=each.group.to_sign)
    return group
