"""Starter kits, and where a copied page comes from."""

import django.db.models.deletion
import modelcluster.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cms', '0006_collaborations'),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='StarterKit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, unique=True, verbose_name='naam')),
                ('description', models.TextField(blank=True, max_length=400, verbose_name='voor wie en waarvoor')),
            ],
            options={
                'verbose_name': 'startpakket',
                'verbose_name_plural': 'startpakketten',
                'ordering': ['name'],
            },
        ),
        migrations.AddField(
            model_name='collaborationindexpage',
            name='copied_for',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='cms.region', verbose_name='voor de regio'),
        ),
        migrations.AddField(
            model_name='collaborationindexpage',
            name='copied_from',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='overgenomen van'),
        ),
        migrations.AddField(
            model_name='collaborationpage',
            name='copied_for',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='cms.region', verbose_name='voor de regio'),
        ),
        migrations.AddField(
            model_name='collaborationpage',
            name='copied_from',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='overgenomen van'),
        ),
        migrations.AddField(
            model_name='collectionpage',
            name='copied_for',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='cms.region', verbose_name='voor de regio'),
        ),
        migrations.AddField(
            model_name='collectionpage',
            name='copied_from',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='overgenomen van'),
        ),
        migrations.AddField(
            model_name='conversationcardpage',
            name='copied_for',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='cms.region', verbose_name='voor de regio'),
        ),
        migrations.AddField(
            model_name='conversationcardpage',
            name='copied_from',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='overgenomen van'),
        ),
        migrations.AddField(
            model_name='firststepspage',
            name='copied_for',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='cms.region', verbose_name='voor de regio'),
        ),
        migrations.AddField(
            model_name='firststepspage',
            name='copied_from',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='overgenomen van'),
        ),
        migrations.AddField(
            model_name='glossaryindexpage',
            name='copied_for',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='cms.region', verbose_name='voor de regio'),
        ),
        migrations.AddField(
            model_name='glossaryindexpage',
            name='copied_from',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='overgenomen van'),
        ),
        migrations.AddField(
            model_name='glossarytermpage',
            name='copied_for',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='cms.region', verbose_name='voor de regio'),
        ),
        migrations.AddField(
            model_name='glossarytermpage',
            name='copied_from',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='overgenomen van'),
        ),
        migrations.AddField(
            model_name='guideindexpage',
            name='copied_for',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='cms.region', verbose_name='voor de regio'),
        ),
        migrations.AddField(
            model_name='guideindexpage',
            name='copied_from',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='overgenomen van'),
        ),
        migrations.AddField(
            model_name='handvatindexpage',
            name='copied_for',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='cms.region', verbose_name='voor de regio'),
        ),
        migrations.AddField(
            model_name='handvatindexpage',
            name='copied_from',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='overgenomen van'),
        ),
        migrations.AddField(
            model_name='handvatpage',
            name='copied_for',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='cms.region', verbose_name='voor de regio'),
        ),
        migrations.AddField(
            model_name='handvatpage',
            name='copied_from',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='overgenomen van'),
        ),
        migrations.AddField(
            model_name='implementationguidepage',
            name='copied_for',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='cms.region', verbose_name='voor de regio'),
        ),
        migrations.AddField(
            model_name='implementationguidepage',
            name='copied_from',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='overgenomen van'),
        ),
        migrations.AddField(
            model_name='lessonpage',
            name='copied_for',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='cms.region', verbose_name='voor de regio'),
        ),
        migrations.AddField(
            model_name='lessonpage',
            name='copied_from',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='overgenomen van'),
        ),
        migrations.AddField(
            model_name='materialindexpage',
            name='copied_for',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='cms.region', verbose_name='voor de regio'),
        ),
        migrations.AddField(
            model_name='materialindexpage',
            name='copied_from',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='overgenomen van'),
        ),
        migrations.AddField(
            model_name='materialpage',
            name='copied_for',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='cms.region', verbose_name='voor de regio'),
        ),
        migrations.AddField(
            model_name='materialpage',
            name='copied_from',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='overgenomen van'),
        ),
        migrations.AddField(
            model_name='practiceexampleindexpage',
            name='copied_for',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='cms.region', verbose_name='voor de regio'),
        ),
        migrations.AddField(
            model_name='practiceexampleindexpage',
            name='copied_from',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='overgenomen van'),
        ),
        migrations.AddField(
            model_name='practiceexamplepage',
            name='copied_for',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='cms.region', verbose_name='voor de regio'),
        ),
        migrations.AddField(
            model_name='practiceexamplepage',
            name='copied_from',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='overgenomen van'),
        ),
        migrations.AddField(
            model_name='practiceguidepage',
            name='copied_for',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='cms.region', verbose_name='voor de regio'),
        ),
        migrations.AddField(
            model_name='practiceguidepage',
            name='copied_from',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='overgenomen van'),
        ),
        migrations.AddField(
            model_name='quoteindexpage',
            name='copied_for',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='cms.region', verbose_name='voor de regio'),
        ),
        migrations.AddField(
            model_name='quoteindexpage',
            name='copied_from',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='overgenomen van'),
        ),
        migrations.AddField(
            model_name='readingspage',
            name='copied_for',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='cms.region', verbose_name='voor de regio'),
        ),
        migrations.AddField(
            model_name='readingspage',
            name='copied_from',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='overgenomen van'),
        ),
        migrations.AddField(
            model_name='reflectionpage',
            name='copied_for',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='cms.region', verbose_name='voor de regio'),
        ),
        migrations.AddField(
            model_name='reflectionpage',
            name='copied_from',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='overgenomen van'),
        ),
        migrations.AddField(
            model_name='relatedmodelindexpage',
            name='copied_for',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='cms.region', verbose_name='voor de regio'),
        ),
        migrations.AddField(
            model_name='relatedmodelindexpage',
            name='copied_from',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='overgenomen van'),
        ),
        migrations.AddField(
            model_name='relatedmodelpage',
            name='copied_for',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='cms.region', verbose_name='voor de regio'),
        ),
        migrations.AddField(
            model_name='relatedmodelpage',
            name='copied_from',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='overgenomen van'),
        ),
        migrations.AddField(
            model_name='standardpage',
            name='copied_for',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='cms.region', verbose_name='voor de regio'),
        ),
        migrations.AddField(
            model_name='standardpage',
            name='copied_from',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='overgenomen van'),
        ),
        migrations.AddField(
            model_name='topicindexpage',
            name='copied_for',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='cms.region', verbose_name='voor de regio'),
        ),
        migrations.AddField(
            model_name='topicindexpage',
            name='copied_from',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='overgenomen van'),
        ),
        migrations.AddField(
            model_name='topicpage',
            name='copied_for',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='cms.region', verbose_name='voor de regio'),
        ),
        migrations.AddField(
            model_name='topicpage',
            name='copied_from',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='overgenomen van'),
        ),
        migrations.CreateModel(
            name='KitPage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='pagina')),
                ('kit', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='cms.starterkit')),
            ],
            options={
                'verbose_name': 'pagina in een startpakket',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
    ]
