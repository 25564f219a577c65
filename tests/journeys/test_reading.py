"""Every kind of page to read, and every block, as a browser sees them in both looks."""

from itertools import pairwise

import pytest
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from cms.blocks import BodyBlock
from cms.models import (
    GuideIndexPage,
    LessonPage,
    PracticeGuidePage,
    Quote,
    RelatedModel,
    RelatedModelIndexPage,
    RelatedModelPage,
    TopicIndexPage,
    TopicPage,
)
from events.blocks import KINDS
from events.models import AgendaPage, EventSeries, ReportPage, SeriesPage
from tests.cms import factories
from tests.cms.test_blocks import document
from tests.cms.test_collaborations import collaboration
from tests.events.factories import make_event, make_page

pytestmark = pytest.mark.django_db(transaction=True)
TEXT = ("text", "<h2>Waarom</h2><p>Daarom.</p><h2>Hoe</h2><p>Zo.</p>")


def dutch(model):
    return model.objects.get(locale__language_code="nl")


@pytest.fixture
def addresses(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    said = Quote.objects.create(
        text="Ik vroeg naar zijn duiven.", role="kok", consent_reference="-", said_on="2026-03-01"
    )
    guide = PracticeGuidePage(
        title="Lessen uit een streek met een lange naam",
        summary="Drie lessen.",
        organisation="Werkplaats",
        published_on="2021",
        body=[TEXT],
        recommendations=[("recommendation", {"number": 1, "title": "Doe", "text": "<p>Zo.</p>", "lesson": 1})],
        dilemmas=[("dilemma", {"question": "Snel of samen?", "one_side": "Snel.", "other_side": "Samen."})],
        looks=[("look", {"organisation": "Praktijk De Linde", "text": "<p>Koffie.</p>", "place": "Lindeveen"})],
    )
    guide = factories.publish(guide, dutch(GuideIndexPage), themes=["taal"])
    lesson = factories.publish(LessonPage(title="Begin klein", summary="Klein.", body=[TEXT]), guide)
    handvat, example = factories.handvat("Drink koffie"), factories.example("Duivensoep")
    video = {
        "title": "Uitleg", "link": "https://video.example/1", "link_captioned": True, "transcript": "<p>Hallo.</p>",
        "duration": "2:30", "language": "nl",
    }  # fmt: skip
    film = video | {"link": "", "film": document("film.mp4"), "captions": document("film.vtt")}
    link = {"label": "Meer", "url": "https://meer.example/", "publisher": "De Wijk", "kind": "page", "language": "nl"}
    picture = get_image_model().objects.create(title="Tafel", file=get_test_image_file(colour="teal"))
    body = [
        TEXT,
        ("said", said),
        ("remark", {"title": "Let op", "text": "<p>Begin klein.</p>"}),
        ("steps", {"title": "", "steps": ["<p>Begin.</p>"]}),
        ("dimensions", None),
        ("image", {"image": picture, "decorative": False, "alt_text": "Een tafel met soep"}),
        ("video", film),
        ("video", video),
        ("download", {"title": "Werkblad", "document": document("blad.pdf"), "language": "nl"}),
        ("link", link),
        ("handvat", handvat),
        ("example", example),
    ]
    assert {kind for kind, _value in body} == set(BodyBlock().child_blocks)
    claims = [("claim", {"text": "Allebei vragen ze wat goed gaat.", "source": "Huisboek, 2024", "source_url": ""})]
    RelatedModel.objects.create(slug="icf", name_nl="ICF")
    model = RelatedModelPage(title="ICF", summary="Een woordenlijst.", same=claims, differs=claims, combine=claims)
    model = factories.publish(model, dutch(RelatedModelIndexPage), related_models=["icf"])
    topic = factories.publish(TopicPage(title="Het gesprek", summary="Alles.", body=body), dutch(TopicIndexPage))
    series = SeriesPage(title="Leeratelier", series=EventSeries.objects.create(name="Leeratelier"))
    series = factories.publish(series, dutch(AgendaPage))
    meeting = make_page(make_event(title="Editie 1", days=-7, series=series.series), parent=series)
    points = [{"kind": kind, "title": "Soep", "text": "Samen eten.", "by": "kok"} for kind, _label in KINDS]
    groups = [("group", {"title": "Groep 1", "breakout": "", "items": points})]
    report = factories.publish(ReportPage(title="Verslag", summary="Opbrengst.", groups=groups), meeting)
    return {
        "gidsen": "/gidsen/",
        "guide": guide.url,
        "lesson": lesson.url,
        "print": f"{guide.url}afdrukken/",
        "onderwerpen": "/onderwerpen/",
        "topic": topic.url,
        "ervaringen": "/ervaringen/?rol=kok",
        "every block": factories.text(body=body).url,
        "voorbeeld": example.url,
        "collectie": factories.collection(handvatten=[handvat]).url,
        "samenwerkingen": "/samenwerkingen/",
        "samenwerking": collaboration("Spreekuur").url,
        "modellen": "/modellen/",
        "model": model.url,
        "reeks": series.url,
        "verslag": report.url,
        "plannen": "/plannen/",
        "trainingen": "/trainingen/",
    }


def test_reading_pages_are_sound_in_both_looks(open_page, addresses, axe):
    findings = []
    for scheme, width in (("light", 1280), ("dark", 320)):
        page = open_page(width=width, height=800, color_scheme=scheme)
        for name, address in addresses.items():
            page.goto(address)
            findings += [f"{name} {scheme}: {finding}" for finding in axe(page)]
            if page.evaluate("document.documentElement.scrollWidth") > width:
                findings.append(f"{name}: scrolls sideways at {width}")
        assert page.context.cookies() == []
    assert findings == []
    # At 320 px the table of models is a list: every cell stands below the one before it, with the name of its column.
    page.goto("/modellen/")
    boxes = [cell.bounding_box() for cell in page.locator("tbody tr").first.locator("th, td").all()]
    assert all(above["y"] + above["height"] <= below["y"] + 1 for above, below in pairwise(boxes))
    page.goto(addresses["every block"])
    film = page.locator("video")
    page.locator("figure.video").first.scroll_into_view_if_needed()
    while page.evaluate("document.activeElement.tagName") != "VIDEO":
        before = page.evaluate("document.activeElement.outerHTML")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.outerHTML") != before, "the keyboard does not reach the film"
    assert film.get_attribute("preload") == "none" and film.evaluate("film => film.controls && film.paused")
    page.get_by_text("Lees wat er gezegd wordt").first.focus()
    page.keyboard.press("Enter")
    assert page.get_by_text("Hallo.").first.is_visible()
