"""The eight methods, run through in every mode they allow: who writes and who reads what, in every phase.

What is expected is worked out from `methods.json` itself, in plain words, apart from the code that decides.
"""

import re
import uuid

import pytest
from django.utils import translation

from cms.content_checks.language import EASIER
from community.actions.cases import discussions, entries, phases
from community.actions.refusal import Refused
from community.cases import standard, texts
from community.cases.method import Method
from community.models import CaseEntry, DiscussionMethod
from community.models.cases.methods import KIND_NAMES
from community.rules import cases as rules
from tests.community.cases.factories import peer_group, person

pytestmark = pytest.mark.django_db
SOURCE = {data["key"]: data for data in standard.read()}
RUNS = [(key, mode) for key, data in SOURCE.items() for mode in Method.from_data(data).allowed_modes]
NAMES = ("Anna", "Bram", "Cora", "Derk", "Eefje", "Floor")


@pytest.fixture(scope="module")
def world(module_db):
    people = [person(name) for name in NAMES]
    return {"people": people, "group": peer_group(*people)}


def test_rows_say_what_the_file_says():
    for data in SOURCE.values():
        row = Method.from_data(DiscussionMethod.objects.get(key=data["key"]).as_data())
        plain = Method.from_data(data)
        assert (row.name, row.modes, row.smallest, row.largest) == (
            plain.name,
            plain.modes,
            plain.smallest,
            plain.largest,
        )
        for mine, theirs in zip(row.phases, plain.phases, strict=True):
            for field in (
                "key",
                "writers",
                "release",
                "owner_waits",
                "prompts",
                "max_words",
                "max_entries",
                "picks_owner",
            ):
                assert getattr(mine, field) == getattr(theirs, field), (data["key"], mine.key, field)
            assert set(mine.writers.values()) <= set(KIND_NAMES)


@pytest.mark.parametrize(("key", "mode"), RUNS, ids=[f"{key}-{mode}" for key, mode in RUNS])
def test_method_runs_through(world, key, mode):
    Run(world, key, mode).through()


class Run:
    """One discussion, from beginning to end, with every participant trying to write and read in every phase."""

    def __init__(self, world, key, mode):
        self.source, self.people = SOURCE[key], world["people"]
        method = DiscussionMethod.objects.get(key=key)
        shared = {"key": uuid.uuid4(), "group": world["group"], "method": method, "mode": mode}
        self.picks = next((n for n, phase in enumerate(self.source["phases"]) if phase.get("picks_owner")), None)
        if self.picks is None:
            self.case = discussions.bring_in(owner=self.people[5], title="Titel", question="Wat nu?", **shared)
            self.reload()
            assert self.case.state == "a_proposed" and self.seen_by_others() == []
            self.case = discussions.release(discussion=self.case, by=self.people[0], expected_version=self.case.version)
        else:
            self.case = discussions.begin(**shared)
        self.reload()
        watcher = next(part for part in self.parts if part.role == "deelnemer")
        phases.give_role(discussion=self.case, part=watcher, role="observator", by=self.people[0])
        self.reload()
        self.written = []

    def reload(self):
        self.case = type(self.case).objects.select_related("group").get(pk=self.case.pk)
        self.parts = list(self.case.participants.select_related("user"))

    def seen_by_others(self):
        roles = {part.user_id: part.role for part in self.parts}
        return [user for user in self.people if roles[user.pk] == "deelnemer" and self.case in rules.cases_of(user)]

    def through(self):
        for number, phase in enumerate(self.source["phases"]):
            assert self.case.phase_number == number
            self.everybody_writes(number, phase)
            self.everybody_reads(number, ended=False)
            if number == 2:
                self.undo_and_redo()
            self.move()
            self.everybody_reads(number + 1, ended=self.case.has_ended)
        assert self.case.state == "c_closed"
        assert {part.role for part in self.parts if part.attended} >= {"begeleider"}

    def move(self):
        owner = None
        if self.picks == self.case.phase_number:
            owner = next(part for part in self.parts if part.role == "deelnemer")
        leader = next(part for part in self.parts if part.role == "begeleider")
        self.case = phases.move(
            discussion=self.case, by=leader.user, expected_version=self.case.version, owner=owner, pace="live"
        )
        self.reload()

    def undo_and_redo(self):
        """One step back hides again what that step released; a second one is refused."""
        before = self.case.phase_number
        self.case = phases.undo(discussion=self.case, by=self.people[0], expected_version=self.case.version)
        self.reload()
        self.everybody_reads(before - 1, ended=False)
        with pytest.raises(Refused):
            phases.undo(discussion=self.case, by=self.people[0], expected_version=self.case.version)
        self.move()

    def everybody_writes(self, number, phase):
        for part in self.parts:
            expected = expected_kind(phase, part.role)
            assert rules.writable_kind(part, self.case) == expected, (phase["key"], part.role)
            kind = expected or "question"
            entry = entries.write(
                discussion=self.case, part=part, key=uuid.uuid4(), written_in=number, kind=kind, parts=[("", "Woorden")]
            )
            assert (entry.status == CaseEntry.Status.POSTED) == bool(expected)
            if expected:
                self.written.append((number, part.pk, entry))

    def everybody_reads(self, now, ended):
        fresh = CaseEntry.objects.in_bulk([entry.pk for _phase, _author, entry in self.written])
        for written_in, _author, entry in self.written:
            gone = ended and self.source["phases"][written_in]["entry_kind"] == "association"
            assert texts.parts_of(fresh[entry.pk], self.case) == ([] if gone else [("", "Woorden")])
        for reader in self.parts:
            readable = {entry.pk for entry in rules.entries_for(reader, self.case)}
            for written_in, author, entry in self.written:
                phase = self.source["phases"][written_in]
                expected = author == reader.pk or expected_read(phase, written_in, now, ended, reader.role)
                assert (entry.pk in readable) == expected, (phase["key"], now, reader.role)
            notes = CaseEntry.objects.filter(status="draft").exclude(author=reader)
            assert not readable & set(notes.values_list("pk", flat=True))


