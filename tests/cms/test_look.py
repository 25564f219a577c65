"""The look: contrast in both schemes, one style sheet from its parts, and components that say what is wrong and where."""

import gzip
import os
import re
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.paginator import Paginator
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory

from cms.finders import NAME, SOURCE, bundle

DECLARATION = re.compile(r"(--[\w-]+):\s*([^;]+);")
TEMPLATES = settings.BASE_DIR / "templates"


def tokens(scheme: str) -> dict[str, str]:
    """Every token with its value in `light` or `dark`, `var()` resolved."""
    values = dict(DECLARATION.findall((SOURCE / "tokens.css").read_text()))
    if scheme == "dark":
        values |= dict(DECLARATION.findall((SOURCE / "tokens-dark.css").read_text()))
    for _tier in range(3):
        values = _resolved(values)
    return values


def _resolved(values: dict[str, str]) -> dict[str, str]:
    """One tier of `var()` replaced by what it stands for."""
    return {
        name: re.sub(r"var\((--[\w-]+)\)", lambda found: values[found.group(1)], value)
        for name, value in values.items()
    }


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb` (WCAG 2.2)."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two `#rrggbb` colours, 1 to 21 (WCAG 2.2)."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


SURFACES = ("default-bg-document", "default-bg-default", "default-bg-subtle")
GROUPS = ("accent-1", "accent-2", "positive", "warning", "negative", "info")
TEXT_PAIRS = [
    *((text, surface) for surface in SURFACES for text in ("default-color-document", "default-color-subtle")),
    *((text, surface) for surface in SURFACES for text in ("action-1-color-default", "action-1-color-hover")),
    *((f"{group}-color-default", f"{group}-bg-subtle") for group in GROUPS),
    *((f"{group}-color-default", f"{group}-bg-default") for group in ("accent-1", "accent-2", "accent-3")),
    *(("action-1-inverse-color-default", f"action-1-bg-{state}") for state in ("default", "hover", "active")),
    *(("accent-2-color-default", surface) for surface in (*SURFACES, "accent-1-bg-subtle")),
    *(("negative-color-default", surface) for surface in SURFACES),
    *(("default-color-document", f"{group}-bg-subtle") for group in GROUPS),
    *(("default-color-subtle", f"{group}-bg-subtle") for group in ("accent-1", "accent-2", "action-1")),
    *(("action-1-color-default", f"{group}-bg-subtle") for group in (*GROUPS, "action-1")),
    ("action-1-color-hover", "action-1-bg-subtle"),
    *((f"default-inverse-color-{part}", "default-inverse-bg-default") for part in ("default", "subtle")),
]
SHAPE_PAIRS = [
    *(("default-border-default", surface) for surface in SURFACES),
    *(("action-1-border-default", surface) for surface in (*SURFACES, "action-1-bg-subtle")),
    *(("negative-border-default", surface) for surface in (*SURFACES, "negative-bg-subtle")),
    *((f"{group}-border-default", f"{group}-bg-subtle") for group in ("positive", "warning", "negative", "info")),
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("text", "background"), TEXT_PAIRS)
def test_text_on_its_background_has_contrast_of_at_least_four_and_a_half(scheme, text, background):
    values = tokens(scheme)
    assert contrast(values[f"--basis-color-{text}"], values[f"--basis-color-{background}"]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("border", "background"), SHAPE_PAIRS)
def test_edges_that_carry_meaning_have_contrast_of_at_least_three(scheme, border, background):
    values = tokens(scheme)
    assert contrast(values[f"--basis-color-{border}"], values[f"--basis-color-{background}"]) >= 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_in_the_hero_stand_out_from_the_sky(scheme):
    values = tokens(scheme)
    for sky in ("--leerspoor-art-sky-1", "--leerspoor-art-sky-2"):
        for text in ("default-color-document", "accent-2-color-default", "action-1-color-default"):
            assert contrast(values[f"--basis-color-{text}"], values[sky]) >= 4.5, (text, sky)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_focus_ring_shows_one_of_its_tones_on_every_surface(scheme):
    values = tokens(scheme)
    rings = values["--basis-focus-inner-color"], values["--basis-focus-outer-color"]
    for name, value in values.items():
        if name.startswith("--basis-color") and "-bg-" in name:
            assert max(contrast(ring, value) for ring in rings) >= 3, name


def test_dark_scheme_gives_every_colour_role_a_value_of_its_own():
    light = {n for n, _v in DECLARATION.findall((SOURCE / "tokens.css").read_text()) if n.startswith("--basis-color")}
    dark = {
        n for n, _v in DECLARATION.findall((SOURCE / "tokens-dark.css").read_text()) if n.startswith("--basis-color")
    }
    assert light == dark


def test_colours_stand_in_the_tokens_alone():
    for part in SOURCE.glob("*.css"):
        if not part.name.startswith("tokens") and part.name != "print.css":
            text = part.read_text()
            assert not re.search(r"#[0-9a-f]{3,8}\b|rgba?\(|hsl", text), part.name
            if part.name not in {"illustrations.css", "hero.css"}:
                assert "--leerspoor-" not in text, part.name


def test_every_token_in_use_is_defined():
    css = bundle()
    assert set(re.findall(r"var\((--[\w-]+)\)", css)) <= set(re.findall(r"(--[\w-]+):", css))


