"""Small makers of plans for tests."""

from datetime import date

from community.models import PolicyDocument


def policy(title, *, slug="", **fields) -> PolicyDocument:
    """A plan from 2026 on."""
    given = {
        "summary": f"{title} in het kort.",
        "starts_on": date(2026, 1, 1),
        "slug": slug or title.lower().replace(" ", "-"),
    }
    return PolicyDocument.objects.create(title=title, **given | fields)
