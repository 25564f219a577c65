"""The pages of guides, topics and experiences as a browser sees them."""

import pytest

from cms.models import GuideIndexPage, LessonPage, PracticeGuidePage, Quote, TopicIndexPage, TopicPage
from tests.cms import factories

pytestmark = pytest.mark.django_db(transaction=True)
TEXT = ("text", "<h2>Waarom</h2><p>Daarom.</p><h2>Hoe</h2><p>Zo.</p>")


def dutch(model):
    return model.objects.get(locale__language_code="nl")


@pytest.fixture
def addresses():
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
    video = {
        "title": "Uitleg", "link": "https://video.example/1", "link_captioned": True, "transcript": "<p>Hallo.</p>",
        "duration": "2:30", "language": "nl",
    }  # fmt: skip
    link = {"label": "Meer", "url": "https://meer.example/", "publisher": "De Wijk", "kind": "page", "language": "nl"}
    steps = {"title": "", "steps": ["<p>Begin.</p>"]}
    body = [TEXT, ("said", said), ("steps", steps), ("video", video), ("link", link)]
    topic = factories.publish(TopicPage(title="Het gesprek", summary="Alles.", body=body), dutch(TopicIndexPage))
    return {
        "gidsen": "/gidsen/",
        "guide": guide.url,
        "lesson": lesson.url,
        "print": f"{guide.url}afdrukken/",
        "onderwerpen": "/onderwerpen/",
        "topic": topic.url,
        "ervaringen": "/ervaringen/?rol=kok",
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
