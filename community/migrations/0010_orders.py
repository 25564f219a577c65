"""Paper materials: the shelf, and what is ordered."""

import cms.clock
import cms.identifiers
import django.core.validators
import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('community', '0009_shared_cases'),
    ]

    operations = [
        migrations.CreateModel(
            name='MaterialStock',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('material', models.UUIDField(editable=False, unique=True, verbose_name='materiaal')),
                ('title', models.CharField(editable=False, max_length=255, verbose_name='materiaal')),
                ('in_stock', models.PositiveIntegerField(default=0, verbose_name='voorraad')),
                ('most', models.PositiveSmallIntegerField(default=25, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(1000)], verbose_name='hoogstens per bestelling')),
            ],
            options={
                'verbose_name': 'voorraad',
                'verbose_name_plural': 'voorraden',
                'ordering': ['title', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('in_stock__gte', 0)), name='stock_never_below_zero')],
            },
        ),
        migrations.CreateModel(
            name='MaterialOrder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('amount', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1)], verbose_name='aantal')),
                ('name', models.CharField(blank=True, max_length=120, validators=[cms.identifiers.refuse_bsn], verbose_name='naam')),
                ('organisation', models.CharField(blank=True, max_length=160, validators=[cms.identifiers.refuse_bsn], verbose_name='organisatie')),
                ('street', models.CharField(blank=True, max_length=160, validators=[cms.identifiers.refuse_bsn], verbose_name='straat en huisnummer')),
                ('postcode', models.CharField(blank=True, max_length=10, verbose_name='postcode')),
                ('town', models.CharField(blank=True, max_length=120, validators=[cms.identifiers.refuse_bsn], verbose_name='plaats')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mailadres')),
                ('language', models.CharField(default='nl', editable=False, max_length=5, verbose_name='taal')),
                ('status', models.CharField(choices=[('a_new', 'nieuw'), ('b_sent', 'verstuurd'), ('c_cancelled', 'geannuleerd')], default='a_new', editable=False, max_length=12, verbose_name='status')),
                ('created_at', models.DateTimeField(default=cms.clock.now, editable=False, verbose_name='besteld op')),
                ('handled_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='afgehandeld op')),
                ('stock', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='orders', to='community.materialstock', verbose_name='materiaal')),
            ],
            options={
                'verbose_name': 'bestelling',
                'verbose_name_plural': 'bestellingen',
                'ordering': ['status', 'created_at', 'pk'],
                'permissions': [('handle_materialorder', 'Can handle orders of paper materials')],
                'constraints': [models.CheckConstraint(condition=models.Q(('amount__gte', 1)), name='order_of_at_least_one')],
            },
        ),
    ]
