"""Concepts refined by how strongly answers deter, and by what is made of unknown preferences.

A refined concept is called after the concept it refines: ``gmr-strong`` (every improvement can be answered so
that it ends much worse), ``gmr-weak`` (stable, but not strongly), ``gmr@3`` (worse by at least degree 3), and
with unknown preferences ``gmr-a`` to ``gmr-d``, the four extensions; both together ``gmr-strong-a``.

==========  =======================================  ==========================================
extension   leaves for                               is deterred by, and gets out to
==========  =======================================  ==========================================
a           what it prefers, and the unknown         what is surely no better; anything else
b           what it surely prefers                   what is surely no better; anything else
c           what it prefers, and the unknown         what is not surely better; what is
d           what it surely prefers                   what is not surely better; what is
==========  =======================================  ==========================================
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

ATTITUDES = "abcd"
"""The four extensions to unknown preferences."""

STRONG = 2
"""The degree from which on a preference is strong."""

NAMES = {
    "nash": "Nash stability",
    "gmr": "general metarationality",
    "smr": "symmetric metarationality",
    "seq": "sequential stability",
}
"""What the concepts that can be refined are called."""

HINT = (
    "nash, gmr, smr and seq can be refined, such as gmr-strong, gmr-weak, gmr@3, gmr-a … gmr-d, gmr-strong-a"
)


@dataclass(frozen=True)
class Refinement:
    """A concept with what refines it; a plain concept where nothing does.

    Attributes
    ----------
    base
        Key of the concept.
    degree
        An answer deters that is worse by this degree at least; 0 where one that is no better does.
    strength
        How the key tells the degree: ``strong``, ``weak`` (stable, but not strongly), ``@3``, or nothing.
    attitude
        Letter of the extension to unknown preferences, if any.
    """

    base: str
    degree: int = 0
    strength: str = ""
    attitude: str = ""

    @property
    def key(self) -> str:
        """Its name as a concept."""
        strength = (
            self.strength if self.strength.startswith("@") else f"-{self.strength}" * bool(self.strength)
        )
        return self.base + strength + f"-{self.attitude}" * bool(self.attitude)

    @property
    def refined(self) -> bool:
        """Whether there is anything beyond the plain concept."""
        return bool(self.strength or self.attitude)

    @property
    def weak(self) -> bool:
        """Whether it holds where the concept does, and not strongly."""
        return self.strength == "weak"

    @property
    def leaves_for_unknown(self) -> bool:
        """Whether a decision maker leaves for a state of which it is unknown whether it prefers it."""
        return bool(self.attitude) and self.attitude in "ac"

    @property
    def deterred_by_unknown(self) -> bool:
        """Whether such a state deters it."""
        return bool(self.attitude) and self.attitude in "cd"

    @property
    def ordinary(self) -> Refinement:
        """The same without degrees."""
        return Refinement(self.base, attitude=self.attitude)

    @property
    def strong(self) -> Refinement:
        """The strong version of the same."""
        return Refinement(self.base, STRONG, "strong", self.attitude)

    @property
    def content(self) -> Refinement:
        """Nash stability under the same extension: where there is nothing to leave for."""
        return Refinement("nash", attitude=self.attitude)


def refinement(name: str) -> Refinement | None:
    """Read the name of a refined concept; None for any other.

    Examples
    --------
    >>> refinement("GMR-strong"), refinement("smr@3-b").key, refinement("gmr")
    (Refinement(base='gmr', degree=2, strength='strong', attitude=''), 'smr@3-b', None)
    """
    found = re.fullmatch(
        r"(nash|gmr|smr|seq)(?:-(strong|weak)|(@(?:0|[1-9]\d?)))?(?:-([abcd]))?", name.strip().casefold()
    )
    if found is None:
        return None
    base, word, degree, attitude = found.groups()
    strength = word or degree or ""
    if not (strength or attitude) or (base == "nash" and strength):
        return None
    least = {"strong": STRONG}.get(strength, int(strength[1:]) if degree else 0)
    return Refinement(base, least, strength, attitude or "")


def usual() -> Iterator[Refinement]:
    """Give the refinements by strength, and those by extension, one by one."""
    answered = [base for base in NAMES if base != "nash"]
    for base in answered:
        yield Refinement(base, STRONG, "strong")
        yield Refinement(base, 0, "weak")
    for base in NAMES:
        for attitude in ATTITUDES:
            yield Refinement(base, attitude=attitude)


# In words


def full_name(found: Refinement) -> str:
    """Name a refined concept in full."""
    name = NAMES[found.base]
    if found.strength in ("strong", "weak"):
        name = f"{found.strength} {name}"
    elif found.strength:
        name += f" at degree {found.degree}"
    if found.attitude:
        name += f" with unknown preferences, extension {found.attitude}"
    return name[:1].upper() + name[1:]


def meaning(found: Refinement) -> str:
    """Say for a lay reader when a state is stable."""
    if found.weak:
        plain = full_name(found.ordinary)
        return (
            f"The state is stable under {plain[:1].lower()}{plain[1:]}, but not strongly: some improvement "
            "can only be answered so that it ends mildly worse than now, or just as well."
        )
    if found.base == "nash":
        if found.leaves_for_unknown:
            return "The decision maker has no move to a state it prefers, nor to one that it might prefer."
        return "The decision maker has no move to a state that it surely prefers."
    leaves = "improvement"
    if found.attitude:
        leaves = "improvement or move into the unknown" if found.leaves_for_unknown else "sure improvement"
    text = f"Whatever {leaves} the decision maker makes, the others can answer so that it ends {_end(found)}"
    if found.base == "smr":
        return f"{text}, and whatever move of its own it then makes ends so, too."
    if found.base == "seq":
        might = ", or might improve them," if found.attitude else ""
        return f"{text}, with moves that each improve things{might} for the one who makes them."
    return f"{text}, whether or not that answer is good for them."


def _end(found: Refinement) -> str:
    """Say how an answer that deters leaves the decision maker."""
    worse = {0: "no better off than now", 1: "worse off than now", 2: "much worse off than now"}.get(
        found.degree, f"worse off than now by degree {found.degree} or more"
    )
    if not found.attitude:
        return worse
    return f"{worse}, or where nobody knows" if found.deterred_by_unknown else f"surely {worse}"


def formula(found: Refinement) -> str:
    """Give the definition in symbols."""
    leaves = "R+U_i(s)" if found.leaves_for_unknown else "R+_i(s)"
    if found.base == "nash":
        return f"{leaves} is empty."
    others = {"seq": "R+U_{N-i}(s1)" if found.attitude else "R+_{N-i}(s1)"}.get(found.base, "R_{N-i}(s1)")
    if found.weak:
        missing = f"s2 in {others} with {_deterring(found.strong)}"
        plain = found.ordinary.key
        return f"s is stable for i under {plain}, but there is an s1 in {leaves} without an {missing}."
    degree = f", where k = {found.degree}" if found.degree not in (0, STRONG) else ""
    return f"For every s1 in {leaves} there is an s2 in {others} with {_deterring(found)}{degree}."


def _deterring(found: Refinement) -> str:
    way_out = f", and {_worse(found, 's3')} for every s3 in R_i(s2)" if found.base == "smr" else ""
    return f"{_worse(found, 's2')}{way_out}"


def _worse(found: Refinement, state: str) -> str:
    sign = {0: ">=_i", STRONG: ">>_i"}.get(found.degree, ">k_i")
    return f"s {sign} {state}" + (f" or s U_i {state}" if found.deterred_by_unknown else "")


_HAMOUDA = (
    "Hamouda, Kilgour & Hipel, Group Decision and Negotiation 13 (2004); for any number of decision makers "
    "the same, Applied Mathematics and Computation 179 (2006)"
)
_DEGREES = "Xu, Hipel & Kilgour, Discrete Applied Mathematics 157 (2009)"
_LI = "Li, Hipel, Kilgour & Fang, IEEE Trans. on Systems, Man, and Cybernetics A 34 (2004)"
_HYBRID = "Xu, Hipel, Kilgour & Chen, Theory and Decision 69 (2010)"


def reference(found: Refinement) -> str:
    """Say where the definition comes from."""
    if found.attitude:
        return f"{_HYBRID}, after {_LI} and {_HAMOUDA}" if found.strength else _LI
    return _DEGREES if found.strength.startswith("@") else _HAMOUDA


def variant(found: Refinement) -> str:
    """Say how the definition is read where it leaves something open."""
    parts = []
    if found.strength.startswith("@"):
        parts.append("what is worse by this degree or more deters, so that a higher degree implies a lower")
    elif found.strength:
        parts.append("preferences of degree 2 and above are strong")
    if found.weak:
        parts.append("an equilibrium is weak where everybody holds the state, and somebody only weakly")
    if found.attitude and found.base == "seq":
        parts.append("the others answer with improvements and moves into the unknown, in all four extensions")
    if found.base == "smr" and not found.weak:
        parts.append("one and the same answer must deter and leave no way out")
    if found.attitude and found.strength:
        parts.append("the extension decides on unknown states as it does without strength")
    parts.append(f"otherwise as {'Nash' if found.base == 'nash' else found.base.upper()}")
    return "; ".join(parts)


def implies(found: Refinement) -> tuple[str, ...]:
    """Give the keys of the listed concepts under which every such state is stable as well, nearest first."""
    weaker: list[Refinement] = []
    if found.strength == "strong":
        weaker = [found.ordinary]
        if found.base != "gmr":
            weaker += [Refinement("gmr", STRONG, "strong"), Refinement("gmr")]
    elif found.weak:
        weaker = [found.ordinary]
    elif found.attitude:
        bases = {"nash": ("smr", "seq", "gmr"), "smr": ("gmr",), "seq": ("gmr",), "gmr": ()}[found.base]
        weaker = [Refinement(base, attitude=found.attitude) for base in bases]
        beyond = {"a": "bcd", "b": "d", "c": "d", "d": ""}[found.attitude]
        if found.base == "nash":  # a and c are the same, and so are b and d
            beyond = {"a": "cbd", "b": "d", "c": "abd", "d": "b"}[found.attitude]
        weaker += [Refinement(found.base, attitude=letter) for letter in beyond]
    return tuple(other.key for other in weaker)


def note(found: Refinement) -> str:
    """Remark on how it stands to other concepts."""
    if found.strength == "strong":
        return "What is stable for want of improvements, under Nash, is strongly stable."
    if found.weak:
        return f"What is stable under {found.ordinary.key.upper()} is so either strongly or weakly."
    if found.attitude:
        if found.base != "nash":
            return f"Where every preference is known it is {found.base.upper()}."
        other = dict(zip("abcd", "cdab", strict=True))[found.attitude]
        return f"It is the same as Nash-{other}, and where every preference is known it is Nash."
    return ""
