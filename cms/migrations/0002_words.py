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
        ("borgen", "Volhouden", "Making it last", "Het moet gewoon werk worden.", "It has to become everyday work."),
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
        # Broader than care and welfare: whoever shapes the days of people.
        ("zorg", "Zorg", "Care"),
        ("welzijn", "Welzijn", "Welfare"),
        ("onderwijs", "Onderwijs", "Education", "Scholen, opleidingen en kinderopvang.", "Schools, training and child care."),
        ("bibliotheken", "Bibliotheken", "Libraries"),
        ("gemeente", "Gemeente", "Local government"),
        ("wonen", "Wonen", "Housing", "Woningcorporaties en andere verhuurders.", "Housing corporations and other landlords."),
        ("werk", "Werk en inkomen", "Work and income"),
        ("werkgevers", "Werkgevers", "Employers"),
        ("bedrijfsleven", "Bedrijfsleven", "Business", "Grotere bedrijven en hun koepels.", "Larger companies and their associations."),
        ("ondernemers", "Ondernemers", "Entrepreneurs"),
        ("winkeliers", "Winkeliers", "Shopkeepers"),
        ("verzekeraars", "Verzekeraars en fondsen", "Insurers and funds"),
        ("sport-en-cultuur", "Sport en cultuur", "Sport and culture"),
        ("geloof-en-zingeving", "Geloof en zingeving", "Faith and meaning"),
        ("inwonersgroepen", "Groepen van inwoners", "Residents' groups"),
        ("natuur-en-buitenruimte", "Natuur en buitenruimte", "Nature and public space"),
        ("veiligheid", "Politie en veiligheid", "Police and safety"),
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
        ("brede-kijk", "Brede kijk op de mens", "A broad view of people", "Je kijkt naar alles wat voor iemand telt, niet alleen naar de ziekte of de klacht.", "You look at everything that matters to somebody, not only at the illness or the complaint."),
        ("hulpmiddel", "Hulpmiddel om na te denken", "A tool for reflection", "Je gebruikt het om samen stil te staan: hoe gaat het met je, en wat wil je?", "You use it to pause together: how are you, and what would you like?"),
        ("motor", "Motor voor verandering", "A driver of change", "Je gebruikt het om het werk, de organisatie of de wijk anders in te richten.", "You use it to change how the work, the organisation or the neighbourhood is set up."),
        ("gedeelde-taal", "Gedeelde taal voor samenwerken", "A shared language for working together", "Je gebruikt het om met andere organisaties hetzelfde te bedoelen en samen te werken.", "You use it to mean the same as other organisations, and to work together."),
        ("beweging", "Beweging van mensen", "A movement of people", "Het is van mensen samen, en het groeit doordat zij het aan elkaar doorgeven.", "It belongs to people together, and it grows because they pass it on."),
    ],
    "TargetGroup": [
        ("kinderen", "Kinderen", "Children"),
        ("jongeren", "Jongeren", "Young people"),
        ("volwassenen", "Volwassenen", "Adults"),
        ("ouderen", "Ouderen", "Older people"),
        ("gezinnen", "Ouders en gezinnen", "Parents and families"),
        ("mantelzorgers", "Mantelzorgers", "Family carers"),
        ("nieuwkomers", "Nieuwkomers", "Newcomers"),
        ("weinig-geld", "Mensen met weinig geld", "People with little money"),
        ("beperking", "Mensen met een beperking", "People with a disability"),
    ],
    "Region": [("nederland", "Nederland", "The Netherlands")],
}
QUESTIONS = {
    "lichaamsfuncties": ("Hoe voelt je lichaam de laatste tijd?", "How has your body been feeling lately?"),
    "mentaal-welbevinden": ("Hoe is het in je hoofd?", "How are things in your head?"),
    "zingeving": ("Waar kom jij graag je bed voor uit?", "What do you like to get out of bed for?"),
    "kwaliteit-van-leven": ("Geniet je, en voel je je fijn waar je bent?", "Do you enjoy life, and feel good where you are?"),
    "meedoen": ("Heb je mensen om je heen bij wie je hoort?", "Are there people around you to whom you belong?"),
    "dagelijks-functioneren": ("Lukt het om je dag te regelen zoals jij wilt?", "Can you arrange your day the way you want?"),
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
    for slug, (dutch, english) in QUESTIONS.items():
        dimensions = apps.get_model("cms", "Dimension").objects.filter(slug=slug, question_nl="")
        dimensions.update(question_nl=dutch, question_en=english)
    apps.get_model("cms", "Region").objects.filter(slug="nederland", code="").update(kind="country", code="NL01")


class Migration(migrations.Migration):
    dependencies = [("cms", "0001_tables")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
