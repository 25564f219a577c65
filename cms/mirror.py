"""Under `/en/` every Dutch page exists: as an alias with the Dutch text until someone translates it."""

from wagtail.models import Locale
from wagtail_localize.models import LocaleSynchronization


def mirror(page) -> None:
    """Make the missing aliases of `page` in the languages that follow its language. Harmless when called twice.

    wagtail-localize does this for pages made in the admin; pages made by code come by here when they are published.
    """
    followers = LocaleSynchronization.objects.filter(sync_from_id=page.locale_id).values("locale_id")
    present = type(page).objects.filter(translation_key=page.translation_key).values("locale_id")
    for locale in Locale.objects.filter(pk__in=followers).exclude(pk__in=present):
        page.copy_for_translation(locale, copy_parents=True, alias=True)
