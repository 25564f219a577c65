"""The plain pages that the footer of every page leads to. Short and true from the first day; editors make them theirs."""

import json
import uuid

from django.conf import settings
from django.db import migrations

from cms.tree import plant

PAGES = [
    (
        "over",
        ("Over {site}", "Over deze site", "Een plek om samen te leren rond Positieve Gezondheid."),
        ("About {site}", "About this site", "A place to learn together around Positive Health."),
        "<p>Op {site} lees je handvatten en praktijkvoorbeelden, en vind je bijeenkomsten waar je anderen ontmoet. "
        "De tekst op deze pagina kan de redactie aanvullen.</p>",
        "<p>On {site} you read pointers and practice examples, and find meetings where you meet others.</p>",
    ),
    (
        "help",
        ("Hulp en contact", "", "Kom je er niet uit? We helpen je graag."),
        ("Help and contact", "", "Are you stuck? We are glad to help."),
        '<p>Stuur een mail naar <a href="mailto:{email}">{email}</a>. Vertel kort wat je zoekt of wat er misging.</p>',
        '<p>Send an e-mail to <a href="mailto:{email}">{email}</a>. Tell us briefly what you are looking for or what went wrong.</p>',
    ),
    (
        "privacy",
        ("Privacy", "", "Welke gegevens we bewaren, en waarom."),
        ("Privacy", "", "Which data we keep, and why."),
        "<p>Wie alleen leest, laat niets achter: we zetten geen cookies en laden niets van andere partijen.</p>"
        "<p>Meld je je aan voor een bijeenkomst, dan bewaren we je naam, je e-mailadres en je keuzes. "
        "Die gebruiken we alleen voor die bijeenkomst.</p>"
        '<p>Wil je weten wat we van je bewaren, of wil je het laten wissen? Mail naar <a href="mailto:{email}">{email}</a>.</p>',
        "<p>If you only read, you leave nothing behind: we set no cookies and load nothing from other parties.</p>"
        "<p>When you sign up for a meeting we keep your name, your e-mail address and your choices. "
        "We use them for that meeting only.</p>"
        '<p>Do you want to know what we keep about you, or have it erased? Write to <a href="mailto:{email}">{email}</a>.</p>',
    ),
    (
        "toegankelijkheid",
        ("Toegankelijkheid", "", "Iedereen moet deze site kunnen gebruiken."),
        ("Accessibility", "", "Everyone should be able to use this site."),
        "<p>Deze site werkt met alleen een toetsenbord, met een schermlezer en zonder JavaScript. "
        "We houden de taal eenvoudig en de kleuren goed leesbaar.</p>"
        '<p>Lukt iets niet? Mail naar <a href="mailto:{email}">{email}</a>. Vertel op welke pagina het was en wat je wilde doen.</p>',
        "<p>This site works with a keyboard alone, with a screen reader and without JavaScript. "
        "We keep the language plain and the colours easy to read.</p>"
        '<p>Does something not work? Write to <a href="mailto:{email}">{email}</a>. Tell us which page it was and what you wanted to do.</p>',
    ),
]


def create(apps, schema_editor):
    Page = apps.get_model("wagtailcore", "Page")
    HomePage = apps.get_model("cms", "HomePage")
    homes = {home.locale.language_code: home for home in HomePage.objects.select_related("locale")}
    names = {"site": settings.SITE_NAME, "email": settings.SITE_EMAIL}
    for slug, dutch, english, body_nl, body_en in PAGES:
        key = uuid.uuid4()
        for language, (title, seo_title, summary), body in (("nl", dutch, body_nl), ("en", english, body_en)):
            home = homes[language]
            if Page.objects.filter(path__startswith=home.path, depth=home.depth + 1, slug=slug).exists():
                continue
            plant(
                apps,
                "cms.StandardPage",
                home,
                title=title.format(**names),
                seo_title=seo_title,
                slug=slug,
                locale=home.locale,
                translation_key=key,
                summary=summary,
                body=json.dumps([{"type": "text", "value": body.format(**names), "id": str(uuid.uuid4())}]),
            )


class Migration(migrations.Migration):
    dependencies = [("cms", "0005_search")]

    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
