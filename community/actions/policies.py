"""After a change of plans in the admin."""

from cms import page_cache


def policies_changed() -> None:
    """Readers see it at once."""
    page_cache.forget()
