"""How often something may happen, for forms: the count itself is `cms.limits`, which the API uses too."""

from cms.limits import visitor_address, within_limit

__all__ = ["visitor_address", "within_limit"]
