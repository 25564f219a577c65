"""Related models: a word to tag with, a page for each, and their list at `/modellen/` in both languages."""

import django.db.models.deletion
import modelcluster.fields
import wagtail.fields
from django.conf import settings
from django.db import migrations, models

from cms.tree import plant_everywhere

TEXTS = {
    "nl": {
        "title": "Verwante modellen",
        "summary": "Andere modellen en ideeën die hierop lijken: wat is hetzelfde, wat is anders, wanneer gebruik je ze samen?",
    },
    "en": {
        "title": "Related models",
        "summary": "Other models and ideas that look alike: what is the same, what differs, when to combine them. In Dutch.",
    },
}


def create(apps, schema_editor):
    plant_everywhere(apps, "cms.RelatedModelIndexPage", "modellen", TEXTS)


class Migration(migrations.Migration):

    dependencies = [
        ('cms', '0004_first_pages'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.CreateModel(
            name='RelatedModel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(unique=True, verbose_name='vaste naam in het adres')),
                ('name_nl', models.CharField(max_length=80, verbose_name='naam (Nederlands)')),
                ('name_en', models.CharField(blank=True, max_length=80, verbose_name='naam (Engels)')),
                ('description_nl', models.CharField(blank=True, max_length=255, verbose_name='uitleg (Nederlands)')),
                ('description_en', models.CharField(blank=True, max_length=255, verbose_name='uitleg (Engels)')),
                ('sort_order', models.PositiveIntegerField(default=0, verbose_name='volgorde')),
            ],
            options={
                'verbose_name': 'verwant model',
                'verbose_name_plural': 'verwante modellen',
                'ordering': ['sort_order', 'name_nl'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='RelatedModelIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('summary', models.TextField(blank=True, help_text='Eén of twee zinnen. Deze staan in lijsten, in zoekresultaten en boven de tekst.', max_length=400, verbose_name='in het kort')),
                ('explain_terms', models.BooleanField(default=True, help_text='De eerste keer dat een begrip in de tekst staat, wordt het een link naar de uitleg.', verbose_name='leg begrippen uit')),
            ],
            options={
                'verbose_name': 'overzicht van verwante modellen',
                'verbose_name_plural': 'overzichten van verwante modellen',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.AddField(
            model_name='conversationcardpage',
            name='related_models',
            field=modelcluster.fields.ParentalManyToManyField(blank=True, related_name='+', to='cms.relatedmodel', verbose_name='verwante modellen'),
        ),
        migrations.AddField(
            model_name='handvatpage',
            name='related_models',
            field=modelcluster.fields.ParentalManyToManyField(blank=True, related_name='+', to='cms.relatedmodel', verbose_name='verwante modellen'),
        ),
        migrations.AddField(
            model_name='implementationguidepage',
            name='related_models',
            field=modelcluster.fields.ParentalManyToManyField(blank=True, related_name='+', to='cms.relatedmodel', verbose_name='verwante modellen'),
        ),
        migrations.AddField(
            model_name='materialpage',
            name='related_models',
            field=modelcluster.fields.ParentalManyToManyField(blank=True, related_name='+', to='cms.relatedmodel', verbose_name='verwante modellen'),
        ),
        migrations.AddField(
            model_name='practiceexamplepage',
            name='related_models',
            field=modelcluster.fields.ParentalManyToManyField(blank=True, related_name='+', to='cms.relatedmodel', verbose_name='verwante modellen'),
        ),
        migrations.AddField(
            model_name='practiceguidepage',
            name='related_models',
            field=modelcluster.fields.ParentalManyToManyField(blank=True, related_name='+', to='cms.relatedmodel', verbose_name='verwante modellen'),
        ),
        migrations.AddField(
            model_name='topicpage',
            name='related_models',
            field=modelcluster.fields.ParentalManyToManyField(blank=True, related_name='+', to='cms.relatedmodel', verbose_name='verwante modellen'),
        ),
        migrations.CreateModel(
            name='RelatedModelPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('summary', models.TextField(blank=True, help_text='Eén of twee zinnen. Deze staan in lijsten, in zoekresultaten en boven de tekst.', max_length=400, verbose_name='in het kort')),
                ('explain_terms', models.BooleanField(default=True, help_text='De eerste keer dat een begrip in de tekst staat, wordt het een link naar de uitleg.', verbose_name='leg begrippen uit')),
                ('provenance', models.TextField(blank=True, help_text='Waar komt dit vandaan? Noem de bijeenkomst, het onderzoek of de praktijk.', verbose_name='herkomst')),
                ('last_reviewed_on', models.DateField(blank=True, help_text='De dag waarop iemand de inhoud voor het laatst heeft nagekeken.', null=True, verbose_name='laatst bijgewerkt')),
                ('review_before', models.DateField(blank=True, help_text='Voor deze dag kijkt de redactie de tekst weer na.', null=True, verbose_name='herzien voor')),
                ('same', wagtail.fields.StreamField([('claim', 3)], blank=True, block_lookup={0: ('wagtail.blocks.TextBlock', (), {'help_text': 'Eén of twee zinnen.', 'label': 'Wat je zegt', 'max_length': 300}), 1: ('wagtail.blocks.CharBlock', (), {'help_text': 'Wie zegt dit, en in welk jaar?', 'label': 'Bron', 'max_length': 160}), 2: ('wagtail.blocks.URLBlock', (), {'label': 'Adres van de bron', 'required': False}), 3: ('wagtail.blocks.StructBlock', [[('text', 0), ('source', 1), ('source_url', 2)]], {})}, verbose_name='wat is hetzelfde')),
                ('differs', wagtail.fields.StreamField([('claim', 3)], blank=True, block_lookup={0: ('wagtail.blocks.TextBlock', (), {'help_text': 'Eén of twee zinnen.', 'label': 'Wat je zegt', 'max_length': 300}), 1: ('wagtail.blocks.CharBlock', (), {'help_text': 'Wie zegt dit, en in welk jaar?', 'label': 'Bron', 'max_length': 160}), 2: ('wagtail.blocks.URLBlock', (), {'label': 'Adres van de bron', 'required': False}), 3: ('wagtail.blocks.StructBlock', [[('text', 0), ('source', 1), ('source_url', 2)]], {})}, verbose_name='wat is anders')),
                ('combine', wagtail.fields.StreamField([('claim', 3)], blank=True, block_lookup={0: ('wagtail.blocks.TextBlock', (), {'help_text': 'Eén of twee zinnen.', 'label': 'Wat je zegt', 'max_length': 300}), 1: ('wagtail.blocks.CharBlock', (), {'help_text': 'Wie zegt dit, en in welk jaar?', 'label': 'Bron', 'max_length': 160}), 2: ('wagtail.blocks.URLBlock', (), {'label': 'Adres van de bron', 'required': False}), 3: ('wagtail.blocks.StructBlock', [[('text', 0), ('source', 1), ('source_url', 2)]], {})}, verbose_name='wanneer gebruik je ze samen')),
                ('audiences', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='+', to='cms.audience', verbose_name='voor wie')),
                ('dimensions', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='+', to='cms.dimension', verbose_name='dimensies')),
                ('interpretations', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='+', to='cms.interpretation', verbose_name='invullingen')),
                ('phases', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='+', to='cms.phase', verbose_name='fasen')),
                ('regions', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='+', to='cms.region', verbose_name="regio's")),
                ('related_models', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='+', to='cms.relatedmodel', verbose_name='verwante modellen')),
                ('scales', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='+', to='cms.scale', verbose_name='schalen')),
                ('sectors', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='+', to='cms.sector', verbose_name='sectoren')),
                ('themes', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='+', to='cms.theme', verbose_name="thema's")),
            ],
            options={
                'verbose_name': 'model',
                'verbose_name_plural': 'modellen',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.RunPython(create, migrations.RunPython.noop),
    ]
