"""Work on the clock."""

from celery import shared_task
from django.core.management import call_command

from cms.actions.due_publications import publish_due
from cms.actions.import_offers import run_waiting
from cms.actions.links import check_links as check


@shared_task
def publish_scheduled() -> None:
    """Publish and unpublish the pages whose moment has come."""
    publish_due()
    call_command("publish_scheduled")  # what is left: taking away what expired


@shared_task
def check_links() -> None:
    """Ask other sites whether the links to them still work."""
    check()


@shared_task
def import_offers() -> int:
    """Take in the lists of the social map that wait; returns how many."""
    return run_waiting()
