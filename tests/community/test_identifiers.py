"""The citizen service number is refused however it is written, and nothing else is."""

import pytest
from django.core.exceptions import ValidationError

from cms.identifiers import find_bsn, refuse_bsn

GOOD = "111222333"  # passes the eleven-check; a number used in examples


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        "111 222 333",
        "111.222.333",
        "1112 22 333",
        "111-222-333",
        "1 1 1 2 2 2 3 3 3",
        f"BSN{GOOD}.",
        f"mijn nummer ({GOOD})",
        "111\u00a0222\u00a0333",
        "111\u200b222\u200b333",
        "１１１２２２３３３",
        f"geboren in 1950, {GOOD}",
        "111 222\n333",
        f"20 {GOOD} 7",
    ],
)
def test_number_is_found_in_any_notation(text):
    assert find_bsn(text) == [GOOD]
    with pytest.raises(ValidationError) as refused:
        refuse_bsn(text)
    assert GOOD not in str(refused.value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "111222334",
        "000000000",
        "1112223331",
        "06-12345678",
        "+31 6 11122233",
        "0031 611122233",
        "(0297) 123 456",
        "NL91ABNA0417164300",
        "12-03-2026",
        "kvk 12345678",
        "1112223",
    ],
)
def test_other_numbers_pass(text):
    assert find_bsn(text) == []
    refuse_bsn(text)


def test_long_text_is_searched_quickly():
    assert find_bsn("1 2 3 4 5 6 7 8 9 0 " * 5000) != [GOOD]
