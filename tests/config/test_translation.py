"""Dutch is what the code says, English is in the catalogue; whoever reads in one language stays in it."""

import os
import re
import shutil
from pathlib import Path

import polib
import pytest
from django.utils.html import strip_tags
from django.utils.translation import gettext, override, pgettext

from community.models import User
from config.management.commands.translations import CATALOGUE, identity, marked
from events.links import registration_url
from tests.cms import factories as pages
from tests.community import factories as people
from tests.events.factories import confirmed, make_event, make_page, make_round, signed_up

ROOT = Path(__file__).resolve().parent.parent.parent
ENGLISH = polib.pofile(CATALOGUE)
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|</?\w+|href=\"[^\"]*\"|class=\"[^\"]*\"")
TAGS = re.compile(r"{%.*?%}|{{.*?}}|<[^>]*>", re.DOTALL)
UNSEEN = re.compile(
    r"{% ?comment.*?endcomment ?%}|{#.*?#}|{% ?blocktranslate.*?endblocktranslate ?%}|{% block body_class %}.*?endblock"
    r"|<style.*?</style>|<!--.*?-->|<code>.*?</code>",
    re.DOTALL,
)
SPOKEN = re.compile(r"(?:aria-label|title|alt|placeholder)=\"([^\"{]*[a-z]{3}[^\"]*)\"")
# Shown when nothing works, translations included: Dutch with a line of English.
EMERGENCY = {"400.html", "500.html"}


# --- The catalogue -------------------------------------------------------------------------------------------------
@pytest.mark.skipif(
    not shutil.which("xgettext") and not os.environ.get("CI"), reason="finding the words needs GNU gettext"
)
def test_catalogue_holds_what_the_sources_say():
    found = {identity(entry): "python-format" in entry.flags for entry in marked(ROOT)}
    known = {identity(entry): "python-format" in entry.flags for entry in ENGLISH}
    assert (sorted(found.keys() - known.keys(), key=str), sorted(known.keys() - found.keys(), key=str)) == ([], [])
    assert found == known


def test_everything_has_its_english():
    assert [entry.msgid for entry in ENGLISH if not entry.translated() or entry.fuzzy or entry.obsolete] == []


def test_english_keeps_every_placeholder_and_every_tag():
    wrong = []
    for entry in ENGLISH:
        for form, text in (entry.msgstr_plural or {0: entry.msgstr}).items():
            source = entry.msgid_plural if form else entry.msgid
            if sorted(PLACEHOLDER.findall(text)) != sorted(PLACEHOLDER.findall(source)):
                wrong.append(text)
    assert wrong == []


def test_compiled_catalogue_is_the_one_that_can_be_read():
    compiled = {identity(entry): entry for entry in polib.mofile(CATALOGUE.with_suffix(".mo"))}
    assert compiled.keys() == {identity(entry) for entry in ENGLISH}
    for entry in ENGLISH:
        twin = compiled[identity(entry)]
        assert (twin.msgstr, twin.msgstr_plural) == (entry.msgstr, entry.msgstr_plural)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_package_says_it_in_other_words(language):
    """A Dutch msgid that Django or Wagtail has too would get their words."""
    other = {}
    with override(language):
        for entry in ENGLISH:
            expected = entry.msgid if language == "nl" else (entry.msgstr or entry.msgstr_plural.get(0))
            said = pgettext(entry.msgctxt, entry.msgid) if entry.msgctxt else gettext(entry.msgid)
            if said != expected and not (entry.msgid_plural and said == entry.msgid):
                other[entry.msgid] = said
    assert other == {}


def test_templates_say_nothing_unmarked():
    unmarked = {}
    for path in sorted((ROOT / "templates").rglob("*.html")):
        text = UNSEEN.sub("", path.read_text())
        words = SPOKEN.findall(re.sub(r"{%.*?%}", "", text))
        words += re.findall(r"[^\W\d_]{2,}", re.sub(r"&\w+;", "", TAGS.sub(" ", text)))
        if words and path.name not in EMERGENCY:
            unmarked[str(path.relative_to(ROOT))] = words
    assert unmarked == {}


