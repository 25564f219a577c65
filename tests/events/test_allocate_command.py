"""`manage.py allocate`: nothing but JSON on standard output, and clear words about what is no instance."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

ROOT = Path(__file__).resolve().parents[2]
GROUP = {"id": "g", "capacity": 2}
PERSON = {"id": "a", "choices": [["g"]]}
GOOD = {"rounds": [[GROUP]], "people": [PERSON, {"id": "b", "choices": [["g"]]}]}


def test_result_is_all_there_is_on_standard_output_without_a_database(tmp_path):
    file = tmp_path / "instance.json"
    file.write_text(json.dumps(GOOD))
    environment = os.environ | {"DATABASE_URL": "postgres://nobody@127.0.0.1:1/nothing"}
    run = [sys.executable, "manage.py", "allocate", str(file)]
    done = subprocess.run(run, cwd=ROOT, capture_output=True, text=True, env=environment)
    assert (done.returncode, done.stderr) == (0, "")
    result = json.loads(done.stdout)
    assert list(result) == ["assignment", "cost", "bound", "ranks", "unplaced", "seconds"]
    assert result["assignment"] == {"a": ["g"], "b": ["g"]}
    assert (result["cost"], result["bound"], result["unplaced"]) == (2, 2, [])
    assert result["ranks"] == {"1": 2, "unranked": 0, "unplaced": 0}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "is not JSON"),
        ("{", "is not JSON"),
        ("[" * 100_000, "is not JSON"),
        (b"\xff\xfe\x00", "is not JSON"),
        ([], "the instance: expected an object, got a list"),
        ({"rounds": []}, "'people' is missing"),
        (GOOD | {"rounds": 3}, "rounds: expected a list, got a number"),
        (GOOD | {"rounds": [[GROUP | {"capacity": -1}]]}, "rounds[0][0].capacity: -1 is negative"),
        (GOOD | {"rounds": [[GROUP | {"capacity": "2"}]]}, "expected a whole number, got text"),
        (GOOD | {"rounds": [[GROUP | {"capacity": True}]]}, "expected a whole number, got true or false"),
        (GOOD | {"rounds": [[GROUP, GROUP]]}, "rounds[0]: 'g' appears twice"),
        (GOOD | {"people": [PERSON, PERSON]}, "people: 'a' appears twice"),
        (GOOD | {"people": [PERSON | {"choices": [["h"]]}]}, "people[0].choices[0]: there is no group 'h'"),
        (GOOD | {"people": [PERSON | {"choices": [["g", "g"]]}]}, "people[0].choices[0]: 'g' appears twice"),
        (GOOD | {"people": [PERSON | {"choices": [[], []]}]}, "2 lists for 1 rounds"),
        (GOOD | {"people": [PERSON | {"ambassador": "yes"}]}, "expected true or false, got text"),
        (GOOD | {"people": [PERSON | {"id": {}}]}, "people[0].id: expected an id"),
        (GOOD | {"pairs": [["a"]]}, "pairs[0]: expected two ids, got 1"),
        (GOOD | {"pairs": [["a", "a"]]}, "cannot be paired with themselves"),
        (GOOD | {"pairs": [["a", "z"]]}, "pairs[0]: there is no person 'z'"),
        (GOOD | {"rules": {"fair": True}}, "'fair' is not known"),
        (GOOD | {"rules": {"mixed_sectors": 1}}, "rules.mixed_sectors: expected true or false"),
        (GOOD | {"seed": 1.5}, "seed: expected a whole number"),
    ],
)
def test_what_is_no_instance_is_refused_with_the_place_and_the_reason(tmp_path, content, words):
    file = tmp_path / "instance.json"
    file.write_bytes(
        content
        if isinstance(content, bytes)
        else (content if isinstance(content, str) else json.dumps(content)).encode()
    )
    with pytest.raises(CommandError) as refused:
        call_command("allocate", str(file))
    assert words in str(refused.value)
    assert refused.value.returncode == 2


def test_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(CommandError, match="No such file") as refused:
        call_command("allocate", str(tmp_path / "nothing.json"))
    assert refused.value.returncode == 2
