"""Every site starts with an agenda, in Dutch and in English."""

from django.db import migrations

from cms.tree import plant

TEXTS = {
    "nl": ("Agenda", "Bijeenkomsten waar je anderen ontmoet, ideeën opdoet en samen leert."),
    "en": ("Agenda", "Meetings where you meet others, pick up ideas and learn together. Most meetings are in Dutch."),
}


def create(apps, schema_editor):
    Locale = apps.get_model("wagtailcore", "Locale")
    HomePage = apps.get_model("cms", "HomePage")
    key = None
    for code, (title, introduction) in TEXTS.items():
        locale = Locale.objects.get(language_code=code)
        home = HomePage.objects.get(locale=locale)
        page = plant(
            apps,
            "events.AgendaPage",
            home,
            title=title,
            slug="agenda",
            locale=locale,
            translation_key=key,
            introduction=introduction,
            show_in_menus=True,
        )
        key = page.translation_key


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0004_fixed_addresses"),
        ("events", "0002_page_terms"),
    ]

    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
