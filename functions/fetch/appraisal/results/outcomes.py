"""Which outcomes a study looked at and which way each went, clause by clause; unclear unless the words are plain."""

import re
from typing import NamedTuple

from functions.fetch.appraisal.results.agents import Agents
from functions.fetch.appraisal.results.change_words import CHANGE, changes_in, is_a_group, is_when, nearest
from functions.fetch.appraisal.results.denials import (
    ASIDE,
    UNSEEN,
    denies,
    is_insignificant,
    of_a_mechanism,
    only_at_some_doses,
    only_for_a_while,
    parts,
)
from functions.fetch.appraisal.results.direction import CLAUSE, NOT_IT, UNSURE, is_hedged
from functions.fetch.appraisal.results.doubts import Doubts, unsettled
from functions.fetch.appraisal.results.figures import without_figures
from functions.fetch.appraisal.results.given import goes_on_about, tells_of_giving
from functions.fetch.appraisal.results.goals import goal_of
from functions.fetch.appraisal.results.heads import Head, head_of
from functions.fetch.appraisal.results.lessened import SPEED, is_alike_everywhere, timed, turned
from functions.fetch.appraisal.results.no_results import (
    goes_with,
    is_attribute_in_title,
    is_given,
    is_why,
    told_of_others,
    was_measured,
    was_there,
)
from functions.fetch.appraisal.results.not_plain import (
    is_excepted,
    is_no_way,
    is_one_of_several,
    is_undone,
    leaves_open,
)
from functions.fetch.appraisal.results.outcome_lists import alone_in
from functions.fetch.appraisal.results.outcome_words import Mention, mentions
from functions.fetch.appraisal.results.prevented import held
from functions.fetch.appraisal.results.result_sentences import PRIMARY, result_sentences
from functions.fetch.appraisal.results.sides import of_another
from functions.fetch.appraisal.results.whose_change import Told, is_its_doing
from functions.fetch.appraisal.text.words import Words
from shared.domain.evidence.appraisal import Outcome, Passage
from shared.domain.evidence.hearsay import is_of_others
from shared.domain.evidence.study import Sentence
from shared.domain.vocabulary import Design, Direction

OUTCOMES_AT_MOST = 8
MENTIONS_AT_MOST = 40
"""A sentence that names more is a list or an attack, and tells of no outcome."""

_I = re.IGNORECASE
_NONE = frozenset({Design.NARRATIVE_REVIEW, Design.CONTEXT, Design.NOTICE})
_COMPARE = frozenset({Design.RCT, Design.PROBABLE_RCT, Design.SYSTEMATIC_REVIEW})
_OVERWEIGHT = re.compile(r"\b(?:obes\w+|overweight|high-fat|diabet\w+|weight (?:loss|management))\b", _I)
_WASTING = re.compile(
    r"\b(?:cachexia|cachectic|wasting|anorexia nervosa|malnutrition|malnourish\w*|underweight|sarcopeni\w+|short bowel|"
    r"colitis|sepsis|septic|tumou?r-bearing|failure to thrive|weanling|pups|neonat\w+|postnatal\w*|type 1 diabet\w+|"
    r"chemotherapy|burns?|frail\w*)\b",
    _I,
)
_RELATION = re.compile(
    r"\b(?:correlations?|associations?|relation(?:ship)?s?|links?)(?: (?:was|were) \w+)? between\b[^;]{0,80}$", _I
)
_SHARED_OUT = re.compile(r"\brespectively\b", _I)
"""Two changes may then be those of two outcomes."""
_NOT_OF_IT = re.compile(
    r"(?<!\bwas )(?<!\bwere )(?<!\bis )(?<!\bare )(?<!\bbeen )(?<!\bbut )(?<!\band )\bnot (?:\w+ly )?associated with\b",
    _I,
)
"""An attribute, and no denial: "levels of synthesis not associated with cancer"."""
_DESPITE = re.compile(r"\b(?:despite|except)\b", _I)
_ONE_EVENT = re.compile(r"strokes?|myocardial infarctions?", _I)
_LOSS = re.compile(r"weight (?:loss|reduction)", _I)
_BROUGHT = re.compile(
    r"\b(?:(?:induc|produc|achiev|experienc|caus)(?:ed|es)|led to|leads? to|result(?:s|ed)? in|(?:was|were|"
    r"is) (?:associated "
    r"with|linked to|followed by|accompanied by)) (?:an? )?(?:(?!(?:less|lower|smaller|no|not|little|minimal|similar|"
    r"comparable|equal|slower|in|on|at|by|for|from|with|to|of|than|that|which|or|no|was|were|is|are|had|did|without|"
    r"non-?significant|insignificant|unintended|unintentional|undesired)\b)[\w-]+,? ){0,5}$",
    _I,
)
_CAUSED = re.compile("caus|promot|stimulat", _I)
_GOVERNS = re.compile(r" (?:(?:the|its|their|annual|yearly|mean|further|progressive|subsequent|rate of) )*", _I)
"""Between a verb and its object."""
_P = re.compile(r"\b[Pp]\s?(?P<sign>[<=>≤≥])\s?(?P<p>0?[.·]\d+)")


