"""One pass through a report, sentence by sentence: what the rules make of each, with all that came before."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from spacy.tokens import Doc, Span, Token

from modusvivendi.reports.report import Report
from modusvivendi.statements import language
from modusvivendi.statements.actors.aliases import Aliases
from modusvivendi.statements.actors.cast import Cast
from modusvivendi.statements.actors.gazetteer import NameKind
from modusvivendi.statements.actors.kinds import Kind
from modusvivendi.statements.actors.mentions import Meant
from modusvivendi.statements.actors.roster import learn_kinds
from modusvivendi.statements.actors.who import Who
from modusvivendi.statements.rules import (
    bounds,
    chains,
    contrasts,
    doubts,
    lists,
    modality,
    proposals,
    sifting,
    stance,
)
from modusvivendi.statements.rules.anaphora import Memory
from modusvivendi.statements.rules.answers import answered, question_before
from modusvivendi.statements.rules.around import (
    attribution_edge,
    attribution_tokens,
    is_past,
    is_quiet,
    unsaid,
)
from modusvivendi.statements.rules.assembly import Draft, Setting, assemble
from modusvivendi.statements.rules.belonging import answers, belonging, is_bystander
from modusvivendi.statements.rules.citing import Speech
from modusvivendi.statements.rules.conditions import Condition, conditions
from modusvivendi.statements.rules.consequences import would_bring_about
from modusvivendi.statements.rules.coordination import likewise
from modusvivendi.statements.rules.denials import affirmed
from modusvivendi.statements.rules.divided import divide
from modusvivendi.statements.rules.ellipses import ellipses, of_the_sentence_before
from modusvivendi.statements.rules.filling import Telling
from modusvivendi.statements.rules.frame import Frame
from modusvivendi.statements.rules.going_on import GoingOn
from modusvivendi.statements.rules.grammar import (
    among,
    in_quotes,
    is_negated,
    modal,
    own_subject,
    used_to,
)
from modusvivendi.statements.rules.matter import Matter
from modusvivendi.statements.rules.meant import is_described, meant_in, says_sides
from modusvivendi.statements.rules.modal_turns import is_there
from modusvivendi.statements.rules.remembering import remember
from modusvivendi.statements.rules.same_speech import SameSpeech
from modusvivendi.statements.rules.speech import speeches
from modusvivendi.statements.rules.voices import Voices
from modusvivendi.statements.rules.whose import held, is_belief
from modusvivendi.statements.statement import SourceKind, Stance, Statement


def sentences(paragraph: Span) -> list[Span]:
    """Give the sentences of a paragraph, in order."""
    starts = [t.i for t in paragraph if t.i == paragraph.start or t.is_sent_start]
    return [paragraph.doc[a:b] for a, b in zip(starts, [*starts[1:], paragraph.end], strict=True)]


def _says_it_itself(holders: list[Who], speakers: list[Who]) -> bool:
    parties = {who.party for who in speakers if who.party}
    return not parties or any(who.party in parties for who in holders)


def _is_anothers(frame: Frame, holders: list[Who], governors: list[Who], found: list[Condition]) -> bool:
    """Tell *The guild would not go below 8 per cent* from what goes on reporting the last speaker."""
    parties = {w.party for w in holders if w.party and w.known}
    if frame.rule != "modal:would" or frame.holder is None or not parties:
        return False
    outsider = governors[0].is_person and governors[0].party == governors[0].name and not governors[0].role
    if frame.holder.tag_ == "PRP" and not (frame.holder.lower_ == "it" and outsider):
        return False
    rather = any(c.lower_ == "rather" for c in frame.trigger.children)
    settled = rather or is_negated(frame.trigger) or any(sifting.hangs(c, frame) for c in found)
    return settled and governors[0].party not in parties


def _done_besides(frame: Frame) -> set[int]:
    """Give what the holder did besides asking for something: *urged them to sign and offered to pay*."""
    asked = (t for t in (*frame.content, *frame.trigger.children) if t.tag_ == "VB" and t.dep_ != "aux")
    first = next(asked, None) if frame.stance is Stance.DEMANDS else None
    if first is None:
        return set()
    besides = [c for c in first.children if c.dep_ == "conj" and c.tag_ == "VBD" and own_subject(c) is None]
    linking = [c for c in first.children if c.dep_ == "cc"] if besides else []
    return {t.i for c in besides for t in c.subtree} | {t.i for t in linking}


def _is_of_the_speaker(frame: Frame, around: list[Speech]) -> bool:
    """Tell whether who would act is whom the speaker speaks for: *The mills …, their association said*."""
    many = frame.holder is not None and frame.holder.tag_ == "NNS"
    speaking = [who for layer in around if (who := own_subject(layer.cue)) is not None]
    return many and any(c.lower_ == "their" for who in speaking for c in who.children)


def _goes_on(frame: Frame, sentence: Span) -> bool:
    """Tell whether a clause may go on reporting who spoke last: *It would agree to a pause*."""
    told = any(t.lemma_ in ("say", "tell", "warn", "add") for t in sentence)
    own = frame.holder is not None and frame.holder.tag_ == "PRP" and not told
    return frame.rule == "modal:would" or (own and modal(frame.trigger) == "would")


_NOTHING_SAID = frozenset({"", "to", "do", "be", "have", "less clear", "not clear", "unclear"})
"""Words of a position that tell nothing of its matter."""


def _is_telegraphic(frame: Frame) -> bool:
    """Tell whether the subject is left out of a sentence: *Ready to trade*, *Would sign for less*."""
    alone = frame.holder is None and own_subject(frame.trigger) is None and not frame.by_speaker
    return alone and frame.trigger.dep_ in ("ROOT", "conj")


class Reading:
    """One pass through a report, sentence by sentence."""

    def __init__(
        self,
        doc: Doc,
        report: Report,
        published: dt.date | None,
        near: tuple[dt.date, ...],
        aliases: Aliases | None = None,
        labels: dict[int, str] | None = None,
    ) -> None:
        self.doc = doc
        self.revealed: list[chains.Revealed] = []
        year = published.year if published else (max(near).year if near else None)
        self.cast = Cast(doc, year, report.outlet, aliases)
        self.speaking = GoingOn(self.cast)
        self.setting = Setting(report, self.cast, published, near)
        self.same_speech = SameSpeech(self.setting)
        names = {i for i, s in self.cast.spots.items() if s.name.kind is not NameKind.MEDIUM}
        paragraphs = language.paragraphs(doc)
        self.voices = Voices(self.cast, paragraphs, labels or {})
        self.listed: lists.Opening | None = None
        self.question: lists.Opening | None = None
        self.headed: Who | None = None
        self.asked: set[str] = set()  # parties of the question that a paragraph answers
        self.matter = Matter(doc, paragraphs, names, report.title, year)
        self.spoken = False  # whether a party speaks in it for itself
        self.drafts: list[Draft] = []
        self.memory = Memory()
        self.number = 0
        for paragraph in paragraphs:
            for sentence in sentences(paragraph):
                self.cast.introduce(sentence, explicit_only=True)
        self.cast.introduced()
        learn_kinds(self.cast)
        self.cast.now = self.cast.fresh()

    def open_paragraph(self, paragraph: Span) -> None:
        """Note that a paragraph begins."""
        self.cast.paragraph = paragraph.start
        before = set().union(*self.cast.now.recent)
        self.cast.now.new_paragraph()
        self.speaking.new_paragraph()
        self.same_speech.new_paragraph()
        self.cast.voice = self.voices.of(paragraph)
        self.spoken = self.spoken or self.cast.voice is not None
        if not lists.is_point(paragraph, self.setting.report.body):
            self.listed = None
        else:
            self.listed = lists.headed(paragraph, self.setting.report.body, self.cast) or self.listed
        self.headed = self._heading(paragraph)
        self.cast.headed = self.headed.party if self.headed is not None else None
        self.asked = before if self.cast.voice is not None else set()

    def _heading(self, paragraph: Span) -> Who | None:
        """Give the party whose name alone opens a paragraph: *Norvane: ready to sign*, *Quell. Opposed*."""
        stop = next((t for t in paragraph[1:6] if t.is_sent_start), None)
        colon = next((t.i for t in paragraph[:5] if t.text == ":"), None)
        if colon is None and stop is not None and paragraph.doc[stop.i - 1].text == ".":
            alone = all(t.text[0].isupper() for t in paragraph.doc[paragraph.start : stop.i - 1])
            colon = stop.i - 1 if alone else None
        if colon is None or colon == paragraph.start or self.cast.voice is not None:
            return None
        found = [
            replace(w, known=True, role="") if w.role == "place" else w
            for w in self.cast.refer(paragraph.doc[colon - 1])
        ]
        return found[0] if found and found[0].known and found[0].party and not found[0].is_person else None

    # ---------------------------------------------------------------- a sentence
    def read(self, sentence: Span) -> None:
        """Read one sentence and add its statements to the drafts."""
        self.number += 1
        self.cast.now.next_sentence()
        if self.headed is not None:
            self.cast.now.mention(self.headed)
        self.cast.introduce(sentence)
        layers = speeches(sentence, self.cast)
        limits = sorted({edge for layer in layers if (edge := attribution_edge(layer, sentence)) is not None})
        found_conditions = conditions(sentence, limits)
        skip = unsaid(sentence, layers, found_conditions)
        lexical = stance.frames(sentence, skip)
        candidates = lexical + modality.modal_clauses(sentence, skip, lexical)
        last = [d.frame for d in self.drafts if d.number == self.number - 1]
        if not lexical and (elliptic := of_the_sentence_before(sentence, last[-1] if last else None)):
            candidates = [elliptic]
        drafts: list[Draft] = []
        for frame in candidates:
            drafts += self._drafts(frame, sentence, layers, found_conditions, candidates)
        if not drafts and (reply := answered(sentence)) is not None:
            drafts = self._drafts(reply, sentence, layers, found_conditions, [reply])
        settled = [d.frame for d in drafts if d.frame.rule.startswith("modal:")]
        for frame in (*ellipses(sentence, settled), *likewise(sentence, settled)):
            if not any(d.frame.trigger.i == frame.trigger.i for d in drafts):
                drafts += self._drafts(frame, sentence, layers, found_conditions, candidates)
        drafts = sifting.without_overruled(drafts)
        drafts = sifting.with_conditions(drafts, found_conditions)
        drafts += contrasts.contrasts(drafts, sentence)
        kept = belonging(drafts, self.matter)
        if not kept and self.listed is not None and lists.is_item(sentence, self.setting.report.body):
            kept = sifting.with_conditions([lists.item(sentence, self.number, self.listed)], found_conditions)
        elif self.question is not None and not kept and lists.is_answer(sentence):
            self.listed = lists.written_in(sentence, self.question, self.cast)
        elif (listed := lists.opening(sentence, kept, layers, self.cast)) is not None:
            self.listed = listed
            kept = [draft for draft in kept if not lists.is_vague(draft)]
        self.question = lists.question(sentence, self.cast)
        said_on = self.same_speech.day(sentence, layers)
        for draft in kept:
            draft.said_on = said_on
            self._finish(draft, found_conditions)
            actor = draft.holder.party or draft.holder.name
            first = draft.proposal.partition(" ")[0]
            verbal = any(t.pos_ in ("VERB", "AUX") and t.tag_ == "VB" and t.text == first for t in sentence)
            self.memory.note(self.number, actor, draft.frame.stance, draft.proposal, verbal=verbal)
        kept = [d for d in kept if d.proposal not in _NOTHING_SAID and not sifting.is_nobodys_view(d)]
        self.drafts += kept
        self._keep(kept, sentence)
        self.revealed += chains.revealed(sentence, self.number, layers, self.cast)
        remember(self.cast, sentence, layers)
        self.speaking.note(sentence, layers)
        for draft in kept:
            named = (self.cast.now.recent[-1] | self.asked) - {draft.holder.party}
            draft.facing = bool(named) or answers(draft, self.drafts)

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
        going_on = self.speaking.quoted or (
            self.speaking.ahead(sentence) if quoted and not governors else None
        )
        if quoted and not governors and going_on is not None:
            governors = [going_on]
        if not quoted and not around and _goes_on(frame, sentence):
            going_on = self.speaking.still_reported()
            if going_on is not None and self._another_before(frame.trigger, going_on):
                going_on = None
            governors = [going_on] if going_on is not None else []
        if not quoted and not around and not governors and self.cast.voice is not None:
            going_on = self.cast.voice
            governors, quoted = [going_on], True
        if self.cast.voice is not None:
            governors = [self._ours(who) for who in governors]
        if frame.rule == "answer" and not governors and question_before(sentence) is not None:
            going_on = self.speaking.last
            governors = [going_on] if going_on is not None else []
        speakers = [who for who in governors if who.kind is not SourceKind.MEDIUM and not who.expert]
        if any(who.expert for who in governors) and not speakers:
            return []
        holders: list[Who] = []
        if (
            frame.holder is None
            and not frame.by_speaker
            and frame.trigger.dep_ == "ROOT"
            and not is_there(frame.trigger)
        ):
            frame.holder = self._opening(sentence)
        if frame.holder is not None and frame.holder.tag_ == "NN" and not quoted and in_quotes(frame.holder):
            return []  # calls that "theatre": nobody is planning …
        if frame.holder is not None and frame.holder.lower_ in ("nobody", "none"):
            frame.holder = among(frame.holder) or frame.holder
        if frame.holder is not None and not frame.by_speaker:
            own_words = quoted and (in_quotes(frame.holder) or not in_quotes(frame.trigger))
            known = [*governors, *(who for x in reversed(around) for who in x.cited if who.plural)]
            holders = [
                who
                for who in self.cast.refer_all(frame.holder, known, own_words)
                if who.kind is not SourceKind.MEDIUM and (who.kind is not SourceKind.DOCUMENT or who.party)
            ]
        if any(who.expert for who in holders):
            return []
        if frame.rule == "ellipsis" and len(holders) > 1 and frame.holder and frame.holder.tag_ == "PRP":
            return []  # "They can.": which of them, nobody can tell
        voice = self.cast.voice
        if voice is not None and voice.party is not None and self._may_govern(voice.party):
            holders = [replace(w, party=voice.party) if w.party == "government" else w for w in holders]
        if not holders and self.headed is not None and not governors and _is_telegraphic(frame):
            holders = [self.headed]
        if not quoted and not around and governors and _is_anothers(frame, holders, governors, found):
            governors, speakers = [], []
        if frame.rule.startswith("never:") and not _says_it_itself(holders, speakers):
            return []  # "Havnia has offered nothing, the guild said": no denial, and not Havnia's
        if frame.rule in ("verb:warn", "verb:caution") and self._of_own_doing(frame, holders):
            frame.stance = Stance.WARNS
        claimants = {d.holder.party or "" for d in self.drafts if d.frame.stance is not Stance.ASSESSES}
        if is_belief(self.cast, around, holders, speakers, claimants):
            return []
        by_speaker = False
        if frame.rule.startswith("modal:"):
            holders, by_speaker = held(self.cast, frame, holders, speakers, found, around)
        elif frame.by_speaker or not holders:
            theirs = _is_of_the_speaker(frame, around)
            if not frame.by_speaker and not theirs and not self._may_speak_for(frame, speakers):
                return []
            by_speaker = True
            holders = speakers[:1] or (
                [self.cast.now.unnamed[0]]
                if frame.by_speaker and self.cast.now.unnamed and frame.stance is Stance.ASSESSES
                else []
            )
        near = set().union(*self.cast.now.recent[-2:])
        frame.doubtful = frame.doubtful or doubts.unsure_holder(frame, holders, [*governors, *speakers], near)
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
            draft.voiced = not around and going_on is not None and going_on is self.cast.voice
            drafts.append(draft)
        return drafts

    def _of_own_doing(self, frame: Frame, holders: list[Who]) -> bool:
        """Tell whether who warns names itself as who would do it: *Norvane will close the line*."""
        act = frame.content[0] if frame.content else None
        if frame.stance is not Stance.ASSESSES or act is None or not would_bring_about(act):
            return False
        doers = {w.party for w in self.cast.refer_all(own_subject(act) or act) if w.party}
        return bool(doers & {w.party for w in holders if w.party})

    def _may_govern(self, party: str) -> bool:
        """Tell whether a party can have a government of its own, which *the government* then means."""
        known = self.cast.kinds.unknown(party) and " " not in party
        return known or self.cast.kinds.fits(party, frozenset({Kind.STATE, Kind.REGION, Kind.POLITICAL}))

    def _another_before(self, verb: Token, going_on: Who) -> bool:
        """Tell whether somebody else is named as a subject before: *Vaan was against; he would wait*."""
        doers = [t for t in verb.doc[verb.sent.start : verb.i] if t.dep_ == "nsubj" and t.tag_ == "NNP"]
        return any(w.is_person and w.name != going_on.name for t in doers for w in self.cast.refer(t))

    def _ours(self, who: Who) -> Who:
        """Give *our negotiators* as those of the party that speaks."""
        ours = who.party is None and who.name.lower().startswith("our ")
        return replace(who, party=self.cast.voice.party) if ours and self.cast.voice is not None else who

    def _opening(self, sentence: Span) -> Token | None:
        """Give the subject with which a sentence opens, where the parse has lost it to an aside."""
        first = next((t for t in sentence if t.dep_ in ("nsubj", "nsubjpass")), None)
        return first if first is not None and first.left_edge.i <= sentence.start + 1 else None

    def _may_speak_for(self, frame: Frame, speakers: list[Who]) -> bool:
        """Tell whether a stance without a holder of its own can be the speaker's."""
        return bool(speakers) and frame.holder is None and frame.stance is not Stance.OFFERS

    def _finish(self, draft: Draft, found: list[Condition]) -> None:
        frame = draft.frame
        without = {i for c in found if not sifting.is_manner(c, frame) for i in range(c.start, c.end)}
        said = min((x.content for x in draft.layers if frame.trigger.i in x.content), key=len, default=set())
        actor = draft.holder.party or draft.holder.name
        governors = [who for layer in reversed(draft.layers) for who in layer.who]

        def named(token: Token, *, described: bool = False) -> str | None:
            who = self.cast.refer(token, governors, in_quotes(token))
            if token.lower_ in ("he", "she") and who and who[0].plural:
                return None
            named_so = who and (who[0].known or (described and is_described(token, who[0].kind)))
            return (who[0].party or who[0].name) if named_so else None

        telling = Telling(
            dropped=without | attribution_tokens(draft.layers, frame) | frame.apart | _done_besides(frame),
            said=said,
            by_speaker=draft.by_speaker,
            holder=actor,
            named=named,
            number=self.number,
            memory=self.memory,
            affirmed=affirmed(frame),
        )
        draft.proposal = bounds.bounded(proposals.phrase(frame, telling), frame)
        if draft.beside is not None:
            granted = draft.beside
            draft.proposal = contrasts.whole(draft.proposal, granted.proposal, contrasts.taken(granted.frame))
        frame.doubtful = frame.doubtful or bounds.says_nothing(draft.proposal, frame.stance)
        draft.earlier = is_past(frame, reported=bool(draft.layers)) or used_to(frame.trigger)
        draft.target = self._target(frame)
        if draft.by_speaker and frame.target is not None and frame.target.lower_ == "it":
            draft.target = None  # a thing: nobody demands anything of itself, and nobody else spoke

        if draft.condition is not None:

            def meant(token: Token) -> list[str]:
                several = self.cast.refer_all(token, governors, in_quotes(token))
                if len(several) > 1 and not (says_sides(token) and all(w.kind is None for w in several)):
                    return []
                told = [w.party for w in several] if len(several) > 1 else [named(token, described=True)]
                return [party for party in told if party and party != actor]

            found_so = meant_in(draft.condition, self.doc, meant)
            draft.meant = tuple(replace(one, party=self.cast.settled(one.party)) for one in found_so)

    def meant(self) -> tuple[Meant, ...]:
        """Give whom phrases of the conditions read so far mean."""
        return tuple(dict.fromkeys(one for draft in self.drafts for one in draft.meant))

    def _keep(self, drafts: list[Draft], sentence: Span) -> None:
        """Keep what later sentences may point back at."""
        for draft in drafts:
            if draft.frame.stance is Stance.ASSESSES and draft.condition is not None:
                self.memory.suppose(self.number, draft.condition, sentence)
        self.memory.heard(sentence)

    def _target(self, frame: Frame) -> str | None:
        """Give whose action a position is about, by name or as described."""
        whom = self.cast.refer_all(frame.target) if frame.target is not None else []
        found = [w.party for w in whom if w.party]
        return ", ".join(dict.fromkeys(found)) or None

    def statements(self) -> tuple[Statement, ...]:
        """Give the statements read so far, with chains completed from neighbouring sentences."""
        self.drafts = [d for d in self.drafts if not (d.frame.doubtful or is_bystander(d, self.cast))]
        divide(self.drafts, self.cast)
        for draft in self.drafts:
            draft.links = chains.complete(draft.links, draft.number, self.revealed)
        return assemble(self.drafts, self.setting)
