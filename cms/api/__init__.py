"""The public read-only API: the frame stands here; higher apps register what they have with `register`."""

from cms.api.resources import Field, Resource, register, registered

__all__ = ["Field", "Resource", "register", "registered"]
