"""The rules of the house, checked by machine: see the README's map."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CODE = [path for app in ("cms", "community", "events", "config") for path in sorted((ROOT / app).rglob("*.py"))]
TESTS = sorted((ROOT / "tests").rglob("*.py"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
BANNED_NAMES = {"utils", "helpers", "services", "core", "common"}
LOCKS = ["requirements.txt", "requirements-test.txt", "requirements-uv.txt"]


def short(paths):
    return [str(path.relative_to(ROOT)) for path in paths]


def without_migrations(paths):
    return [path for path in paths if "migrations" not in path.parts]


def test_imports_go_one_way():
    result = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-logo", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert result.returncode == 0, result.stdout


def test_ruff_is_content():
    result = subprocess.run([sys.executable, "-m", "ruff", "check", "."], cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout


def test_files_can_be_read_in_one_sitting():
    long = [path for path in without_migrations(CODE + TESTS) if len(path.read_text().splitlines()) > 400]
    assert short(long) == []


def test_names_say_what_a_file_is_for():
    assert short(path for path in CODE if {path.stem, path.parent.name} & BANNED_NAMES) == []


def test_every_moment_comes_from_the_one_clock():
    moments = re.compile(
        r"timezone\.now\(|datetime\.(now|utcnow|today)\(|date\.today\(|default=timezone\.now|localdate\(\)"
    )
    guilty = [path for path in without_migrations(CODE) if path.name != "clock.py" and moments.search(path.read_text())]
    assert short(guilty) == []


def test_a_day_is_the_day_of_the_site():
    """Around midnight the day of a moment in UTC is another one: `clock.today()`, or the local time first."""
    of_utc = re.compile(r"\bnow\(\)\.date\(")
    guilty = [path for path in without_migrations(CODE + TESTS) if of_utc.search(path.read_text())]
    assert short(guilty) == []


def test_a_row_of_a_meeting_is_not_locked_together_with_the_meeting():
    """A join locks in the order of row, meeting; whatever holds the meeting and then writes the row waits for ever."""
    both = re.compile(
        r"select_for_update\((?!of=)[^()]*\)\s*\.select_related\(|related\([^()]*\)\s*\.select_for_update\(\)"
    )
    events = [path for path in without_migrations(CODE) if path.is_relative_to(ROOT / "events")]
    assert short(path for path in events if both.search(path.read_text())) == []


def test_no_task_is_put_off():
    later = re.compile(r"\b(TODO|FIXME|XXX)\b")
    assert short(path for path in CODE + TEMPLATES if later.search(path.read_text())) == []


def test_templates_have_no_inline_script_or_style():
    inline = re.compile(r"<script(?![^>]*\bsrc=)|<style\b|\sstyle=|\son[a-z]+=[\"']", re.IGNORECASE)
    pages = [path for path in TEMPLATES if "mail" not in path.parts and not path.name.startswith("mail")]
    assert short(path for path in pages if inline.search(path.read_text())) == []


@pytest.mark.parametrize("name", LOCKS)
def test_lock_has_hashes_and_names_no_host(name):
    text = (ROOT / name).read_text()
    assert "://" not in text
    assert not re.search(r"^\s*--(?!hash=)", text, re.MULTILINE)
    packages = re.split(r"\n(?=[a-zA-Z0-9])", text.strip())
    pinned = [package for package in packages if re.match(r"[a-zA-Z0-9]", package)]
    assert pinned
    for package in pinned:
        assert re.match(r"[\w.\-\[\],]+==[\w.+!]+", package), package
        assert "--hash=sha256:" in package, package


def test_locks_agree_with_each_other():
    """One environment takes both files: the same package has the same version in each."""
    versions = {}
    for name in LOCKS:
        found = re.findall(r"^([\w.\-]+)(?:\[[^\]]*\])?==(\S+)", (ROOT / name).read_text(), re.MULTILINE)
        for package in {package for package, _version in found}:
            here = {version for other, version in found if other == package}
            assert versions.setdefault(package.lower(), here) == here, package
