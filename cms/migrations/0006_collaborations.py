"""Collaborations that recur, and their list at `/samenwerkingen/` in both languages."""

import cms.identifiers
import django.core.validators
import django.db.models.deletion
import modelcluster.fields
import wagtail.fields
from django.conf import settings
from django.db import migrations, models

from cms.tree import plant_everywhere


TEXTS = {
    "nl": {
        "title": "Samenwerkingen",
        "summary": "Wie werken vast samen, waar en hoe vaak? Met wat ze leerden en voorbeelden van afspraken.",
    },
    "en": {
        "title": "Collaborations",
        "summary": "Who work together, where and how often? With what they learnt and examples of agreements. In Dutch.",
    },
}


def create(apps, schema_editor):
    plant_everywhere(apps, "cms.CollaborationIndexPage", "samenwerkingen", TEXTS)


class Migration(migrations.Migration):

    dependencies = [
        ('cms', '0005_related_models'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.CreateModel(
            name='CollaborationIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('summary', models.TextField(blank=True, help_text='Eén of twee zinnen. Deze staan in lijsten, in zoekresultaten en boven de tekst.', max_length=400, verbose_name='in het kort')),
                ('explain_terms', models.BooleanField(default=True, help_text='De eerste keer dat een begrip in de tekst staat, wordt het een link naar de uitleg.', verbose_name='leg begrippen uit')),
            ],
            options={
                'verbose_name': 'overzicht van samenwerkingen',
                'verbose_name_plural': 'overzichten van samenwerkingen',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='CollaborationPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('summary', models.TextField(blank=True, help_text='Eén of twee zinnen. Deze staan in lijsten, in zoekresultaten en boven de tekst.', max_length=400, verbose_name='in het kort')),
                ('explain_terms', models.BooleanField(default=True, help_text='De eerste keer dat een begrip in de tekst staat, wordt het een link naar de uitleg.', verbose_name='leg begrippen uit')),
                ('provenance', models.TextField(blank=True, help_text='Waar komt dit vandaan? Noem de bijeenkomst, het onderzoek of de praktijk.', verbose_name='herkomst')),
                ('last_reviewed_on', models.DateField(blank=True, help_text='De dag waarop iemand de inhoud voor het laatst heeft nagekeken.', null=True, verbose_name='laatst bijgewerkt')),
                ('review_before', models.DateField(blank=True, help_text='Voor deze dag kijkt de redactie de tekst weer na.', null=True, verbose_name='herzien voor')),
                ('parties', models.TextField(blank=True, help_text='Eén organisatie per regel, zonder namen van mensen.', validators=[cms.identifiers.refuse_bsn], verbose_name='partijen')),
                ('form', models.CharField(choices=[('spreekuur', 'spreekuur bij een ander'), ('op-recept', 'verwijzen naar welzijn'), ('overleg', 'vast overleg'), ('team', 'gemengd team'), ('plek', 'gedeelde plek'), ('project', 'gezamenlijk project')], default='overleg', max_length=12, verbose_name='vorm')),
                ('place', models.CharField(blank=True, help_text='Bijvoorbeeld: spreekkamer in de huisartsenpraktijk.', max_length=160, verbose_name='plaats')),
                ('rhythm', models.CharField(choices=[('elke-dag', 'elke dag'), ('elke-week', 'elke week'), ('om-de-week', 'om de week'), ('elke-maand', 'elke maand'), ('elk-kwartaal', 'elk kwartaal'), ('als-het-nodig-is', 'als het nodig is')], default='elke-week', max_length=20, verbose_name='ritme')),
                ('slot', models.CharField(blank=True, help_text='Bijvoorbeeld: dinsdagochtend, een dagdeel.', max_length=120, verbose_name='wanneer precies')),
                ('started_in', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1950), django.core.validators.MaxValueValidator(2100)], verbose_name='begonnen in')),
                ('contact_role', models.CharField(blank=True, help_text='Een rol, geen naam. Bijvoorbeeld: praktijkmanager van De Linde.', max_length=160, validators=[cms.identifiers.refuse_bsn], verbose_name='aanspreekpunt')),
                ('how', wagtail.fields.RichTextField(blank=True, verbose_name='zo is het geregeld')),
                ('lessons', wagtail.fields.RichTextField(blank=True, verbose_name='wat we leerden')),
                ('agreements', wagtail.fields.StreamField([('download', 3)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'help_text': 'Wat is het? Bijvoorbeeld: Werkblad voor je team.', 'label': 'Naam', 'max_length': 160}), 1: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': 'Bestand'}), 2: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('nl', 'Nederlands'), ('en', 'Engels'), ('de', 'Duits'), ('fr', 'Frans'), ('fy', 'Fries'), ('tr', 'Turks'), ('ar', 'Arabisch'), ('uk', 'Oekraïens'), ('pl', 'Pools'), ('es', 'Spaans')], 'label': 'Taal'}), 3: ('wagtail.blocks.StructBlock', [[('title', 0), ('document', 1), ('language', 2)]], {})}, help_text='Een leeg formulier of een afspraak tussen organisaties. Nooit iets over één patiënt of cliënt.', verbose_name='voorbeelden van afspraken')),
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
                'verbose_name': 'samenwerking',
                'verbose_name_plural': 'samenwerkingen',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.RunPython(create, migrations.RunPython.noop),
    ]
