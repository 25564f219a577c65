"""What one participant sees of a discussion now, put together from what the rules let them read."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from community.cases import texts
from community.cases.method import FACILITATOR, OWNER, PITCH, RATING, VOTE, Phase
from community.models import CaseDiscussion, CaseEntry, CaseParticipant
from community.models.cases.methods import KIND_NAMES
from community.rules import cases as rules


@dataclass(slots=True)
class Shown:
    """An entry as this reader sees it, with what they may do with it."""

    entry: CaseEntry
    author: str
    kind: str
    parts: texts.Parts
    is_mine: bool
    is_draft: bool
    may_change: bool
    may_withdraw: bool
    may_rate: bool
    may_mark: bool
    target: str = ""
    votes: int = 0


@dataclass(slots=True)
class Section:
    """A phase with what may be read of it."""

    number: int
    phase: Phase
    is_now: bool
    is_past: bool
    entries: list[Shown] = field(default_factory=list)


@dataclass(slots=True)
class Page:
    """A whole discussion for one reader. `hidden` counts what was posted in this phase and waits for its end."""

    title: str
    question: str
    plan: str
    sections: list[Section]
    notes: list[Shown]
    hidden: int

    @property
    def now(self) -> Section:
        return next(section for section in self.sections if section.is_now)


def page_for(reader: CaseParticipant, discussion: CaseDiscussion) -> Page:
    """Everything this participant may read now; two queries besides what was fetched with the discussion."""
    entries = list(discussion.entries.select_related("author__user"))
    readable = [entry for entry in entries if rules.may_read(entry, reader, discussion)]
    shown = [_shown(entry, reader, discussion) for entry in readable]
    by_pk = {each.entry.pk: each for each in shown}
    for each in shown:
        if target := by_pk.get(each.entry.answers_id):
            each.target = excerpt(target.parts)
            target.votes += each.entry.kind == VOTE
    sections = [
        Section(number, phase, number == discussion.phase_number, number < discussion.phase_number)
        for number, phase in enumerate(discussion.method.phases)
    ]
    for each in shown:
        if each.entry.kind != rules.LOOK_NOTE:
            sections[each.entry.phase_number].entries.append(each)
    posted_now = [entry for entry in entries if _is_posted_now(entry, discussion)]
    return Page(
        title=texts.title_of(discussion),
        question=texts.question_of(discussion),
        plan=texts.plan_of(discussion),
        sections=sections,
        notes=[each for each in shown if each.entry.kind == rules.LOOK_NOTE],
        hidden=sum(entry.pk not in by_pk for entry in posted_now),
    )


def excerpt(parts: texts.Parts, longest: int = 90) -> str:
    """The beginning of an entry on one line."""
    words = " ".join(text for _prompt, text in parts).split()
    line = " ".join(words)
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def author_name(entry: CaseEntry, reader: CaseParticipant, discussion: CaseDiscussion) -> str:
    """Who wrote it, as far as this reader may know."""
    author = entry.author
    if author.role == FACILITATOR and not entry.is_anonymous:
        return _("De begeleider") if discussion.is_anonymous else _("%(name)s (begeleider)") % {"name": _name(author)}
    if author.role == OWNER and entry.kind not in (VOTE,) and (discussion.is_anonymous or not entry.is_anonymous):
        return _("De inbrenger") if discussion.is_anonymous else _("%(name)s (inbrenger)") % {"name": _name(author)}
    return _name(author) if rules.shows_author(entry, discussion) else _("Iemand uit de groep")


def targets_for(kind: str, page: Page, part: CaseParticipant) -> list[tuple[int, str]]:
    """What an answer can belong to, or the pitches to vote for: (id, first words)."""
    if kind == VOTE:
        found = [each for section in page.sections for each in section.entries if each.entry.kind == PITCH]
    else:
        answered = {each.entry.answers_id for each in page.now.entries if each.is_mine}
        found = [
            each
            for section in page.sections[: page.now.number + 1]
            for each in section.entries
            if not each.is_mine and each.entry.kind in ("question", "advice") and each.entry.pk not in answered
        ]
    return [(each.entry.pk, excerpt(each.parts)) for each in found if each.parts and not each.is_draft]


def candidates(page: Page, discussion: CaseDiscussion) -> list[tuple[int, str]]:
    """Whose case can be chosen: authors of pitches with their votes, or everybody where nothing is written."""
    pitches = [each for section in page.sections for each in section.entries if each.entry.kind == PITCH and each.parts]
    if pitches:
        return [
            (
                each.entry.author_id,
                _("%(pitch)s (%(author)s, stemmen: %(votes)s)")
                % {"pitch": excerpt(each.parts), "author": each.author, "votes": each.votes},
            )
            for each in sorted(pitches, key=lambda each: -each.votes)
            if each.entry.author.role != FACILITATOR
        ]
    return [
        (part.pk, _name(part))
        for part in discussion.participants.all()
        if part.role != FACILITATOR and not part.has_left and part.user
    ]


def _shown(entry: CaseEntry, reader: CaseParticipant, discussion: CaseDiscussion) -> Shown:
    is_mine = entry.author_id == reader.pk
    is_draft = entry.status == CaseEntry.Status.DRAFT
    runs = discussion.is_running and entry.phase_number == discussion.phase_number
    return Shown(
        entry=entry,
        author=author_name(entry, reader, discussion),
        kind=KIND_NAMES.get(entry.kind, ""),
        parts=texts.parts_of(entry, discussion),
        is_mine=is_mine,
        is_draft=is_draft,
        may_change=is_mine
        and entry.kind not in (VOTE, rules.LOOK_NOTE)
        and entry.status != CaseEntry.Status.WITHDRAWN
        and (runs or is_draft)
        and not discussion.wiped_at,
        may_withdraw=rules.may_withdraw(reader, discussion, entry),
        may_rate=rules.may_rate(reader, discussion, entry),
        may_mark=rules.may_mark(reader, discussion, entry) and entry.kind not in (VOTE, RATING),
    )


def _is_posted_now(entry: CaseEntry, discussion: CaseDiscussion) -> bool:
    return entry.status == CaseEntry.Status.POSTED and entry.phase_number == discussion.phase_number


def _name(part: CaseParticipant) -> str:
    return str(part.user) if part.user else _("Iemand die er niet meer is")
