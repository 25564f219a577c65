"""The list of guides, in both languages."""

from django.db import migrations

from cms.tree import plant

TEXTS = {
    "nl": ("Gidsen", "Stap voor stap op weg: met een plan, met elkaar en met wat anderen al leerden."),
    "en": ("Guides", "Step by step: with a plan, with each other and with what others learnt. Most of the texts are in Dutch."),
}


def create(apps, schema_editor):
    HomePage = apps.get_model("cms", "HomePage")
    key = None
    for code, (title, summary) in TEXTS.items():
        home = HomePage.objects.filter(locale__language_code=code).order_by("path").first()
        if home:
            page = plant(
                apps,
                "cms.GuideIndexPage",
                home,
                title=title,
                slug="gidsen",
                locale=home.locale,
                translation_key=key,
                summary=summary,
                show_in_menus=True,
            )
            key = page.translation_key


class Migration(migrations.Migration):
    dependencies = [("cms", "0010_railway_guide")]

    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