# --- The English side ----------------------------------------------------------------------------------------------
@pytest.fixture(scope="module")
def site(module_db):
    """One of everything, in Dutch, as it stands under `/en/` too; returns the addresses by name."""
    handvat = pages.handvat("Soep op straat")
    event = make_event(title="Soep voor allen")
    breakout, *_others = make_round(event, 2, 2)
    make_page(event)
    agenda = f"/en{event.pages.filter(locale__language_code='nl').get().url}"
    with override("en"):
        mine = registration_url(confirmed(event, breakout, language="en"), absolute=False)
        waits = registration_url(signed_up(event, language="en"), absolute=False)
    person = people.ambassador()
    return {
        "home": "/en/",
        "handvatten": "/en/handvatten/",
        "handvat": f"/en{handvat.url}",
        "examples": "/en/praktijkvoorbeelden/",
        "agenda": "/en/agenda/",
        "past": "/en/agenda/?geweest=ja",
        "meeting": agenda,
        "sign_up": f"{agenda}aanmelden/",
        "sent": f"{agenda}aanmelden/verstuurd/",
        "mine": mine,
        "unconfirmed": waits,
        "choose": f"{mine}kiezen/",
        "cancel": f"{mine}afmelden/",
        "no_such_link": "/en/mijn-aanmelding/onzin/",
        "ambassadors": "/en/ambassadeurs/",
        "ambassador": f"/en/ambassadeurs/{person.slug}/",
        "contact": f"/en/ambassadeurs/{person.slug}/contact/",
        "search": "/en/zoeken/?q=soep",
        "nothing": "/en/zoeken/?q=qqqqqq",
        "log_in": "/en/account/login/",
        "new_account": "/en/account/signup/",
        "missing": "/en/zoek/geraakt/",
    }


def test_english_pages_say_nothing_in_our_dutch(client, site, settings):
    settings.DEMO = True
    # Long enough to be no word that content happens to use.
    dutch = [
        entry.msgid for entry in ENGLISH if len(entry.msgid) > 8 and entry.msgid not in (entry.msgstr, "Nederlands")
    ]
    for name, address in site.items():
        text = strip_tags(client.get(address).text.partition("<body")[2])
        assert [words for words in dutch if words in text and re.search(rf"\b{re.escape(words)}", text)] == [], name


def test_english_pages_lead_to_english_pages(client, site, settings):
    settings.DEMO = True
    for name, address in site.items():
        html = re.sub(r'<a [^>]*hreflang="nl"[^>]*>', "", client.get(address).text.partition("<body")[2])
        ways = [way for way in re.findall(r'(?:href|action)="(/[^"]*)"', html) if not way.startswith("/static/")]
        assert ways, name
        assert [way for way in ways if not way.startswith("/en/")] == [], name


def test_language_switch_stays_on_the_page(client, site):
    for name, address in site.items():
        html = client.get(address).text
        other = re.search(r'<a href="([^"]*)"[^>]*hreflang="nl"', html)[1]
        assert other == ("/" if name == "missing" else address.removeprefix("/en")), name
        there = client.get(other)
        assert there.status_code == (404 if name == "no_such_link" else 200), name
        if name != "missing":
            assert f'<a href="{address}" lang="en"' in there.text, name


def test_account_page_stays_in_the_language_being_read(client, site):
    client.force_login(User.objects.create_user("an@example.org"))
    html = client.get("/en/account/").text
    assert '<html lang="en">' in html
    assert [way for way in re.findall(r'<a href="(/[^"]*)"', html) if not way.startswith(("/en/", "/account/"))] == []


def test_what_goes_wrong_on_a_form_is_said_in_english(client, site):
    html = client.post(site["sign_up"], {"name": "", "email": "geen adres"}).text
    assert "Something went wrong: please look again at 2 points" in html
    assert "Please fill in your name." in html
    assert "It should look like name@example.org." in html


def test_mail_to_an_english_reader_is_in_english(mailbox, site):
    mail = next(message for message in mailbox.deliver() if message["Subject"].startswith("Confirm your sign-up"))
    plain, rich = (mail.get_body((kind,)).get_content() for kind in ("plain", "html"))
    for text in (plain, strip_tags(rich)):
        assert "Then confirm your sign-up." in text
        assert not re.search(r"\b(je|uur|aanmelding|januari|oktober|dag)\b", text.replace("mijn-aanmelding", ""))
    assert 'lang="en"' in rich
