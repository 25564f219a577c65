"""The professional registers whose numbers have a known form."""

from django.db import migrations

REGISTERS = [
    # name, prefix in the list, digits, hint
    ("Kwaliteitsregister V&V", "BIG-", 11, "Je BIG-nummer: elf cijfers."),
    ("GAIA (KNMG)", "BIG-", 11, "Je BIG-nummer: elf cijfers."),
    ("NIP", "NIP-", 8, "Je lidnummer: acht cijfers."),
]


def add_registers(apps, schema_editor):
    """Registers with a number whose form is known; others are added under Fragmenten."""
    Register = apps.get_model("events", "Register")
    for name, prefix, digits, hint in REGISTERS:
        Register.objects.get_or_create(name=name, defaults={"prefix": prefix, "digits": digits, "hint": hint})


class Migration(migrations.Migration):
    dependencies = [("events", "0002_agenda")]

    operations = [migrations.RunPython(add_registers, migrations.RunPython.noop)]
