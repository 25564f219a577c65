"""The conversation card with its first text, and the catalogue of materials."""

import uuid

import django.core.validators
import django.db.models.deletion
import modelcluster.fields
from django.conf import settings
from django.db import migrations, models

from cms.tree import plant

CARD = {
    "nl": {
        "title": "Begin het gesprek",
        "summary": "Vijf stappen voor een gesprek over wat er echt toe doet.",
        "before": "Zorg voor rust: een stoel ernaast, een dichte deur.\n"
        "Vraag of het nu uitkomt, en hoeveel tijd er is.\n"
        "Leg iets op tafel om samen naar te kijken.",
        "opening": "Vertel waarom je dit vraagt, en dat niets hoeft.\n"
        "Vraag: waar wil jij het over hebben?\n"
        "Laat de ander kiezen waar je begint.",
        "listening": "Luister meer dan je praat. Een stilte is goed.\n"
        "Vraag door: vertel eens, hoe was dat voor je?\n"
        "Los nog niets op.\n"
        "Schrik je van iets? Zeg dat, en vraag wat de ander nu nodig heeft.",
        "closing": "Vat samen wat je hoorde, in de woorden van de ander.\n"
        "Vraag: wat is voor jou het belangrijkst?\n"
        "Bedank de ander voor het vertrouwen.",
        "agreement": "Vraag: wat wil je zelf doen, en wie kan helpen?\n"
        "Spreek één kleine stap af, en een dag.\n"
        "Zeg wat jij doet, en kom dat na.",
    },
    "en": {
        "title": "Start the conversation",
        "summary": "Five steps for a conversation about what really matters.",
        "before": "Make it quiet: a chair beside the other, a closed door.\n"
        "Ask whether this is a good moment, and how much time there is.\n"
        "Put something on the table to look at together.",
        "opening": "Tell why you ask, and that nothing is a must.\n"
        "Ask: what would you like to talk about?\n"
        "Let the other person choose where to begin.",
        "listening": "Listen more than you talk. A silence is fine.\n"
        "Ask on: tell me, how was that for you?\n"
        "Do not solve anything yet.\n"
        "Does something shock you? Say so, and ask what the other person needs now.",
        "closing": "Sum up what you heard, in the words of the other person.\n"
        "Ask: what matters most to you?\n"
        "Thank the other person for their trust.",
        "agreement": "Ask: what would you like to do yourself, and who can help?\n"
        "Agree on one small step, and a day.\n"
        "Say what you will do, and do it.",
    },
}
INDEX = {
    "nl": {
        "title": "Materialen",
        "summary": "Om te printen, neer te leggen of uit te delen. Bij elk stuk staat wat je ermee mag.",
    },
    "en": {
        "title": "Materials",
        "summary": "To print, to put on a table or to hand out. Each says what you may do with it. Most are in Dutch.",
    },
}


def create(apps, schema_editor):
    Page = apps.get_model("wagtailcore", "Page")
    homes = list(apps.get_model("cms", "HomePage").objects.select_related("locale").order_by("path"))
    for model, slug, texts in (
        ("cms.ConversationCardPage", "gesprekskaart", CARD),
        ("cms.MaterialIndexPage", "materialen", INDEX),
    ):
        key = uuid.uuid4()
        for home in homes:
            if not Page.objects.filter(path__startswith=home.path, depth=home.depth + 1, slug=slug).exists():
                plant(
                    apps,
                    model,
                    home,
                    slug=slug,
                    locale=home.locale,
                    translation_key=key,
                    **texts[home.locale.language_code],
                )


