"""C02: no cycles, stacks or protocols for use at home. Regimens of a trial, told as such, pass."""

import re

from shared.gates.family import Family, pattern
from shared.gates.words.grammar import EVERY, NUMERAL, SPAN, THING
from shared.gates.words.lexicon import NUMBER, TIMES
from shared.gates.words.report import (
    clause,
    in_the_past,
    not_held_up,
    of_research,
    of_the_page,
    open_question,
    told,
    unknown,
)
from shared.gates.words.scope import negated, reported

_TOLD = (told, negated, of_the_page, open_question)


def _crystal(sentence: str, match: re.Match[str]) -> bool:
    """Stacking of molecules, or synergy in a dish."""
    return bool(_CRYSTAL.search(sentence))


_CRYSTAL = re.compile(
    r"\b(?:crystal\w*|residues?|side chains?|fibrils?|aromatic|nucleobases?|antibiotics?|bacteri\w+|in vitro|cells?)\b",
    re.IGNORECASE,
)
_JOINS = (
    r"(?:stack|pair|combin|rotat|alternat|layer|blend|mix|marr(?:y|i)|coupl|team|follow|partner|"
    r"sandwich|bridg)(?:e?s|ed|ing|e)?"
)
_REST = (
    r"(?:off|rest(?:s|ing)?|break|paus\w+|holiday|wash-?out|nothing|without|repeat\w*|again|resum\w+|restart\w*|"
    r"back to|return\w*(?! to (?:baseline|normal|control|pre|initial|starting))|stop\w*|withdraw\w*|taper\w*)"
)


def _of_a_trial(sentence: str, match: re.Match[str]) -> bool:
    """Names of trials, registries, cells and statistics, where spans and orders of time are no plan to follow."""
    return bool(
        re.search(
            r"\b(?:trials?|randomi[sz]ed|participants|patients|cohorts?|follow-?up|data|model|"
            r"samples?|visits?|chemotherapy|cells?|"
            r"tissue|mice|rats?|animals?|experiments?|stud(?:y|ies)|surgery|infants|survival|prevalence)\b",
            sentence,
            re.IGNORECASE,
        )
    )


def _measured(sentence: str, match: re.Match[str]) -> bool:
    """The clause tells when something was measured."""
    return bool(
        re.search(
            r"\b(?:was|were) (?:\w+ly )?(?:measured|sampled|collected|assessed|recorded|rated)\b",
            clause(sentence, match),
        )
    )


_TIMED = re.compile(rf"\b(?:{SPAN}|{EVERY})\b", re.IGNORECASE)


def _without_span(sentence: str, match: re.Match[str]) -> bool:
    """No span or interval stands shortly before a word of rest or right behind it."""
    before, after = sentence[max(0, match.start() - 100) : match.start()], sentence[match.end() : match.end() + 45]
    return not (
        _TIMED.search(before)
        or (re.match(r"[^.]{0,30}\b(?:until|after|for|of|since|in)\b", after) and _TIMED.search(after))
    )


def _of_plain_trial(sentence: str, match: re.Match[str]) -> bool:
    """The same, where a patient in general is no trial's."""
    return bool(
        re.search(
            r"\b(?:trials?|randomi[sz]ed|participants|cohorts?|follow-?up|data|models?|samples?|visits?|chemotherapy|"
            r"tissue|mice|rats?|animals?|experiments?|stud(?:y|ies)|surgery|survival|review|assays?)\b",
            sentence,
            re.IGNORECASE,
        )
    )


def _negated_plan(sentence: str, match: re.Match[str]) -> bool:
    """A denial stands before words that hold none."""
    return not re.match(r"never|not", match[0], re.IGNORECASE) and negated(sentence, match)


