"""What a fresh site starts with: two languages, a front door in each, and the cache table."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.management import call_command
from django.db import migrations

from cms.tree import plant

HOME = {
    "nl": {
        "hero_title": "Samen leren van wat werkt",
        "introduction": "Handvatten en voorbeelden van mensen die met Positieve Gezondheid werken, en bijeenkomsten waar je hen ontmoet.",
    },
    "en": {
        "hero_title": "Learning together from what works",
        "introduction": "Pointers and examples from people who work with Positive Health, and meetings where you meet them.",
    },
}


def create(apps, schema_editor):
    Locale = apps.get_model("wagtailcore", "Locale")
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")
    dutch, _created = Locale.objects.get_or_create(language_code="nl")
    english, _created = Locale.objects.get_or_create(language_code="en")
    root = Page.objects.get(depth=1)
    Page.objects.filter(pk=root.pk).update(locale=dutch)
    welcome = Page.objects.filter(depth=2, slug="home", content_type__model="page").first()

    homes = {}
    for locale in (dutch, english):
        code = locale.language_code
        homes[code] = plant(
            apps,
            "cms.HomePage",
            root,
            title=settings.SITE_NAME,
            slug="voorpagina" if code == "nl" else "voorpagina-en",
            locale=locale,
            translation_key=homes["nl"].translation_key if homes else None,
            **HOME[code],
        )

    address = urlsplit(settings.BASE_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    site.hostname, site.port, site.site_name, site.root_page_id = address.hostname, port, settings.SITE_NAME, homes["nl"].pk
    site.save()
    if welcome and not Page.objects.filter(path__startswith=welcome.path, depth__gt=welcome.depth).exists():
        welcome.delete()
        Page.objects.filter(pk=root.pk).update(numchild=Page.objects.filter(depth=2).count())


def create_cache_table(apps, schema_editor):
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0002_words"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtail_localize", "0016_rename_page_revision_translationlog_revision"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.RunPython(create_cache_table, migrations.RunPython.noop),
        migrations.RunPython(create, migrations.RunPython.noop),
    ]