class _Said(NamedTuple):
    """What a sentence, or a title, says of an outcome; `at` tells the sentences apart."""

    at: int
    tier: int
    name: str
    way: Direction
    quote: Passage


def outcomes_of(words: Words, design: Design, agents: Agents | None = None) -> tuple[Outcome, ...]:
    """At most OUTCOMES_AT_MOST outcomes, those with a direction first, each with the clause that gave it.

    What the conclusion says counts before what the results say, and both before the title; ways that differ in one
    sentence are mixed, and those of two sentences on one tier unclear. An outcome without a direction is listed where
    the title or the primary endpoint names it. With the agents of the record only what is plainly told of the peptide
    goes any way.
    """
    if design in _NONE:
        return ()
    befores = dict(zip((each.start for each in words.told[1:]), (each.text for each in words.told), strict=False))
    said = [
        each
        for sentence, tier in result_sentences(words)
        for each in _of_sentence(words, sentence, befores.get(sentence.start, ""), tier, design, agents)
    ]
    title = words.study.title
    doubts = Doubts.of(title)
    for mention, clause in _clauses(title, agents):
        way = doubts.settle(mention.start, clause.way(agents, design))
        if is_attribute_in_title(title[: mention.start]) or clause.is_of_several(way):
            way = Direction.UNCLEAR
        said.append(_Said(-1, 0, mention.name, way, words.passage(clause.start, clause.until, in_title=True)))
    if not _OVERWEIGHT.search(words.text) or _WASTING.search(words.text):
        # Who is not overweight does not gain by losing weight, nor does who loses it by being ill.
        weighed = {each.way for each in said if each.name == "body_weight"} - {Direction.UNCLEAR}
        if weighed != {Direction.NULL}:
            said = [each._replace(way=Direction.UNCLEAR) if each.name == "body_weight" else each for each in said]
    found: list[Outcome] = []
    for name in dict.fromkeys(each.name for each in said):
        mine = [each for each in said if each.name == name]
        plain = [each for each in mine if each.way is not Direction.UNCLEAR]
        if not plain:
            found.append(Outcome(name=name, direction=Direction.UNCLEAR, rule="outcome-named", quote=mine[0].quote))
            continue
        best = max(each.tier for each in plain)
        of_best = [each for each in plain if each.tier == best]
        way = _settled(of_best, plain)
        told = way is not Direction.UNCLEAR
        rule = ("outcome-title", "outcome-results", "outcome-conclusion")[best] if told else "outcome-named"
        found.append(Outcome(name=name, direction=way, rule=rule, quote=of_best[0].quote))
    found.sort(key=lambda each: each.direction is Direction.UNCLEAR)
    return tuple(found[:OUTCOMES_AT_MOST])


def _settled(best: list[_Said], plain: list[_Said]) -> Direction:
    """The way of what counts first, `best`; none where its sentences differ, or one of all the `plain` says the
    opposite."""
    both = {Direction.BENEFIT, Direction.HARM}
    ways = {each.way for each in best}
    if len(ways) == 1:
        return Direction.UNCLEAR if ways <= both <= {each.way for each in plain} else best[0].way
    # Of two sentences that differ one is likely misread; one that says both is plain, and no harm is left unsaid.
    apart = len({each.at for each in best}) > 1 and ways != {Direction.HARM, Direction.NULL}
    return Direction.UNCLEAR if apart else Direction.MIXED


def _of_sentence(
    words: Words, sentence: Sentence, before: str, tier: int, design: Design, agents: Agents | None
) -> list[_Said]:
    found: list[_Said] = []
    primary = bool(PRIMARY.search(sentence.text))
    own = tells_of_giving(sentence.text, design, agents) or goes_on_about(sentence.text, before, agents)
    told = not UNSURE.search(sentence.text) and (tier == 2 or (own and not is_of_others(sentence.text)))
    bare = without_figures(sentence.text)
    clauses = _clauses(bare.text, agents)
    doubts = Doubts.of(bare.text) if clauses else Doubts([], [])
    for mention, clause in clauses:
        way = clause.way(agents, design) if told else Direction.UNCLEAR
        way = _by_p(sentence.text[bare.back(mention.start) :], doubts.settle(mention.start, way))
        if clause.is_of_several(way):
            way = Direction.UNCLEAR
        if way is not Direction.UNCLEAR or primary:
            start, until = bare.back(clause.start), bare.back(clause.until)
            quote = words.passage(sentence.start + start, sentence.start + until)
            found.append(_Said(sentence.start, tier, mention.name, way, quote))
    return found


