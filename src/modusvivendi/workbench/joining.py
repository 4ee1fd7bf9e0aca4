"""What people take for one: two names of a party, two wordings of a matter; and how it is taken apart again.

A join corrects every statement concerned, under the name of whoever makes it and with a note that says what
was joined; so the record, drafting and every export follow, and the history tells who said so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from modusvivendi.dossier import corrections
from modusvivendi.dossier.review import Review
from modusvivendi.dossier.standing import subjects
from modusvivendi.dossier.versions import version_of
from modusvivendi.english import capital
from modusvivendi.errors import CaseError, EditConflict, ModusError, UnknownName, nearest
from modusvivendi.workbench.own_names import call_besides, call_no_more
from modusvivendi.workbench.workplace import Workplace

if TYPE_CHECKING:
    from modusvivendi.brief.contents import PositionEntry
    from modusvivendi.statements.statement import Statement
    from modusvivendi.workbench.snapshot import RecordSnapshot
    from modusvivendi.workbench.substance import Substance

Kind = Literal["party", "matter"]

_NOTES: dict[Kind, str] = {"party": "{one} is {other}", "matter": "the matter “{one}” is “{other}”"}
"""What the history says of each statement that a join changed."""

_ACCEPTING = "accept:"
"""Begins the name of an act that is to accept what others do."""


Changes = Mapping[str, Mapping[str, Any]]
"""New values by field, by the ids of statements."""

_ATTEMPTS = 5
"""How often a join is worked out anew where others decide about the same statements meanwhile."""


@dataclass(frozen=True)
class Join:
    """Two names that somebody took for one.

    Attributes
    ----------
    one, other
        What is called ``other`` since.
    who, when
        Whose decision it is.
    reviews
        The numbers of the corrections that still stand.
    """

    kind: Kind
    one: str
    other: str
    who: str
    when: str
    reviews: tuple[int, ...]

    @property
    def key(self) -> str:
        """Tell it from all others."""
        return str(self.reviews[0])


def matter_of(position: PositionEntry) -> str:
    """Name the matter of a position as the table does."""
    return capital(position.topic or position.proposal)


def matters(substance: Substance) -> dict[str, tuple[str, ...]]:
    """Give the parties that are reported on each matter, by its name."""
    found: dict[str, dict[str, None]] = {}
    for position in substance.position_entries:
        found.setdefault(matter_of(position), {})[position.actor] = None
    return {name: tuple(found[name]) for name in sorted(found)}


def check_names(substance: Substance, kind: Kind, one: str, other: str) -> None:
    """Refuse to take for one what is not there, or is one already.

    Raises
    ------
    UnknownName, CaseError
        Nothing is reported of one of them, or they are one already.
    """
    if kind == "party":
        known, nothing = sorted({s.actor for s in substance.statements()}), "nothing is reported of"
    else:
        known, nothing = list(matters(substance)), "no position is about"
    for name in (one, other):
        if name not in known:
            raise UnknownName(f"{nothing} {name!r}", hint=nearest(name, known))
    if one == other:
        raise CaseError(f"they are one {kind} already", hint="choose another")


def join_parties(place: Workplace, party: str, other: str, who: str) -> int:
    """Correct all statements of a party, and those on what it would do, to be those of another.

    In reports that come later both names mean the other, too.

    Returns
    -------
    int
        How many statements are corrected.

    Raises
    ------
    UnknownName, CaseError
        Nothing is reported of one of them, or they are one already.
    """

    def plan(record: RecordSnapshot) -> Changes:
        check_names(record.substance, "party", party, other)
        return {
            s.id: {field: other for field in ("actor", "target") if getattr(s, field) == party}
            for s in record.statements()
            if party in (s.actor, s.target)
        }

    found = _corrected(place, plan, who, _NOTES["party"].format(one=party, other=other))
    learn_name(place, "party", party, other)
    return found


def join_matters(place: Workplace, matter: str, other: str, who: str, *, undecided_only: bool = False) -> int:
    """Correct all statements on a matter to be about the same act as those on another.

    Numbers in them stay what they are, and so does who would act.

    Parameters
    ----------
    place, matter, other, who
        The case, the two matters, and whose decision it is.
    undecided_only
        Leave alone what anybody has decided about.

    Returns
    -------
    int
        How many statements are corrected.

    Raises
    ------
    UnknownName, CaseError
        There is no such matter, or they are one already.
    """

    def plan(record: RecordSnapshot) -> Changes:
        substance = record.substance
        check_names(substance, "matter", matter, other)
        target = next(p for p in substance.position_entries if matter_of(p) == other)
        model = next(s for i in target.statements if (s := substance.by_id[i]).act is not None)
        ids = {
            i
            for position in substance.position_entries
            if matter_of(position) == matter
            for i in (*position.statements, *(i for past in position.history for i in past.statements))
        }
        return {
            s.id: _about(s, model, target)
            for s in substance.statements()
            if s.id in ids
            and s.act is not None
            and not (undecided_only and record.standing.subject_of(s.id) is not None)
        }

    return _corrected(place, plan, who, _NOTES["matter"].format(one=matter, other=other))


def join_later(place: Workplace) -> int:
    """Take for one in reports that came since what people took for one matter before.

    Returns
    -------
    int
        How many statements are corrected, each under the name of whoever joined the matters.
    """
    record, found = place.record(), 0
    for join in joins(record):
        if join.kind == "matter" and join.one in matters(place.record().substance):
            with suppress(ModusError):  # of the other nothing is left; then it is no join any more
                found += join_matters(place, join.one, join.other, join.who, undecided_only=True)
    return found


def _about(statement: Statement, model: Statement, target: PositionEntry) -> dict[str, Any]:
    """Say what makes a statement one about the same act as another."""
    assert statement.act is not None and model.act is not None
    accepting = _ACCEPTING if statement.act.action.startswith(_ACCEPTING) else ""
    action = accepting + model.act.action.removeprefix(_ACCEPTING)
    act = statement.act.model_copy(update={"action": action, "label": model.act.label})
    plain = statement.model_dump(mode="json")
    kept = {name: plain[name] for name in ("quantity", "condition_acts", "effect")}
    # What has no name of its own is one matter on the page where it is worded alike.
    worded = {} if target.topic else {"proposal": target.proposal}
    return {**worded, **kept, "act": act.model_dump(mode="json")}


def _corrected(place: Workplace, plan: Callable[[RecordSnapshot], Changes], who: str, note: str) -> int:
    """Correct many statements: all of them or none, as they stood when the correction was worked out.

    That takes long, and is done while others decide. Where one of them was faster about one of these
    statements, it is worked out again for what stands then.
    """
    for attempts_left in reversed(range(_ATTEMPTS)):
        record = place.record()
        wanted = corrections.changed_together(record.statements(), plan(record))
        by_id, subject_of = record.substance.by_id, record.standing.subject_of
        seen = {id_: version_of(by_id[id_], subject_of(id_)) for id_ in wanted}
        try:
            with place.deciding() as dossier:
                dossier.edit_together(wanted, who=who, note=note, based_on=seen)
            return len(wanted)
        except EditConflict:
            if not attempts_left:
                raise
    raise AssertionError  # pragma: no cover


def joins(record: RecordSnapshot) -> tuple[Join, ...]:
    """Give all joins that stand, at least in part, the latest first."""
    found: dict[tuple[Kind, str, str, str], list[Review]] = {}
    for subject in subjects(record.reviews):
        last = subject.current
        told = _told(last) if last is not None else None
        if last is not None and told is not None:
            found.setdefault((*told, last.who), []).append(last)
    made = []
    for (kind, one, other, who), reviews in found.items():
        when = max(review.when for review in reviews).isoformat(timespec="seconds")
        made.append(Join(kind, one, other, who, when, tuple(sorted(r.number for r in reviews))))
    return tuple(sorted(made, key=lambda join: (join.when, join.reviews), reverse=True))


_MATTER = re.compile(_NOTES["matter"].format(one="(.+?)", other="(.+)"))


def _told(review: Review) -> tuple[Kind, str, str] | None:
    """Say what was joined where a statement was corrected; None where it was corrected by itself."""
    if found := _MATTER.fullmatch(review.note):
        return ("matter", found[1], found[2]) if "act" in review.changes else None
    for name in {review.changes.get("actor"), review.changes.get("target")} - {None}:
        if (one := review.note.removesuffix(f" is {name}")) and one != review.note:
            return "party", one, str(name)
    return None


def join_of(record: RecordSnapshot, key: str) -> Join:
    """Give a join by its key.

    Raises
    ------
    UnknownName
        It does not stand any more.
    """
    found = next((join for join in joins(record) if join.key == key), None)
    if found is None:
        raise UnknownName("nobody takes these for one any more", hint="load the page again")
    return found


def take_apart(place: Workplace, key: str, who: str) -> Join:
    """Take back a join: each statement says again what it said before.

    Raises
    ------
    UnknownName
        It does not stand any more.
    """
    found = join_of(place.record(), key)
    with place.deciding() as dossier:
        dossier.undo_together(found.reviews, who=who)
    forget_name(place, found.kind, found.one, found.other)
    return found


def learn_name(place: Workplace, kind: Kind, one: str, other: str) -> None:
    """Make reports that come later call a party by the name that it has here."""
    if kind == "party":
        call_besides(place.case, other, one)


def forget_name(place: Workplace, kind: Kind, one: str, other: str) -> None:
    """Make reports that come later call two parties by their own names again."""
    if kind == "party":
        call_no_more(place.case, other, one)
