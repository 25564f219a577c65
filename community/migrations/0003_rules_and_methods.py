"""The house rules and the methods for case discussions that a new site begins with."""

from django.db import migrations

from community.cases.standard import put_in

# Moderators keep the list from here on.
RULES = [
    ("herkenbaar", "Niemand is te herkennen", "Nobody can be recognised", "Schrijf niets waaraan je een cliënt, patiënt of buur herkent. Geen namen, adressen of nummers.", "Write nothing by which a client, patient or neighbour can be recognised. No names, addresses or numbers."),
    ("vriendelijk", "Vriendelijk, ook als je het oneens bent", "Kind, also when you disagree", "Reageer op wat iemand zegt, niet op wie iemand is. Schelden en kleineren hoort hier niet.", "Answer what somebody says, not who somebody is. Name-calling and belittling have no place here."),
    ("iedereen", "Iedereen telt mee", "Everybody counts", "Niemand wordt weggezet om afkomst, geloof, geaardheid, leeftijd of gezondheid.", "Nobody is put down for origin, faith, orientation, age or health."),
    ("reclame", "Geen reclame", "No advertising", "Delen wat werkt mag graag. Verkopen, werven en misleiden niet.", "Do share what works. Do not sell, recruit or mislead."),
    ("advies", "Geen persoonlijk medisch advies", "No personal medical advice", "Dit is een plek om te leren en geen spreekuur. Voor zorg ga je naar je huisarts of hulpverlener.", "This is a place to learn and no surgery. For care, see your doctor."),
    ("eigen", "Alleen wat je mag delen", "Only what you may share", "Neem geen teksten of beelden van anderen over als dat niet mag.", "Do not copy texts or pictures of others without leave."),
    ("wet", "Niets wat de wet verbiedt", "Nothing the law forbids", "Bedreiging, oproepen tot geweld en ander strafbaar gedrag halen we weg.", "We take away threats, calls for violence and other crimes."),
]


def make_rules(apps, schema_editor):
    model = apps.get_model("community.HouseRule")
    for order, (slug, name_nl, name_en, description_nl, description_en) in enumerate(RULES):
        names = {"name_nl": name_nl, "name_en": name_en, "description_nl": description_nl, "description_en": description_en}
        model.objects.get_or_create(slug=slug, defaults={"sort_order": order, **names})


def add_methods(apps, schema_editor):
    put_in(apps.get_model("community", "DiscussionMethod"), apps.get_model("community", "MethodPhase"))


class Migration(migrations.Migration):
    dependencies = [("community", "0002_tables")]

    operations = [
        migrations.RunPython(make_rules, migrations.RunPython.noop),
        migrations.RunPython(add_methods, migrations.RunPython.noop),
    ]