def test_bundle_holds_every_part_once_in_its_layer():
    css = bundle()
    parts = re.findall(r'url\("([\w-]+\.css)"\)', (SOURCE / "site.css").read_text())
    assert sorted(parts) == sorted(part.name for part in SOURCE.glob("*.css") if part.name != "site.css")
    assert "@import" not in css
    assert css.startswith("@layer reset,tokens,base,layout,components,utilities;")
    assert css.count("{") == css.count("}")


def test_style_sheet_and_font_stay_small():
    font = Path(finders.find("cms/fonts/atkinson-next.woff2")).stat().st_size
    assert len(gzip.compress(bundle().encode())) <= 16_000
    assert font <= 21_000


def test_finder_finds_and_lists_the_joined_style_sheet():
    joined = Path(finders.find(NAME))
    assert joined.read_text() == bundle()
    joined.write_text("of an older release")  # and newer than the parts of this one, as they come out of an archive
    assert Path(finders.find(NAME)).read_text() == bundle()
    found = [
        path
        for finder in finders.get_finders()
        for path, _storage in finder.list(None)
        if path.startswith("cms/css/leerspoor")
    ]
    assert found == [NAME]


def test_finder_joins_anew_when_a_part_is_newer():
    written = Path(finders.find(NAME))
    written.write_text("old")
    os.utime(written, (0, 0))
    assert Path(finders.find(NAME)).read_text() == bundle()


def test_templates_hold_no_inline_style_or_script():
    for template in [*TEMPLATES.glob("*.html"), *TEMPLATES.glob("components/**/*.html")]:
        assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=", template.read_text()), template.name


class SignUp(forms.Form):
    name = forms.CharField(label="Je naam")
    email = forms.EmailField(label="E-mailadres", help_text="Hier sturen we de bevestiging heen.")
    phone = forms.CharField(label="Telefoon", required=False)
    way = forms.ChoiceField(
        label="Hoe doe je mee?", widget=forms.RadioSelect, choices=[("zaal", "In de zaal"), ("online", "Online")]
    )
    consent = forms.BooleanField(label="Mijn naam mag op de lijst")


def rendered(form) -> str:
    return render_to_string("components/form.html", {"form": form})


def test_form_with_errors_lists_them_on_top_with_links_to_their_fields():
    html = rendered(SignUp({"name": "Ada", "email": "ada@"}))
    links = re.findall(r'href="#([\w-]+)"', html)
    assert links == ["id_email", "id_way_0", "id_consent"]
    for target in links:
        assert f'id="{target}"' in html
    assert html.index('role="alert"') < html.index('id="id_name"')
    assert re.search(r'<h2 [^>]*tabindex="-1" autofocus', html)


def test_field_with_error_couples_help_and_error_and_keeps_what_was_typed():
    html = rendered(SignUp({"name": "Ada", "email": "ada@"}))
    field = re.search(r'<input type="email"[^>]*>', html).group()
    assert 'aria-invalid="true"' in field
    assert 'aria-describedby="id_email_helptext id_email_error"' in field
    assert 'value="ada@"' in field
    assert 'id="id_email_helptext"' in html
    assert 'id="id_email_error"' in html


def test_choice_list_with_error_is_a_fieldset_that_names_it():
    html = rendered(SignUp({"name": "Ada"}))
    assert re.search(r'<fieldset class="field field--error" aria-describedby="id_way_error">\s*<legend', html)
    assert html.count('<label class="choice">') == 3


def test_form_says_which_fields_may_be_skipped():
    html = rendered(SignUp())
    assert html.count("(optioneel)</span>") == 1
    assert "error-summary" not in html


def test_typed_text_in_a_form_is_escaped():
    html = rendered(SignUp({"name": '"><script>alert(1)</script>'}))
    assert "<script>" not in html


@pytest.mark.parametrize(
    ("path", "result"), [("/agenda/", 'aria-current="page"'), ("/agenda/x/", 'aria-current="true"'), ("/", "")]
)
def test_current_marks_the_page_and_what_lies_below_it(path, result):
    context = Context({"request": RequestFactory().get(path)})
    assert Template('{% load site %}{% current "/agenda/" %}').render(context) == result


def test_icon_with_unknown_name_gives_nothing():
    assert Template('{% load site %}{% icon "onzin" %}').render(Context()) == ""


def test_pagination_keeps_the_rest_of_the_address():
    request = RequestFactory().get("/handvatten/", {"thema": "gesprek", "page": "2"})
    page = Paginator(range(60), 12).page(2)
    html = render_to_string("components/pagination.html", {"page_obj": page}, request=request)
    assert "?thema=gesprek&amp;page=3" in html
    assert 'aria-current="page"' in html


def test_pagination_of_one_page_is_empty():
    html = render_to_string("components/pagination.html", {"page_obj": Paginator([1], 12).page(1)})
    assert html.strip() == ""


@pytest.mark.parametrize("name", ["400.html", "500.html"])
def test_emergency_page_needs_no_context_and_no_database(name):
    html = render_to_string(name)
    assert "{" not in html
    assert 'href="/"' in html
    assert finders.find("cms/emergency.css")


def test_unknown_address_helps_on_without_setting_a_cookie(client, db):
    response = client.get("/bestaat-niet/")
    assert response.status_code == 404
    assert 'name="q"' in response.text
    assert 'href="/agenda/"' in response.text
    assert not response.cookies


def test_expired_form_explains_what_to_do(db):
    html = render_to_string("403_csrf.html", {"site_name": "Leerspoor"}, request=RequestFactory().post("/"))
    assert "verlopen" in html
