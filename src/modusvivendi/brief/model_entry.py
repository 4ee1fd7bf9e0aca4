"""The model as part of a brief: options and preferences in words, with what they rest on."""

from __future__ import annotations

from modusvivendi.brief.answer import Findings
from modusvivendi.brief.contents import ConflictEntry, OmissionEntry, OptionEntry, PreferenceEntry
from modusvivendi.english import capital


def conflict_entry(found: Findings) -> ConflictEntry:
    """Say the model that was solved in numbers and in words."""
    conflict = found.conflict
    words = found.words
    preferences = []
    for dm in conflict.decision_makers:
        for preference, question, side in dm.every_statement():
            ids = tuple(i for i in preference.evidence if i in found.statements)
            preferences.append(
                PreferenceEntry(
                    decision_maker=dm.key,
                    formula=str(preference.formula),
                    text=f"{capital(words.name(dm.key))} is taken to prefer that "
                    f"{words.formula(preference.formula)}.",
                    statements=ids,
                    assumption=preference.assumption,
                    question=question,
                    answer=side,
                )
            )
    options = tuple(
        OptionEntry(
            key=f"{dm.key}.{key}",
            decision_maker=dm.key,
            label=label or key,
            statements=tuple(i for i in note.evidence if i in found.statements)
            if (note := dm.option_notes.get(key))
            else (),
        )
        for dm in conflict.decision_makers
        for key, label in dm.options.items()
    )
    irreversible = [
        name for name, bit in conflict.bits.items() if (conflict.forward | conflict.back) >> bit & 1
    ]
    return ConflictEntry(
        decision_makers={dm.key: tuple(dm.options) for dm in conflict.decision_makers},
        names={dm.key: dm.name for dm in conflict.decision_makers},
        members={dm.key: dm.members for dm in conflict.decision_makers if dm.members},
        circumstances=tuple(conflict.circumstances),
        circumstance_labels={k: v or k for k, v in conflict.circumstances.items()},
        feasible_states=len(conflict.codes),
        preferences=len(preferences),
        with_evidence=sum(bool(p.statements) for p in preferences),
        options=options,
        preference_statements=tuple(preferences),
        infeasible=tuple(str(f) for f in conflict.infeasible),
        irreversible=tuple(irreversible),
        status_quo=tuple(conflict.taken(conflict.status_quo)) if conflict.status_quo is not None else (),
        omitted=tuple(
            OmissionEntry(
                what=o.what,
                reason=o.reason,
                statements=tuple(i for i in o.evidence if i in found.statements),
            )
            for o in conflict.omitted
        ),
    )
