"""A course map: goal, steps, effects, signs; a nested list and a drawing that say the same; history; a secret link."""

from itertools import pairwise

import pytest
from django.urls import reverse

from community.actions import maps, teams
from community.maps import drawing, tree
from community.models import MapNode
from tests.community.factories import member

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def site(module_db):
    user = member("noor@example.org", name="Noor Vaart")
    team = teams.make_team(user=user, name="Team Oosterdam")
    course = maps.make_map(team=team, goal="Minder eenzaamheid in Oosterdam")
    for number in range(1, 4):
        step = maps.add_node(map=course, parent=None, kind="step", text=f"Stap {number}", by=user)
        for kind in ("short", "long"):
            effect = maps.add_node(map=course, parent=step, kind=kind, text=f"Effect {kind} van {number}", by=user)
        maps.add_node(map=course, parent=effect, kind="sign", text=f"Bewoners vertellen het {number}", by=user)
    return {"user": user, "team": team, "map": course, "step": course.nodes.first()}


@pytest.fixture
def member_client(client, site):
    client.force_login(site["user"])
    return client


def test_map_grows_by_plain_forms(member_client, site):
    response = member_client.post(reverse("new_map", args=[site["team"].public_id]), {"goal": "Samen eten"})
    course = site["team"].maps.get(goal="Samen eten")
    assert response.url == reverse("map", args=[course.public_id])
    add = reverse("map_add", args=[course.public_id])
    member_client.post(add, {"text": "Soep op straat", "grounds": "Het werkte in Zilverbeek."})
    step = course.nodes.get()
    member_client.post(f"{add}?bij={step.pk}", {"kind": "long", "text": "Buren kennen elkaar"})
    effect = course.nodes.get(kind="long")
    member_client.post(f"{add}?bij={effect.pk}", {"text": "Vijf buren vertellen het"})
    html = member_client.get(response.url).content.decode()
    for text in ("Soep op straat", "Het werkte in Zilverbeek.", "Effect op lange termijn", "Vijf buren vertellen het"):
        assert text in html
    assert course.nodes.get(kind="sign").parent == effect


def test_list_and_drawing_say_the_same_and_boxes_do_not_overlap(member_client, site):
    root = tree(site["map"])
    drawn = drawing(site["map"], root)
    texts = {" ".join(line for _y, line in box.lines) for box in drawn.boxes}
    assert texts == {site["map"].goal, *site["map"].nodes.values_list("text", flat=True)}
    assert len(drawn.paths) == len(drawn.boxes) - 1
    columns = {}
    for box in drawn.boxes:
        columns.setdefault(box.x, []).append((box.y, box.y + box.height))
    for spans in columns.values():
        spans.sort()
        assert all(first[1] < second[0] for first, second in pairwise(spans))
    assert max(box.y + box.height for box in drawn.boxes) <= drawn.height


def test_web_scores_are_no_sign(member_client, site):
    effect = site["map"].nodes.filter(kind="long").first()
    address = f"{reverse('map_add', args=[site['map'].public_id])}?bij={effect.pk}"
    html = member_client.post(address, {"text": "Het spinnenweb scoort hoger"}).content.decode()
    assert "Een ingevuld web is van de mens zelf" in html
    assert "Het spinnenweb scoort hoger" in html


def test_changing_a_step_keeps_history_and_refuses_a_stale_form(member_client, site):
    step = site["step"]
    address = reverse("map_node", args=[site["map"].public_id, step.pk])
    member_client.post(address, {"text": "Eerst luisteren", "grounds": "", "version": 1})
    html = member_client.get(reverse("map_history", args=[site["map"].public_id])).content.decode()
    assert "<del>Stap 1</del>" in html
    assert "<ins>Eerst luisteren</ins>" in html
    html = member_client.post(address, {"text": "Toch anders", "grounds": "", "version": 1}).content.decode()
    for text in ("Iemand anders heeft dit intussen gewijzigd", "Toch anders", "Eerst luisteren"):
        assert text in html
    assert MapNode.objects.get(pk=step.pk).text == "Eerst luisteren"
    member_client.post(address, {"step": "remove"})
    assert not MapNode.objects.filter(parent=step.pk).exists()


def test_secret_link_opens_the_map_to_read_until_it_is_closed(client, member_client, site):
    change = reverse("map_change", args=[site["map"].public_id])
    member_client.post(change, {"step": "share"})
    site["map"].refresh_from_db()
    address = reverse("shared_map", args=[site["map"].share_key])
    client.logout()
    response = client.get(address)
    html = response.content.decode()
    assert "Effect long van 2" in html
    assert "no-store" in response["Cache-Control"]
    for private in ("/account/koerskaarten/", "Noor Vaart", "csrf"):
        assert private not in html
    client.force_login(site["user"])
    client.post(change, {"step": "close"})
    client.logout()
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("bij", ["x", "-1", "%00", "9" * 30, "99999"])
def test_unknown_place_is_not_found(member_client, site, bij):
    assert member_client.get(f"{reverse('map_add', args=[site['map'].public_id])}?bij={bij}").status_code == 404


def test_sign_has_nothing_below_it(member_client, site):
    sign = site["map"].nodes.filter(kind="sign").first()
    assert member_client.get(f"{reverse('map_add', args=[site['map'].public_id])}?bij={sign.pk}").status_code == 404