def expected_kind(phase, role):
    """The kind of entry, from the words in the file."""
    if phase["release"] == "geen" or (role == "inbrenger" and not phase["owner_writes"]):
        return ""
    named = dict((words + ":").split(":")[:2] for words in phase["may_write"])
    if role not in named:
        return ""
    dutch = {
        "vraag": "question", "antwoord": "answer", "samenvatting": "summary", "advies": "advice", "reactie": "reaction",
        "waardering": "rating", "voornemen": "commitment", "inzicht": "insight", "procesnotitie": "process_note",
        "prive": "association", "eigen_reflectie": "reflection",
    }  # fmt: skip
    return dutch[named[role]] if named[role] else phase["entry_kind"]


def expected_read(phase, written_in, now, ended, role):
    """Whether somebody else than the author reads it, from the words in the file."""
    over = ended or now > written_in
    if phase["release"] == "alleen_auteur" or (now < written_in and not ended):
        return False
    if phase["release"] == "na_fase" or (role == "inbrenger" and phase["owner_reads"] == "after_phase"):
        return over
    return True


@pytest.mark.parametrize("key", ["balint", "imi"])
def test_methods_for_live_use_alone_refuse_days(world, key):
    with pytest.raises(Refused):
        discussions.begin(
            key=uuid.uuid4(), group=world["group"], method=DiscussionMethod.objects.get(key=key), mode="async"
        )


def test_the_owner_before_looks_back_first(world):
    run = Run(world, "incidentmethode", "async")
    run.through()
    last = next(part.user for part in run.parts if part.role == "inbrenger")
    later = Run(world, "incidentmethode", "live")
    for part in later.parts:
        back = entries.looks_back(part, later.case)
        assert back == (part.user == last)
        assert rules.writable_kind(part, later.case, looks_back=back) == ("follow_up" if back else "")


def test_a_running_discussion_keeps_the_version_it_began_with(world):
    run = Run(world, "vijfstappen", "async")
    method = DiscussionMethod.objects.get(key="vijfstappen")
    method.phases.filter(key="vraag").update(name="Anders", participant_kind="advice")
    run.reload()
    assert run.case.phase.name == "Vraagintroductie"
    assert run.case.method_data["version"] == method.version


def texts_of(method: dict) -> list[str]:
    phases = method["phases"]
    own = [method["name"], method["fits"], method.get("storage", "")]
    told = [phase[name] for phase in phases for name in ("name", "purpose", "inbrenger")]
    listed = [each for phase in phases for each in (*phase["rules"], *phase.get("prompts", ()))]
    return [text for text in own + told + listed if text]


def test_words_of_every_method_are_plain_and_have_english():
    for text in (text for method in standard.read() for text in texts_of(method)):
        assert all(len(sentence.split()) <= 20 for sentence in re.split(r"[.?!:] ", text)), text
        assert not [word for word in EASIER if re.search(rf"\b{word}\b", text.lower())], text
        with translation.override("en"):
            assert standard.in_language(text) != text or text in {"Balint", "3 Dilemma", "Norm"}, text
    assert standard.in_language("Adviesronde") == "Adviesronde"
    with translation.override("en"):
        assert standard.in_language("Wat een redacteur zelf schreef") == "Wat een redacteur zelf schreef"
