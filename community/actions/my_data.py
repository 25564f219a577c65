"""Asking for one's own data without an account."""

from django.db import transaction

from community.models import User
from community.notifications.my_data import data_link


@transaction.atomic
def send_data_link(*, email: str, language: str) -> None:
    """Mail the way to what is kept of an address. Whoever asks learns nothing; only the mail does."""
    data_link(email.lower(), language, has_account=User.objects.filter(email__iexact=email, is_active=True).exists())
