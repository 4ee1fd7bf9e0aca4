"""The reader ``rules.v1``: puts speech, stance, conditions and the cast of a report together."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Span, Token

from modusvivendi.reports.readable import readable
from modusvivendi.reports.report import Report
from modusvivendi.statements import language
from modusvivendi.statements.actors import nouns
from modusvivendi.statements.actors.aliases import Aliases
from modusvivendi.statements.actors.cast import Cast
from modusvivendi.statements.actors.gazetteer import NameKind
from modusvivendi.statements.actors.roster import learn_kinds
from modusvivendi.statements.actors.who import Who
from modusvivendi.statements.parsed import plain
from modusvivendi.statements.rules import chains, lexicon, modality, proposals, sifting, stance
from modusvivendi.statements.rules.anaphora import Memory
from modusvivendi.statements.rules.around import (
    attribution_edge,
    attribution_tokens,
    is_any,
    is_past,
    is_quiet,
    unsaid,
    while_something_else,
)
from modusvivendi.statements.rules.assembly import Draft, Setting, assemble
from modusvivendi.statements.rules.citing import Speech
from modusvivendi.statements.rules.conditions import Condition, conditions
from modusvivendi.statements.rules.contrasts import contrasts
from modusvivendi.statements.rules.filling import Telling
from modusvivendi.statements.rules.frame import Frame
from modusvivendi.statements.rules.grammar import clause, in_quotes, modal
from modusvivendi.statements.rules.matter import Dealings, Matter, is_negotiation, may_be_negotiation
from modusvivendi.statements.rules.speech import speeches
from modusvivendi.statements.statement import SourceKind, Stance, Statement


def read_by_rules(
    report: Report,
    published: dt.date | None,
    near: tuple[dt.date, ...],
    aliases: Aliases | None = None,
) -> tuple[Statement, ...]:
    """Read a report's statements.

    Parameters
    ----------
    report
        The report.
    published
        Its date, if known.
    near
        Dates of the case's other reports.
    aliases
        The case's own names.
    """
    return read_all_by_rules([(report, published, near)], aliases)[0]


def read_all_by_rules(
    wanted: Sequence[tuple[Report, dt.date | None, tuple[dt.date, ...]]],
    aliases: Aliases | None = None,
) -> list[tuple[Statement, ...]]:
    """Read the statements of several reports, as `read_by_rules` does; they are parsed together."""
    # Markup is blanked for the parse only: offsets and what is quoted stay those of the body.
    unmarked = [report.model_copy(update={"body": readable(report)}) for report, _, _ in wanted]
    docs = [doc for _, doc in language.parse_all(unmarked, entities=False)]
    matters = [bool(language.paragraphs(doc)) and may_be_negotiation(doc) for doc in docs]
    language.add_entities(*(doc for doc, matter in zip(docs, matters, strict=True) if matter))
    return [
        _read_parsed(plain(doc), *one, aliases) if matter else ()
        for one, doc, matter in zip(wanted, docs, matters, strict=True)
    ]


def _read_parsed(
    doc: Doc,
    report: Report,
    published: dt.date | None,
    near: tuple[dt.date, ...],
    aliases: Aliases | None,
) -> tuple[Statement, ...]:
    reading = Reading(doc, report, published, near, aliases)
    for paragraph in language.paragraphs(doc):
        reading.open_paragraph(paragraph)
        for sentence in sentences(paragraph):
            if _CORRECTION.match(sentence.text):
                break
            reading.read(sentence)
    return reading.statements() if is_negotiation(doc, reading.dealings()) else ()


def sentences(paragraph: Span) -> list[Span]:
    """Give the sentences of a paragraph, in order."""
    starts = [t.i for t in paragraph if t.i == paragraph.start or t.is_sent_start]
    return [paragraph.doc[a:b] for a, b in zip(starts, [*starts[1:], paragraph.end], strict=True)]


_CORRECTION = re.compile(
    r"(?:An|The) (?:earlier|previous|original) version of this|Corrections?\b|Clarification\b"
)


class Reading:
    """One pass through a report, sentence by sentence."""

    def __init__(
        self,
        doc: Doc,
        report: Report,
        published: dt.date | None,
        near: tuple[dt.date, ...],
        aliases: Aliases | None = None,
    ) -> None:
        self.doc = doc
        self.revealed: list[chains.Revealed] = []
        year = published.year if published else (max(near).year if near else None)
        self.cast = Cast(doc, year, report.outlet, aliases)
        self.setting = Setting(report, self.cast, published, near)
        names = {i for i, s in self.cast.spots.items() if s.name.kind is not NameKind.MEDIUM}
        paragraphs = language.paragraphs(doc)
        self.matter = Matter(doc, paragraphs, names, report.title)
        self.drafts: list[Draft] = []
        self.memory = Memory()
        self.number = 0
        for paragraph in paragraphs:
            for sentence in sentences(paragraph):
                self.cast.introduce(sentence, explicit_only=True)
        learn_kinds(self.cast)
        self.cast.now = self.cast.fresh()

    def open_paragraph(self, paragraph: Span) -> None:
        """Note that a paragraph begins."""
        self.cast.paragraph = paragraph.start
        self.cast.now.new_paragraph()
        self._reported = None

    # ---------------------------------------------------------------- a sentence
    def read(self, sentence: Span) -> None:
        """Read one sentence and add its statements to the drafts."""
        self.number += 1
        self.cast.now.next_sentence()
        self.cast.introduce(sentence)
        layers = speeches(sentence, self.cast)
        limits = sorted({edge for layer in layers if (edge := attribution_edge(layer, sentence)) is not None})
        found_conditions = conditions(sentence, limits)
        skip = unsaid(sentence, layers, found_conditions)
        lexical = stance.frames(sentence, skip)
        candidates = lexical + modality.modal_clauses(sentence, skip, lexical)
        drafts: list[Draft] = []
        for frame in candidates:
            drafts += self._drafts(frame, sentence, layers, found_conditions, candidates)
        drafts = sifting.without_overruled(drafts)
        drafts = sifting.with_conditions(drafts, found_conditions)
        drafts += contrasts(drafts, sentence)
        kept = [draft for draft in drafts if self._belongs(draft)]
        for draft in kept:
            self._finish(draft, found_conditions)
            actor = draft.holder.party or draft.holder.name
            self.memory.note(self.number, actor, draft.frame.stance, draft.proposal)
        self.drafts += kept
        self._keep(kept, sentence)
        self.revealed += chains.revealed(sentence, self.number, layers, self.cast)
        self._remember(sentence, layers, candidates)
        for draft in kept:
            draft.facing = bool(self.cast.now.recent[-1] - {draft.holder.party})

    def _drafts(
        self,
        frame: Frame,
        sentence: Span,
        layers: list[Speech],
        found: list[Condition],
        all_frames: list[Frame],
    ) -> list[Draft]:
        around = [
            layer for layer in layers if frame.trigger.i in layer.content and layer.cue.i != frame.trigger.i
        ]
        governors = [who for layer in reversed(around) for who in layer.who]
        quoted = in_quotes(frame.trigger)
        going_on = self._open_quote_speaker or (
            self._speaker_ahead(sentence) if quoted and not governors else None
        )
        if quoted and not governors and going_on is not None:
            governors = [going_on]
        if not quoted and not around and frame.rule == "modal:would":
            going_on = self._still_reported()
            governors = [going_on] if going_on is not None else []
        speakers = [who for who in governors if who.kind is not SourceKind.MEDIUM and not who.expert]
        if any(who.expert for who in governors) and not speakers:
            return []
        holders: list[Who] = []
        if frame.holder is None and not frame.by_speaker and frame.trigger.dep_ == "ROOT":
            frame.holder = self._opening(sentence)
        if frame.holder is not None and not frame.by_speaker:
            holders = [
                who
                for who in self.cast.refer_all(frame.holder, governors, quoted)
                if who.kind is not SourceKind.MEDIUM and (who.kind is not SourceKind.DOCUMENT or who.party)
            ]
        if any(who.expert for who in holders):
            return []
        by_speaker = False
        if frame.rule.startswith("modal:"):
            holders, by_speaker = self._modal(frame, holders, speakers, found, around)
        elif frame.by_speaker or not holders:
            if not frame.by_speaker and not self._may_speak_for(frame, speakers):
                return []
            by_speaker = True
            holders = speakers[:1] or (
                [self.cast.now.unnamed[0]]
                if frame.by_speaker and self.cast.now.unnamed and frame.stance is Stance.ASSESSES
                else []
            )
        drafts = []
        for holder in holders:
            if holder.party is None and holder.kind is not SourceKind.UNNAMED:
                continue
            links = chains.chain(
                around, None if by_speaker and speakers else holder, quiet=is_quiet(frame, holder)
            )
            if not around and going_on is not None:
                links = chains.chain([], going_on)
            draft = Draft(replace(frame), holder, links, None, sentence, self.number, around)
            draft.by_speaker = by_speaker
            drafts.append(draft)
        return drafts

    _open_quote_speaker: Who | None = None
    _reported: Who | None = None

    def _still_reported(self) -> Who | None:
        """Give who is still reported in a clause with *would* that names nobody (*It would also pay*)."""
        who = self._reported
        return who if who is not None and (who.party or who.anonymous) and not who.expert else None

    def _opening(self, sentence: Span) -> Token | None:
        """Give the subject with which a sentence opens, where the parse has lost it to an aside."""
        first = next((t for t in sentence if t.dep_ in ("nsubj", "nsubjpass")), None)
        return first if first is not None and first.left_edge.i <= sentence.start + 1 else None

    def _may_speak_for(self, frame: Frame, speakers: list[Who]) -> bool:
        """Tell whether a stance without a holder of its own can be the speaker's."""
        return bool(speakers) and frame.holder is None and frame.stance is not Stance.OFFERS

    def _modal(
        self,
        frame: Frame,
        holders: list[Who],
        speakers: list[Who],
        found: list[Condition],
        around: list[Speech],
    ) -> tuple[list[Who], bool]:
        parties = [
            w
            for w in holders
            if w.party
            and (w.known or not is_any(frame.holder))
            and (w.known or nouns.is_agentive(w.role) or (w.plural and nouns.is_agentive_suffix(w.role)))
        ]
        speaker = speakers[0] if speakers else None
        speaker_party = speaker.party if speaker is not None else None
        has_speaker = speaker is not None and (speaker_party is not None or speaker.anonymous)
        if frame.holder is not None and frame.holder.lemma_.lower() in lexicon.THINGS_DONE - {
            "minister",
            "delegation",
        }:
            parties = []
        believed = (
            bool(parties)
            and bool(around)
            and min(around, key=lambda x: len(x.content)).cue.lemma_.lower() in stance.BELIEVING
            and modal(frame.trigger) == "would"
        )
        own = (
            speaker is None
            or believed
            or speaker_party is None
            or speaker.anonymous
            or any(w.party == speaker_party for w in parties)
        )
        owned = False
        if frame.holder is not None and speaker_party is not None:
            owner = self.cast.owner(frame.holder)
            owned = owner is not None and owner.party == speaker_party
            for c in frame.holder.children:
                if c.tag_ == "PRP$" and c.lower_ in ("our", "my", "its", "his", "her", "their"):
                    owned = True
        conditional = any(sifting.hangs(c, frame) for c in found)
        settled = modality.settle(
            frame,
            own=own,
            party_holder=bool(parties),
            has_speaker=has_speaker,
            owned=owned,
            conditional=conditional,
            threatened=any(sifting.withheld(c) for c in found if sifting.hangs(c, frame)),
        )
        if settled is None:
            return [], False
        frame.stance = settled
        theirs = (
            settled in (Stance.ASSESSES, Stance.DEMANDS, Stance.DENIES)
            or not parties
            or (settled is Stance.OPPOSES)
            or (settled is Stance.WARNS and not own)
        )
        if theirs and speaker is not None:
            if settled is Stance.DEMANDS:
                frame.target = frame.holder
            return [speaker], True
        return parties, False

    def _belongs(self, draft: Draft) -> bool:
        """Tell a position in the matter from an act or remark on something else."""
        frame = draft.frame
        tokens = [self.doc[i] for i in sorted(frame.span)] or [frame.trigger]
        shares = self.matter.shares(tokens, frame.content)
        spoken = bool(draft.layers) or draft.condition is not None
        named = draft.holder.known
        if (
            not spoken
            and any(t.ent_type_ == "DATE" and t.like_num and len(t.text) == 4 for t in draft.sentence)
            and (frame.event or frame.trigger.tag_ == "VBD")
        ):
            return False
        if frame.event and not spoken and while_something_else(frame.trigger):
            return False
        if frame.event and not spoken:
            if any(c.dep_ == "xcomp" for c in frame.content):
                return shares or named
            heads = [c for c in frame.content if c.pos_ in ("NOUN", "PROPN", "NUM", "PRON", "VERB")]
            if not heads:
                return named
            return any(h.lemma_.lower() in lexicon.MATTER_NOUNS for h in heads) or self.matter.shares(
                heads, heads
            )
        if frame.stance is Stance.SUPPORTS and not spoken and not shares:
            helped = [c for c in frame.content if c.pos_ == "NOUN"]
            if helped and all(nouns.is_agentive(c.lemma_) for c in helped):
                return False  # support for people is no support for a proposal
        if frame.strong:
            clause_ = any(c.pos_ in ("VERB", "AUX") for c in frame.content)
            return shares or spoken or frame.stance is not Stance.ASSESSES or (named and clause_)
        return spoken or shares

    def _finish(self, draft: Draft, found: list[Condition]) -> None:
        frame = draft.frame
        without = {i for c in found for i in range(c.start, c.end)}
        said = min((x.content for x in draft.layers if frame.trigger.i in x.content), key=len, default=set())
        actor = draft.holder.party or draft.holder.name
        governors = [who for layer in reversed(draft.layers) for who in layer.who]

        def named(token: Token) -> str | None:
            who = self.cast.refer(token, governors, in_quotes(token))
            return (who[0].party or who[0].name) if who and who[0].known else None

        telling = Telling(
            dropped=without | attribution_tokens(draft.layers, frame),
            said=said,
            by_speaker=draft.by_speaker,
            holder=actor,
            named=named,
            number=self.number,
            memory=self.memory,
        )
        draft.proposal = proposals.phrase(frame, telling)
        draft.earlier = is_past(frame, reported=bool(draft.layers))
        draft.target = self._target(frame)
        if draft.by_speaker and frame.target is not None and frame.target.lower_ == "it":
            draft.target = None  # a thing: nobody demands anything of itself, and nobody else spoke

    def _keep(self, drafts: list[Draft], sentence: Span) -> None:
        """Keep what later sentences may point back at."""
        for draft in drafts:
            if draft.frame.stance is Stance.ASSESSES and draft.condition is not None:
                self.memory.suppose(self.number, draft.condition, sentence)
        self.memory.heard(sentence)

    def _remember(self, sentence: Span, layers: list[Speech], frames: list[Frame]) -> None:
        """Bring the discourse up to date: whom later pronouns and *the sources* mean."""
        cast = self.cast
        heads = [
            t
            for t in sentence
            if t.dep_ in ("nsubj", "nsubjpass", "pobj", "dobj", "appos", "conj")
            and t.pos_ in ("NOUN", "PROPN", "NUM", "DET", "PRON", "ADJ")
        ]
        order = sorted(
            heads,
            key=lambda t: (t.dep_ in ("nsubj", "nsubjpass") and clause(t).dep_ in ("ROOT", "ccomp"), -t.i),
        )
        for token in order:
            if token.tag_ in ("PRP", "WP", "WDT") or cast.is_venue(token):
                continue
            for who in cast.refer(token):
                subject_like = token.dep_ in ("nsubj", "nsubjpass", "conj")
                if who.kind is None and not who.known and not subject_like:
                    continue
                if who.kind is None and not who.known and not nouns.is_agentive(who.role):
                    continue
                if who.role == "place" and not subject_like:
                    continue
                cast.now.mention(who)
        for token in sentence:
            cast.remember_office(token)
            self._remember_document(token, layers)
        for layer in layers:
            for who in [*layer.cited, *layer.media, *layer.who]:
                cast.now.mention(who)
        spoke = [w for layer in layers for w in layer.who if w.kind is not SourceKind.MEDIUM]
        backshifted = any(t.lower_ in ("would", "'d") for t in sentence)
        if spoke or not backshifted:
            self._reported = spoke[-1] if spoke else None
        opening = next((t for t in sentence if t.dep_ == "nsubj" and t.head.dep_ == "ROOT"), None)
        if spoke:
            cast.now.speakers = spoke
        elif opening is not None:
            cast.now.speakers = [
                w for w in cast.refer_all(opening) if w.is_person or (w.anonymous and not w.plural)
            ] or cast.now.speakers
        subjects = [
            t for t in sentence if t.dep_ in ("nsubj", "nsubjpass") and t.head.dep_ in ("ROOT", "ccomp")
        ]
        if subjects:
            many = cast.refer_all(subjects[0])
            if len(many) > 1 or (many and (many[0].plural or subjects[0].tag_ == "NNPS")):
                cast.now.plural = many
        self._quote_goes_on(sentence, layers)

    def _remember_document(self, token: Token, layers: list[Speech]) -> None:
        """Note who wrote *in a letter to staff, the airline said …*, for what *the letter* says later."""
        lemma = token.lemma_.lower()
        if (
            lemma not in nouns.DOCUMENTS
            or token.dep_ != "pobj"
            or token.head.lower_ not in ("in", "by", "through")
        ):
            return
        wrote = next((w.party for layer in layers for w in layer.who if w.party and not w.anonymous), None)
        if wrote is not None:
            self.cast.now.documents[lemma] = wrote

    def _speaker_ahead(self, sentence: Span) -> Who | None:
        """Give who is named only where a quotation ends that goes over several sentences."""
        doc, at = self.doc, sentence.end
        if not in_quotes(sentence[-1]) or sentence[-1].text in ('"', "”"):
            return None
        while at < len(doc) and in_quotes(doc[at]):
            at += 1
        if at >= len(doc) or doc[at].text not in ('"', "”") or at - sentence.end > 120:
            return None
        closing = doc[at].sent
        for layer in speeches(closing, self.cast):
            if layer.cue.i > at and layer.who and any(i < at for i in layer.content):
                return layer.who[0]
        return None

    def _quote_goes_on(self, sentence: Span, layers: list[Speech]) -> None:
        last = sentence[-1]
        following = self.doc[sentence.end] if sentence.end < len(self.doc) else None
        opened = in_quotes(last) and last.text not in ('"', "”")
        reopened = following is not None and following.text in ('"', "“")
        if opened or reopened:
            if layers and layers[0].who:
                self._open_quote_speaker = layers[0].who[0]
        else:
            self._open_quote_speaker = None

    def _target(self, frame: Frame) -> str | None:
        """Give whose action a position is about, by name or as described."""
        token = frame.target
        if token is None:
            return None
        found = [w.party for w in self.cast.refer_all(token) if w.party]
        return ", ".join(dict.fromkeys(found)) or None

    def dealings(self) -> Dealings:
        """Give what the positions found show of parties dealing with one another."""
        owned = [
            d
            for d in self.drafts
            if d.holder.known and not (d.holder.is_person and d.holder.party == d.holder.name)
        ]
        contrary = (Stance.RULES_OUT, Stance.OPPOSES, Stance.DENIES, Stance.DEMANDS, Stance.WARNS)
        return Dealings(
            found=len(self.drafts),
            owned=len(owned),
            engaged=sum(n >= 2 for n in Counter(d.holder.party for d in owned).values()),
            facing=sum(d.facing for d in self.drafts),
            holders=len({d.holder.party for d in owned}),
            contrary=sum(d.frame.stance in contrary for d in self.drafts),
        )

    def _is_bystander(self, draft: Draft) -> bool:
        """Tell whether a view is that of somebody named only once who stands for no party."""
        who = draft.holder
        if not who.is_person or who.role or self.cast.settled(who.name) != who.name or who.party != who.name:
            return False
        named = [t for t in self.doc if t.text == who.name.split()[-1]]
        described = any(c.dep_ in ("appos", "relcl") for t in named for c in t.children)
        return len(named) == 1 and described and draft.frame.stance is Stance.ASSESSES

    def statements(self) -> tuple[Statement, ...]:
        """Give the statements read so far, with chains completed from neighbouring sentences."""
        self.drafts = [draft for draft in self.drafts if not self._is_bystander(draft)]
        for draft in self.drafts:
            draft.links = chains.complete(draft.links, draft.number, self.revealed)
        return assemble(self.drafts, self.setting)
