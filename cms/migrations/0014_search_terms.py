from django.db import migrations, models


def forget_documents(apps, schema_editor):
    """The index is filled anew, with its terms, when all migrations are done (see `cms.signals`)."""
    apps.get_model("cms.SearchDocument").objects.all().delete()


class Migration(migrations.Migration):

    dependencies = [
        ('cms', '0013_practice_guides'),
    ]

    operations = [
        migrations.DeleteModel(name='SearchPosting'),
        migrations.DeleteModel(name='SearchWord'),
        migrations.CreateModel(
            name='PublicStamp',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='SynonymSet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.TextField(help_text='Woorden die hetzelfde betekenen, elk op een eigen regel. Wie op één ervan zoekt, vindt ze alle.', verbose_name='woorden')),
            ],
            options={
                'verbose_name': 'synoniemen',
                'verbose_name_plural': 'synoniemen',
                'ordering': ['words'],
            },
        ),
        migrations.AddField(
            model_name='searchdocument',
            name='terms',
            field=models.TextField(blank=True),
        ),
        migrations.CreateModel(
            name='SearchWord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(max_length=10)),
                ('text', models.CharField(max_length=40)),
                ('postings', models.BinaryField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('language', 'text'), name='one_row_per_word_and_language')],
            },
        ),
        migrations.RunPython(forget_documents, migrations.RunPython.noop, elidable=True),
    ]
