"""The self-check for the five readings: three questions, each with one answer for every reading."""

from collections import Counter

from django.utils.translation import gettext_lazy as _

from cms.questions import Answer, Question

# By question: its name in the address, its words, and for each reading (by its fixed slug) the answer that fits it.
CHECK = (
    (
        "nu",
        _("Waar gebruik je Positieve Gezondheid nu vooral voor?"),
        {
            "brede-kijk": _("Om de hele mens te zien, niet alleen de klacht"),
            "hulpmiddel": _("Om samen met iemand stil te staan bij hoe het gaat"),
            "motor": _("Om in mijn organisatie of wijk anders te gaan werken"),
            "gedeelde-taal": _("Om met andere organisaties hetzelfde te bedoelen"),
            "beweging": _("Om mensen mee te krijgen die dit ook willen"),
        },
    ),
    (
        "gelukt",
        _("Wanneer vind je het gelukt?"),
        {
            "brede-kijk": _("Als iemand zich gezien voelt"),
            "hulpmiddel": _("Als iemand zelf ontdekt wat er anders mag"),
            "motor": _("Als we ons werk echt anders hebben ingericht"),
            "gedeelde-taal": _("Als we één plan maken in plaats van vier"),
            "beweging": _("Als het doorgaat zonder ons"),
        },
    ),
    (
        "mist",
        _("Wat mis je nu het meest?"),
        {
            "brede-kijk": _("Rust om verder te kijken dan de vraag van vandaag"),
            "hulpmiddel": _("Iets op tafel om het gesprek mee te beginnen"),
            "motor": _("Steun van de leiding om het anders te doen"),
            "gedeelde-taal": _("Woorden die voor iedereen hetzelfde betekenen"),
            "beweging": _("Anderen in de buurt die hier ook warm voor lopen"),
        },
    ),
)


def check_questions(slugs) -> list[Question]:
    """The questions, with the answers for the readings that exist (`slugs`, in their order)."""
    return [
        Question(name, label, [Answer(slug, answers[slug]) for slug in slugs if slug in answers])
        for name, label, answers in CHECK
    ]


def most_chosen(slugs) -> list[str]:
    """Those that occur most often, in the order of first occurrence; three different answers give all three."""
    counted = Counter(slugs)
    return [slug for slug, count in counted.items() if count == max(counted.values())]
