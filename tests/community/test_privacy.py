"""The privacy helper: what it finds in labelled sentences, where, how fast, and through which doors."""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from django import forms
from django.core.exceptions import ValidationError

from community.privacy import KINDS, findings, looked_for, refuse_stops
from community.privacy.finding import STOPS

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
_LABEL = re.compile(r"\{(\w+)\|((?:[^{}]|\{[^|{}]*\})*)\}")
BSN = "111222333"


def sentences(name: str) -> list[tuple[str, list, bool]]:
    """`(text, [(kind, start, end)], clean)` of every sentence in the file."""
    result = []
    for group, labelled in tomllib.loads((HERE / name).read_text()).items():
        for line in labelled:
            telling = line.endswith("{combination}")
            line, text, labels, behind = line.removesuffix("{combination}"), "", [], 0
            for label in _LABEL.finditer(line):
                text += line[behind : label.start()]
                labels.append((label[1], len(text), len(text) + len(label[2])))
                text, behind = text + label[2], label.end()
            text += line[behind:]
            result.append((text, labels + [("combination", 0, len(text))] * telling, group == "clean"))
    return result


def score(name: str) -> tuple[dict, int, int, list[str]]:
    """Per kind `[found rightly, missed, found wrongly]`, false stops in clean sentences, their number, and the faults."""
    per_kind, false_stops, clean, faults = {kind: [0, 0, 0] for kind in KINDS}, 0, 0, []
    for text, labels, is_clean in sentences(name):
        found = [(finding.kind, finding.start, finding.end) for finding in findings(text)]
        clean += is_clean
        for label in labels:
            hit = any(label[0] == kind and start < label[2] and label[1] < end for kind, start, end in found)
            per_kind[label[0]][0 if hit else 1] += 1
            faults += [] if hit else [f"missed {label[0]}: {text!r}"]
        for kind, start, end in found:
            if not any(kind == label[0] and start < label[2] and label[1] < end for label in labels):
                per_kind[kind][2] += 1
                false_stops += is_clean and kind in STOPS
                faults.append(f"wrongly {kind} {text[start:end]!r}: {text!r}")
    return per_kind, false_stops, clean, faults


def show(name: str, per_kind: dict, false_stops: int, clean: int, faults: list[str]) -> None:
    print(f"\n{name}: {len(sentences(name))} sentences, {clean} clean with {false_stops} false stops")
    for kind, (right, missed, wrong) in per_kind.items():
        recall, precision = right / max(1, right + missed), right / max(1, right + wrong)
        print(f"  {kind:16} {right + missed:3} labelled  recall {recall:6.1%}  precision {precision:6.1%}")
    print(*faults, sep="\n")


@pytest.mark.parametrize("name", ["privacy_sentences.toml", "privacy_held_out.toml"])
def test_labelled_sentences_reach_the_promise(name):
    per_kind, false_stops, clean, faults = score(name)
    show(name, per_kind, false_stops, clean, faults)
    for kind in STOPS:
        right, missed, _wrong = per_kind[kind]
        assert right / (right + missed) >= 0.95, kind
    assert false_stops <= clean * 0.02
    right, missed, _wrong = per_kind["name"]
    assert right / (right + missed) >= 0.8


def test_set_is_large_enough_and_has_every_kind():
    labelled = sentences("privacy_sentences.toml")
    assert len(labelled) >= 200
    assert sum(clean for _text, _labels, clean in labelled) >= 100
    assert {kind for _text, labels, _clean in labelled for kind, *_place in labels} == set(KINDS)


def test_places_are_those_of_the_text_as_given():
    text = "é\u200b👍🏽 Nummer 1\u200b11\u200b222333, mail jan＠voorbeeld.nl"
    pieces = {finding.kind: text[finding.start : finding.end] for finding in findings(text)}
    assert pieces["bsn"] == "1\u200b11\u200b222333"
    assert pieces["email"] == "jan＠voorbeeld.nl"


def test_findings_of_one_kind_never_overlap():
    text = "Mevrouw J. de Vries-Bakker (83 jaar), geb. 03-05-1940, Jan Jansen, Dorpsstraat 12, 1234 AB 12 Zwolle " * 20
    ends = {}
    for finding in findings(text):
        assert 0 <= finding.start < finding.end <= len(text)
        assert finding.start >= ends.get(finding.kind, 0)
        assert finding.level == ("stop" if finding.kind in STOPS else "ask")
        ends[finding.kind] = finding.end


def test_advice_keeps_the_meaning_and_repeats_nothing():
    text = f"Mevrouw Jansen is 83 jaar en woont in verpleeghuis De Linde, bsn {BSN}."
    advice = {finding.kind: finding.advice for finding in findings(text)}
    assert "van in de tachtig" in advice["exact_age"]
    assert "een verpleeghuis in de regio" in advice["institution"]
    assert BSN not in " ".join(advice.values()) and "Jansen" not in " ".join(advice.values())
    assert "anoniem" not in " ".join([looked_for(), *advice.values()])


def test_server_refuses_stops_and_lets_questions_pass():
    class CaseForm(forms.Form):
        text = forms.CharField(validators=[refuse_stops])

    refused = CaseForm({"text": f"Haar nummer is {BSN} of 06-12345678"})
    assert not refused.is_valid()
    assert "BSN" in str(refused.errors) and "telefoonnummer" in str(refused.errors) and BSN not in str(refused.errors)
    assert CaseForm({"text": "Mevrouw Jansen (83) woont in Zwolle."}).is_valid()
    with pytest.raises(ValidationError):
        refuse_stops("1\u200b1\u200b1222333")


@pytest.mark.parametrize(
    "piece",
    ["a.", "1 ", "1", "NL91", "a@", " punt nl", "A. ", "van der ", "1234 AB ", "geboren ", "3 mei ", "\u200b", "(8", "83 jaar "],
)  # fmt: skip
def test_hostile_text_ends(piece):
    text = (piece * (20_000 // len(piece) + 1))[
        :20_000
    ]  # a runaway pattern would take until the time limit of the suite
    assert all(0 <= finding.start < finding.end <= len(text) for finding in findings(text))


def command(*arguments, **environment):
    return subprocess.run(
        [sys.executable, "manage.py", "check_privacy", *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env={"PATH": "/usr/bin:/bin", "DATABASE_URL": "sqlite:////nowhere/at/all.sqlite3", **environment},
    )


def test_command_prints_only_json_without_a_database(tmp_path):
    file = tmp_path / "texts.json"
    file.write_text(json.dumps([f"bsn {BSN}", "", "Rust.", "\ud800 06-12345678"]))
    done = command(file, LEERSPOOR_VAR=str(tmp_path / "var"))
    assert done.returncode == 0 and done.stderr == ""
    assert json.loads(done.stdout) == [
        [{"kind": "bsn", "start": 4, "end": 13, "level": "stop"}],
        [],
        [],
        [{"kind": "phone", "start": 2, "end": 13, "level": "stop"}],
    ]


@pytest.mark.parametrize("content", [None, b"{", b'{"a": 1}', b'["a", 3]', b"\xff\xfe\x00", b"[" * 20000])
def test_command_says_what_is_wrong_with_the_file(tmp_path, content):
    from django.core.management import CommandError, call_command

    file = tmp_path / "texts.json"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(CommandError, match=r"texts\.json"):
        call_command("check_privacy", file)


def test_command_ends_with_an_error_code(tmp_path):
    done = command(tmp_path / "none.json", LEERSPOOR_VAR=str(tmp_path / "var"))
    assert done.returncode == 1 and done.stdout == "" and "none.json" in done.stderr
