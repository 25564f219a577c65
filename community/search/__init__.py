"""What people bring to the search: a file per kind, each with `entries`, `refresh` and `forget`."""

from community.search import ambassadors, conversations, ideas, members, notices, offers


def register() -> None:
    """Make everything of people known to the search; called when the app is ready."""
    for kind in (ambassadors, ideas, members, conversations, notices, offers):
        kind.register()
