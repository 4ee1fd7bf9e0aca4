"""Origins: who somebody actually spoke to, and how many independent witnesses a claim has.

The origin of a statement is the innermost source of its chain. Retelling adds mentions, not witnesses. Often
it cannot be told whether two sources are one, so that every count is given as a least and a greatest number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from pydantic import BaseModel, ConfigDict

from modusvivendi.dossier.copies import NO_COPIES, Copies, copied, copies
from modusvivendi.dossier.independence import most_apart
from modusvivendi.dossier.proposals import in_order, same_proposal
from modusvivendi.dossier.provenance import Provenance, medium_key, provenance, same_medium
from modusvivendi.errors import UnknownName, nearest
from modusvivendi.giving_way import giving_way
from modusvivendi.reports.report import Report
from modusvivendi.statements.statement import SourceKind, Statement


class Origin(BaseModel):
    """An innermost source and what goes back to it.

    Attributes
    ----------
    origin
        As shown: a name, or for unnamed sources their group and the medium they spoke to.
    anonymous
        Whether it is unnamed.
    reports, statements
        Names and ids of what goes back to it.
    kind
        ``medium``, ``person``, ``body``, ``document``, ``unnamed``; ``actor`` where a party is said to have
        spoken without anybody being named, ``outlet`` where the report speaks for itself.
    medium
        For an unnamed source, the medium it spoke to.
    least, greatest
        How many independent witnesses it stands for. Unnamed sources of the same group through the same
        medium cannot be counted as two.
    same_text
        Those of the reports that have it in the same words.
    """

    model_config = ConfigDict(frozen=True)

    origin: str
    anonymous: bool
    reports: tuple[str, ...]
    statements: tuple[str, ...]
    kind: str
    medium: str | None = None
    least: int = 1
    greatest: int = 1
    same_text: tuple[str, ...] = ()


class Witnesses(BaseModel):
    """How many independent witnesses stand behind some statements.

    Attributes
    ----------
    least
        So many are certainly different.
    greatest
        More there cannot be.
    origins
        The origins counted, one for each of the greatest number.
    reason
        Why, in a sentence.
    """

    model_config = ConfigDict(frozen=True)

    least: int
    greatest: int
    origins: tuple[str, ...]
    reason: str


def origins(reports: Iterable[Report], statements: Iterable[Statement]) -> tuple[Origin, ...]:
    """Give the innermost sources of a record; reports that share one are one witness.

    Parameters
    ----------
    reports
        For their outlets.
    statements
        The record, in any order.

    Returns
    -------
    tuple of Origin
        Those with most statements first.
    """
    known = list(reports)
    outlets = {report.name: report.outlet for report in known}
    shared = copies(known)
    groups = _Groups(shared)
    for statement in giving_way(in_order(statements), 200):
        groups.put(provenance(statement, outlets))
    result = [
        Origin(
            origin=group[0].shown,
            anonymous=group[0].kind == "unnamed",
            reports=tuple(sorted({p.statement.report for p in group})),
            statements=tuple(sorted(p.statement.id for p in group)),
            kind=group[0].kind,
            medium=group[0].medium,
            same_text=_same_text(group, shared),
        )
        for group in giving_way(groups.found, 20)
    ]
    return tuple(
        sorted(result, key=lambda origin: (-len(origin.statements), origin.origin, origin.statements))
    )


class _Groups:
    """Statements put together by their innermost source, each with the first group that it belongs to.

    That is the first whose first statement has the same source, else the first with a statement that rests on
    the same sentence. ``found`` are the groups, in the order of their first statements.
    """

    def __init__(self, shared: Copies) -> None:
        self.found: list[list[Provenance]] = []
        self._shared = shared
        self._by_source: dict[tuple[object, ...], int] = {}
        self._loose: dict[bool, list[int]] = {True: [], False: []}
        self._unsigned: dict[str, list[tuple[int, Provenance]]] = {}

    def put(self, one: Provenance) -> None:
        """Put a statement into its group."""
        source = _source(one)
        place = self._by_source.get(source)
        if place is None and one.kind in _LOOSE:
            heads = self._loose[one.kind == "unnamed"]
            place = next((n for n in heads if _one_origin(self.found[n][0], one)), None)
        if place is not None:
            self._by_source[source] = place  # groups only come behind: the first one stays it
        else:
            place = self._with_the_same_text(one)
        if place is None:
            place = self._by_source[source] = len(self.found)
            self.found.append([])
            if one.kind in _LOOSE:
                self._loose[one.kind == "unnamed"].append(place)
        self.found[place].append(one)
        if one.kind not in _NAMED:
            self._unsigned.setdefault(one.statement.report, []).append((place, one))

    def _with_the_same_text(self, one: Provenance) -> int | None:
        beside = self._shared.beside(one.statement.report)
        here = (each for report in beside for each in self._unsigned.get(report, ()))
        return min((n for n, other in here if _copied(other, one, self._shared)), default=None)


_LOOSE = frozenset({"medium", "outlet", "unnamed"})
"""Kinds of sources that are one where their names are alike, rather than the same."""


def _source(one: Provenance) -> tuple[object, ...]:
    """Give what is the same for statements that `_one_origin` cannot tell apart.

    For sources that are not `_LOOSE` it is the same for no others.
    """
    if one.kind in {"medium", "outlet"}:
        return ("medium", one.name)
    if one.kind == "unnamed":
        return ("unnamed", one.unnamed[-1], one.medium)
    if one.kind == "document":
        return ("document", one.key, one.media[-1:])
    return ("named" if one.kind in {"person", "body"} else one.kind, one.key)


def _one_origin(one: Provenance, other: Provenance) -> bool:
    """Tell whether two statements have the same innermost source."""
    if {one.kind, other.kind} <= {"medium", "outlet"}:
        return same_medium(one.name, other.name)
    if one.kind != other.kind:
        return {one.kind, other.kind} == {"person", "body"} and one.key == other.key
    if one.kind == "unnamed":
        return one.unnamed[-1:] == other.unnamed[-1:] or (
            one.unnamed[-1][0] == other.unnamed[-1][0] and same_medium(one.medium or "", other.medium or "")
        )
    if one.kind == "document":
        return one.key == other.key and (one.media[-1:] == other.media[-1:])
    return one.key == other.key


_NAMED = frozenset({"person", "body", "actor", "document"})


def _copied(one: Provenance, other: Provenance, shared: Copies) -> bool:
    """Tell whether two statements without a named source rest on the same sentence in two reports."""
    return not {one.kind, other.kind} & _NAMED and shared.same_text(one.statement, other.statement)


def _same_text(group: Sequence[Provenance], shared: Copies) -> tuple[str, ...]:
    """Name the reports in which statements of an origin rest on the same sentence."""
    here: dict[str, list[Statement]] = {}
    for one in group:
        here.setdefault(one.statement.report, []).append(one.statement)
    pairs = {frozenset((report, other)) for report in here for other in shared.beside(report) & here.keys()}
    same = (
        (one, other)
        for one, other in pairs
        if any(copied(a.sentence, b.sentence) for a in here[one] for b in here[other])
    )
    return tuple(sorted({report for pair in same for report in pair}))


def witnesses(reports: Iterable[Report], statements: Iterable[Statement], ids: Iterable[str]) -> Witnesses:
    """Count the independent witnesses behind some statements.

    Parameters
    ----------
    reports, statements
        The record.
    ids
        The statements whose witnesses are counted, for instance those of a position.

    Raises
    ------
    UnknownName
        One of the ids is not in the record.
    """
    record = {statement.id: statement for statement in statements}
    wanted = sorted(set(ids))
    for name in wanted:
        if name not in record:
            raise UnknownName(f"there is no statement {name!r}", hint=nearest(name, record))
    used = {record[name].report for name in wanted}
    known = [report for report in reports if report.name in used]
    outlets = {report.name: report.outlet for report in known}
    return count([record[name] for name in wanted], outlets, copies(known))


def count(
    statements: Sequence[Statement], outlets: Mapping[str, str | None], shared: Copies = NO_COPIES
) -> Witnesses:
    """Count the independent witnesses behind some statements.

    Parameters
    ----------
    statements
        Whose witnesses are counted.
    outlets
        The outlets of their reports.
    shared
        What text the reports have in common.
    """
    found = [provenance(statement, outlets) for statement in in_order(statements)]
    if not found:
        return Witnesses(least=0, greatest=0, origins=(), reason="there is no statement")
    by_key: dict[tuple[str, ...], list[Provenance]] = {}
    for one in found:
        by_key.setdefault(_identity(one), []).append(one)
    groups = sorted(by_key.values(), key=lambda group: (_rank(_telling(group)), group[0].statement.id))
    heads = [_telling(group) for group in groups]
    pairs = list(combinations(range(len(groups)), 2))
    # Links are not passed on: a paper that rests on two officials does not make them one.
    one_voice = [(a, b) for a, b in pairs if any(_certainly_one(x, y) for x in groups[a] for y in groups[b])]
    one_text = [(a, b) for a, b in pairs if any(_copied(x, y, shared) for x in groups[a] for y in groups[b])]
    certain = [*one_voice, *one_text]
    doubtful = [
        (a, b)
        for a, b in pairs
        if _perhaps_one(heads[a], heads[b])
        or any(_one_story(x, y, shared) for x in groups[a] for y in groups[b])
    ]
    counted = most_apart(len(groups), certain)
    least = len(most_apart(len(groups), [*certain, *doubtful]))
    return Witnesses(
        least=least,
        greatest=len(counted),
        origins=tuple(heads[place].shown for place in counted),
        reason=_reason([heads[place] for place in counted], len(found), least)
        + _of_one_text([groups[place] for pair in one_text for place in pair]),
    )


def _one_story(one: Provenance, other: Provenance, shared: Copies) -> bool:
    """Tell whether two statements without a named source stand in reports that one agency may have made."""
    reports = one.statement.report, other.statement.report
    alike = shared.same_story(*reports) or shared.same_agency(*reports)
    return alike and not {one.kind, other.kind} & _NAMED


def _of_one_text(groups: Iterable[Sequence[Provenance]]) -> str:
    """Say which reports have a claim in the same words, if any have."""
    names = sorted({one.statement.report for group in groups for one in group})
    return f"; {' and '.join(names)} have it in the same words" if names else ""


def _identity(one: Provenance) -> tuple[str, ...]:
    """Give what is the same for statements that certainly have the same innermost source."""
    if one.kind in {"medium", "outlet"}:
        return ("medium", medium_key(one.name))
    if one.kind == "unnamed":
        return ("unnamed", one.unnamed[-1][0], medium_key(one.unnamed[-1][1]))
    if one.kind == "document":
        return ("document", one.key, *(medium_key(name) for name in one.media[-1:]))
    return ("actor" if one.kind == "actor" else "named", one.key)


_TELLING = ("person", "body", "document", "unnamed", "actor", "medium", "outlet")


def _rank(one: Provenance) -> tuple[int, int]:
    """Order origins by how much they tell about where a claim comes from."""
    return (_TELLING.index(one.kind), -len(one.media) - len(one.unnamed))


def _telling(group: Sequence[Provenance]) -> Provenance:
    """Give the member of a group that tells most about where it comes from."""
    return min(group, key=lambda one: (_rank(one), one.statement.id))


def _certainly_one(one: Provenance, other: Provenance) -> bool:
    """Tell whether two statements cannot be counted as two witnesses."""
    if _one_origin(one, other):
        return True
    # What a medium reports without saying whence, and what its sources told it, is one story.
    for medium, told in ((one, other), (other, one)):
        if medium.kind in {"medium", "outlet"} and any(same_medium(medium.name, name) for name in told.media):
            return True
    if _through_the_same(one, other):
        return True
    # "Norland said" and "Norland's minister said" are the same party speaking.
    for party, voice in ((one, other), (other, one)):
        if (
            party.kind == "actor"
            and voice.kind in {"person", "body"}
            and _speaks_for(voice, party.statement.actor)
        ):
            return party.statement.report == voice.statement.report
    # An outlet that tells a thing in its own voice and then cites a source for it rests on the source.
    for voice, cited in ((one, other), (other, one)):
        if (
            voice.kind == "outlet"
            and cited.kind != "outlet"
            and voice.statement.report == cited.statement.report
            and voice.statement.actor == cited.statement.actor
            and same_proposal(voice.statement, cited.statement)
        ):
            return True
    return False


def _through_the_same(one: Provenance, other: Provenance) -> bool:
    """Tell whether both passed through the same unnamed people at the same medium, or the same document."""
    for group, medium in one.unnamed:
        for other_group, other_medium in other.unnamed:
            if group == other_group and same_medium(medium, other_medium):
                return True
    papers = {link.group.casefold() for link in one.statement.chain if link.kind is SourceKind.DOCUMENT}
    others = {link.group.casefold() for link in other.statement.chain if link.kind is SourceKind.DOCUMENT}
    return bool(papers & others) and bool(one.media) == bool(other.media)


def _perhaps_one(one: Provenance, other: Provenance) -> bool:
    """Tell whether two statements that may have two witnesses may as well have one."""
    if "outlet" in {one.kind, other.kind}:
        return True  # an outlet that names no source may rest on any of the others
    if "medium" in {one.kind, other.kind} and one.kind != other.kind:
        return "unnamed" in {one.kind, other.kind}
    if one.kind == other.kind == "unnamed":
        same_group = {group for group, _ in one.unnamed} & {group for group, _ in other.unnamed}
        same_place = any(same_medium(a, b) for _, a in one.unnamed for _, b in other.unnamed)
        return bool(same_group) or same_place
    return any(
        party.kind == "actor"
        and voice.kind in {"person", "body"}
        and _speaks_for(voice, party.statement.actor)
        for party, voice in ((one, other), (other, one))
    )


def _speaks_for(voice: Provenance, actor: str) -> bool:
    """Tell whether a named source speaks for an actor, as far as is known."""
    link = voice.statement.chain[-1] if voice.statement.chain else None
    return voice.statement.actor == actor and (link is None or link.party in {None, actor})


def _reason(heads: Sequence[Provenance], mentions: int, least: int) -> str:
    """Say in a sentence why so many witnesses are counted."""
    if len(heads) == 1:
        head = heads[0]
        if head.kind == "outlet":
            return f"{head.shown} names no source"
        if mentions == 1:
            return f"one mention, by {head.shown}"
        back = f"{mentions} mentions go back to {head.shown}"
        if head.kind != "unnamed":
            return back
        return f"{back}; unnamed sources of one group through one medium cannot be counted as two"
    listed = "; ".join(head.shown for head in heads)
    if least == len(heads):
        return f"{least} origins that are certainly different: {listed}"
    are = "is" if least == 1 else "are"
    return f"of {len(heads)} origins only {least} {are} certainly independent: {listed}"
