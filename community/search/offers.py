"""Offers of support in the search: only those that are there for whoever can use them."""

from collections.abc import Iterator

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from cms import search
from community.models import Posted, SupportOffer

KIND = "steun"
LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)


def key(pk: int, language: str) -> str:
    """The name of an entry in the index."""
    return f"offer:{pk}:{language}"


def entries(offers=None) -> Iterator[search.Entry]:
    """One entry per language for every offer among `offers` (default all) that everybody may read."""
    offers = SupportOffer.objects.all() if offers is None else offers
    for offer in offers.on_offer().select_related("region"):
        for language in LANGUAGES:
            with translation.override(language):
                yield search.Entry(
                    key=key(offer.pk, language),
                    kind=KIND,
                    language=language,
                    title=offer.title,
                    url=reverse("support_offer", args=[offer.public_id]),
                    summary=offer.text[:300],
                    text="\n".join([offer.text, offer.by, *map(str, offer.gives_labels)]),
                    terms={"regio": [offer.region.slug] if offer.region else []},
                )


def refresh(post: Posted) -> None:
    """Bring the index up to date with one offer; anything else is not in it."""
    if not isinstance(post, SupportOffer):
        return
    found = list(entries(SupportOffer.objects.filter(pk=post.pk)))
    for entry in found:
        search.put(entry)
    if not found:
        forget(post)


def forget(post: Posted) -> None:
    """Take one out of the index."""
    if isinstance(post, SupportOffer):
        search.remove(*(key(post.pk, language) for language in LANGUAGES))


def register() -> None:
    """Called when the app is ready."""
    search.register(search.Source(KIND, _("Aanbod van steun"), entries))
