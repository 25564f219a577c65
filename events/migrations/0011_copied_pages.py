"""Where a copied series comes from."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cms', '0008_refused_publications'),
        ('events', '0010_preparing_meetings'),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='eventpage',
            name='copied_for',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='cms.region', verbose_name='voor de regio'),
        ),
        migrations.AddField(
            model_name='eventpage',
            name='copied_from',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='overgenomen van'),
        ),
        migrations.AddField(
            model_name='reportpage',
            name='copied_for',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='cms.region', verbose_name='voor de regio'),
        ),
        migrations.AddField(
            model_name='reportpage',
            name='copied_from',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='overgenomen van'),
        ),
        migrations.AddField(
            model_name='seriespage',
            name='copied_for',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='cms.region', verbose_name='voor de regio'),
        ),
        migrations.AddField(
            model_name='seriespage',
            name='copied_from',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='overgenomen van'),
        ),
    ]
