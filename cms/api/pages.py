"""The pages in the API: handvatten, praktijkvoorbeelden and gidsen."""

import uuid
from collections.abc import Mapping

from django.conf import settings
from django.http import QueryDict
from django.utils.translation import override
from wagtail.models import Locale, Page
from wagtail.rich_text import expand_db_html

from cms.api.resources import Field, Found, Problem, Resource, register
from cms.facets import FACETS, listing, terms_of
from cms.models import ContentPage, GuideIndexPage, HandvatPage, PracticeExamplePage, open_to_all, published
from cms.search.sources import kind_of

TEXT = {"type": "string"}
HTML = {"type": "string", "description": "HTML"}
SLUG = {"type": "string", "pattern": "^[a-z0-9][a-z0-9-]{0,49}$"}
MOMENT = {"type": "string", "format": "date-time", "nullable": True}
PAGE_FIELDS = {
    "id": Field("Blijft altijd hetzelfde, in alle talen.", {"type": "string", "format": "uuid"}),
    "titel": Field("De titel.", TEXT),
    "samenvatting": Field("Waar het over gaat, in één of twee zinnen.", TEXT),
    "url": Field("De pagina op de site.", {"type": "string", "format": "uri"}),
    "taal": Field("De taal waarin de tekst geschreven is.", {"type": "string", "enum": ["nl", "en"]}),
    "gepubliceerdOp": Field("Wanneer de pagina voor het eerst op de site stond.", MOMENT),
    "gewijzigdOp": Field("Wanneer de pagina voor het laatst veranderde.", MOMENT),
}
TERM_FIELDS = {
    "kenmerken": Field(
        "Waarop je dit vindt: per filter de vaste namen.",
        {"type": "object", "additionalProperties": {"type": "array", "items": TEXT}},
    )
}
FACET_PARAMETERS = {
    name: Field(f"Alleen wat dit kenmerk heeft: {label}. Meer dan één mag.", {"type": "array", "items": SLUG})
    for name, _field, label in FACETS
}


def page_data(page: Page, terms: Mapping[str, list[str]] | None = None) -> dict:
    """The fields that every page has."""
    data = {
        "id": str(page.translation_key),
        "titel": page.title,
        "samenvatting": getattr(page, "summary", ""),
        "url": f"{settings.BASE_URL}{page.url}",
        "taal": getattr(page, "text_language", page.locale.language_code),
        "gepubliceerdOp": page.first_published_at,
        "gewijzigdOp": page.last_published_at,
    }
    return data if terms is None else data | {"kenmerken": terms}


def handvat_data(page: HandvatPage) -> dict:
    return {"nummer": page.number, "waarom": expand_db_html(page.why), "hoe": expand_db_html(page.how)}


def example_data(page: PracticeExamplePage) -> dict:
    return {
        "situatie": expand_db_html(page.situation),
        "aanpak": expand_db_html(page.approach),
        "resultaat": expand_db_html(page.result),
        "watWerkteNiet": expand_db_html(page.what_did_not_work),
        "partners": [line.strip() for line in page.partners.splitlines() if line.strip()],
        "plaats": page.place,
        "doelgroep": page.target_group,
        "status": "loopt" if page.status == page.Status.RUNNING else "gestopt",
        "begonnenIn": page.year,
    }


def locale_of(language: str) -> Locale:
    return Locale.objects.get(language_code=language)


def _content(model, order: str, own) -> tuple:
    """The `find` and `get` of a type of ContentPage. `order` names the order of its query set."""

    def pages(language):
        return getattr(published(model, locale_of(language).pk).select_related("locale"), order)()

    def find(asked, language, page, per_page) -> Found:
        query = QueryDict(mutable=True)
        for name in FACET_PARAMETERS.keys() & asked.keys():
            query.setlist(name, asked[name])
        query["page"] = str(page)
        with override(language):
            found = listing(pages(language), query, per_page)
            if found.ignored:
                raise Problem(400, "Een kenmerk in je vraag bestaat niet.")
            shown = found.page_obj.object_list if found.page_obj.number == page else []
            items = [page_data(each, _by_facet(each.tags)) | own(each) for each in shown]
        return Found(items, found.total)

    def get(key: uuid.UUID, language) -> dict | None:
        with override(language):
            page = pages(language).filter(translation_key=key).first()
            if page is None:
                return None
            options = [option for facet in terms_of(page) for option in facet.options]
            return page_data(page, _by_facet(options)) | own(page)

    return find, get


def _by_facet(options) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for option in options:
        found.setdefault(option.facet, []).append(option.slug)
    return found


def _guides(language: str):
    index = GuideIndexPage.objects.live().filter(locale__language_code=language).first()
    return open_to_all(Page.objects.child_of(index).live() if index else Page.objects.none()).order_by("path")


def _guide_data(page: Page) -> dict:
    facets = terms_of(page) if isinstance(page, ContentPage) else []
    terms = {facet.name: [option.slug for option in facet.options] for facet in facets if facet.options}
    return page_data(page, terms) | {"soort": kind_of(type(page))}


def find_guides(asked, language, page, per_page) -> Found:
    """Guides of every kind, in the order of the site."""
    guides = _guides(language)
    with override(language):
        start = (page - 1) * per_page
        shown = guides.select_related("locale")[start : start + per_page].specific()
        return Found([_guide_data(guide) for guide in shown], guides.count())


def get_guide(key: uuid.UUID, language: str) -> dict | None:
    """One guide."""
    with override(language):
        page = _guides(language).filter(translation_key=key).specific().first()
        return _guide_data(page) if page else None


def register_pages() -> None:
    """Make the pages known to the API; called when the app is ready."""
    find, get = _content(HandvatPage, "in_order", handvat_data)
    number = {"type": "integer", "nullable": True}
    own = {
        "nummer": Field("De plaats in de lijst.", number),
        "waarom": Field("Waarom dit helpt.", HTML),
        "hoe": Field("Stappen die je vandaag kunt zetten.", HTML),
    }
    register(
        Resource(
            "handvatten",
            "Handvat",
            "Kleine stappen die je vandaag kunt zetten.",
            PAGE_FIELDS | TERM_FIELDS | own,
            find,
            get,
            FACET_PARAMETERS,
        )
    )
    find, get = _content(PracticeExamplePage, "newest_first", example_data)
    own = {
        "situatie": Field("Wat er speelde.", HTML),
        "aanpak": Field("Wat zij deden.", HTML),
        "resultaat": Field("Wat er nu anders is.", HTML),
        "watWerkteNiet": Field("Waar anderen van leren.", HTML),
        "partners": Field("Wie meededen.", {"type": "array", "items": TEXT}),
        "plaats": Field("Waar het was.", TEXT),
        "doelgroep": Field("Voor wie het was.", TEXT),
        "status": Field("Of het nog loopt.", {"type": "string", "enum": ["loopt", "gestopt"]}),
        "begonnenIn": Field("Het jaar waarin het begon.", number),
    }
    register(
        Resource(
            "praktijkvoorbeelden",
            "Praktijkvoorbeeld",
            "Wat mensen ergens probeerden, en wat daarvan kwam.",
            PAGE_FIELDS | TERM_FIELDS | own,
            find,
            get,
            FACET_PARAMETERS,
        )
    )
    register(
        Resource(
            "gidsen",
            "Gids",
            "Gidsen van elke soort: met lessen of met een reis.",
            PAGE_FIELDS | TERM_FIELDS | {"soort": Field("De soort gids.", TEXT)},
            find_guides,
            get_guide,
        )
    )
