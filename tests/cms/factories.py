"""Pages for the tests: published as an editor would, below the lists that every site starts with."""

from datetime import date

from cms.models import (
    Audience,
    CollectionItem,
    CollectionPage,
    Dimension,
    HandvatIndexPage,
    HandvatPage,
    HomePage,
    Interpretation,
    Phase,
    PracticeExampleIndexPage,
    PracticeExamplePage,
    Region,
    RelatedModel,
    Scale,
    Sector,
    StandardPage,
    Theme,
)

TERMS = {
    "audiences": Audience,
    "dimensions": Dimension,
    "themes": Theme,
    "phases": Phase,
    "scales": Scale,
    "sectors": Sector,
    "regions": Region,
    "interpretations": Interpretation,
    "related_models": RelatedModel,
}


def publish(page, parent=None, **terms):
    """Save `page` (below `parent` when new) with its terms by slug (`phases=["start"]`) and publish it.

    What publishing asks for and the test leaves out is filled in: the summary, for whom it is, where it comes from.
    """
    asked = page.asked_before_publishing if hasattr(page, "asked_before_publishing") else ()
    for name in ("summary", "provenance"):
        if name in asked and not getattr(page, name):
            setattr(page, name, "Zo.")
    if "audiences" in asked and not terms.get("audiences") and not (page.pk and page.audiences.exists()):
        terms["audiences"] = ["iedereen"] if Audience.objects.filter(slug="iedereen").exists() else ["professional"]
    for name, slugs in terms.items():
        setattr(page, name, list(TERMS[name].objects.filter(slug__in=slugs)))
    if page.pk:
        page.save()
    else:
        parent.add_child(instance=page)
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def home(language="nl"):
    return HomePage.objects.get(locale__language_code=language)


def handvat(
    title="Begin gewoon aan het gesprek", *, number=None, summary="", why="<p>Daarom.</p>", how="<p>Zo.</p>", **terms
):
    page = HandvatPage(
        title=title,
        number=number,
        summary=summary,
        why=why,
        how=how,
        provenance="Eerste leeratelier",
        last_reviewed_on=date(2026, 11, 1),
    )
    return publish(page, HandvatIndexPage.objects.get(locale__language_code="nl"), **terms)


def example(title="Kaartjes in de wachtkamer", *, handvatten=(), fields=None, **terms):
    page = PracticeExamplePage(
        title=title,
        summary="Een praktijk legt kaartjes neer.",
        situation="<p>Mensen wachten.</p>",
        approach="<p>Kaartjes op A5.</p>",
        result="<p>Er komt een gesprek.</p>",
        what_did_not_work="<p>Te kleine letters.</p>",
        partners="Praktijk De Linde\nWelzijn Lindeveen",
        place="Lindeveen",
        target_group="Bezoekers",
        year=2025,
        **(fields or {}),
    )
    page.handvatten = list(handvatten)
    return publish(page, PracticeExampleIndexPage.objects.get(locale__language_code="nl"), **terms)


def collection(title="Tips voor provincies", handvatten=()):
    page = CollectionPage(title=title, summary="Acht tips.", introduction="<p>Lees ze op volgorde.</p>")
    page.items = [CollectionItem(handvat=handvat, sort_order=order) for order, handvat in enumerate(handvatten)]
    return publish(page, HandvatIndexPage.objects.get(locale__language_code="nl"))


def text(title="Colofon", body=(("text", "<p>Tekst.</p>"),)):
    return publish(StandardPage(title=title, body=list(body)), home())
