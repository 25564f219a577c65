"""The page that explains the idea in at most 300 words; its dimensions come from the words themselves."""

import json
import uuid

import wagtail.fields
from django.conf import settings
from django.db import migrations

from cms.tree import plant

SLUG = "wat-is-positieve-gezondheid"
TOOL = "https://mijnpositievegezondheid.nl/"
PAGE = {
    "nl": (
        "Wat is Positieve Gezondheid?",
        "Gezondheid is meer dan niet ziek zijn. Het gaat ook over wat je kunt, wat je wilt en bij wie je hoort.",
        "<p>Iedereen maakt weleens iets moeilijks mee. Gezond zijn is ook: daarmee omgaan, en zelf richting geven aan "
        "je leven. Dat is het idee achter Positieve Gezondheid. Het komt uit Nederlands onderzoek en bestaat sinds 2012.</p>"
        "<p>Je kijkt naar zes kanten van het leven. We noemen ze dimensies. Ze zijn alle zes even belangrijk.</p>",
        "<h2>Wat je ermee doet</h2><p>Je begint met een gesprek. Niet: wat is het probleem? Maar: hoe gaat het met je, "
        "en wat zou je willen? De ander kiest waarover jullie praten. Soms is luisteren al genoeg. Soms weet je iemand "
        "die verder kan helpen.</p>"
        "<h2>Wat het niet is</h2><p>Het is geen toets en geen rapport. Meer is niet beter. Het gaat om het gesprek.</p>"
        "<h2>Het officiële hulpmiddel</h2>"
        '<p>Wil je het invullen? Dat kan met <a href="{tool}">Mijn Positieve Gezondheid (andere website)</a>. '
        "Dat hulpmiddel is van het Institute for Positive Health. {site} is niet gemaakt door of namens dat instituut.</p>",
    ),
    "en": (
        "What is Positive Health?",
        "Health is more than not being ill. It is also about what you can do, what you want and where you belong.",
        "<p>Everybody goes through something hard at times. Being healthy is also: coping with that, and giving "
        "direction to your own life. That is the idea behind Positive Health. It comes from Dutch research and has "
        "existed since 2012.</p><p>You look at six sides of life. We call them dimensions. All six matter equally.</p>",
        "<h2>What you do with it</h2><p>You begin with a conversation. Not: what is the problem? But: how are you, and "
        "what would you like? The other person chooses what to talk about. Sometimes listening is enough. Sometimes "
        "you know somebody who can help.</p>"
        "<h2>What it is not</h2><p>It is not a test and not a report. More is not better. It is about the conversation.</p>"
        "<h2>The official tool</h2>"
        '<p>Would you like to fill it in? You can, with <a href="{tool}">Mijn Positieve Gezondheid (another website)</a>. '
        "That tool is made by the Institute for Positive Health. {site} is not made by or for that institute.</p>",
    ),
}


def create(apps, schema_editor):
    Page = apps.get_model("wagtailcore", "Page")
    key = uuid.uuid4()
    for home in apps.get_model("cms", "HomePage").objects.select_related("locale").order_by("path"):
        if Page.objects.filter(path__startswith=home.path, depth=home.depth + 1, slug=SLUG).exists():
            continue
        title, summary, before, after = PAGE[home.locale.language_code]
        after = after.format(tool=TOOL, site=settings.SITE_NAME)
        blocks = [("text", before), ("dimensions", None), ("text", after)]
        body = json.dumps([{"type": kind, "value": value, "id": str(uuid.uuid4())} for kind, value in blocks])
        plant(
            apps,
            "cms.StandardPage",
            home,
            title=title,
            slug=SLUG,
            locale=home.locale,
            translation_key=key,
            summary=summary,
            body=body,
        )


class Migration(migrations.Migration):
    dependencies = [("cms", "0008_interpretations")]

    operations = [
        migrations.AlterField(
            model_name='standardpage',
            name='body',
            field=wagtail.fields.StreamField([('text', 0), ('quote', 3), ('remark', 6), ('dimensions', 7), ('image', 8)], blank=True, block_lookup={0: ('wagtail.blocks.RichTextBlock', (), {'features': ['h2', 'h3', 'bold', 'italic', 'ol', 'ul', 'link', 'document-link'], 'label': 'Tekst', 'template': 'cms/blocks/text.html'}), 1: ('wagtail.blocks.TextBlock', (), {'label': 'Citaat'}), 2: ('wagtail.blocks.CharBlock', (), {'help_text': 'Liefst een rol, zoals wijkverpleegkundige.', 'label': 'Wie zegt dit', 'required': False}), 3: ('wagtail.blocks.StructBlock', [[('quote', 1), ('attribution', 2)]], {}), 4: ('wagtail.blocks.CharBlock', (), {'label': 'Kop', 'required': False}), 5: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link'], 'label': 'Tekst'}), 6: ('wagtail.blocks.StructBlock', [[('title', 4), ('text', 5)]], {}), 7: ('cms.blocks.DimensionsBlock', (), {}), 8: ('wagtail.images.blocks.ImageBlock', [], {'label': 'Afbeelding', 'template': 'cms/blocks/image.html'})}, verbose_name='tekst'),
        ),
        migrations.RunPython(create, migrations.RunPython.noop),
    ]