class _Clause(NamedTuple):
    """The clause of an outcome, from `start` to `end` of `text`: its sentence, or that without the others of a list.

    The latter is so much `shorter`.
    """

    text: str
    mention: Mention
    start: int
    end: int
    shorter: int = 0

    @property
    def until(self) -> int:
        """Where it ends in the sentence itself."""
        return self.end + (self.shorter if self.end > self.mention.start else 0)

    def way(self, agents: Agents | None, design: Design) -> Direction:
        """Which way the outcome went in it."""
        if self.mention.name == "pharmacokinetics":
            # What becomes of a drug is neither good nor bad, nor is that it does not differ.
            return Direction.UNCLEAR
        if agents and any(
            each.start() < self.mention.end and self.mention.start < each.end()
            for each in agents.own.finditer(self.text)
        ):
            # A hormone that is also what was given.
            return Direction.UNCLEAR
        if agents and is_alike_everywhere(self.text, self.mention.end):
            return Direction.NULL
        way = _way(self.text[self.start : self.end], self.mention, self.start, agents, self.text[: self.start], design)
        if way is Direction.NULL and _ONE_EVENT.fullmatch(self.text[self.mention.start : self.mention.end]):
            # Of several kinds of events one did not change.
            return Direction.UNCLEAR
        return Direction.UNCLEAR if way is not Direction.NULL and self._is_neither else way

    @property
    def _is_neither(self) -> bool:
        """Whether more of it is neither good nor bad, so that no word makes a gain of it; immunity may be better."""
        return not self.mention.sign and self.mention.name != "immune_markers"

    def is_of_several(self, way: Direction) -> bool:
        """Whether what moved is this outcome or another one; where nothing moved, none of them did."""
        if way in (Direction.UNCLEAR, Direction.NULL):
            return False
        named = [each for each in mentions(self.text) if self.start <= each.start < self.end]
        return is_one_of_several(self.text[: self.end], self.mention, named)


def _clauses(text: str, agents: Agents | None) -> list[tuple[Mention, _Clause]]:
    """Every outcome that is named, with the clause (bare of spaces around it) in which it stands."""
    named = mentions(text)
    if not named or len(named) > MENTIONS_AT_MOST:
        return []
    listed = alone_in(text, named)
    cuts = _cuts(text, agents)
    found: list[tuple[Mention, _Clause]] = []
    for number, each in enumerate(named):
        if alone := listed.get(number):
            for left, right in _cuts(alone.text, agents):
                if left <= alone.mention.start and alone.mention.end <= right:
                    found.append((each, _Clause(alone.text, alone.mention, left, right, alone.shorter)))
        else:
            found += [(each, _Clause(text, each, *cut)) for cut in cuts if cut[0] <= each.start and each.end <= cut[1]]
    return found


def _cuts(text: str, agents: Agents | None) -> list[tuple[int, int]]:
    """Where the clauses of a sentence begin and end, bare of spaces."""
    cuts = [0]
    for each in CLAUSE.finditer(text):
        cuts += [each.start(), each.end()]
    for at in (*(each.start() for each in _DESPITE.finditer(text)), *(agents.joins(text) if agents else ())):
        cuts += [at, at]
    cuts.sort()
    cuts.append(len(text))
    found: list[tuple[int, int]] = []
    for start, end in zip(cuts[::2], cuts[1::2], strict=True):
        inside = text[start:end]
        found.append((start + len(inside) - len(inside.lstrip()), end - len(inside) + len(inside.rstrip())))
    return found


