"""The tables of meetings, break-outs and sign-ups. It stands for the many steps of before the first release."""

import cms.clock
import django.core.validators
import django.db.models.deletion
import modelcluster.fields
import uuid
import wagtail.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("events", "0001_meetings"),
        ("events", "0002_page_terms"),
        ("events", "0004_registration_without_version"),
        ("events", "0005_interpretations"),
        ("events", "0006_glossary"),
    ]

    initial = True

    dependencies = [
        ('cms', '0001_tables'),
        ('wagtailcore', '0098_apitoken'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AgendaPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('introduction', models.TextField(blank=True, verbose_name='inleiding')),
            ],
            options={
                'verbose_name': 'agenda',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('edition', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='editie')),
                ('title', models.CharField(max_length=160, verbose_name='titel')),
                ('kind', models.CharField(choices=[('learning_studio', 'leeratelier'), ('inspiration_session', 'inspiratiesessie'), ('staff_evening', 'medewerkersavond'), ('workshop', 'workshop'), ('other', 'bijeenkomst')], default='other', max_length=30, verbose_name='soort')),
                ('status', models.CharField(choices=[('planned', 'gepland'), ('cancelled', 'gaat niet door')], default='planned', max_length=10, verbose_name='status')),
                ('starts_at', models.DateTimeField(db_index=True, verbose_name='begin')),
                ('ends_at', models.DateTimeField(db_index=True, verbose_name='einde')),
                ('timezone', models.CharField(default='Europe/Amsterdam', max_length=40, verbose_name='tijdzone')),
                ('mode', models.CharField(choices=[('room', 'op locatie'), ('online', 'online'), ('hybrid', 'op locatie en online')], default='online', max_length=10, verbose_name='vorm')),
                ('venue', models.CharField(blank=True, max_length=255, verbose_name='plaats')),
                ('meeting_url', models.URLField(blank=True, max_length=500, verbose_name='geheime vergaderlink')),
                ('capacity', models.PositiveIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1)], verbose_name='plaatsen')),
                ('sign_up_closes_at', models.DateTimeField(blank=True, null=True, verbose_name='aanmelden tot')),
                ('sequence', models.PositiveIntegerField(default=0, editable=False)),
                ('last_queue_number', models.PositiveIntegerField(default=0, editable=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('created_at', models.DateTimeField(default=cms.clock.now, editable=False)),
                ('changed_at', models.DateTimeField(default=cms.clock.now, editable=False)),
            ],
            options={
                'verbose_name': 'bijeenkomst',
                'verbose_name_plural': 'bijeenkomsten',
                'ordering': ['starts_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='EventSeries',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='naam')),
                ('kind', models.CharField(choices=[('learning_studio', 'leeratelier'), ('inspiration_session', 'inspiratiesessie'), ('staff_evening', 'medewerkersavond'), ('workshop', 'workshop'), ('other', 'bijeenkomst')], default='other', max_length=30, verbose_name='soort')),
            ],
            options={
                'verbose_name': 'reeks',
                'verbose_name_plural': 'reeksen',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Breakout',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('title', models.CharField(max_length=160, verbose_name='titel')),
                ('description', models.TextField(blank=True, max_length=2000, verbose_name='waar gaat het over')),
                ('capacity', models.PositiveIntegerField(validators=[django.core.validators.MinValueValidator(1)], verbose_name='plaatsen')),
                ('level', models.CharField(choices=[('any', 'voor iedereen'), ('starter', 'starter'), ('advanced', 'gevorderd')], default='any', max_length=10, verbose_name='niveau')),
                ('host', models.CharField(blank=True, max_length=160, verbose_name='begeleider')),
                ('room', models.CharField(blank=True, max_length=160, verbose_name='zaal of ruimte')),
                ('meeting_url', models.URLField(blank=True, max_length=500, verbose_name='geheime vergaderlink')),
                ('status', models.CharField(choices=[('planned', 'gepland'), ('cancelled', 'gaat niet door')], default='planned', max_length=10, verbose_name='status')),
                ('sort_order', models.PositiveSmallIntegerField(default=0, verbose_name='volgorde')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('audience', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cms.audience', verbose_name='voor wie')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='breakouts', to='events.event')),
            ],
            options={
                'verbose_name': 'break-out',
                'verbose_name_plural': 'break-outs',
                'ordering': ['round__starts_at', 'sort_order', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='EventPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('summary', models.TextField(blank=True, help_text='Eén of twee zinnen. Deze staan in lijsten, in zoekresultaten en boven de tekst.', max_length=400, verbose_name='in het kort')),
                ('explain_terms', models.BooleanField(default=True, help_text='De eerste keer dat een begrip in de tekst staat, wordt het een link naar de uitleg.', verbose_name='leg begrippen uit')),
                ('provenance', models.TextField(blank=True, help_text='Waar komt dit vandaan? Noem de bijeenkomst, het onderzoek of de praktijk.', verbose_name='herkomst')),
                ('last_reviewed_on', models.DateField(blank=True, help_text='De dag waarop iemand de inhoud voor het laatst heeft nagekeken.', null=True, verbose_name='laatst bijgewerkt')),
                ('review_before', models.DateField(blank=True, help_text='Voor deze dag kijkt de redactie de tekst weer na.', null=True, verbose_name='herzien voor')),
                ('body', wagtail.fields.RichTextField(blank=True, verbose_name='tekst')),
                ('audiences', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='+', to='cms.audience', verbose_name='voor wie')),
                ('dimensions', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='+', to='cms.dimension', verbose_name='dimensies')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pages', to='events.event', verbose_name='bijeenkomst')),
                ('interpretations', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='+', to='cms.interpretation', verbose_name='invullingen')),
                ('phases', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='+', to='cms.phase', verbose_name='fasen')),
                ('regions', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='+', to='cms.region', verbose_name="regio's")),
                ('scales', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='+', to='cms.scale', verbose_name='schalen')),
                ('sectors', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='+', to='cms.sector', verbose_name='sectoren')),
                ('themes', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='+', to='cms.theme', verbose_name="thema's")),
            ],
            options={
                'verbose_name': 'bijeenkomst',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.AddField(
            model_name='event',
            name='series',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='events', to='events.eventseries', verbose_name='reeks'),
        ),
        migrations.CreateModel(
            name='ProgrammeItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('plenary', 'plenair'), ('break', 'pauze')], default='plenary', max_length=10, verbose_name='soort')),
                ('title', models.CharField(max_length=160, verbose_name='titel')),
                ('description', models.TextField(blank=True, max_length=2000, verbose_name='toelichting')),
                ('speaker', models.CharField(blank=True, max_length=160, verbose_name='spreker')),
                ('starts_at', models.DateTimeField(verbose_name='begin')),
                ('ends_at', models.DateTimeField(verbose_name='einde')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='programme_items', to='events.event')),
            ],
            options={
                'verbose_name': 'programmaonderdeel',
                'verbose_name_plural': 'programmaonderdelen',
                'ordering': ['starts_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Registration',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('name', models.CharField(max_length=120, verbose_name='naam')),
                ('email', models.EmailField(max_length=254, verbose_name='e-mailadres')),
                ('language', models.CharField(default='nl', max_length=5)),
                ('status', models.CharField(choices=[('unconfirmed', 'nog niet bevestigd'), ('confirmed', 'bevestigd'), ('cancelled', 'afgemeld'), ('expired', 'niet op tijd bevestigd')], default='unconfirmed', max_length=12, verbose_name='status')),
                ('confirm_before', models.DateTimeField(blank=True, null=True)),
                ('sequence', models.PositiveIntegerField(default=0, editable=False)),
                ('created_at', models.DateTimeField(default=cms.clock.now, editable=False)),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='registrations', to='events.event')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='registrations', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'aanmelding',
                'verbose_name_plural': 'aanmeldingen',
                'ordering': ['created_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='LedgerEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('signed_up', 'aangemeld'), ('confirmed', 'bevestigd'), ('cancelled', 'afgemeld'), ('expired', 'niet op tijd bevestigd'), ('seated', 'plaats gekregen'), ('queued', 'op de wachtlijst gezet'), ('left', 'plaats losgelaten'), ('moved', 'door de organisatie verplaatst'), ('event_off', 'bijeenkomst gaat niet door')], max_length=12)),
                ('reason', models.CharField(blank=True, max_length=160)),
                ('key', models.UUIDField(blank=True, null=True, unique=True)),
                ('at', models.DateTimeField(default=cms.clock.now, editable=False)),
                ('actor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('breakout', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='events.breakout')),
                ('registration', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ledger', to='events.registration')),
            ],
            options={
                'verbose_name': 'gebeurtenis',
                'verbose_name_plural': 'gebeurtenissen',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Round',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=160, verbose_name='titel')),
                ('starts_at', models.DateTimeField(verbose_name='begin')),
                ('ends_at', models.DateTimeField(verbose_name='einde')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rounds', to='events.event')),
            ],
            options={
                'verbose_name': 'ronde',
                'verbose_name_plural': 'rondes',
                'ordering': ['starts_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Place',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seat_number', models.PositiveIntegerField(blank=True, null=True)),
                ('seat_limit', models.PositiveIntegerField(blank=True, null=True)),
                ('queue_number', models.PositiveIntegerField(blank=True, null=True)),
                ('breakout', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='places', to='events.breakout')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='places', to='events.event')),
                ('registration', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='places', to='events.registration')),
                ('round', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='places', to='events.round')),
            ],
            options={
                'verbose_name': 'plaats',
                'verbose_name_plural': 'plaatsen',
                'ordering': ['queue_number', 'seat_number', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='breakout',
            name='round',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='breakouts', to='events.round', verbose_name='ronde'),
        ),
        migrations.CreateModel(
            name='SeriesPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('summary', models.TextField(blank=True, help_text='Eén of twee zinnen. Deze staan in lijsten, in zoekresultaten en boven de tekst.', max_length=400, verbose_name='in het kort')),
                ('explain_terms', models.BooleanField(default=True, help_text='De eerste keer dat een begrip in de tekst staat, wordt het een link naar de uitleg.', verbose_name='leg begrippen uit')),
                ('provenance', models.TextField(blank=True, help_text='Waar komt dit vandaan? Noem de bijeenkomst, het onderzoek of de praktijk.', verbose_name='herkomst')),
                ('last_reviewed_on', models.DateField(blank=True, help_text='De dag waarop iemand de inhoud voor het laatst heeft nagekeken.', null=True, verbose_name='laatst bijgewerkt')),
                ('review_before', models.DateField(blank=True, help_text='Voor deze dag kijkt de redactie de tekst weer na.', null=True, verbose_name='herzien voor')),
                ('body', wagtail.fields.RichTextField(blank=True, verbose_name='tekst')),
                ('audiences', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='+', to='cms.audience', verbose_name='voor wie')),
                ('dimensions', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='+', to='cms.dimension', verbose_name='dimensies')),
                ('interpretations', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='+', to='cms.interpretation', verbose_name='invullingen')),
                ('phases', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='+', to='cms.phase', verbose_name='fasen')),
                ('regions', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='+', to='cms.region', verbose_name="regio's")),
                ('scales', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='+', to='cms.scale', verbose_name='schalen')),
                ('sectors', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='+', to='cms.sector', verbose_name='sectoren')),
                ('series', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pages', to='events.eventseries', verbose_name='reeks')),
                ('themes', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='+', to='cms.theme', verbose_name="thema's")),
            ],
            options={
                'verbose_name': 'reeks',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='event_ends_after_start'),
        ),
        migrations.AddConstraint(
            model_name='programmeitem',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='item_ends_after_start'),
        ),
        migrations.AddConstraint(
            model_name='registration',
            constraint=models.UniqueConstraint(fields=('event', 'email'), name='registration_once_per_address'),
        ),
        migrations.AddConstraint(
            model_name='round',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='round_ends_after_start'),
        ),
        migrations.AddConstraint(
            model_name='place',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('queue_number__isnull', False), ('seat_number__isnull', True)), models.Q(('queue_number__isnull', True), ('seat_number__isnull', False)), _connector='OR'), name='place_is_seat_or_wait'),
        ),
        migrations.AddConstraint(
            model_name='place',
            constraint=models.CheckConstraint(condition=models.Q(('seat_number__isnull', True), models.Q(('seat_number__gte', 1), models.Q(('seat_limit__isnull', True), ('seat_number__lte', models.F('seat_limit')), _connector='OR')), _connector='OR'), name='place_within_capacity'),
        ),
        migrations.AddConstraint(
            model_name='place',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('breakout__isnull', True), ('round__isnull', True)), models.Q(('breakout__isnull', False), ('round__isnull', False)), _connector='OR'), name='place_breakout_has_round'),
        ),
        migrations.AddConstraint(
            model_name='place',
            constraint=models.UniqueConstraint(condition=models.Q(('breakout__isnull', True)), fields=('event', 'seat_number'), name='place_event_seat_once'),
        ),
        migrations.AddConstraint(
            model_name='place',
            constraint=models.UniqueConstraint(fields=('breakout', 'seat_number'), name='place_breakout_seat_once'),
        ),
        migrations.AddConstraint(
            model_name='place',
            constraint=models.UniqueConstraint(condition=models.Q(('breakout__isnull', True)), fields=('registration',), name='place_one_in_event'),
        ),
        migrations.AddConstraint(
            model_name='place',
            constraint=models.UniqueConstraint(condition=models.Q(('seat_number__isnull', False)), fields=('registration', 'round'), name='place_one_seat_per_round'),
        ),
        migrations.AddConstraint(
            model_name='place',
            constraint=models.UniqueConstraint(condition=models.Q(('queue_number__isnull', False)), fields=('registration', 'round'), name='place_one_wait_per_round'),
        ),
        migrations.AddConstraint(
            model_name='place',
            constraint=models.UniqueConstraint(fields=('registration', 'breakout'), name='place_once_per_breakout'),
        ),
    ]
