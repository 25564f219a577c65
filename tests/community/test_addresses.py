"""Mail addresses as mail servers know them."""

import pytest
from django.core.exceptions import ValidationError

from community.addresses import ascii_address, refuse_unmailable


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("noor@example.org", "noor@example.org"),
        ("jan@müller.nl", "jan@xn--mller-kva.nl"),
        ("jan@post.MÜLLER.nl", "jan@post.xn--mller-kva.nl"),
        ("jan@例え.テスト", "jan@xn--r8jz45g.xn--zckzah"),
        ("jan@[127.0.0.1]", "jan@[127.0.0.1]"),
    ],
)
def test_address_as_mail_servers_know_it(written, known):
    assert ascii_address(written) == known
    refuse_unmailable(written)


@pytest.mark.parametrize(
    "written",
    [
        "jan.müller@example.org",
        "\u017fan@example.org",
        "jan@faß.de",
        "jan@ｘ.nl",
        f"jan@{'ü' * 80}.nl",
        "a@ü..nl",
    ],
)
def test_address_that_no_mail_server_knows_is_refused(written):
    with pytest.raises(ValueError, match="no ASCII"):
        ascii_address(written)
    with pytest.raises(ValidationError):
        refuse_unmailable(written)
