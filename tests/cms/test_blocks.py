"""The block library: every block is shown, and what is not fit to publish is refused beside the field."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.models import Document

from cms.blocks import LinkBlock, VideoBlock
from cms.blocks.links import words_for_a_link
from tests.cms import factories

pytestmark = pytest.mark.django_db


def document(name, content=b"inhoud" * 400):
    return Document.objects.create(title=name, file=ContentFile(content, name=name), file_size=len(content))


def video(**changes):
    value = {
        "title": "Wat is het?",
        "film": None,
        "captions": None,
        "link": "",
        "link_captioned": False,
        "transcript": "<p>Hallo.</p>",
        "poster": None,
        "duration": "2:30",
        "language": "nl",
    }
    return VideoBlock().normalize(value | changes)


def refused(value) -> dict:
    with pytest.raises(StructBlockValidationError) as error:
        VideoBlock().clean(value)
    return {name: found.messages[0] for name, found in error.value.block_errors.items()}


def test_page_shows_every_block(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    handvat, example = factories.handvat("Drink koffie"), factories.example("Duivensoep")
    link = {"label": "Het verhaal", "url": "https://voorbeeld.example/a", "publisher": "De Wijk", "kind": "research"}
    page = factories.text(
        body=[
            ("steps", {"title": "Zo doe je het", "steps": ["<p>Begin.</p>", "<p>Ga door.</p>"]}),
            ("video", video(film=document("film.mp4"), captions=document("film.vtt"))),
            ("video", video(title="Elders", link="https://www.video.example/1", link_captioned=True)),
            ("download", {"title": "Werkblad", "document": document("blad.pdf"), "language": "fy"}),
            ("link", link | {"language": "en", "size": "2 MB"}),
            ("handvat", handvat),
            ("example", example),
        ]
    )
    for address in (page.url, f"/en{page.url}"):
        html = client.get(address).content.decode()
        for part in (
            '<ol class="steps">',
            'preload="none"',
            '<track kind="captions"',
            '<a class="video__away" href="https://www.video.example/1"',
            "video.example</span>",
            "PDF, 2,3",
            ">Het verhaal</a>",
            "De Wijk",
            handvat.url,
            "Duivensoep",
        ):
            assert part.replace("2,3", "2.3" if address.startswith("/en") else "2,3") in html, (address, part)
        assert "<iframe" not in html
        assert ">https://" not in html
    handvat.unpublish()
    assert "Drink koffie" not in client.get(page.url).content.decode()


def test_video_without_captions_or_transcript_is_refused(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    film, captions = document("film.mp4"), document("film.vtt")
    VideoBlock().clean(video(film=film, captions=captions))
    assert "ondertiteling" in refused(video(film=film))["captions"]
    assert "Schrijf uit" in refused(video(film=film, captions=captions, transcript=""))["transcript"]
    assert "vtt" in refused(video(film=film, captions=film))["captions"]
    assert set(refused(video())) == {"film"}
    assert set(refused(video(link="https://video.example/1"))) == {"link_captioned"}


def test_draft_may_still_lack_captions():
    VideoBlock().clean_deferred(video(transcript=""))


@pytest.mark.parametrize(
    "label", ["https://example.org", "www.example.org", "example.org/blad", " HTTP://EXAMPLE.ORG "]
)
def test_bare_address_is_no_label(label):
    with pytest.raises(ValidationError, match="in woorden"):
        words_for_a_link(label)
    value = {"label": label, "url": "https://example.org", "publisher": "X", "kind": "page", "language": "nl"}
    with pytest.raises(StructBlockValidationError):
        LinkBlock().clean(LinkBlock().normalize(value))
