"""What a page must have before readers see it. A draft may still lack it; a BSN is refused in a draft too."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.fields import RichTextField, StreamField
from wagtail.rich_text import get_text_for_indexing

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


class PublicPageForm(WagtailAdminPageForm):
    """The editor's form of a page: asks for what is missing at the moment of publishing or handing in."""

    def clean(self):
        cleaned = super().clean()
        if not self.is_deferred_validation:
            for name in self.instance.asked_before_publishing:
                if name in self.fields and not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, ASKED[name])
        for name, value in list(cleaned.items()):
            try:
                refuse_bsn(plain_text(_field(self.instance, name), value))
            except ValidationError as error:
                self.add_error(name, error)
        return cleaned


def _field(page, name: str) -> models.Field | None:
    return next((field for field in page._meta.fields if field.name == name), None)
