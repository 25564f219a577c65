"""What an editor would want to know before readers do: structure, links, plain language, personal data."""

from cms.content_checks.find import Finding, findings

__all__ = ["Finding", "findings"]
