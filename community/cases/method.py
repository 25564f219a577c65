"""A method of case discussion as plain data: its phases, who writes what in each, and when others may read it.

`Method.from_data` reads what `methods.json` holds, what an editor's method gives, and what a discussion kept of the
version it began with: one shape for all three. Roles and kinds keep the words of that shape (the field's own, Dutch);
here they become constants.
"""

from dataclasses import dataclass

OWNER, FACILITATOR, PARTICIPANT, OBSERVER = "inbrenger", "begeleider", "deelnemer", "observator"
LAST_OWNER = "inbrenger_vorige"  # who brought in the case before this one, looking back on it
ROLES = (OWNER, FACILITATOR, PARTICIPANT, OBSERVER)
LIVE, DAYS, MIXED = "live", "async", "mixed"
AT_ONCE, AFTER_PHASE, AUTHOR_ONLY, NOTHING = "direct", "na_fase", "alleen_auteur", "geen"
# The kinds that may stand after a role ("deelnemer:vraag"), as the kinds of entries they are.
KINDS = {
    "vraag": "question",
    "antwoord": "answer",
    "samenvatting": "summary",
    "advies": "advice",
    "reactie": "reaction",
    "waardering": "rating",
    "voornemen": "commitment",
    "inzicht": "insight",
    "procesnotitie": "process_note",
    "prive": "association",
    "eigen_reflectie": "reflection",
}
RATING, VOTE, PITCH, ASSOCIATION = "rating", "vote", "pitch", "association"


@dataclass(frozen=True, slots=True)
class Phase:
    """One step. `writers` is role to kind of entry; `days` is None where the step is for live use only.

    `release`: when others read what is written (`direct`, `na_fase`, `alleen_auteur`, `geen`). `owner_waits`: the case
    owner reads nothing of this phase while it runs, even where others do. `owner_does` explains the owner's part in a
    word. `max_words` and `max_entries` (per writer) are 0 without a limit. `prompts` are the fixed fields of an entry.
    """

    key: str
    name: str
    purpose: str
    minutes: int
    days: int | None
    writers: dict[str, str]
    release: str
    owner_waits: bool
    owner_does: str
    rules: tuple[str, ...]
    prompts: tuple[str, ...]
    max_words: int
    max_entries: int
    picks_owner: bool

    @classmethod
    def from_data(cls, data: dict) -> "Phase":
        writers = {}
        for words in data["may_write"]:
            role, _colon, kind = words.partition(":")
            writers[role] = KINDS.get(kind, kind) if kind else data["entry_kind"]
        if not data["owner_writes"] or data["release"] == NOTHING:
            writers.pop(OWNER, None)
        return cls(
            key=data["key"],
            name=data["name"],
            purpose=data["purpose"],
            minutes=data["minutes"],
            days=data["days_async"],
            writers={} if data["release"] == NOTHING else writers,
            release=data["release"],
            owner_waits=data["owner_reads"] == "after_phase",
            owner_does=data.get("inbrenger", ""),
            rules=tuple(data.get("rules", ())),
            prompts=tuple(data.get("prompts", ())),
            max_words=data.get("max_words", 0),
            max_entries=data.get("max_entries", 0),
            picks_owner=data.get("picks_owner", False),
        )


@dataclass(frozen=True, slots=True)
class Method:
    """A whole method. `smallest` and `largest` count everybody in the discussion; `modes` holds `live`, `async`."""

    key: str
    name: str
    fits: str
    smallest: int
    largest: int
    modes: tuple[str, ...]
    gives_advice: bool
    storage: str
    phases: tuple[Phase, ...]

    @classmethod
    def from_data(cls, data: dict) -> "Method":
        smallest, largest = data["group"]
        return cls(
            key=data["key"],
            name=data["name"],
            fits=data["fits"],
            smallest=smallest,
            largest=largest,
            modes=tuple(data["modes"]),
            gives_advice=data["advice"],
            storage=data.get("storage", ""),
            phases=tuple(Phase.from_data(phase) for phase in data["phases"]),
        )

    @property
    def allowed_modes(self) -> tuple[str, ...]:
        """`live`, `async`, and `mixed` where the method knows both."""
        return (*self.modes, MIXED) if len(self.modes) > 1 else self.modes

    @property
    def picks(self) -> int | None:
        """The number of the phase that ends with the choice of a case; None where the owner is known from the start."""
        return next((number for number, phase in enumerate(self.phases) if phase.picks_owner), None)

    @property
    def minutes(self) -> int:
        return sum(phase.minutes for phase in self.phases)

    @property
    def days(self) -> int:
        return sum(phase.days or 0 for phase in self.phases)


def kind_to_write(phase: Phase, role: str, *, looks_back: bool = False) -> str:
    """The kind of entry that somebody with this role may write in this phase; "" for nothing.

    `looks_back`: whether they brought in the case before this one.
    """
    if looks_back and LAST_OWNER in phase.writers:
        return phase.writers[LAST_OWNER]
    return phase.writers.get(role, "")


def is_released(method: Method, *, written_in: int, now: int, ended: bool, to_owner: bool) -> bool:
    """Whether what was written in phase `written_in` may be read by others than its author.

    `now` is the number of the running phase, `ended` whether the discussion is over, `to_owner` whether the reader is
    the case owner. What belongs to a phase that was undone waits until that phase runs again.
    """
    phase = method.phases[written_in]
    is_past = ended or now > written_in
    if phase.release in (AUTHOR_ONLY, NOTHING) or not (is_past or now == written_in):
        return False
    if phase.release == AFTER_PHASE or (to_owner and phase.owner_waits):
        return is_past
    return True
