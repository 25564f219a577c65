"""What `demo` and `start` do to a database before they serve it."""

import pytest
from django.core.management import CommandError, call_command
from django.db.migrations.recorder import MigrationRecorder

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("options", "way_out"), [({"demo": True}, "demo --fresh"), ({}, "run the version that made it")]
)
def test_database_of_another_version_is_left_alone(options, way_out):
    MigrationRecorder.Migration.objects.create(app="events", name="0099_from_elsewhere")
    with pytest.raises(CommandError, match=r"events\.0099_from_elsewhere") as refused:
        call_command("prepare", **options)
    assert way_out in str(refused.value)
