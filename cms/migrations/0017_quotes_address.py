"""`/ervaringen/`, in both languages."""

from django.db import migrations

from cms.tree import plant

TEXTS = {
    "nl": ("Ervaringen", "Wat mensen zeggen die het zelf meemaakten. Je leest hun rol, en hun naam alleen als dat mag."),
    "en": ("Experiences", "What people say who lived it. You read their role, and a name only where that is allowed. In Dutch."),
}


def create(apps, schema_editor):
    Page = apps.get_model("wagtailcore", "Page")
    HomePage = apps.get_model("cms", "HomePage")
    key = None
    for home in HomePage.objects.select_related("locale").order_by("path"):
        if Page.objects.filter(path__startswith=home.path, depth=home.depth + 1, slug="ervaringen").exists():
            continue
        title, summary = TEXTS[home.locale.language_code]
        page = plant(
            apps,
            "cms.QuoteIndexPage",
            home,
            title=title,
            slug="ervaringen",
            locale=home.locale,
            translation_key=key,
            summary=summary,
            show_in_menus=True,
        )
        key = page.translation_key


class Migration(migrations.Migration):
    dependencies = [("cms", "0016_block_library")]

    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
