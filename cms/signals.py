"""What follows when Wagtail publishes, moves or removes a page."""

from wagtail.signals import page_published

from cms.mirror import mirror


def connect() -> None:
    page_published.connect(_published, dispatch_uid="cms.published")


def _published(sender, instance, **kwargs):
    if not instance.alias_of_id:
        mirror(instance)
