"""Every site starts with an agenda, in Dutch and in English."""

from django.db import migrations

from cms.tree import plant_everywhere

TEXTS = {
    "nl": {"title": "Agenda", "introduction": "Bijeenkomsten waar je anderen ontmoet, ideeën opdoet en samen leert."},
    "en": {"title": "Agenda", "introduction": "Meetings where you meet others, pick up ideas and learn together. Most meetings are in Dutch."},
}


def create(apps, schema_editor):
    plant_everywhere(apps, "events.AgendaPage", "agenda", TEXTS, show_in_menus=True)


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0003_front_doors"),
        ("events", "0001_tables"),
    ]

    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