class Migration(migrations.Migration):

    dependencies = [
        ('cms', '0019_regions'),
        ('wagtailcore', '0098_apitoken'),
        ('wagtaildocs', '0014_alter_document_file_size'),
    ]

    operations = [
        migrations.CreateModel(
            name='MaterialIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('summary', models.TextField(blank=True, help_text='Eén of twee zinnen. Deze staan in lijsten, in zoekresultaten en boven de tekst.', max_length=400, verbose_name='in het kort')),
            ],
            options={
                'verbose_name': 'overzicht van materialen',
                'verbose_name_plural': 'overzichten van materialen',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='ConversationCardPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('summary', models.TextField(blank=True, help_text='Eén of twee zinnen. Deze staan in lijsten, in zoekresultaten en boven de tekst.', max_length=400, verbose_name='in het kort')),
                ('provenance', models.TextField(blank=True, help_text='Waar komt dit vandaan? Noem de bijeenkomst, het onderzoek of de praktijk.', verbose_name='herkomst')),
                ('last_reviewed_on', models.DateField(blank=True, help_text='De dag waarop iemand de inhoud voor het laatst heeft nagekeken.', null=True, verbose_name='laatst bijgewerkt')),
                ('review_before', models.DateField(blank=True, help_text='Voor deze dag kijkt de redactie de tekst weer na.', null=True, verbose_name='herzien voor')),
                ('before', models.TextField(blank=True, help_text='Per regel één tip, hooguit zes.', verbose_name='vooraf')),
                ('opening', models.TextField(blank=True, verbose_name='openen')),
                ('listening', models.TextField(blank=True, verbose_name='luisteren')),
                ('closing', models.TextField(blank=True, verbose_name='afronden')),
                ('agreement', models.TextField(blank=True, verbose_name='afspreken')),
                ('audiences', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='+', to='cms.audience', verbose_name='voor wie')),
                ('dimensions', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='+', to='cms.dimension', verbose_name='dimensies')),
                ('interpretations', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='+', to='cms.interpretation', verbose_name='invullingen')),
                ('phases', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='+', to='cms.phase', verbose_name='fasen')),
                ('regions', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='+', to='cms.region', verbose_name="regio's")),
                ('scales', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='+', to='cms.scale', verbose_name='schalen')),
                ('sectors', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='+', to='cms.sector', verbose_name='sectoren')),
                ('themes', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='+', to='cms.theme', verbose_name="thema's")),
            ],
            options={
                'verbose_name': 'gesprekskaart',
                'verbose_name_plural': 'gesprekskaarten',
            },
            bases=('wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='MaterialPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('summary', models.TextField(blank=True, help_text='Eén of twee zinnen. Deze staan in lijsten, in zoekresultaten en boven de tekst.', max_length=400, verbose_name='in het kort')),
                ('provenance', models.TextField(blank=True, help_text='Waar komt dit vandaan? Noem de bijeenkomst, het onderzoek of de praktijk.', verbose_name='herkomst')),
                ('last_reviewed_on', models.DateField(blank=True, help_text='De dag waarop iemand de inhoud voor het laatst heeft nagekeken.', null=True, verbose_name='laatst bijgewerkt')),
                ('review_before', models.DateField(blank=True, help_text='Voor deze dag kijkt de redactie de tekst weer na.', null=True, verbose_name='herzien voor')),
                ('kind', models.CharField(choices=[('card', 'kaart'), ('folder', 'folder'), ('pad', 'schrijfblok'), ('placemat', 'placemat'), ('poster', 'poster'), ('banner', 'spandoek'), ('other', 'iets anders')], default='other', max_length=10, verbose_name='soort')),
                ('format', models.CharField(blank=True, help_text='Bijvoorbeeld A5, of 85 × 200 cm.', max_length=40, verbose_name='formaat')),
                ('language_level', models.CharField(blank=True, choices=[('A2', 'A2, heel eenvoudig'), ('B1', 'B1, eenvoudig'), ('B2', 'B2, gemiddeld')], max_length=2, verbose_name='taalniveau')),
                ('languages', models.CharField(blank=True, help_text='Bijvoorbeeld: Nederlands, Engels.', max_length=120, verbose_name='talen')),
                ('pages', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(999)], verbose_name='aantal bladzijden')),
                ('rights_holder', models.CharField(blank=True, help_text='De maker of de organisatie die de rechten heeft.', max_length=200, verbose_name='van wie is het')),
                ('rights', models.CharField(blank=True, choices=[('free', 'Gebruik het zoals je wilt (CC0)'), ('named', 'Gebruik en verander het, met de naam van de maker (CC BY)'), ('unchanged', 'Print en deel het, maar verander niets (CC BY-ND)'), ('ask', 'Vraag het eerst aan de maker')], max_length=10, verbose_name='wat mag je ermee')),
                ('logo_zone', models.BooleanField(default=False, verbose_name='er is plek voor het logo van een partner')),
                ('own_address', models.CharField(blank=True, max_length=200, validators=[django.core.validators.RegexValidator('^/(?!/)[\\w\\-./]*\\Z', 'Begin met een schuine streep, zoals /kijk-eens/a5.pdf.')], verbose_name='of een adres op deze site')),
                ('file_description', models.CharField(blank=True, help_text='Voor wie het niet kan zien: beschrijf in een of twee zinnen wat er op staat.', max_length=300, verbose_name='wat staat er op')),
                ('audiences', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='+', to='cms.audience', verbose_name='voor wie')),
                ('dimensions', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='+', to='cms.dimension', verbose_name='dimensies')),
                ('file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtaildocs.document', verbose_name='bestand')),
                ('interpretations', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='+', to='cms.interpretation', verbose_name='invullingen')),
                ('phases', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='+', to='cms.phase', verbose_name='fasen')),
                ('regions', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='+', to='cms.region', verbose_name="regio's")),
                ('scales', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='+', to='cms.scale', verbose_name='schalen')),
                ('sectors', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='+', to='cms.sector', verbose_name='sectoren')),
                ('themes', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='+', to='cms.theme', verbose_name="thema's")),
            ],
            options={
                'verbose_name': 'materiaal',
                'verbose_name_plural': 'materialen',
            },
            bases=('wagtailcore.page', models.Model),
        ),
        migrations.RunPython(create, migrations.RunPython.noop),
    ]
