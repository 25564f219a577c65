"""Whole addresses of our own pages, for mail."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation


def url_of(name: str, language: str, *args) -> str:
    """The address of a page in a language, host and all."""
    with translation.override(language):
        return settings.BASE_URL + reverse(name, args=args)
