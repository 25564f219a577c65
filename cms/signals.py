"""What follows when Wagtail publishes, moves or removes something: a page's English alias, and the search index."""

from urllib.parse import urlsplit

from django.conf import settings
from django.db.models.signals import post_delete, post_migrate, post_save, pre_delete
from wagtail.models import Locale, Page, PageViewRestriction, Site
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from cms import memory, page_cache
from cms.mirror import mirror
from cms.search import pages, rebuild


def connect(sender) -> None:
    """Called once, by the app config `sender`."""
    from cms.models import Offer, Organisation, Provider, Quote, Region, RolePlay, SynonymSet, TaxonomyTerm

    page_published.connect(_published, dispatch_uid="cms.published")
    page_unpublished.connect(_unpublished, dispatch_uid="cms.unpublished")
    page_slug_changed.connect(_new_address, dispatch_uid="cms.slug_changed")
    post_page_move.connect(_moved, dispatch_uid="cms.moved")
    pre_delete.connect(_going, dispatch_uid="cms.going")
    pre_delete.connect(_quote_going, sender=Quote, dispatch_uid="cms.quote_going")
    post_delete.connect(_gone, dispatch_uid="cms.gone")
    post_save.connect(_restricted, sender=PageViewRestriction, dispatch_uid="cms.restricted")
    post_delete.connect(_restricted, sender=PageViewRestriction, dispatch_uid="cms.opened")
    for model in (Site, Locale):
        post_save.connect(_roots_changed, sender=model, dispatch_uid=f"cms.{model.__name__}.saved")
        post_delete.connect(_roots_changed, sender=model, dispatch_uid=f"cms.{model.__name__}.gone")
    for model in sender.get_models():
        if issubclass(model, TaxonomyTerm | SynonymSet):
            post_save.connect(_words_changed, sender=model, dispatch_uid=f"cms.{model.__name__}.saved")
            post_delete.connect(_words_changed, sender=model, dispatch_uid=f"cms.{model.__name__}.gone")
    for model in (Offer, Organisation, Provider, Region, RolePlay):
        post_delete.connect(_listed_gone, sender=model, dispatch_uid=f"cms.{model.__name__}.removed")
    post_migrate.connect(_migrated, sender=sender, dispatch_uid="cms.migrated")


def _published(sender, instance, **kwargs):
    from cms.models import RefusedPublication

    RefusedPublication.objects.filter(page=instance.pk).delete()
    if not instance.alias_of_id:
        mirror(instance)
    pages.refresh(instance)


def _unpublished(sender, instance, **kwargs):
    # Not a refresh: before a page is deleted Wagtail sends this while the row is still live.
    pages.forget(instance.pk)


def _new_address(sender, instance, **kwargs):
    pages.refresh(instance, below=True)


def _moved(sender, instance, url_path_before, url_path_after, **kwargs):
    memory.renew()  # even among its neighbours: where the restrictions stand in the tree is remembered
    if url_path_before != url_path_after:
        pages.refresh(instance, below=True)


def _going(sender, instance, **kwargs):
    """Wagtail would leave the mirrors of a deleted page standing as pages of their own."""
    if isinstance(instance, Page):
        for alias in Page.objects.filter(alias_of=instance.pk).exclude(locale_id=instance.locale_id):
            alias.delete()


def _gone(sender, instance, **kwargs):
    if isinstance(instance, Page):
        pages.forget(instance.pk)


def _quote_going(sender, instance, **kwargs):
    """Taken back first, as long as it is known on which pages it stands."""
    from cms.actions.quotes import withdraw_quote

    withdraw_quote(quote=instance)


def _listed_gone(sender, instance, **kwargs):
    """Whether an editor took it away alone or with others at once."""
    from cms import partners, regions, role_plays
    from cms.models import Organisation, Region, RolePlay

    forget = {Organisation: partners.forget, Region: regions.forget, RolePlay: role_plays.forget}.get(sender)
    if forget:
        forget(instance)
    page_cache.forget()


def _restricted(sender, instance, **kwargs):
    memory.renew()
    pages.refresh(instance.page, below=True)


def _words_changed(sender, **kwargs):
    """Lists and search name terms, and look for synonyms, that processes remember."""
    memory.renew()


def _roots_changed(sender, **kwargs):
    """Processes remember where the sites begin."""
    memory.renew()


def _migrated(sender, using, **kwargs):
    """The site stands where the settings say, and its first pages, made by migrations without a signal, are indexed."""
    from cms.models import SearchDocument

    if using != "default":
        return
    address = urlsplit(settings.BASE_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    Site.objects.filter(is_default_site=True).update(hostname=address.hostname, port=port)
    if not SearchDocument.objects.exists():
        rebuild()
