"""The tables of people and what they do together. It stands for the many steps of before the first release."""

import cms.clock
import cms.identifiers
import cms.models.regions
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("community", "0002_outbox"),
        ("community", "0003_outbox_order"),
        ("community", "0004_ambassadors"),
        ("community", "0005_audit_and_erasure"),
        ("community", "0006_teams_and_plans"),
        ("community", "0007_coordinators"),
        ("community", "0008_course_maps"),
        ("community", "0009_experiences"),
    ]

    dependencies = [
        ('cms', '0001_tables'),
        ('community', '0001_user'),
    ]

    operations = [
        migrations.CreateModel(
            name='AuditMonth',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.CharField(max_length=7, unique=True)),
                ('start', models.CharField(max_length=64)),
                ('head', models.CharField(max_length=64)),
                ('entries', models.PositiveIntegerField(default=0)),
                ('forgotten_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ['month'],
            },
        ),
        migrations.CreateModel(
            name='ChangeMap',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('goal', models.CharField(max_length=200, validators=[cms.identifiers.refuse_bsn], verbose_name='doel')),
                ('share_key', models.UUIDField(editable=False, null=True, unique=True)),
                ('created_at', models.DateTimeField(default=cms.clock.now, editable=False)),
            ],
            options={
                'verbose_name': 'koerskaart',
                'verbose_name_plural': 'koerskaarten',
                'ordering': ['created_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ErasedAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('hash', models.CharField(max_length=64, unique=True)),
                ('erased_at', models.DateTimeField(default=cms.clock.now)),
            ],
        ),
        migrations.CreateModel(
            name='Team',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('name', models.CharField(max_length=120, validators=[cms.identifiers.refuse_bsn], verbose_name='naam van je team of organisatie')),
                ('created_at', models.DateTimeField(default=cms.clock.now, editable=False)),
            ],
            options={
                'verbose_name': 'team',
                'verbose_name_plural': 'teams',
                'ordering': ['name', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='AmbassadorProfile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=80, unique=True, verbose_name='vaste naam in het adres')),
                ('email', models.EmailField(max_length=254, verbose_name='e-mailadres (wordt nooit getoond)')),
                ('language', models.CharField(choices=[('nl', 'Nederlands'), ('en', 'Engels')], default='nl', max_length=5, verbose_name='taal van onze mails')),
                ('display_name', models.CharField(max_length=120, validators=[cms.identifiers.refuse_bsn], verbose_name='naam')),
                ('role_label', models.CharField(blank=True, max_length=120, validators=[cms.identifiers.refuse_bsn], verbose_name='rol of functie')),
                ('organisation', models.CharField(blank=True, max_length=160, validators=[cms.identifiers.refuse_bsn], verbose_name='organisatie')),
                ('ask_me_about', models.TextField(blank=True, max_length=600, validators=[cms.identifiers.refuse_bsn], verbose_name='vraag mij over')),
                ('bio', models.TextField(blank=True, max_length=2000, validators=[cms.identifiers.refuse_bsn], verbose_name='over mij')),
                ('languages', models.CharField(blank=True, max_length=120, validators=[cms.identifiers.refuse_bsn], verbose_name='talen')),
                ('photo', models.ImageField(blank=True, upload_to='ambassadors', verbose_name='foto')),
                ('photo_alt', models.CharField(blank=True, max_length=160, validators=[cms.identifiers.refuse_bsn], verbose_name='wat is er op de foto te zien')),
                ('status', models.CharField(choices=[('draft', 'concept'), ('applied', 'wacht op goedkeuring'), ('published', 'zichtbaar'), ('paused', 'tijdelijk niet zichtbaar'), ('stopped', 'gestopt')], default='draft', max_length=10, verbose_name='status')),
                ('starts_on', models.DateField(blank=True, null=True, verbose_name='zichtbaar vanaf')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='zichtbaar tot en met')),
                ('applied_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='aangevraagd op')),
                ('confirmed_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='laatst bevestigd op')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('created_at', models.DateTimeField(default=cms.clock.now, editable=False, verbose_name='gemaakt op')),
                ('regions', models.ManyToManyField(blank=True, related_name='+', to='cms.region', verbose_name="regio's")),
                ('sectors', models.ManyToManyField(blank=True, related_name='+', to='cms.sector', verbose_name='werkveld')),
                ('themes', models.ManyToManyField(blank=True, related_name='+', to='cms.theme', verbose_name="thema's")),
                ('user', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='ambassador', to=settings.AUTH_USER_MODEL, verbose_name='account')),
            ],
            options={
                'verbose_name': 'ambassadeur',
                'verbose_name_plural': 'ambassadeurs',
                'ordering': ['display_name', 'pk'],
                'permissions': [('approve_ambassadorprofile', 'Can decide whether an ambassador is shown')],
            },
        ),
        migrations.CreateModel(
            name='AuditActor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('user', models.OneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='audit_actor', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='AuditEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(null=True)),
                ('seal', models.CharField(blank=True, max_length=64)),
                ('at', models.DateTimeField(default=cms.clock.now, editable=False)),
                ('act', models.CharField(max_length=80)),
                ('about', models.CharField(max_length=120)),
                ('facts', models.JSONField(default=dict)),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='community.auditactor')),
                ('month', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='community.auditmonth')),
            ],
            options={
                'ordering': ['pk'],
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='Consent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('field', models.CharField(choices=[('name', 'Je naam'), ('role_label', 'Je rol of functie'), ('organisation', 'Je organisatie'), ('regions', "Je regio's"), ('themes', "Je thema's"), ('sectors', 'Je werkveld'), ('ask_me_about', 'Waarover mensen je iets kunnen vragen'), ('bio', 'Wat je over jezelf vertelt'), ('languages', 'De talen die je spreekt'), ('photo', 'Je foto'), ('contact', 'Een contactformulier (je e-mailadres blijft verborgen)')], max_length=20)),
                ('given_at', models.DateTimeField(default=cms.clock.now, editable=False)),
                ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('profile', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='consents', to='community.ambassadorprofile')),
            ],
            options={
                'verbose_name': 'toestemming',
                'verbose_name_plural': 'toestemmingen',
                'ordering': ['given_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Coordinator',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role_label', models.CharField(blank=True, help_text='Bijvoorbeeld: regiocoördinator.', max_length=120, validators=[cms.identifiers.refuse_bsn], verbose_name='rol')),
                ('shows_name', models.BooleanField(default=False, help_text='Vraag dit eerst. Zonder vinkje staat er alleen een rol.', verbose_name='vindt het goed dat de naam op de regiopagina staat')),
                ('starts_on', models.DateField(default=cms.models.regions.today, verbose_name='vanaf')),
                ('ends_on', models.DateField(blank=True, help_text='Vanaf deze dag is iemand geen coördinator meer.', null=True, verbose_name='tot')),
                ('region', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='cms.region', verbose_name='regio')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='coordinated', to=settings.AUTH_USER_MODEL, verbose_name='account')),
            ],
            options={
                'verbose_name': 'regiocoördinator',
                'verbose_name_plural': 'regiocoördinatoren',
                'ordering': ['region', 'starts_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Experience',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('handvat', models.UUIDField(db_index=True, editable=False, verbose_name='handvat')),
                ('title', models.CharField(editable=False, max_length=255, verbose_name='handvat')),
                ('worked', models.BooleanField(verbose_name='het werkte')),
                ('situation', models.TextField(max_length=600, validators=[cms.identifiers.refuse_bsn], verbose_name='situatie')),
                ('language', models.CharField(default='nl', editable=False, max_length=5, verbose_name='taal')),
                ('status', models.CharField(choices=[('a_waiting', 'wacht op een besluit'), ('b_approved', 'zichtbaar'), ('c_rejected', 'niet getoond')], default='a_waiting', editable=False, max_length=12, verbose_name='status')),
                ('created_at', models.DateTimeField(default=cms.clock.now, editable=False, verbose_name='geschreven op')),
                ('sector', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='cms.sector', verbose_name='sector')),
            ],
            options={
                'verbose_name': 'ervaring',
                'verbose_name_plural': 'ervaringen',
                'ordering': ['-created_at', '-pk'],
                'permissions': [('decide_experience', 'Can decide whether an experience is shown')],
            },
        ),
        migrations.CreateModel(
            name='MapChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=cms.clock.now, editable=False)),
                ('kind', models.CharField(choices=[('step', 'stap'), ('short', 'effect op korte termijn'), ('long', 'effect op lange termijn'), ('sign', 'hoe we het merken')], max_length=5)),
                ('before', models.TextField(blank=True)),
                ('after', models.TextField(blank=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('map', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='community.changemap')),
            ],
            options={
                'verbose_name': 'wijziging van een koerskaart',
                'verbose_name_plural': 'wijzigingen van een koerskaart',
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='MapNode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('step', 'stap'), ('short', 'effect op korte termijn'), ('long', 'effect op lange termijn'), ('sign', 'hoe we het merken')], max_length=5, verbose_name='soort')),
                ('text', models.CharField(max_length=240, validators=[cms.identifiers.refuse_bsn], verbose_name='tekst')),
                ('grounds', models.TextField(blank=True, max_length=2000, validators=[cms.identifiers.refuse_bsn], verbose_name='waarom denken jullie dit')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('map', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='nodes', to='community.changemap')),
                ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='children', to='community.mapnode')),
            ],
            options={
                'verbose_name': 'punt op een koerskaart',
                'verbose_name_plural': 'punten op een koerskaart',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='OutgoingMail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('key', models.CharField(max_length=120, unique=True)),
                ('kind', models.CharField(max_length=80)),
                ('to_email', models.EmailField(max_length=254)),
                ('to_name', models.CharField(blank=True, max_length=120)),
                ('language', models.CharField(default='nl', max_length=5)),
                ('subject', models.CharField(max_length=255)),
                ('text', models.TextField()),
                ('html', models.TextField()),
                ('reply_to', models.EmailField(blank=True, max_length=254)),
                ('calendar', models.TextField(blank=True)),
                ('calendar_method', models.CharField(blank=True, max_length=10)),
                ('thread', models.CharField(blank=True, max_length=120)),
                ('secret', models.BooleanField(default=False)),
                ('wiped', models.BooleanField(default=False)),
                ('status', models.CharField(choices=[('queued', 'wacht op verzending'), ('sent', 'verstuurd'), ('failed', 'mislukt')], default='queued', max_length=10)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('due_at', models.DateTimeField(default=cms.clock.now)),
                ('leased_until', models.DateTimeField(blank=True, null=True)),
                ('created_at', models.DateTimeField(default=cms.clock.now)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('last_error', models.CharField(blank=True, max_length=255)),
            ],
            options={
                'verbose_name': 'bericht',
                'verbose_name_plural': 'berichten',
                'ordering': ['pk'],
                'indexes': [models.Index(condition=models.Q(('status', 'queued')), fields=['due_at'], name='outbox_waiting'), models.Index(fields=['to_email', 'thread'], name='outbox_thread')],
            },
        ),
        migrations.CreateModel(
            name='Plan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('source', models.UUIDField(editable=False)),
                ('kind', models.CharField(choices=[('reisplan', 'reisplan'), ('checklist', 'checklist')], editable=False, max_length=10)),
                ('title', models.CharField(max_length=160, validators=[cms.identifiers.refuse_bsn], verbose_name='titel')),
                ('created_at', models.DateTimeField(default=cms.clock.now, editable=False)),
                ('team', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='plans', to='community.team')),
            ],
            options={
                'verbose_name': 'plan',
                'verbose_name_plural': 'plannen',
                'ordering': ['created_at', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='changemap',
            name='team',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='maps', to='community.team'),
        ),
        migrations.CreateModel(
            name='TeamInvitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('email', models.EmailField(max_length=254, verbose_name='e-mailadres')),
                ('sent_at', models.DateTimeField(default=cms.clock.now, editable=False)),
                ('invited_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('team', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='community.team')),
            ],
            options={
                'verbose_name': 'uitnodiging voor een team',
                'verbose_name_plural': 'uitnodigingen voor een team',
                'ordering': ['sent_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='TeamMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_owner', models.BooleanField(default=False)),
                ('joined_at', models.DateTimeField(default=cms.clock.now, editable=False)),
                ('team', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='community.team')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='team_memberships', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'teamlid',
                'verbose_name_plural': 'teamleden',
                'ordering': ['joined_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='PlanItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('position', models.PositiveIntegerField(default=0)),
                ('key', models.CharField(blank=True, editable=False, max_length=40)),
                ('title', models.CharField(max_length=200, validators=[cms.identifiers.refuse_bsn], verbose_name='stap')),
                ('plain_title', models.CharField(blank=True, max_length=200)),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='datum')),
                ('done_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('notes', models.TextField(blank=True, max_length=4000, validators=[cms.identifiers.refuse_bsn], verbose_name='aantekeningen')),
                ('obstacles', models.JSONField(blank=True, default=list)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('changed_at', models.DateTimeField(default=cms.clock.now, editable=False)),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='community.plan')),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='community.teammember', verbose_name='wie trekt dit')),
            ],
            options={
                'verbose_name': 'stap van een plan',
                'verbose_name_plural': 'stappen van een plan',
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.AddIndex(
            model_name='ambassadorprofile',
            index=models.Index(fields=['status', 'display_name'], name='ambassador_by_status'),
        ),
        migrations.AddConstraint(
            model_name='auditentry',
            constraint=models.UniqueConstraint(fields=('month', 'number'), name='audit_number_once'),
        ),
        migrations.AddConstraint(
            model_name='consent',
            constraint=models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('profile', 'field'), name='consent_once_per_field'),
        ),
        migrations.AddConstraint(
            model_name='coordinator',
            constraint=models.UniqueConstraint(fields=('user', 'region'), name='coordinator_once_per_region', violation_error_message='Deze persoon staat al bij deze regio.'),
        ),
        migrations.AddConstraint(
            model_name='coordinator',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='coordinator_ends_after_start', violation_error_message='De einddatum ligt voor de begindatum.'),
        ),
        migrations.AddConstraint(
            model_name='teaminvitation',
            constraint=models.UniqueConstraint(fields=('team', 'email'), name='invitation_once_per_address'),
        ),
        migrations.AddConstraint(
            model_name='teammember',
            constraint=models.UniqueConstraint(fields=('team', 'user'), name='member_once_per_team'),
        ),
    ]
