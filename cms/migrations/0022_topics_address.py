"""`/onderwerpen/`, in both languages."""

from django.db import migrations

from cms.tree import plant

TEXTS = {
    "nl": ("Onderwerpen", "Alles over één onderwerp bij elkaar: uitleg, ervaringen en wat je ermee kunt."),
    "en": ("Topics", "Everything about one subject together. Most of the texts are in Dutch."),
}


def create(apps, schema_editor):
    Page = apps.get_model("wagtailcore", "Page")
    HomePage = apps.get_model("cms", "HomePage")
    key = None
    for home in HomePage.objects.select_related("locale").order_by("path"):
        if Page.objects.filter(path__startswith=home.path, depth=home.depth + 1, slug="onderwerpen").exists():
            continue
        title, summary = TEXTS[home.locale.language_code]
        page = plant(
            apps,
            "cms.TopicIndexPage",
            home,
            title=title,
            slug="onderwerpen",
            locale=home.locale,
            translation_key=key,
            summary=summary,
            show_in_menus=True,
        )
        key = page.translation_key


class Migration(migrations.Migration):
    dependencies = [("cms", "0021_topics")]

    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
