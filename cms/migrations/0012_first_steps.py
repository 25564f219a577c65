"""Two pages that ask a few questions and answer with what fits, and an explanation of each of the five readings."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from cms.tree import plant


PAGES = [
    (
        "cms.FirstStepsPage",
        "aan-de-slag",
        {
            "nl": ("Aan de slag", "Twee korte vragen. Dan weet je waar je vandaag mee kunt beginnen."),
            "en": ("Get going", "Two short questions. Then you know what you can begin with today."),
        },
    ),
    (
        "cms.ReadingsPage",
        "wat-bedoelen-wij",
        {
            "nl": (
                "Wat bedoelen wij ermee?",
                "Mensen gebruiken hetzelfde woord op vijf manieren. Het helpt als je weet wat jij bedoelt, en wat een ander bedoelt.",
            ),
            "en": (
                "What do we mean by it?",
                "People use the same word in five ways. It helps to know what you mean, and what somebody else means.",
            ),
        },
    ),
]
READINGS = {
    "brede-kijk": (
        "Je kijkt naar alles wat voor iemand telt, niet alleen naar de ziekte of de klacht.",
        "You look at everything that matters to somebody, not only at the illness or the complaint.",
    ),
    "hulpmiddel": (
        "Je gebruikt het om samen stil te staan: hoe gaat het met je, en wat wil je?",
        "You use it to pause together: how are you, and what would you like?",
    ),
    "motor": (
        "Je gebruikt het om het werk, de organisatie of de wijk anders in te richten.",
        "You use it to change how the work, the organisation or the neighbourhood is set up.",
    ),
    "gedeelde-taal": (
        "Je gebruikt het om met andere organisaties hetzelfde te bedoelen en samen te werken.",
        "You use it to mean the same as other organisations, and to work together.",
    ),
    "beweging": (
        "Het is van mensen samen, en het groeit doordat zij het aan elkaar doorgeven.",
        "It belongs to people together, and it grows because they pass it on.",
    ),
}


def create(apps, schema_editor):
    Page = apps.get_model("wagtailcore", "Page")
    homes = list(apps.get_model("cms", "HomePage").objects.select_related("locale").order_by("path"))
    for model, slug, texts in PAGES:
        key = uuid.uuid4()
        for home in homes:
            if not Page.objects.filter(path__startswith=home.path, depth=home.depth + 1, slug=slug).exists():
                title, summary = texts[home.locale.language_code]
                plant(
                    apps, model, home, title=title, slug=slug, locale=home.locale, translation_key=key, summary=summary
                )


def explain(apps, schema_editor):
    Interpretation = apps.get_model("cms", "Interpretation")
    for slug, (dutch, english) in READINGS.items():
        Interpretation.objects.filter(slug=slug, description_nl="").update(
            description_nl=dutch, description_en=english
        )


class Migration(migrations.Migration):

    dependencies = [
        ('cms', '0011_guides_list'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.CreateModel(
            name='FirstStepsPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('summary', models.TextField(blank=True, help_text='Eén of twee zinnen. Deze staan in lijsten, in zoekresultaten en boven de tekst.', max_length=400, verbose_name='in het kort')),
            ],
            options={
                'verbose_name': 'aan de slag',
                'verbose_name_plural': 'aan de slag',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='ReadingsPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('summary', models.TextField(blank=True, help_text='Eén of twee zinnen. Deze staan in lijsten, in zoekresultaten en boven de tekst.', max_length=400, verbose_name='in het kort')),
            ],
            options={
                'verbose_name': 'wat bedoelen wij ermee',
                'verbose_name_plural': 'wat bedoelen wij ermee',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.RunPython(create, migrations.RunPython.noop),
        migrations.RunPython(explain, migrations.RunPython.noop),
    ]
