"""What is said of somebody beside the name: an office, a body they lead, act for or come from."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from modusvivendi.statements.actors import nouns
from modusvivendi.statements.actors.first_names import first_names
from modusvivendi.statements.actors.gazetteer import fold
from modusvivendi.statements.actors.kinds import OF_NOUN, Kind, is_description
from modusvivendi.statements.actors.names import is_name_word, name_span, organisation_span
from modusvivendi.statements.actors.offices import OF_MINISTRIES, PORTFOLIOS
from modusvivendi.statements.actors.phrases import is_role
from modusvivendi.statements.actors.titles import Titles
from modusvivendi.statements.actors.who import Who

_NAMING = nouns.words("go call know identify introduce")
_LEADING = nouns.words("lead head chair run represent advise command direct manage speak own mediate")
_CHAIRING = nouns.words("lead head chair run represent direct")
_FORMER = nouns.words("former ex retired one-time onetime erstwhile then-former ex-")
_FOLLOWED = nouns.words(
    "Party Union Alliance Front Movement Bloc Coalition List League Rally Liberals Greens Labour"
)
"""Words in the names of parties that are called somebody's."""


_PLACED = nouns.words(
    "House Museum Theatre Gallery School Hospital Hall State Kingdom Republic Province City Park Bridge "
    "Prize Award Act Law Book Plan Street Road Palace Castle Times Post News Herald Show Project Bill"
)
"""Last words of names that are no parties, whosoever they are."""


def _is_of_state(head: Token) -> bool:
    """Recognise *the head of state*, which names no state."""
    return any(
        p.lower_ in ("state", "government") and not [*p.children]
        for c in head.children
        if c.lower_ == "of"
        for p in c.children
    )


