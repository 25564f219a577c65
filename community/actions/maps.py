"""All changes to course maps; every one leaves a line in the map's history."""

import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from cms.form_ids import id_of
from community.actions.refusal import Refused, Stale
from community.models import BELOW, ChangeMap, MapChange, MapNode, Team, User

MOST_MAPS = 50
MOST_NODES = 120


@transaction.atomic
def make_map(*, team: Team, goal: str, key: uuid.UUID | None = None) -> ChangeMap:
    """A map with nothing but its goal. The same form (`key`) again gives the first."""
    team = Team.objects.select_for_update(no_key=True).get(pk=team.pk)  # the same form twice at once: the second waits
    public_id = id_of(key, "map", team.pk)
    if made := ChangeMap.objects.filter(public_id=public_id).first():
        return made
    if team.maps.count() >= MOST_MAPS:
        raise Refused(_("Dit team heeft al heel veel kaarten. Verwijder er eerst een."))
    return ChangeMap.objects.create(public_id=public_id, team=team, goal=goal)


@transaction.atomic
def change_goal(*, map: ChangeMap, goal: str) -> ChangeMap:
    """Give the map another goal."""
    map.goal = goal
    map.save(update_fields=["goal"])
    return map


@transaction.atomic
def add_node(
    *, map: ChangeMap, parent: MapNode | None, kind: str, text: str, grounds: str = "", by: User | None
) -> MapNode:
    """Hang something below a node, or (without) below the goal; what hangs there to the letter is not hung twice.

    Raises `Refused` where its kind does not belong.
    """
    map = ChangeMap.objects.select_for_update().get(pk=map.pk)
    if kind not in BELOW[parent and parent.kind] or (parent and parent.map_id != map.pk):
        raise Refused(_("Dat past niet op deze plek van de kaart."))
    details = {"parent": parent, "kind": kind, "text": text, "grounds": grounds}
    if same := map.nodes.filter(**details).first():
        return same
    if map.nodes.count() >= MOST_NODES:
        raise Refused(_("De kaart is vol. Maak liever een tweede kaart."))
    node = MapNode.objects.create(map=map, **details)
    MapChange.objects.create(map=map, by=by, kind=kind, after=text)
    return node


@transaction.atomic
def change_node(*, node: MapNode, expected_version: int, text: str, grounds: str, by: User) -> MapNode:
    """Write what a form gave. Raises `Stale` when somebody else changed it since the form was made."""
    current = MapNode.objects.select_for_update().get(pk=node.pk)
    if current.version != expected_version:
        raise Stale(current)
    if (current.text, current.grounds) == (text, grounds):
        return current
    if current.text != text:
        MapChange.objects.create(map_id=current.map_id, by=by, kind=current.kind, before=current.text, after=text)
    current.text, current.grounds = text, grounds
    current.version += 1
    current.save()
    return current


@transaction.atomic
def remove_node(*, node: MapNode, by: User) -> None:
    """Take a node away with all below it."""
    MapChange.objects.create(map_id=node.map_id, by=by, kind=node.kind, before=node.text)
    node.delete()


@transaction.atomic
def share(*, map: ChangeMap, on: bool) -> ChangeMap:
    """Open the map to whoever has the link, or close it: the old link never works again."""
    if on != bool(map.share_key):
        map.share_key = uuid.uuid4() if on else None
        map.save(update_fields=["share_key"])
    return map


@transaction.atomic
def delete_map(*, map: ChangeMap) -> None:
    """Take the map away with its history."""
    map.delete()