FAMILY = Family(
    id="C02",
    version=2,
    severity="block",
    reason="lays out a protocol, cycle or stack for use",
    patterns=(
        pattern(
            r"(?<!π-)(?<!pi-)(?<!base )(?<!ring )(?<!aromatic )(?<!-)\bstack(?:s|"
            r"ing)?\s(?:[\w-]+\s){0,3}?(?:with|well)\b",
            excuses=(negated,),
        ),
        pattern(
            r"\b(?:peptide|healing|recovery|fat[- ]loss|muscle|ultimate|best|wolverine)\s(?:\w+\s)?stacks?\b",
            excuses=(negated,),
        ),
        pattern(
            r"\b\d+\s?(?:-\s?\d+\s?)?(?:weeks?|days?|months?)\son\b[\s,]{0,2}(?:and |then |followed by )?",
            r"(?:\d+\s?(?:-\s?\d+\s?)?(?:weeks?|days?|months?)\s)?off\b",
            excuses=(reported,),
        ),
        pattern(
            r"\b(?:run|do|start|repeat|finish|complete|plan)\s(?:a|an|the|your|another|this|"
            r"one)\s(?:[\w-]+\s){0,3}cycle\b",
            excuses=(negated,),
        ),
        pattern(
            r"\b(?:cycle|cycling)\s(?:it\b|this peptide|on and off|off\b|length\b|for \d+ weeks)",
            excuses=(negated, reported),
        ),
        pattern(
            r"\b(?:dosing|dosage|healing|recovery|fat[- ]loss|beginner'?s?|advanced|cycling|stacking|peptide|bulking|"
            r"cutting|anti-?ag(?:e|ing)|injury|microdos(?:e|ing))\sprotocols?\b",
            excuses=(negated, reported),
        ),
        pattern(
            r"(?:^|[;:•*] ?)(?:the )?protocol\s?:\s?(?=.*\d)(?!.{0,20}(?:NCT|ISRCTN|registration))", excuses=(reported,)
        ),
        pattern(r"\bloading (?:phase|dose)\b(?=.*\b(?:\d|then|followed|before)\b)", excuses=(reported, negated)),
        pattern(
            rf"\b{NUMBER}(?: to {NUMBER}|-{NUMBER})? ?-?{TIMES}\b[^.;]{{0,40}}\b(?:on|of use|"
            r"of (?:daily |weekly )?(?:injections|dosing|use))\b"
            rf"[^.;]{{0,40}}\b(?:off|rest|pause|break|between|without)\b",
            excuses=_TOLD,
        ),
        pattern(
            r"\b(?:for|after|"
            rf"every) {NUMBER} {TIMES},? (?:and )?(?:then )?(?:\w+ ){{0,3}}?(?:pause|rest|break|"
            r"stop|repeat|off|"
            rf"skip)\b|\b(?:pause|rest|break|stop)\b[^.;]{{0,20}}\b(?:for|"
            rf"of) {NUMBER}(?: {TIMES})?\b(?=.*\b(?:then|repeat|again|cycle|between|before|"
            r"weeks?)\b)",
            excuses=_TOLD,
        ),
        pattern(
            r"\balternat(?:e|es|ing)\b[^.;]{0,60}\b(?:rest|off|pause|break|days|weeks|injections|peptides)\b",
            excuses=_TOLD,
        ),
        pattern(
            r"(?<![πi]-)(?<!pi )(?<!π )(?<!base )(?<!base-)(?<!ring )(?<!aromatic )\b(?:stack(?:s|"
            r"ed|ing|able)?)\b(?! of )",
            excuses=(*_TOLD, _crystal),
        ),
        pattern(
            r"\b(?:de-?load|post-?cycle|pct\b|blast and cruise|mini-?cycle|on-cycle|off-cycle|"
            r"cycl(?:e|ing) (?:it|them|on|off|between))",
            excuses=_TOLD,
        ),
        pattern(
            r"\b(?:typical|usual|standard|common|sample|simple|classic|proven|basic|sensible|popular|tried and tested|"
            r"beginner|our)\s(?:\w+[- ]){0,2}(?:protocol|schedule|course|regimen|plan|programme|"
            r"program|arrangement|rotation|(?<!cell-)(?<!cell )cycle)s?\b",
            excuses=_TOLD,
        ),
        pattern(
            r"\bin the morning\b.*\b(?:at night|in the evening|before bed|afternoon)\b|\bweekends? (?:free|off)\b|"
            r"\b(?:monday|tuesday|wednesday)\b.*\b(?:thursday|friday|saturday|sunday)\b",
            excuses=(*_TOLD, _measured),
        ),
        pattern(
            rf"\b(?:{NUMBER})[- ](?:day|week|month)s?[- ](?:course|plan|run|programme|program|"
            r"protocol|cycle|block|reset|kick-?start)s?\b",
            excuses=_TOLD,
        ),
        pattern(
            r"\b(?:run|take|use|keep)\s(?:it|them|this|both|the (?:pair|two|"
            r"peptide))\s(?:\w+ ){0,2}(?:for|until|through)\b",
            excuses=_TOLD,
        ),
        pattern(
            r"\b(?:repeat|restart|resume) (?:the |a |this )?(?:course|cycle|round|block|whole thing|sequence|every)\b|"
            r"\b(?:take|have|schedule) a (?:break|pause|month off|week off|holiday)\b|\b(?:twice|"
            r"once|three times) a year\b(?=.*\bcourse)",
            excuses=_TOLD,
        ),
        pattern(
            r"\b(?:pairs?|combines?|combining|pairing|goes|layer(?:s|ing)?|add(?:ing)?|"
            r"mixes) (?:\S+ ){0,3}?(?:well |nicely |best |perfectly )?"
            r"(?:with|to|on top of)\b(?=.*\b(?:peptide|bpc|tb-?500|ipamorelin|cjc\S*|ghk\S*|kpv|"
            r"semax|selank|weeks?|recovery|results|synerg\w+)\b)",
            excuses=_TOLD,
        ),
        pattern(
            r"\b(?:synerg(?:y|ies|istic) (?:with|stack|between the two)|the (?:perfect|ideal|"
            r"classic) (?:pair|duo|combo|combination|trio))\b",
            excuses=(*_TOLD, _crystal),
        ),
        pattern(
            r"\b(?:clinicians|users?|coaches|athletes|people|lifters|most|many|practitioners|"
            r"clinics)\b[^.;]{0,30}\b(?:combine|stack|pair|(?<!cell-)cycle|alternate|rotate|run|layer)\b",
            excuses=(of_the_page,),
        ),
        pattern(r"\b(?:weeks?|months?|cycles?|courses?|regimen)\b", excuses=(not_held_up,)),
        # A span of use and a span without, in a sentence that reports nothing.
        pattern(
            rf"\b{_REST}\b",
            excuses=(_without_span, unknown, *_TOLD, in_the_past, _of_a_trial),
        ),
        pattern(r"\bon for \w+\b[^.;]{0,20}\boff\b|\b\w+ parts? \S+ to \w+ parts?\b", excuses=_TOLD),
        # Days of the week or of a plan given to substances.
        pattern(
            rf"\b{THING} (?:\w+ ){{0,3}}?(?:in the (?:\w+ )?(?:week|month)|on (?:mondays?|"
            r"tuesdays?|wednesdays?|thursdays?|fridays?|"
            rf"saturdays?|sundays?)|at night|in the (?:morning|evening))\b[^.]{{0,80}}\b(?:then|"
            r"and|with|adds?|followed|withdraws?)\b"
            rf"[^.]{{0,60}}\b(?:morning|evening|night|week|month|both|fourth|fifth|tenth|\w+days?)\b|"
            r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b[^.]{0,40}\b(?:belongs?|are for|is for)\b",
            excuses=(*_TOLD, in_the_past, _of_a_trial),
        ),
        pattern(
            rf"\b{_JOINS}\b (?:\S+ ){{0,5}}?(?:with|by|and|to|between|from) (?:\S+ ){{0,4}}?{THING}\b|"
            rf"\b{THING} and {THING} (?:\w+ )?(?:go|goes|work|belong|sit|run|pull|fit|complement|team|pair)\b|"
            rf"\blet (?:the (?:former|first|one)|{THING})\b[^.;]{{0,60}}\b(?:follow|close|open|latter|second)\b",
            excuses=(*_TOLD, _crystal, of_research, in_the_past, _of_a_trial),
        ),
        pattern(
            rf"\b(?:{NUMERAL}[- ]?(?:week|month|day)s?|weekly|monthly|dosing|intake|use|cycling|"
            r"combination|phased?)[- ](?:plan|schedule|"
            r"calendar|planner|programme|timetable|roadmap)\b|\b(?:exposure|use|intake|"
            r"treatment) is best (?:kept|limited|confined)\b|"
            r"\bsequence (?:most |best )?(?:\w+ )?(?:with|for|begins|"
            rf"starts)\b[^.]{{0,60}}\b(?:adds?|then|followed|first|alone)\b",
            excuses=(*_TOLD,),
        ),
        pattern(
            rf"\b(?:\d+|two|three|four|five|six|ten|twelve) (?:days|evenings|nights|mornings|weeks|"
            r"months) (?:out of|in a row|"
            rf"in every|at a (?:time|stretch))\b|\b(?:once|twice|(?:\d+|three|four) times) a year\b|"
            r"\b(?:duo|trio|pair|tandem|team|combination|union|"
            rf"marriage) of (?:\S+ ){{0,2}}?(?:and|with) \S+|\b(?:week|month|day) \w+ (?:is|are|"
            r"belongs?|sees|goes) (?:for|to)\b|"
            rf"\b{THING} (?:joins?|enters?|follows?|comes? in|drops? out|leaves?) (?:in|at|after|"
            r"from|during) (?:the )?(?:\w+ )?(?:week|month|day|phase)\b|\b\w+ on, \w+ off\b",
            excuses=(*_TOLD, in_the_past, _crystal, _of_a_trial),
        ),
        pattern(
            r"\b(?:never|don't|do not|avoid|should not|ought not to) (?:\w+ )?(?:run|us|tak|keep|continu|stay"
            rf"|exceed)\w*\b[^.;]{{0,40}}\b(?:longer|more|beyond|past|over) (?:than )?{SPAN}|\b(?:cycle|course|run|"
            rf"block|blast|treatment) (?:length|lasts|runs|of {SPAN} is)\b|\b(?:a|the) {SPAN} (?:cycle|course|run|"
            rf"block|plan) (?:is|works|suits|does|will|usually)\b|\b(?:taper"
            r"|wean) (?:\w+ )?(?:off|down) "
            rf"(?:over|across|during) {SPAN}|\b(?:on top of|layer(?:ed|ing)? with|alongside|together with|"
            rf"plus) {THING}\b[^.;]{{0,50}}\b(?:focus|recovery|results?|effect|cut|bulk|sleep|bedtime|gains?|best|"
            rf"without)\b",
            excuses=(*_TOLD, in_the_past, _crystal, _of_a_trial),
        ),
        pattern(
            rf"\b{THING} (?:is|are) (?:usually|normally|typically|commonly|generally|best|mostly|often) (?:run|taken"
            r"|used|cycled|done|given|repeated) (?:for|over|in|twice|once|"
            r"every|with)\b|\b(?:results?|effects?|gains) (?:\w+ )?(?:comes?|are|is) (?:\w+ )?(?:from|when|by"
            rf"|with) (?:\w+ ){{0,3}}?(?:using|combin\w+|pair\w+|stack\w+|"
            r"adding|running|together)\b|\b(?:a|the) (?:break|pause|rest|week off|month off|holiday) (?:every|each"
            rf"|after|of|between)\b[^.;]{{0,40}}\b(?:keeps?|helps?|lets?|"
            r"is|should|restores?|resets?|prevents?)\b|\bduring (?:the |a )?(?:cutting|bulking|off|competition"
            r"|racing|in) ?-?season\b|(?:^|[.;] )(?:use|run|take|start|begin|"
            r"add|introduce|stop|drop) (?:the |it |this |a )?(?:second|first|third|other|next|only"
            rf"|{THING}) (?:\w+ )?(?:only |once |when |after |during |until |for |peptide|"
            r"compound)|\b(?:morning|mornings|am|a\.m\.|night|nights|evening|pm|p\.m\.|day \d+|week \d+"
            rf"|weeks? \S+)\s?: ?(?:\w+ )?{THING}|^{SPAN} (?:is|are) (?:the |a |an )?"
            r"(?:minimum|maximum|enough|ideal|standard|usual|limit|norm)\b|\binterval (?:is|can be|should be"
            r"|may be) (?:\w+ )?(?:widened|stretched|shortened|extended|doubled)\b|"
            r"\b(?:natural|ideal|perfect|best|usual|classic) (?:companion|partner|pair\w*|complement)s? (?:of"
            r"|to|for|with)\b",
            excuses=(*_TOLD, in_the_past, _crystal, _of_a_trial),
        ),
        pattern(
            r"\b(?:course|cycle|round|sequence|series) (?:is|are|can be|may be|should be) (?:\w+ )?(?:repeated"
            r"|resumed|restarted|run|continued|extended) (?:every|after|each|twice|once|in|for|until)\b"
            r"|\b(?:treatment|use|it) should (?:last|run|"
            r"continue|be (?:continued|limited|resumed|repeated|interrupted|paused)) (?:for |to |after |every "
            rf"|at least |about )*{SPAN}|\b(?:works?|acts?) (?:best|better|well) (?:in combination|together|combined"
            r"|when combined|in tandem|alongside)\b|"
            r"\b(?:a|the) (?:second|third|further|next|repeat|another) (?:cycle|course|round) (?:adds?|brings?"
            r"|gives?|builds?|strengthens?|is|should|can|will)\b",
            excuses=(*_TOLD, in_the_past, _crystal, _of_a_trial),
        ),
        # An order to join two things, a plan as a heading, what a full course is made of, weeks that follow weeks.
        pattern(
            r"(?:^|[;:] |, |\bplease |\bthen )(?:pair|combine|stack|add|layer|alternate|swap|rotate|team|run|cycle) "
            r"(?:\S+ ){0,4}?(?:with|for|alongside|together|against|from (?:week|month|day)|on top|between)\b",
            excuses=(*_TOLD, of_research, _crystal, in_the_past, _of_a_trial),
        ),
        pattern(
            r"^(?:[\w-]+ ){0,4}?(?:protocol|regimen|schedule|regime|roadmap|routine|timetable|blueprint|"
            r"game plan)s? for (?!the |a |an )(?:[\w-]+ ?){1,4}(?:\(|below|here\b|in \d|over|:|,|\.?$)|\b(?:full|"
            r"complete|whole|proper|entire|classical) (?:\w+ )?(?:treatment|course|therapy|cure|programme|cycle|round|"
            r"series) (?:\w+ )?(?:comprises|consists|lasts|takes|involves|requires|runs|includes|spans|needs|means)\b|"
            r"\bweeks? (?:one|\d+)\b[^.;]{0,40}[,;] ?(?:and |then )?weeks? (?:two|three|four|five|\d+)\b|"
            r"\bfrom (?:week|month|day) \w+ (?:on|onwards?|forward)\b|\b(?:the|a|each|every) (?:patient|user|person|"
            r"client|athlete|lifter|reader) (?:\w+ly |then )*(?:pauses|rests|stops|repeats|resumes|starts|begins|"
            r"continues|takes|receives|returns|switches|injects|moves|cycles|drops|adds|"
            r"alternates)\b(?=.*\b(?:courses?|cycles?|then|again|weeks?|months?|days?|phase|rounds?|second|pause)\b)|"
            r"\b(?:having|after) (?:completed|finished|ended|completing|finishing) (?:the|a|one|this|"
            r"that) (?:\w+ )?(?:course|cycle|round|block|phase)\b",
            excuses=(negated, of_the_page, open_question, of_research, _crystal, _of_plain_trial),
        ),
        pattern(
            r"\b(?:healing|recovery|classic|ultimate|ideal|perfect|winning|golden|famous|beginner'?s?|elite|best|"
            r"favou?rite|go-to|sleep|dream|power|fat[- ]loss) (?:\w+ )?(?:combo|combination|duo|trio|pairing|tandem|"
            r"mix|blend|cocktail)s?\b|\b(?:run|use|take|try|do) (?:one|either|it|the first) without (?:the other|its|"
            r"the second)\b|\breceptors?\b[^.;]{0,30}\b(?:a rest|a break|lazy|a holiday|fresh|time off)\b|\b(?:plays?|"
            r"sits?|pairs?|goes|runs?|combines?|works?) (?:well|nicely|beautifully|best|perfectly|happily|great|"
            r"superbly) (?:with|alongside|beside|next to|together)\b|"
            rf"\b(?:break|pause|interval|rest|gap|wash-?out) of (?:at least |about |some )?{SPAN} (?:\w+ )?between "
            rf"(?:\w+ )?"
            r"(?:courses|cycles|rounds|treatments|series|blocks)\b|\b(?:restart|climb|reset|begin) the (?:ladder|ramp|"
            r"clock|cycle|sequence)\b",
            excuses=(*_TOLD[:1], of_the_page, open_question, of_research, _crystal, in_the_past, _of_a_trial),
        ),
        pattern(
            r"\btaken in (?:courses|cycles|rounds|series|blocks|phases)\b|\b(?:a|the) (?:second|third|next|further|"
            r"new) (?:series|course|cycle|round) (?:\w+ )?(?:follows?|comes?|begins?|starts?)\b|"
            rf"\badds? {THING} (?:in|from|after|during) the (?:\w+ )?(?:week|month)\b|\b(?:build|ramp|go|step|work|"
            rf"ease)(?: up| in)? for {SPAN}, (?:then )?(?:hold|stay|keep|rest|wind|ease|taper)|\b(?:forms?|makes?|is|"
            rf"are) an? (?:proven|"
            r"good|classic|strong|fine|natural|winning|powerful) (?:tandem|pair|team|duo|combination|trio|couple)\b|"
            r"\b(?:never|not) without (?:an? )?(?:interruption|break|pause|rest)\b|\bthrough (?:the )?(?:winter|summer|"
            r"off-?season)\b[^.;]{0,40}\b(?:let|leave|stop|pause|off|rest)\b",
            excuses=(_negated_plan, of_the_page, open_question, of_research, _crystal, in_the_past, _of_plain_trial),
        ),
        pattern(
            r"\b(?:proper|full|good|first|spring|autumn|winter|summer) (?:\w+ )?runs?\b[^.;]{0,25}\b(?:takes?|lasts?|"
            r"do|does|is|are|weeks?)\b|\b(?:loading|priming|induction|maintenance) (?:days|weeks|stage|period)\b|"
            r"\ball year round\b|\bafter the (?:break|pause|rest|interval) (?:\w+ )?(?:start|begin|resume|go|continue|"
            r"return)s?\b|\bshot a week keeps\b|\b(?:weeks?|days|months) of use\b[^.;]{0,30}\b(?:alternates?|followed|"
            r"then|and one|and two)\b",
            excuses=(told, of_the_page, open_question, of_research, _crystal, in_the_past, _of_a_trial),
        ),
    ),
)
