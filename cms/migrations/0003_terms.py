"""The words by which knowledge is found. Slugs are addresses and stay; the names are the editors' from here on."""

from django.db import migrations

TERMS = {
    "Dimension": [
        ("lichaamsfuncties", "Lichaamsfuncties", "Bodily functions", "Hoe je lichaam werkt en hoe je je van binnen voelt.", "How your body works and how it feels to live in it."),
        ("mentaal-welbevinden", "Mentaal welbevinden", "Mental well-being", "Hoe het in je hoofd gaat: denken, gevoelens, grip op dingen.", "How your mind is doing: thinking, feelings, grip on things."),
        ("zingeving", "Zingeving", "Meaningfulness", "Waar je het voor doet en wat jou richting geeft.", "What you do it for and what gives you direction."),
        ("kwaliteit-van-leven", "Kwaliteit van leven", "Quality of life", "Of je fijn leeft, je veilig voelt en kunt genieten.", "Whether life is good, safe and enjoyable."),
        ("meedoen", "Meedoen", "Participation", "Of je contact hebt met anderen en erbij hoort.", "Whether you have contact with others and belong."),
        ("dagelijks-functioneren", "Dagelijks functioneren", "Daily functioning", "Of je je dag kunt regelen en hulp kunt vragen.", "Whether you can manage your day and ask for help."),
    ],
    "Audience": [
        ("professional", "Professionals", "Professionals"),
        ("beleid", "Beleidsmakers", "Policy makers"),
        ("organisator", "Organisatoren", "Organisers"),
        ("bestuurder", "Bestuurders", "Board members"),
        ("inwoner", "Inwoners", "Residents"),
        ("vrijwilliger", "Vrijwilligers", "Volunteers"),
        ("mantelzorger", "Mantelzorgers", "Family carers"),
        ("onderzoeker", "Onderzoekers en docenten", "Researchers and teachers"),
        ("anders", "Andere functie", "Another role"),
    ],
    "Phase": [
        ("start", "Start", "Start", "Je begint net.", "You are just beginning."),
        ("uitbouwen", "Uitbouwen", "Building up", "Het loopt, en er komen mensen bij.", "It works, and more people join."),
        ("borgen", "Borgen", "Making it last", "Het moet gewoon werk worden.", "It has to become everyday work."),
    ],
    "Scale": [
        ("team", "Praktijk of team", "Practice or team"),
        ("wijk", "Wijk of dorp", "Neighbourhood or village"),
        ("gemeente", "Gemeente", "Municipality"),
        ("regio", "Regio", "Region"),
        ("provincie", "Provincie", "Province"),
        ("land", "Heel het land", "The whole country"),
    ],
    "Sector": [
        ("zorg", "Zorg", "Care"),
        ("welzijn", "Welzijn", "Welfare"),
        ("onderwijs", "Onderwijs", "Education"),
        ("gemeente", "Gemeente", "Local government"),
        ("wonen", "Wonen", "Housing"),
        ("werk", "Werk en inkomen", "Work and income"),
        ("bedrijfsleven", "Bedrijfsleven", "Business"),
        ("sport-en-cultuur", "Sport en cultuur", "Sport and culture"),
        ("geloof-en-zingeving", "Geloof en zingeving", "Faith and meaning"),
        ("onderzoek", "Onderzoek", "Research"),
        ("anders", "Andere sector", "Another sector"),
    ],
    "Theme": [
        ("zelf-ervaren", "Zelf ervaren", "Trying it yourself"),
        ("gesprek", "Het gesprek", "The conversation"),
        ("samenwerken", "Samenwerken", "Working together"),
        ("scholing", "Scholing", "Training"),
        ("ambassadeurs", "Ambassadeurs", "Ambassadors"),
        ("communicatie", "Communicatie", "Communication"),
        ("bereiken", "Mensen bereiken", "Reaching people"),
        ("framing", "Toon en framing", "Tone and framing"),
        ("vertrouwen", "Vertrouwen", "Trust"),
        ("sociale-kaart", "Sociale kaart", "Social map"),
        ("taal", "Taal", "Language"),
        ("beleid", "Beleid", "Policy"),
        ("bewoners", "Bewoners", "Residents"),
        ("kansen", "Kansen", "Opportunities"),
        ("doel", "Doel", "Purpose"),
        ("eigenaarschap", "Eigenaarschap", "Ownership"),
        ("participatie", "Participatie", "Taking part"),
        ("actiecentrum", "Actiecentrum", "Action centre"),
        ("focus", "Focus", "Focus"),
        ("ruimte", "Ruimte geven", "Giving room"),
        ("systeem", "Regels en systemen", "Rules and systems"),
        ("middelenmix", "Middelenmix", "Mix of means"),
    ],
    "Interpretation": [
        ("brede-kijk", "Brede kijk op de mens", "A broad view of people"),
        ("hulpmiddel", "Hulpmiddel om na te denken", "A tool for reflection"),
        ("motor", "Motor voor verandering", "A driver of change"),
        ("gedeelde-taal", "Gedeelde taal voor samenwerken", "A shared language for working together"),
        ("beweging", "Beweging van mensen", "A movement of people"),
    ],
    "Region": [("nederland", "Nederland", "The Netherlands")],
}


def fill(apps, schema_editor):
    for model, terms in TERMS.items():
        for order, (slug, name_nl, name_en, *texts) in enumerate(terms, start=1):
            description_nl, description_en = texts or ("", "")
            apps.get_model("cms", model).objects.get_or_create(
                slug=slug,
                defaults={
                    "name_nl": name_nl,
                    "name_en": name_en,
                    "description_nl": description_nl,
                    "description_en": description_en,
                    "sort_order": order * 10,
                },
            )


class Migration(migrations.Migration):
    dependencies = [("cms", "0002_pages")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
