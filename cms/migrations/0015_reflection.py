"""A page to look at your own life along six lines, and the question that goes with each of them."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from cms.tree import plant

SLUG = "kijk-eens"
PAGE = {
    "nl": ("Kijk eens naar jezelf", "Zes lijnen, zonder cijfers. Om even stil te staan bij hoe het gaat, alleen of met iemand samen."),
    "en": ("Take a look at yourself", "Six lines, without marks. To pause and see how things are, alone or together with somebody."),
}
QUESTIONS = {
    "lichaamsfuncties": ("Hoe voelt je lichaam de laatste tijd?", "How has your body been feeling lately?"),
    "mentaal-welbevinden": ("Hoe is het in je hoofd?", "How are things in your head?"),
    "zingeving": ("Waar kom jij graag je bed voor uit?", "What do you like to get out of bed for?"),
    "kwaliteit-van-leven": ("Geniet je, en voel je je fijn waar je bent?", "Do you enjoy life, and feel good where you are?"),
    "meedoen": ("Heb je mensen om je heen bij wie je hoort?", "Are there people around you to whom you belong?"),
    "dagelijks-functioneren": ("Lukt het om je dag te regelen zoals jij wilt?", "Can you arrange your day the way you want?"),
}


def create(apps, schema_editor):
    Page = apps.get_model("wagtailcore", "Page")
    key = uuid.uuid4()
    for home in apps.get_model("cms", "HomePage").objects.select_related("locale").order_by("path"):
        if not Page.objects.filter(path__startswith=home.path, depth=home.depth + 1, slug=SLUG).exists():
            title, summary = PAGE[home.locale.language_code]
            plant(
                apps,
                "cms.ReflectionPage",
                home,
                title=title,
                slug=SLUG,
                locale=home.locale,
                translation_key=key,
                summary=summary,
            )


def ask(apps, schema_editor):
    Dimension = apps.get_model("cms", "Dimension")
    for slug, (dutch, english) in QUESTIONS.items():
        Dimension.objects.filter(slug=slug, question_nl="").update(question_nl=dutch, question_en=english)


class Migration(migrations.Migration):

    dependencies = [
        ('cms', '0014_search_terms'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.CreateModel(
            name='ReflectionPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('summary', models.TextField(blank=True, help_text='Eén of twee zinnen. Deze staan in lijsten, in zoekresultaten en boven de tekst.', max_length=400, verbose_name='in het kort')),
            ],
            options={
                'verbose_name': 'kijk eens naar jezelf',
                'verbose_name_plural': 'kijk eens naar jezelf',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.AddField(
            model_name='dimension',
            name='question_en',
            field=models.CharField(blank=True, max_length=120, verbose_name='vraag (Engels)'),
        ),
        migrations.AddField(
            model_name='dimension',
            name='question_nl',
            field=models.CharField(blank=True, help_text='Staat op Kijk eens naar jezelf en op het A5-blad.', max_length=120, verbose_name='vraag (Nederlands)'),
        ),
        migrations.RunPython(create, migrations.RunPython.noop),
        migrations.RunPython(ask, migrations.RunPython.noop),
    ]
