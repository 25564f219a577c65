"""The language of parts (WCAG 3.1.2): Dutch words that stand below `/en/` until somebody translates them.

Such a page is an alias: its frame is in English, its title, its summary and its running text are in Dutch.
"""

import re

_OWN_WORDS = re.compile(r'<(h1|p class="lede"|div class="prose")>')


def mark_language(page, response) -> None:
    """Say so of the words of an alias in its rendered `response`; other pages are left as they are."""
    language = page.text_language
    if not page.alias_of_id or language == page.locale.language_code:
        return
    head, main, rest = response.content.decode().partition("<main")
    response.content = head + main + _OWN_WORDS.sub(rf'<\1 lang="{language}">', rest)
