"""Caveats stay with a report, and what is redacted cannot be read out of what is shown."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modusvivendi.dossier import Dossier, Handling, redacted
from modusvivendi.errors import CaseError, EditConflict, UnknownName
from modusvivendi.statements import Statement
from tests.dossier.specimens import REPORTS, statements
from tests.dossier.test_store import GAZETTE, OPENS, REFUSES


@pytest.fixture(params=["sqlite", "postgresql"])
def path(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    if request.param == "postgresql":
        monkeypatch.setenv("MODUS_DATABASE_URL", request.getfixturevalue("postgresql"))
    with Dossier.open(tmp_path / "dossier.db") as dossier:
        dossier.add(GAZETTE, [OPENS, REFUSES])
    return tmp_path / "dossier.db"


def test_caveats_are_kept_with_the_report_even_when_it_is_taken_out_and_put_in_again(path: Path) -> None:
    with Dossier.open(path) as dossier:
        assert dossier.handling() == {}
        said = dossier.handle(
            GAZETTE.name, caveats=["internal", " Internal ", "not for\nattribution"], who="Ida"
        )
        assert said.caveats == ("internal", "not for attribution")
        assert not said.redact
        assert dossier.handle(GAZETTE.name, redact=True, who="Per").caveats == said.caveats
    with Dossier.open(path) as dossier:
        dossier.remove(GAZETTE.name)
        assert dossier.handling() == {}
        dossier.add(GAZETTE, [OPENS])
        (now,) = dossier.handling().values()
        assert (now.report, now.caveats, now.redact, now.who) == (GAZETTE.name, said.caveats, True, "Per")
        dossier.handle(GAZETTE.name, caveats=[], redact=False, who="Ida")
        assert dossier.handling() == {}


def test_saying_the_same_again_changes_nothing_and_what_is_no_caveat_is_refused(path: Path) -> None:
    with Dossier.open(path) as dossier:
        first = dossier.handle(GAZETTE.name, caveats=["internal"], who="Ida")
        assert dossier.handle(GAZETTE.name, caveats=["internal"], who="Per") == first
        for wrong in ("", "  ", "x" * 201):
            with pytest.raises(CaseError, match="caveat"):
                dossier.handle(GAZETTE.name, caveats=[wrong], who="Ida")
        with pytest.raises(UnknownName, match="did you mean gazette"):
            dossier.handle("gazete.txt", redact=True, who="Ida")


def test_handling_changed_since_one_looked_is_a_conflict(path: Path) -> None:
    with Dossier.open(path) as dossier:
        first = dossier.handle(GAZETTE.name, caveats=["internal"], who="Ida", based_on=0)
        with pytest.raises(EditConflict, match="Ida has said") as raised:
            dossier.handle(GAZETTE.name, redact=True, who="Per", based_on=0)
        assert raised.value.theirs["caveats"] == ["internal"]
        assert raised.value.yours["redact"]
        assert raised.value.version == str(first.number)
        assert dossier.handle(GAZETTE.name, redact=True, who="Per", based_on=first.number).redact


@settings(max_examples=20, deadline=None)
@given(statements(), st.sets(st.sampled_from([r.name for r in REPORTS])))
def test_nothing_of_a_redacted_report_can_be_read_out_of_what_is_shown(
    found: tuple[Statement, ...], hidden: set[str]
) -> None:
    shown = redacted(REPORTS, found, {name: Handling(report=name, redact=True) for name in hidden})
    secret = set()
    for report in REPORTS:
        if report.name in hidden:
            secret |= {report.name, report.stem, report.sha256, *(word for word in (report.outlet,) if word)}
    for statement in found:
        if statement.report in hidden:
            secret |= {
                statement.sentence,
                statement.id,
                *statement.sources,
                *filter(None, [statement.speaker]),
            }
            secret |= {link.group for link in statement.chain}
    open_ = [s for s in found if s.report not in hidden]
    kept = {s.id for s in open_}
    whole = [s.model_dump_json() for s in shown.statements() if s.id not in kept]
    whole += [r.model_dump_json() for r in shown.reports() if r.name not in {o.name for o in REPORTS}]
    assert not [word for word in secret for text in whole if word in text]
    assert [s for s in shown.statements() if s.id in kept] == sorted(
        open_, key=lambda s: (s.report, s.start, s.id)
    )
    assert sorted(shown.ids) == sorted(s.id for s in found if s.report in hidden)
    assert sorted(map(shown.id_of, (s.id for s in found))) == sorted(s.id for s in shown.statements())


@settings(max_examples=20, deadline=None)
@given(statements())
def test_the_positions_of_a_redacted_record_are_those_of_the_whole(found: tuple[Statement, ...]) -> None:
    shown = redacted(REPORTS, found, {r.name: Handling(report=r.name, redact=True) for r in REPORTS})
    whole = redacted(REPORTS, found, {})
    assert whole.reports() == tuple(sorted(REPORTS, key=lambda r: r.name))

    def held(record: object) -> list[tuple[object, ...]]:
        return sorted((p.actor, p.stance.value, p.proposal) for p in record.positions())  # type: ignore[attr-defined]

    assert held(shown) == held(whole)
