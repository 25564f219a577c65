"""Meetings can be tagged with a related model."""

import modelcluster.fields
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('cms', '0005_related_models'),
        ('events', '0002_agenda'),
    ]

    operations = [
        migrations.AddField(
            model_name='eventpage',
            name='related_models',
            field=modelcluster.fields.ParentalManyToManyField(blank=True, related_name='+', to='cms.relatedmodel', verbose_name='verwante modellen'),
        ),
        migrations.AddField(
            model_name='seriespage',
            name='related_models',
            field=modelcluster.fields.ParentalManyToManyField(blank=True, related_name='+', to='cms.relatedmodel', verbose_name='verwante modellen'),
        ),
    ]
