"""Planned publications that did not go through."""

import cms.clock
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cms', '0007_starter_kits'),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='RefusedPublication',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reasons', models.TextField(verbose_name='redenen')),
                ('refused_at', models.DateTimeField(default=cms.clock.now, verbose_name='geweigerd op')),
                ('page', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='refused_publication', to=settings.WAGTAIL_PAGE_MODEL)),
            ],
            options={
                'verbose_name': 'geweigerde publicatie',
                'verbose_name_plural': 'geweigerde publicaties',
                'ordering': ['refused_at', 'pk'],
            },
        ),
    ]