def _way(clause: str, mention: Mention, offset: int, agents: Agents | None, before: str, design: Design) -> Direction:
    if (
        is_hedged(clause, mention.start - offset)
        or "?" in clause
        or told_of_others(clause, agents.own if agents else None)
    ):
        return Direction.UNCLEAR
    at = mention.start - offset
    if agents and is_its_doing(clause, at, agents.own):
        return Direction.UNCLEAR
    if (
        of_another(clause, agents)
        or is_given(mention.name, clause[:at])
        or is_why(clause[:at], clause[at + mention.end - mention.start :])
        or is_a_group(clause, at + mention.end - mention.start)
    ):
        return Direction.UNCLEAR
    clause = NOT_IT.sub(lambda each: " " * len(each[0]), clause)
    part = next(each for each in parts(clause) if at < each.end)
    text, start, end = clause[part.start : part.end], at - part.start, mention.end - offset - part.start
    if not text[start:end].strip() or part.doubtful or ASIDE.match(text):
        return Direction.UNCLEAR
    if leaves_open(text) or is_excepted(text, start) or _RELATION.search(clause[:at]) or _NOT_OF_IT.search(text):
        return Direction.UNCLEAR
    told = Told(before + clause[: part.start], text, agents, design in _COMPARE) if agents else None
    if denies(text):
        partly = only_for_a_while(text) or only_at_some_doses(text)
        open_ = partly or of_a_mechanism(text) or is_when(text, start) or (told and not told.is_its(start, None))
        return Direction.UNCLEAR if open_ else Direction.NULL
    if UNSEEN.search(text) or unsettled(text):
        plain = told and is_insignificant(text, start) and told.is_its(start, None)
        return Direction.NULL if plain else Direction.UNCLEAR
    if _SHARED_OUT.search(text) and len(changes_in(text)) > 1:
        return Direction.UNCLEAR
    goal = goal_of(text, start, end, mention.sign)
    if goal is not None:
        return _changed(text, Head(goal, start, end), nearest(text, start, end), told) if goal else Direction.UNCLEAR
    head = head_of(text, start, end, mention.sign)
    if head.sign != mention.sign and not head.sign:
        return Direction.UNCLEAR
    if agents and (way := held(text, start, end, mention.sign, agents)):
        return way
    change = nearest(text, head.start, head.end)
    if change is None:
        # "HbA1c reduction was seen": the noun itself is the change, of what stands before it.
        head = Head(mention.sign, start, end)
        change = nearest(text, start, end)
    if change is None and _LOSS.fullmatch(text[start:end]) and (brought := _BROUGHT.search(text[:start])):
        # "It led to significant weight loss": no more is said of it.
        return Direction.BENEFIT if told and told.is_its(start, brought) else Direction.UNCLEAR
    return _changed(text, head, change, told)


def _changed(text: str, head: Head, change: re.Match[str] | None, told: Told | None) -> Direction:
    """Which way an outcome went by what is told to have changed: the noun that its name is part of."""
    if (
        change is None
        or turned(text, change, acts=told is not None and told.acts(change))
        or is_undone(text, change)
        or _is_no_result(text, change, head)
    ):
        return Direction.UNCLEAR
    if is_no_way(text, change, CHANGE, told.agents.own if told else None) or (
        told is not None and not told.is_its(head.start, change)
    ):
        return Direction.UNCLEAR
    if change[0].lower().startswith("restor") and head.sign < 0 and "normal" not in text:
        return Direction.UNCLEAR
    if change.lastgroup in ("better", "worse"):
        return Direction.BENEFIT if change.lastgroup == "better" else Direction.HARM
    until = timed(text, head.start)
    sign = -head.sign if until else head.sign
    if not sign or (SPEED.fullmatch(change[0]) and (until or "time" in text[head.start : head.end])):
        # A time that is accelerated is shorter, not longer.
        return Direction.UNCLEAR
    up = change.lastgroup == "up"
    if head.lessening and not up and (sign > 0 or (head.verb and not _GOVERNS.fullmatch(text, *_gap(change, head)))):
        # Less of a reduction is a smaller gain, and no harm.
        return Direction.UNCLEAR
    return Direction.BENEFIT if sign == (1 if up else -1) else Direction.HARM


def _is_no_result(text: str, change: re.Match[str], head: Head) -> bool:
    before = text[: change.start()]
    if was_measured(change[0], text[change.end() :]):
        return True
    if change.end() > head.start or text[change.end() : head.start].strip():
        return False
    # What is told of a change, as in "it eased increased pain", is no increase.
    of_it = any(not before[each.end() :].strip() for each in changes_in(before) if not _CAUSED.match(each[0]))
    return (of_it and change[0].lower().endswith("ed")) or was_there(before, change[0]) or goes_with(before, change[0])


def _gap(change: re.Match[str], head: Head) -> tuple[int, int]:
    return (change.end(), head.start) if change.end() <= head.start else (head.end, change.start())


def _by_p(text: str, way: Direction) -> Direction:
    """A difference that its own P does not bear out: the first P behind the outcome."""
    found = _P.search(text)
    if way in (Direction.UNCLEAR, Direction.NULL) or found is None:
        return way
    p = float(found["p"].replace("·", "."))
    if found["sign"] in "=>≥" and p >= 0.05:
        return Direction.NULL if p >= 0.1 else Direction.UNCLEAR
    return way
