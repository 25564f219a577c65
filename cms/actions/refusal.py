"""The one error an action about knowledge and places raises when it cannot do what was asked."""


class Refused(Exception):
    """Says, in the reader's language, why nothing happened."""
