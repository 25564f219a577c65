"""A rising number as the key of the outbox, so that order never hangs on two clocks.

Before the first release, so no mail is lost.
"""

import uuid

from django.db import migrations, models

import cms.clock

STATUSES = [("queued", "wacht op verzending"), ("sent", "verstuurd"), ("failed", "mislukt")]


class Migration(migrations.Migration):
    dependencies = [("community", "0002_outbox")]

    operations = [
        migrations.DeleteModel("OutgoingMail"),
        migrations.CreateModel(
            name="OutgoingMail",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("key", models.CharField(max_length=120, unique=True)),
                ("kind", models.CharField(max_length=80)),
                ("to_email", models.EmailField(max_length=254)),
                ("to_name", models.CharField(blank=True, max_length=120)),
                ("language", models.CharField(default="nl", max_length=5)),
                ("subject", models.CharField(max_length=255)),
                ("text", models.TextField()),
                ("html", models.TextField()),
                ("reply_to", models.EmailField(blank=True, max_length=254)),
                ("calendar", models.TextField(blank=True)),
                ("calendar_method", models.CharField(blank=True, max_length=10)),
                ("thread", models.CharField(blank=True, max_length=120)),
                ("secret", models.BooleanField(default=False)),
                ("wiped", models.BooleanField(default=False)),
                ("status", models.CharField(choices=STATUSES, default="queued", max_length=10)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("due_at", models.DateTimeField(default=cms.clock.now)),
                ("leased_until", models.DateTimeField(blank=True, null=True)),
                ("created_at", models.DateTimeField(default=cms.clock.now)),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("last_error", models.CharField(blank=True, max_length=255)),
            ],
            options={
                "verbose_name": "bericht",
                "verbose_name_plural": "berichten",
                "ordering": ["pk"],
                "indexes": [
                    models.Index(condition=models.Q(("status", "queued")), fields=["due_at"], name="outbox_waiting"),
                    models.Index(fields=["to_email", "thread"], name="outbox_thread"),
                ],
            },
        ),
    ]
