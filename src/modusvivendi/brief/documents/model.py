"""The model and its assumptions as parts of a document."""

from __future__ import annotations

from collections.abc import Iterator

from modusvivendi import english
from modusvivendi.brief import page
from modusvivendi.brief.contents import ConflictEntry, Contents, PreferenceEntry
from modusvivendi.brief.documents.annex import Annex
from modusvivendi.brief.documents.document import (
    Block,
    Heading,
    Items,
    Line,
    Paragraph,
    code,
    line,
    quiet,
    strong,
)


def model_blocks(contents: Contents, annex: Annex) -> Iterator[Block]:
    """Give the sections on the model and on what is assumed in it; nothing where there is no model."""
    conflict = contents.conflict
    if conflict is None:
        return
    annex.enter("The model")
    yield Heading("The model", anchor="model")
    options = english.count_words(sum(map(len, conflict.decision_makers.values())), "option")
    makers = english.count_words(len(conflict.decision_makers), "decision maker")
    preferences = english.count_words(conflict.preferences, "preference statement")
    backed = english.number_words(conflict.with_evidence)
    yield Paragraph(
        line(
            f"{english.capital(makers)} with {options}; {conflict.feasible_states} feasible states. "
            f"{english.capital(preferences)}, of which {backed} "
            f"{'rests' if conflict.with_evidence == 1 else 'rest'} on reported statements. What a decision "
            "maker wants is listed most important first."
        ),
        "intro",
    )
    for maker in page.makers(conflict, contents.questions):
        yield from _maker(maker, annex)
    yield Heading("What the model takes as given", 2)
    yield Items(tuple(_given(conflict)))
    if conflict.omitted:
        yield Heading("Left out of the model, and why", 2)
        yield Items(
            tuple(
                line(strong(english.capital(o.what)), quiet(f" – {o.reason} "), annex.marks(o.statements, 4))
                for o in conflict.omitted
            )
        )
    annex.enter("Assumptions")
    yield Heading("Assumptions", anchor="assumptions")
    assumed = page.assumptions(conflict)
    if not assumed:
        yield Paragraph(line("None: every preference in the model rests on reported statements."))
        return
    yield Paragraph(
        line(
            "These are not reported. The analyst, or the rules by which the model was drafted, put them in."
        ),
        "intro",
    )
    yield Items(
        tuple(
            line(
                strong(conflict.names.get(p.decision_maker, p.decision_maker)),
                f" {p.assumption or p.text or p.formula}",
                quiet(f" (in the answer “{p.answer}” to “{p.question}”) ") if p.answer else " ",
                code(p.formula),
            )
            for p in assumed
        )
    )


def _maker(maker: page.Maker, annex: Annex) -> Iterator[Block]:
    yield Heading(maker.name, 2)
    if maker.members:
        yield Paragraph(line(quiet(f"Taken together: {english.listed(maker.members)}")))
    yield Items(
        tuple(
            line(quiet("Could "), option.label, " ", annex.marks(option.statements, 4))
            for option in maker.options
        )
        or (line(quiet("Nothing in this model")),)
    )
    wishes: list[Line] = []
    for block in maker.blocks:
        if block.question is None:
            wishes += [_wish(p, annex) for p in block.preferences]
            continue
        wishes.append(line(quiet("Open question: "), strong(block.question)))
        for answer, preferences in block.answers:
            if not preferences:
                wishes.append(line(quiet("If "), strong(answer), quiet(": nothing is added")))
            wishes += [line(quiet("If "), strong(answer), ": ", *_wish(p, annex)) for p in preferences]
    if wishes:
        yield Paragraph(line(quiet("Wants, most important first:")))
        yield Items(tuple(wishes), ordered=True)
    else:
        yield Paragraph(line(quiet("No preference is known or assumed.")))


def _wish(p: PreferenceEntry, annex: Annex) -> Line:
    known = annex.known(p.statements)
    backed = None
    if p.assumption:
        backed = quiet(f"(assumption: {p.assumption}) ")
    elif not known:
        backed = quiet("(no evidence given) ")
    text = english.capital(p.text) or p.formula
    return line(text, " ", annex.marks(known, 6), " ", backed, code(p.formula))


def _given(conflict: ConflictEntry) -> Iterator[Line]:
    taken = page.taken_words(conflict.status_quo, conflict)
    now = "; ".join(f"{maker}: {', '.join(labels)}" for maker, labels in taken) or "nothing is undertaken"
    yield line(strong("Status quo: "), now)
    for key in conflict.circumstances:
        yield line(
            strong("In nobody’s hands, worked out both ways: "),
            conflict.circumstance_labels.get(key, key),
            " ",
            code(key),
        )
    for formula in conflict.infeasible:
        yield line(strong("Cannot be: "), code(formula))
    for option in conflict.irreversible:
        yield line(strong("Cannot be undone: "), code(option))
