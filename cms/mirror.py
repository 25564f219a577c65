"""Under `/en/` every Dutch page exists: as an alias with the Dutch text until someone translates it."""

from wagtail.models import Locale


def mirror(page) -> None:
    """Make the missing aliases of a page in the default language in all others. Harmless when called twice.

    wagtail-localize has a synchronisation of its own, for pages made in the admin only and at another moment; with
    both at work the second finds the alias there and fails. So there is no `LocaleSynchronization` row here.
    """
    if page.locale_id != Locale.get_default().pk:
        return
    present = type(page).objects.filter(translation_key=page.translation_key).values("locale_id")
    for locale in Locale.objects.exclude(pk__in=present):
        page.copy_for_translation(locale, copy_parents=True, alias=True)
