from django.db import migrations

from community.cases.standard import put_in


def add(apps, schema_editor):
    put_in(apps.get_model("community", "DiscussionMethod"), apps.get_model("community", "MethodPhase"))


class Migration(migrations.Migration):

    dependencies = [
        ('community', '0007_case_discussions'),
    ]

    operations = [
        migrations.RunPython(add, migrations.RunPython.noop),
    ]
