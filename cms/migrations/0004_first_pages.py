"""The pages that every address on the site counts on. Short and true from the first day; editors make them theirs."""

import json
import uuid

from django.conf import settings
from django.db import migrations

from cms.tree import plant_everywhere

# Page type, address, in the menu, and title with summary in Dutch and in English.
PAGES = [
    (
        "cms.HandvatIndexPage",
        "handvatten",
        True,
        ("Handvatten", "Korte aanwijzingen waar je vandaag iets mee kunt."),
        ("Pointers", "Short pointers that you can act on today. Most of the texts are in Dutch."),
    ),
    (
        "cms.PracticeExampleIndexPage",
        "praktijkvoorbeelden",
        True,
        ("Praktijkvoorbeelden", "Wat mensen ergens deden, wat het opleverde en wat niet werkte."),
        ("Practice examples", "What people did somewhere, what came of it, and what did not work. Most of the texts are in Dutch."),
    ),
    (
        "cms.GuideIndexPage",
        "gidsen",
        True,
        ("Gidsen", "Stap voor stap op weg: met een plan, met elkaar en met wat anderen al leerden."),
        ("Guides", "Step by step: with a plan, with each other and with what others learnt. Most of the texts are in Dutch."),
    ),
    (
        "cms.QuoteIndexPage",
        "ervaringen",
        True,
        ("Ervaringen", "Wat mensen zeggen die het zelf meemaakten. Je leest hun rol, en hun naam alleen als dat mag."),
        ("Experiences", "What people say who lived it. You read their role, and a name only where that is allowed. In Dutch."),
    ),
    (
        "cms.TopicIndexPage",
        "onderwerpen",
        True,
        ("Onderwerpen", "Alles over één onderwerp bij elkaar: uitleg, ervaringen en wat je ermee kunt."),
        ("Topics", "Everything about one subject together. Most of the texts are in Dutch."),
    ),
    (
        "cms.GlossaryIndexPage",
        "begrippen",
        True,
        ("Begrippen", "Wat woorden betekenen, in gewone taal. Soms bedoelt de zorg iets anders dan de gemeente."),
        ("Glossary", "What words mean, in plain language. Care sometimes means something else than the municipality does."),
    ),
    (
        "cms.MaterialIndexPage",
        "materialen",
        False,
        ("Materialen", "Om te printen, neer te leggen of uit te delen. Bij elk stuk staat wat je ermee mag."),
        ("Materials", "To print, to put on a table or to hand out. Each says what you may do with it. Most are in Dutch."),
    ),
    (
        "cms.RelatedModelIndexPage",
        "modellen",
        False,
        ("Verwante modellen", "Andere modellen en ideeën die hierop lijken: wat is hetzelfde, wat is anders, wanneer gebruik je ze samen?"),
        ("Related models", "Other models and ideas that look alike: what is the same, what differs, when to combine them. In Dutch."),
    ),
    (
        "cms.CollaborationIndexPage",
        "samenwerkingen",
        False,
        ("Samenwerkingen", "Wie werken vast samen, waar en hoe vaak? Met wat ze leerden en voorbeelden van afspraken."),
        ("Collaborations", "Who work together, where and how often? With what they learnt and examples of agreements. In Dutch."),
    ),
    (
        "cms.FirstStepsPage",
        "aan-de-slag",
        False,
        ("Aan de slag", "Twee korte vragen. Dan weet je waar je vandaag mee kunt beginnen."),
        ("Get going", "Two short questions. Then you know what you can begin with today."),
    ),
    (
        "cms.ReadingsPage",
        "wat-bedoelen-wij",
        False,
        ("Wat bedoelen wij ermee?", "Mensen gebruiken hetzelfde woord op vijf manieren. Het helpt als je weet wat jij bedoelt, en wat een ander bedoelt."),
        ("What do we mean by it?", "People use the same word in five ways. It helps to know what you mean, and what somebody else means."),
    ),
    (
        "cms.ReflectionPage",
        "kijk-eens",
        False,
        ("Kijk eens naar jezelf", "Zes lijnen, zonder cijfers. Om even stil te staan bij hoe het gaat, alleen of met iemand samen."),
        ("Take a look at yourself", "Six lines, without marks. To pause and see how things are, alone or together with somebody."),
    ),
]
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
PLAIN_PAGES = [
    (
        "over",
        ("Over {site}", "Over deze site", "Een plek om samen te leren rond Positieve Gezondheid."),
        ("About {site}", "About this site", "A place to learn together around Positive Health."),
        "<p>Op {site} lees je handvatten en praktijkvoorbeelden, en vind je bijeenkomsten waar je anderen ontmoet. "
        "De tekst op deze pagina kan de redactie aanvullen.</p>",
        "<p>On {site} you read pointers and practice examples, and find meetings where you meet others.</p>",
    ),
    (
        "help",
        ("Hulp en contact", "", "Kom je er niet uit? We helpen je graag."),
        ("Help and contact", "", "Are you stuck? We are glad to help."),
        '<p>Stuur een mail naar <a href="mailto:{email}">{email}</a>. Vertel kort wat je zoekt of wat er misging.</p>',
        '<p>Send an e-mail to <a href="mailto:{email}">{email}</a>. Tell us briefly what you are looking for or what went wrong.</p>',
    ),
    (
        "privacy",
        ("Privacy", "", "Welke gegevens we bewaren, en waarom."),
        ("Privacy", "", "Which data we keep, and why."),
        "<p>Wie alleen leest, laat niets achter: we zetten geen cookies en laden niets van andere partijen.</p>"
        "<p>Meld je je aan voor een bijeenkomst, dan bewaren we je naam, je e-mailadres en je keuzes. "
        "Die gebruiken we alleen voor die bijeenkomst.</p>"
        '<p>Wil je weten wat we van je bewaren, of wil je het laten wissen? Mail naar <a href="mailto:{email}">{email}</a>.</p>',
        "<p>If you only read, you leave nothing behind: we set no cookies and load nothing from other parties.</p>"
        "<p>When you sign up for a meeting we keep your name, your e-mail address and your choices. "
        "We use them for that meeting only.</p>"
        '<p>Do you want to know what we keep about you, or have it erased? Write to <a href="mailto:{email}">{email}</a>.</p>',
    ),
    (
        "toegankelijkheid",
        ("Toegankelijkheid", "", "Iedereen moet deze site kunnen gebruiken."),
        ("Accessibility", "", "Everyone should be able to use this site."),
        "<p>Deze site werkt met alleen een toetsenbord, met een schermlezer en zonder JavaScript. "
        "We houden de taal eenvoudig en de kleuren goed leesbaar.</p>"
        '<p>Lukt iets niet? Mail naar <a href="mailto:{email}">{email}</a>. Vertel op welke pagina het was en wat je wilde doen.</p>',
        "<p>This site works with a keyboard alone, with a screen reader and without JavaScript. "
        "We keep the language plain and the colours easy to read.</p>"
        '<p>Does something not work? Write to <a href="mailto:{email}">{email}</a>. Tell us which page it was and what you wanted to do.</p>',
    ),
]
TOOL = "https://mijnpositievegezondheid.nl/"
WHAT_IT_IS = {
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
    for model, slug, in_menu, *languages in PAGES:
        texts = {code: {"title": title, "summary": summary} for code, (title, summary) in zip(("nl", "en"), languages)}
        plant_everywhere(apps, model, slug, texts, show_in_menus=in_menu)
    plant_everywhere(apps, "cms.ConversationCardPage", "gesprekskaart", CARD)

    names = {"site": settings.SITE_NAME, "email": settings.SITE_EMAIL}
    for slug, dutch, english, *bodies in PLAIN_PAGES:
        texts = {
            code: {
                "title": title.format(**names),
                "seo_title": seo_title,
                "summary": summary,
                "body": _body(("text", body.format(**names))),
            }
            for code, (title, seo_title, summary), body in zip(("nl", "en"), (dutch, english), bodies)
        }
        plant_everywhere(apps, "cms.StandardPage", slug, texts)

    texts = {
        code: {
            "title": title,
            "summary": summary,
            "body": _body(("text", before), ("dimensions", None), ("text", after.format(tool=TOOL, **names))),
        }
        for code, (title, summary, before, after) in WHAT_IT_IS.items()
    }
    plant_everywhere(apps, "cms.StandardPage", "wat-is-positieve-gezondheid", texts)


def _body(*blocks):
    return json.dumps([{"type": kind, "value": value, "id": str(uuid.uuid4())} for kind, value in blocks])


class Migration(migrations.Migration):
    dependencies = [("cms", "0003_front_doors")]

    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
