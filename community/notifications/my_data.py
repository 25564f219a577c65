"""The mail with the way to one's own data."""

import uuid

from community import mail
from community.data_links import data_token
from community.links import url_of


def data_link(email: str, language: str, *, has_account: bool) -> None:
    """The link for an address without an account; for one with an account the way to log in. Each is a mail of its own."""
    url = url_of("account", language) if has_account else url_of("my_data_link", language, data_token(email))
    mail.queue(
        key=f"data_link:{uuid.uuid4()}",
        template="mail/community/data_link",
        to_email=email,
        language=language,
        context={"url": url, "has_account": has_account},
        secret=True,
    )
