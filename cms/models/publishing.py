"""What a page must have before readers see it. A draft may still lack it; a BSN is refused in a draft too."""

from collections.abc import Callable, Iterator

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.fields import RichTextField, StreamField
from wagtail.rich_text import get_text_for_indexing

from cms import clock
from cms.identifiers import refuse_bsn

ASKED = {
    "summary": _("Vul “in het kort” in: die zin staat in lijsten en zoekresultaten."),
    "audiences": _("Kies voor wie dit is. Anders vinden mensen het niet."),
    "provenance": _("Vul in waar dit vandaan komt: een bijeenkomst, een onderzoek of een praktijk."),
    "related_models": _("Kies over welk model dit gaat. Zo vinden mensen de voorbeelden erbij."),
    "contact_role": _("Vul in bij welke rol mensen terecht kunnen. Een rol, geen naam."),
    "same": _("Schrijf op wat hetzelfde is, met de bron erbij."),
    "differs": _("Schrijf op wat anders is, met de bron erbij."),
    "combine": _("Schrijf op wanneer je het samen gebruikt, met de bron erbij."),
}


def plain_text(field: models.Field, value) -> str:
    """The words in the value of a field: of rich text and of every block too; "" for what holds no words."""
    if not value:
        return ""
    if isinstance(field, StreamField):
        return "\n".join(get_text_for_indexing(text) for text in field.get_searchable_content(value))
    if isinstance(field, RichTextField):
        return get_text_for_indexing(value)
    return value if isinstance(value, str) else ""


class PublicationRefused(ValidationError):
    """What keeps a page from its readers: messages by field, and the page itself as `page`."""

    def __init__(self, problems: dict[str, str], page):
        super().__init__(problems)
        self.page = page


class PublicPageForm(WagtailAdminPageForm):
    """The editor's form of a page: says everything that stands in the way of publishing or handing in, at once."""

    def clean(self):
        cleaned = super().clean()
        if not self.is_deferred_validation:
            for name, message in self.instance.problems(cleaned.get).items():
                if name in self.fields and name not in self.errors:
                    self.add_error(name, message)
        for name, value in list(cleaned.items()):
            try:
                refuse_bsn(plain_text(_field(self.instance, name), value))
            except ValidationError as error:
                self.add_error(name, error)
        return cleaned


class AskedPage(models.Model):
    """A page that is published only when nothing is missing, whichever way: by hand, by code or on a schedule."""

    asked_before_publishing: tuple[str, ...] = ()
    """Fields that must hold something, each with a message in `ASKED`."""
    source_fields: tuple[str, ...] = ("provenance",)
    """Fields of which one is enough to say where it comes from."""

    class Meta:
        abstract = True

    def problems(self, value: Callable) -> dict[str, str]:
        """What is missing or wrong, by field; `value(name)` gives what a field holds. Page types add their own."""
        return {
            name: ASKED[name]
            for name in self.asked_before_publishing
            if not any(value(field) for field in (self.source_fields if name == "provenance" else (name,)))
        }

    def publish(self, revision, **kwargs):
        """As Wagtail's, also for a later moment; raises PublicationRefused with everything that stands in the way."""
        draft = revision.as_object()
        if problems := draft.problems(lambda name: _held(draft, name)) | _problems_in_blocks(draft):
            raise PublicationRefused(problems, self)
        return super().publish(revision, **kwargs)


class RefusedPublication(models.Model):
    """A planned publication that did not go through: it waits on the editors' worklist until the page is published."""

    page = models.OneToOneField("wagtailcore.Page", models.CASCADE, related_name="refused_publication")
    reasons = models.TextField(_("redenen"))
    refused_at = models.DateTimeField(_("geweigerd op"), default=clock.now)

    class Meta:
        ordering = ["refused_at", "pk"]
        verbose_name = _("geweigerde publicatie")
        verbose_name_plural = _("geweigerde publicaties")

    def __str__(self):
        return self.reasons


def _held(page, name: str):
    """What a field of a page in memory holds; of terms the list."""
    held = getattr(page, name)
    return list(held.all()) if hasattr(held, "all") else held


def _problems_in_blocks(page) -> dict[str, str]:
    """What the blocks of a page lack: a text for an image, captions, a transcript, a source."""
    found = {}
    for field in page._meta.fields:
        if isinstance(field, StreamField) and (value := getattr(page, field.name)):
            try:
                field.stream_block.clean(value)
            except ValidationError as error:
                found[field.name] = " ".join(dict.fromkeys(_messages(error)))
    return found


def _messages(error) -> Iterator[str]:
    """The words of an error in blocks within blocks."""
    inner = getattr(error, "block_errors", None)
    if not inner:
        yield from (str(message) for message in error.messages)
        return
    for each in inner.values() if isinstance(inner, dict) else inner:
        if each is not None:
            yield from _messages(each)


def _field(page, name: str) -> models.Field | None:
    return next((field for field in page._meta.fields if field.name == name), None)
