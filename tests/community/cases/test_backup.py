"""No word of a case in the file of the database or a back-up of it, and no way to read one once its key is gone.

Apart from `test_privacy.py`: whoever copies the file waits for the transaction in which a module's own data stands.
"""

import sqlite3
from pathlib import Path

import pytest
from django.db import connection

from community.actions.cases import outcome, wiping
from community.cases import texts, vault
from tests.community.cases.factories import peer_group, person
from tests.community.cases.test_privacy import CANARY, running, say


def everything(path):
    """All bytes of a database file with what stands beside it."""
    return b"".join(each.read_bytes() for each in path.parent.glob(f"{path.name}*"))


@pytest.mark.skipif(connection.vendor != "sqlite", reason="reads the file of SQLite")
@pytest.mark.django_db(transaction=True)
def test_database_and_backup_hold_no_word_and_nothing_can_be_read_once_the_key_is_gone(tmp_path):
    people = [person(name) for name in ("Rosa", "Sem", "Tess")]
    case = running(peer_group(*people), people[0])
    say(case, people[0], f"Nog iets over {CANARY}")
    outcome.make_plan(discussion=case, expected_version=case.version, plan=f"Bel {CANARY}", look_back_on=None)
    case.refresh_from_db()
    file = Path(connection.settings_dict["NAME"])
    backup = tmp_path / "backup.sqlite3"
    with sqlite3.connect(file) as source, sqlite3.connect(backup) as target:
        source.backup(target)
    for path in (file, backup):
        assert CANARY.encode() not in everything(path)
    assert CANARY in texts.title_of(case) and CANARY in texts.plan_of(case)
    kept = case.title, case.question, case.entries.first().text, case.entries.first().key
    wiping.wipe(discussion=case)
    assert case.text_key not in set(vault.names()) and case.plan_key in set(vault.names())
    with pytest.raises(vault.KeyGone):  # the row of the back-up, after the key went
        vault.unseal(case.text_key, kept[0], about=case.public_id)
    with pytest.raises(vault.KeyGone):
        vault.unseal(case.text_key, kept[2], about=kept[3])
    case.refresh_from_db()
    assert (case.title, case.question, case.entries.count()) == (None, None, 0)
    assert texts.plan_of(case) == f"Bel {CANARY}"