class Beside(Titles):
    """Reading what stands beside a name; see `Titles`."""

    def _apposition(self, token: Token) -> tuple[str | None, Who | None, bool]:
        """Read the office that stands beside a name: *X, the head of the Y*, *Its chief negotiator, X*."""
        candidates = [token.head] if token.dep_ == "appos" else []
        if candidates and token.head.dep_ == "appos" and is_role(token.head) and is_role(token.head.head):
            candidates = [token.head.head]  # "Its envoy, the retired judge X"
        if token.dep_ == "conj" and token.head.dep_ == "appos" and token.head.head.tag_ == "NNS":
            candidates.append(token.head.head)  # "Its leaders, Ada Holm and X"
        role = self._role_of_several(token)
        candidates += [role] if role is not None else []
        candidates += [child for child in token.children if child.dep_ == "appos" and child.i > token.i]
        candidates += [
            is_one
            for child in token.children
            if child.dep_ == "relcl" and child.lemma_ == "be" and child.tag_ in ("VBZ", "VBP")
            for is_one in child.children
            if is_one.dep_ == "attr" and is_one.i > child.i and is_role(is_one)
        ]  # "X, who is the union's president"
        if token.dep_ == "appos" and token.head.dep_ == "pobj" and token.head.head.dep_ == "prep":
            candidates.append(token.head.head.head)  # "Its director for Africa, X"
        office = self._set_off_before(token)
        if office is not None and not candidates:
            candidates.append(office)
        follows = (
            self.doc[token.i + 2]
            if token.i + 3 < len(self.doc) and self.doc[token.i + 1].text == ","
            else None
        )
        if follows is not None and (
            follows.lower_ in ("the", "a", "an", "its", "his", "her", "their") or is_role(follows)
        ):
            for t in self.doc[token.i + 2 : min(token.i + 9, token.sent.end)]:
                if t.text == "," or t.pos_ in ("VERB", "AUX", "CCONJ"):
                    break
                if is_role(t):
                    if self._is_of_another(t.head if t.dep_ == "amod" else t, token):
                        break  # "a centre in Norra, the Maltese foreign minister, Ada Holm, said"
                    if not any(c.dep_ == "nummod" for c in t.children):  # "a town of 4,000 people"
                        candidates.append(t)
                    break
        before = name_span(token, self.spots).start - 1
        named = before > 0 and "name" in (self.doc[before].lower_, self.doc[before - 1].lower_)
        by_name = next(
            (
                a
                for a in token.ancestors
                if a.dep_ == "relcl"
                and (a.lemma_ in _NAMING or (named and a.lemma_ in ("use", "adopt", "bear")))
            ),
            None,
        )
        if by_name is not None and token.i > by_name.i > by_name.head.i:
            found = [w for w in self.refer(by_name.head) if w.party]  # "a commander who calls himself X"
            if found:
                return found[0].role or "leader", replace(found[0], known=True, kind=None), False
        for noun in candidates:
            if noun.lower_ == "general" and noun.i > 1 and self.doc[noun.i - 1].text == "-":
                noun = self.doc[noun.i - 2]  # noqa: PLW2901 -- "its secretary-general, X"
            owned = any(c.dep_ == "poss" for c in noun.children)
            full = name_span(token, self.spots)
            body = noun.lemma_.lower() in OF_NOUN or noun.lemma_.lower() in nouns.GROUPS
            body = (body and full[0].text not in first_names()) or noun.text in nouns.ORGANISATIONS
            if not is_role(noun) and owned and not body and self.census.is_person(full.text):
                return "aide", self.owner(noun), False  # "Brandt's factor, Hamish Orde"
            described = (g for c in noun.children if c.lower_ in ("of", "at", "for") for g in c.children)
            if self._explicit_only and any(
                is_description(c)
                for c in (*noun.children, *described)
                if c.dep_ in ("poss", "pobj", "compound", "nmod")
            ):
                return noun.lemma_.lower(), None, any(c.lower_ in PORTFOLIOS for c in noun.children)
            if self._explicit_only and self._is_of_it(noun):
                return noun.lemma_.lower(), None, any(c.lower_ in PORTFOLIOS for c in noun.children)
            if noun.lower_ == "chancellor" and self.doc[max(0, noun.i - 2) : noun.i].text.lower() == "vice-":
                return "vice-chancellor", self.owner(noun), False
            if noun.lower_ in nouns.CLERGY and any(c.lower_ == "of" for c in noun.children):
                return noun.lower_, None, False  # "the bishop of Norra, X", who speaks for no town
            if is_role(noun) and any(c.lower_ in _FORMER for c in noun.children if c.i < noun.i):
                return "former", None, False
            if noun.lower_ == "head" and _is_of_state(noun):
                return "president", None, False
            if is_role(noun):
                of_ministry = OF_MINISTRIES if noun.lower_ == "secretary" else frozenset()
                portfolio = any(c.lower_ in PORTFOLIOS | of_ministry for c in noun.children)
                definite = any(c.lower_ == "the" for c in noun.children)
                held = self.remembered(noun) if definite else None
                if held is not None and held.is_person and " " in held.name:
                    held = held if held.name.endswith(token.text) else None  # by somebody else
                return noun.lemma_.lower(), self.owner(noun) or held, portfolio
        return self._told_of(token)

    def _set_off_before(self, token: Token) -> Token | None:
        """Give the office of *According to the minister, Ada Holm, it would*, whatever the parse made."""
        start = name_span(token, self.spots).start
        if start < token.sent.start + 2 or token.i + 1 >= token.sent.end:
            return None
        office, comma, after = self.doc[start - 2], self.doc[start - 1], token.nbor()
        set_off = comma.text == "," and after.text == ","
        return office if set_off and is_role(office) and office.tag_ == "NN" else None

    def _is_of_it(self, office: Token) -> bool:
        """Tell whether an office is *its*, in a sentence that has no name for it."""
        its = any(c.lower_ in ("its", "their") for c in office.children)
        subjects = (t for t in office.sent if t.dep_ in ("nsubj", "nsubjpass") and t.i < office.i)
        described = [is_description(t) for t in subjects if t is not office.head]
        return its and all(described)

    def _is_of_another(self, office: Token, place: Token) -> bool:
        """Tell whether an office after a place belongs to the name that follows it."""
        placed = place.dep_ == "pobj" and place.head.lower_ in ("in", "at", "near", "from", "outside")
        return placed and any(
            c.dep_ == "appos" and is_name_word(c) and c.i > office.i for c in office.children
        )

    def _role_of_several(self, token: Token) -> Token | None:
        """Give the role of somebody named with others after it (*The leaders of the List, X and Y, …*)."""
        first = token
        while first.dep_ == "conj":
            first = first.head
        if first is token or first.dep_ != "pobj":
            return None
        role = first.head.head
        person = self.census.is_person(name_span(token, self.spots).text)
        return role if person and role.tag_ == "NNS" and is_role(role) else None

    def _leads(self, token: Token) -> Who | None:
        """Give the body somebody is said to lead (*Ada Holm chairs the League*)."""
        verb = token.head
        if token.dep_ == "pobj" and verb.dep_ == "agent" and verb.head.dep_ == "acl":  # "a campaign led by X"
            body = verb.head.head if verb.head.lemma_ in _CHAIRING else None
            body = body.head if body is not None and body.dep_ == "appos" else body
            found = self.refer(body) if body is not None and body.tag_ != "NNS" else []
            plain = found and found[0].party and found[0].known and found[0].kind is None
            return found[0] if plain and found[0].role != "place" else None
        if token.dep_ != "nsubj" or verb.lemma_ not in _CHAIRING or verb.i < token.i:
            return None
        for led in verb.children:
            if led.dep_ == "dobj":
                found = self.refer(led)
                if found and found[0].party and found[0].known and found[0].kind is None:
                    return found[0] if found[0].role != "place" and not found[0].is_person else None
        return None

    def _has_party(self, token: Token) -> Who | None:
        """Give whose leader somebody is (*Ada Holm's Reform Party*, *the Reform Alliance of Ada Holm*)."""
        noun = token.head
        if token.dep_ == "pobj" and noun.lower_ == "of":
            noun = noun.head
        elif token.dep_ != "poss":
            return None
        if noun.dep_ == "poss" and is_name_word(noun.head):
            noun = noun.head  # "Ada Holm's People's Party"
        if not is_name_word(noun) or not self.census.is_person(name_span(token, self.spots).text):
            return None
        span = organisation_span(noun)
        if span is None or span.start in self.spots:
            return None
        who = self.organisations.get(fold(span.text))
        if any(t.text in _FOLLOWED for t in span):
            return who
        full = name_span(token, self.spots)
        named = span[0].i and self.doc[span.start - 1].lower_ in ("the", "'s", "’s") and len(full) > 1
        if (
            not named
            or not 1 < len(span) < 4
            or span[-1].text in nouns.ORGANISATIONS
            or span[-1].text in _PLACED
        ):
            return None
        name = fold(span.text)  # "the Green Path of Ada Holm"
        if who is None:
            self.kinds.note(name, {Kind.POLITICAL}, 1.5)
        return who or self.organisations.setdefault(name, self.party(name, noun))

    def _led(self, body: Token) -> list[Who]:
        """Give whom somebody leads: of *their committee* whoever has it, of a stretch of land nobody."""
        if any(c.tag_ == "PRP$" for c in body.children):
            owner = None if self._explicit_only else self.owner(body)
            return [owner] if owner is not None else []
        whole = next((p for c in body.children if c.lower_ == "of" for p in c.children), None)
        if whole is not None and is_name_word(whole) and not is_name_word(body):
            found = [w for w in self.refer(whole) if w.party and w.known and w.kind is None]
            if found and found[0].role != "place":  # "the Swiss business of Alpine Air"
                return found
        found = self.refer(body)
        land = OF_NOUN.get(body.lemma_.lower(), frozenset()) == {Kind.REGION}
        return [] if land and found and not found[0].known else found

    def _told_of(self, token: Token) -> tuple[str | None, Who | None, bool]:
        """Read what is said of somebody after the name: *who leads the Y*, *whose Y party*, *of the Y*."""
        for child in token.subtree:  # "X, who leads the Movement", "X of the law firm Y, who advises Z"
            if child.dep_ == "relcl" and child.lemma_ in _LEADING and child.i > token.i:
                led = next((c for c in child.children if c.dep_ == "dobj"), None) or next(
                    (p for c in child.children if c.lower_ == "for" for p in c.children if p.dep_ == "pobj"),
                    None,
                )
                found = self._led(led) if led is not None else []
                if led is not None and not found and self._explicit_only:
                    return None, None, False  # "who heads their committee": whose, the context tells
                if not found or not found[0].known or found[0].role == "place":
                    wider = (c for c in child.subtree if c.lower_ in ("for", "at") and c.dep_ == "prep")
                    employer = next((p for c in wider for p in c.children if p.dep_ == "pobj"), None)
                    found = (self.refer(employer) if employer is not None else []) or found
                if found and found[0].party and not found[0].is_person:
                    return "leader", replace(found[0], known=True), False
            whose = next((c for c in child.children if c.lower_ == "whose"), None)
            a_party = child.text in nouns.ORGANISATIONS or child.text in nouns.POLITICAL
            if whose is not None and whose.i > token.i and a_party:
                found = self.refer(child)  # "X, whose Homeland Party came second"
                if found and found[0].party and found[0].known:
                    return "leader", found[0], False
        own = self._leads(token) or self._has_party(token)
        if own is not None:
            return "leader", own, False
        name = name_span(token, self.spots).text
        named = self.census.is_person(name) or (token.ent_type_ == "PERSON" and " " in name)
        for child in token.children if named else ():  # "Ada Holm, acting for the union"
            if child.dep_ == "acl" and child.lower_ in ("acting", "speaking", "representing", "appearing"):
                for p in child.subtree:
                    found = self.refer(p) if p.dep_ in ("pobj", "dobj") else []
                    if found and found[0].party and found[0].known and found[0].role != "place":
                        return "representative", found[0], False
        for child in token.children if named else ():  # "Ashworth of the Federation"
            if child.dep_ == "prep" and child.lower_ in ("of", "from", "for"):
                for pobj in child.children:
                    found = self.refer(pobj)
                    body = found and found[0].party and found[0].known and found[0].role != "place"
                    if body and pobj.i > token.i:
                        return "member", found[0], False
        after = self.doc[token.i + 1 : token.i + 4]
        if len(after) == 3 and after[0].text == "," and after[1].lower_ in ("for", "from", "of") and named:
            beside = next((p for p in after[1].children if p.dep_ == "pobj"), None)
            found = self.refer(beside) if beside is not None else []  # "Ada Holm, for the union, …"
            if found and found[0].party and found[0].known and found[0].role != "place":
                return "member", found[0], False
        if len(after) == 3 and after[0].text == "(" and after[2].text == ")" and is_name_word(after[1]):
            found = self.refer(after[1])  # "Ada Holm (Centre)"
            if found and found[0].party and found[0].kind is None and found[0].role != "place":
                return "member", found[0], False
        return None, None, False
