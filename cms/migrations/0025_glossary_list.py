"""The list of terms, in both languages."""

from django.db import migrations

from cms.tree import plant

TEXTS = {
    "nl": ("Begrippen", "Wat woorden betekenen, in gewone taal. Soms bedoelt de zorg iets anders dan de gemeente."),
    "en": ("Glossary", "What words mean, in plain language. Care sometimes means something else than the municipality does."),
}


def create(apps, schema_editor):
    HomePage = apps.get_model("cms", "HomePage")
    key = None
    for code, (title, summary) in TEXTS.items():
        home = HomePage.objects.filter(locale__language_code=code).order_by("path").first()
        if home:
            page = plant(
                apps,
                "cms.GlossaryIndexPage",
                home,
                title=title,
                slug="begrippen",
                locale=home.locale,
                translation_key=key,
                summary=summary,
                show_in_menus=True,
            )
            key = page.translation_key


class Migration(migrations.Migration):
    dependencies = [("cms", "0024_glossary")]

    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
