"""Reports put together at random in which something else stands between a party and what is said for it.

Each paragraph is about one of two parties, names the other in passing, may tell something of a thing, then
goes on with *it*, an office without an owner, a spokesman or a noun. Half of the pairs are of one kind (two
states, two unions), so that kind does not tell which is meant; the paragraph does, to anybody.
"""

from __future__ import annotations

from tests.statements.speakers import _ACTS, _THINGS, PARTIES, Party, Writer, _cap, _of, _Person

_PAIRED = ("government", "company", "union", "party")
_PLAIN_TITLES = ("president", "leader", "chair")
"""Offices that would be taken for others before a name (*President Ada Holm* of a union)."""


class Digresser(Writer):
    """Writes reports from a seed; see `Writer`."""

    def report(self) -> str:
        """Give a report; ``told`` has its sentences then."""
        alike = self.random.random() < 0.5
        one = self.random.choice([p for p in PARTIES if not alike or p.noun in _PAIRED])
        other = self.random.choice([p for p in PARTIES if p != one and (p.noun == one.noun) == alike])
        paragraphs = [
            f"{_cap(one.named)} and {other.named} resumed talks on Monday on a deal that has been held up "
            "since spring, and an offer is on the table."
        ]
        order = self.random.sample([one, other], 2)
        speakers = {party: (self._person(), self.random.choice(party.offices)) for party in order}
        for party in [*order, *order[: self.random.randrange(2)]]:
            beside = other if party is one else one
            paragraphs.append(self._paragraph(party, beside, *speakers[party]))
        return "\n\n".join(paragraphs)

    def _paragraph(self, party: Party, beside: Party, speaker: _Person, office: str) -> str:
        about, opening = self.random.choice(list(self._openings(party, beside).items()))
        between = self.random.choice(
            (
                "",
                "The talks began in May. ",
                "Three rounds have failed. ",
                f"The depot was closed by {beside.named} in May. ",
                "The price has doubled since. ",
                "A deadline expires in June. ",
            )
        )
        way, sentence = self.random.choice(list(self._ways(party, speaker, office).items()))
        there = way == "officials there"
        written = f"{opening} {'' if there else between}{self._tell(sentence, party, f'{about}: {way}')}"
        if speaker.full in sentence and self.random.random() < 0.5:
            he = "She" if speaker.she else "He"
            goes_on = self.random.choice(
                (
                    f"{he} {self._deed()}.",
                    f"{_cap(self._content('it'))}, {he.lower()} said.",
                    f"{he} added that {self._content('it')}.",
                )
            )
            written += " " + self._tell(goes_on, party, f"{about}: {way}, and {he}")
        return written

    def _openings(self, party: Party, beside: Party) -> dict[str, str]:
        one, other = party.named, beside.named
        ways = {
            "hesitates": f"{_cap(one)} hesitates.",
            "answered": f"{_cap(one)} has not answered {other} yet.",
            "trap": f"{_cap(one)} sees a trap in what {other} has put forward.",
            "accused": f"{_cap(one)}, which {other} accuses of delay, is in no hurry.",
            "less plain": f"What {one} wants is less plain.",
            "brief": f"{_cap(_of(one))} answer to {other} was brief.",
            "part": f"{_cap(one)}, for its part, keeps its distance from {other}.",
            "under": f"{_cap(one)} is under pressure from {other}.",
            "met": f"{_cap(one)} sent a delegation to meet {other} last week.",
            "turn": f"Now it is the turn of {one}.",
            "on": f"The pressure is now on {one}.",
            "first": f"In a first reaction, {one} was cool.",
            "patient": f"{_cap(one)} is less patient than {other}.",
        }
        if party.is_state:
            ways["in"] = f"In {one} the mood has changed."
            ways["side"] = f"On the {party.adjective} side the mood has changed."
        return ways

    def _ways(self, party: Party, speaker: _Person, office: str) -> dict[str, str]:
        full, noun, said = speaker.full, party.noun, self._content
        ways = {
            "it did": f"It {self._deed()}.",
            "its office, P": f"Its {office}, {full}, said {said('it')}.",
            "the office, P": f"The {office}, {full}, said {said('it')}.",
            "a spokesman": f"A spokesman said {said('it')}.",
            "the noun": f"The {noun} {self._deed()}.",
            "said P, the office": f"“We will not {self.random.choice(_ACTS)},” said {full}, the {office}.",
            "according to": f"According to the {office}, {full}, {said('it')}.",
            "P, its office, did": f"{full}, its {office}, {self._deed()}.",
            "P, the office, did": f"{full}, the {office}, {self._deed()}.",
            "one of its": f"One of its negotiators said {said('it')}.",
            "its office said": f"{_cap(said('it'))}, its {office}, {full}, said.",
            "office P said": f"{_cap(said('it'))}, {office} {full} said.",
            "the noun, said P": f"{_cap(said('the ' + noun))}, said {full}, its {office}.",
            "a noun spokesman": f"{'An' if noun[0] in 'aeiou' else 'A'} {noun} spokesman said {said('it')}.",
        }
        if office not in _PLAIN_TITLES:
            ways["Office P"] = f"{_cap(office)} {full} said {said('the ' + noun)}."
        if party.is_state:
            ways["the ministry"] = f"The foreign ministry said {said('it')}."
            ways["officials there"] = f"Officials there said {said('the government')}."
        return ways

    def _content(self, subject: str) -> str:
        self._refill()
        return super()._content(subject)

    def _deed(self) -> str:
        self._refill()
        return super()._deed()

    def _refill(self) -> None:
        """Have something left to say."""
        if len(self.acts) < 2 or len(self.things) < 2:
            self.acts = self.random.sample(_ACTS, len(_ACTS))
            self.things = self.random.sample(_THINGS, len(_THINGS))
