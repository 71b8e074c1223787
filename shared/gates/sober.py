"""How sober talk without a source is built: what research does, what words mean, how bodies work, what we decline.

`shared.gates.sourceless` lists what a sentence may say; this tells by its frame that it says nothing of a remedy. No
frame holds for whoever speaks to the reader, speaks of a remedy by a pronoun or its name, or praises.
"""

import re

from shared.gates.words.grammar import IT

_REMEDY = re.compile(
    rf"\b(?:it(?! (?:is|was|could|can|may)\b[^.;]*\bthat\b)|itself|its|this(?! (?:page|site|text|summary|account"
    rf"|newsletter|encyclop\w+|word|term|phrase)\b)|these|they|them|you\w*|we|us|our|I|me|my|(?!rodents?\b){IT}"
    r"|(?:\w+ )?peptides?(?= (?:for|in|is|are|can|may|works?|helps?)\b)|drops?|sprays?|shots?|jabs?|vials?|pens?"
    r"|pills?|capsules?|courses?|stack\w*|remed(?:y|ies)|formula|blend)\b",
    re.IGNORECASE,
)
"""Who is spoken to, and what stands for a remedy."""
_PRAISES = re.compile(
    r"[!?]|\b(?:best|better|safe\w*|harmless|well[- ]tolerated|tolera\w+|gentle|benign|proven|effective\w*|ideal"
    r"|excellent|superior|need (?:not|no)|no need|no risk|interchangeabl\w+|equivalent|legal\w*|lawful\w*|free to"
    r"|must|should(?! not\b)|guarantee\w*|miracul\w+|cure[sd]?|heal(?:s|ed|ing)?|helps?|benefits?|works?|boosts?"
    r"|improves?|restores?|rebuilds?|cheap\w*|buy|price[sd]?|good news|lets?)\b",
    re.IGNORECASE,
)
_RESEARCH = re.compile(
    r"\b(?:papers?|authors?|reviews?|articles?|reports?|surveys?|stud(?:y|ies)|trials?|abstracts?|investigators"
    r"|editors|experiments) (?:\w+ly )?(?:asked|asks?|looked (?:at|into|for)|set out|examined|discuss(?:ed|es)"
    r"|considered|described|proposed|dealt with|was about|were about|(?:was|were) (?:closed|registered|announced))\b|"
    r"\b(?:was|were|has been|have been) (?:\w+ly )?(?:recorded|measured|analy[sz]ed|registered|examined|catalogued"
    r"|proposed (?:for|as)|announced|cast as|classified|listed|collected|sampled|weighed|photographed|searched for"
    r"|compared (?:by|in|for)|thanked|studied (?:for|in|by|with)|identified as|named in)\b|"
    r"\bfinal visits? took place\b|\bwas the (?:primary |secondary |main )?(?:endpoint|outcome|question)\b|"
    r"\b(?:data|records|details) were requested\b|\bwas supported by an? grant\b|\b(?:vials?|tablets?|syringes?) looked"
    r" the same\b|\bwere the (?:\w+ )?(?:outcomes?|endpoints?|measures?|variables?|questions?) \w+|"
    r"\b(?:is|are) among the \w+ (?:chosen|studied|listed|measured|examined)\b",
    re.IGNORECASE,
)
"""What was looked at, without what came of it."""
_CAME_OF_IT = re.compile(
    r"\b(?:which|that|so|and|thus|hence) (?:\w+ ){0,3}?(?:showed|shows|proves?|proved|means|found|confirm\w*"
    r"|establish\w*|explains?|results? in|led|leads?)\b|\b(?:found|showed|revealed|concluded|confirmed|proved"
    r"|more|less|fewer|higher|lower|reduced|increased|improved|as an? (?:treatment|remedy|cure|option|choice|"
    r"alternative|first)|for (?:sale|compounding|human|anyone|anybody|those|years|decades))\b",
    re.IGNORECASE,
)
_OF_NATURE = re.compile(
    r"\b(?:pass(?:es)? through (?:an? )?\w+|ha(?:s|ve) (?:two|three|four|five|several) (?:phases|layers|parts|forms)|"
    r"(?:is|are) (?:marked|characteri[sz]ed) by|is a (?:common |rare |frequent |typical )?(?:feature|sign|form|"
    r"kind) of|follows? an? \w+ rhythm|(?:is|are) (?:highest|lowest) (?:in|at|on|soon|during|after)|"
    r"becomes? (?:thinner|drier|stiffer|weaker)|is an? (?:rare|unusual|common) (?:event|finding|tumou?r|disease)|"
    r"often accompan(?:y|ies)|is (?:suspected of|generally thought to)|carr(?:y|ies) (?:its|their) own|is also met in|"
    r"enters? \w+ cells|consists? of|(?:is|are) (?:made (?:up )?(?:of|by)|composed of|built (?:of|from)|renewed|"
    r"released in|formed (?:by|from|in|when)|found in|produced (?:by|in)|stored in|lined (?:by|with)|a (?:layer|sheet|"
    r"gland|hormone of|disease of|disorder of|plate)|plates? of|layers? of|rare|common|numerous)|occurs? (?:when|in|"
    r"where)|arises? (?:when|from|in)|(?:can )?ha(?:s|ve) many causes|takes? part in|resists? breakdown|"
    r"captures? only|(?:is|are) an? (?:poor|imperfect|rough|crude|fair|partial) models? of|repairs? (?:itself|"
    r"themselves)|forms? the|settles? across|becomes? (?:neurons?|cells)|does not match|do not match|comes from the|"
    r"breaks? down to|turns? \w+ into)\b",
    re.IGNORECASE,
)
"""Verbs with which anatomy, physiology, chemistry and the limits of a model are told in general."""
_SUBJECT_OF_NATURE = re.compile(
    rf"^(?:(?:an?|the|each|every|most|some|human|animal|migrating) )*(?!{IT}\b|(?:it|this|that|these|they|there|here"
    r"|what|used|taken|given|seen|sold|your?|we|I|using|taking|anyone|everyone|recovery|relief)\b)[a-z][\w'-]+\b",
    re.IGNORECASE,
)
_OF_A_WORD = re.compile(
    r"(?:^|\b(?:words?|terms?|phrases?|labels?|slogans?|expressions?|adjectives?|names?|headed|calling (?:it|this)|"
    r"title) )[\"'][^\"']{2,60}[\"'](?=.*\b(?:no|not|never|nothing|none|neither|forbids?|avoids?|advertising|slogan|"
    r"phrase|word|refers? (?:here )?to|here (?:means|refers)|finds no|lacks?)\b)|\b(?:words?|"
    r"terms?)\b[^.;]*[\"'][^.;]*\b(?:is|are) (?:struck|removed|deleted|barred)\b|[\"'][^.;]*\b(?:words|"
    r"terms) (?:that )?our \w+ (?:rejects?|strikes|flags)\b|\b(?:words?|terms?|phrases?|titles?) (?:tells?|says?|"
    r"promises|carries|carry|means?) (?:\w+ ){0,3}?(?:nothing|little|no)\b|^[\w' -]{3,40}? means here\b|"
    r"^[\w' -]{3,40}? does not mean\b|^[\w' -]{3,40}? is (?:the|a) (?:\w+'s )?(?:name|term|word) for\b",
    re.IGNORECASE,
)
"""A word is named, and what it does not say."""
_HERE = (
    r"(?:this|the|our) (?:\w+ )?(?:pages?|sites?|account|newsletter|encyclop(?:a)?edia|text|monograph|summary|index)"
)
_DECLINED = re.compile(
    rf"\b{_HERE} (?:\w+ )?(?:does not|do not|doesn't|leaves out|omits?|has no|have no|gives? no|avoids?|leaves)\b|"
    rf"\b(?:not|nothing|no part|nowhere|no place)\b[^.;]{{0,40}}\b(?:in|on|of) {_HERE}\b|"
    r"\bwe (?:turned down|declined|refused|deleted|removed|rejected|do not|don't|did not|never)\b|"
    r"\b(?:letters?|links?|testimonials?|stories|codes?|reviews|posts|adverts?|interviews)\b[^.;,]{0,50}\b(?:is|are|was|were)"
    r" (?:\w+ but )?(?:not (?:quoted|printed|used|ours|published)|removed|excluded|deleted|struck)\b|"
    r"^no (?:\w+,? (?:or )?){1,4}(?:reviews|letters|testimonials|stories)\b[^.;]*\b(?:were|was|are) used\b|"
    r"\b(?:this|the) (?:work|page|article|text) makes no suggestions?\b|\blies outside the subject of this\b|"
    r"\b(?:get|gets|receives?|got) no (?:reply|answer)\b|\b(?:house style|our (?:rules|policy|method)) (?:forbids?"
    r"|excludes?|bars?|rules out)\b|\bthis encyclop(?:a)?edia has no field\b|\bleaves? (?:unanswered|open|out)\b"
    r"[^.;]{0,20}\bon purpose\b|\b(?:has|have) no place in (?:this|our|the)\b",
    re.IGNORECASE,
)
_SITE = re.compile(
    r"\b(?:recommended|suitable|further) reading\b|^preferred name:|\bnumber that takes you to the (?:passage|source"
    r"|abstract)\b|\breaders who find an? (?:error|mistake)\b|\bkeep your password\b|"
    r"^(?:please )?(?:send|write) us (?:\w+ )?(?:papers?|corrections?|studies|references|records|a line)\b|"
    r"\byou can follow (?:each|every|the|any)\b[^.;]*\b(?:marks?|links?|numbers?)\b|\b(?:synonyms?|entries|names) in"
    r" the index\b|^(?:your|the) browsers? (?:stores?|keeps?|sends?) no\b|\b(?:sources?|documents?|files?|papers?) "
    r"(?:is|are) (?:treated|handled|read) as (?:text|data)\b|\binstructions to authors\b|\bwe (?:checked|rechecked"
    r"|corrected|looked up|counted|searched|updated|read)\b[^.;]{0,40}\b(?:again|anew|twice|sizes?|numbers?|figures?"
    r"|records?|entry|entries|table)\b|\bevery page\b[^.;]{0,20}\b(?:is|are) free\b",
    re.IGNORECASE,
)
_SHORT_OF = re.compile(
    r"\b(?:has|have) (?:no|not|never)\b[^;,]{0,30}\b(?:demonstrated|shown|known|proper test|test(?:ed)?|counterpart|"
    r"studied|examined)\b|\b(?:is|are|remains?),? (?:\w+ \w+, )?(?:unknown|unstudied|untested|unanswered)\b|"
    r"\bnever been (?:put to|given|subjected)\b|\b(?:want|lack|absence|dearth|scarcity) of [^.;]{2,40} (?:reflects?|"
    r"is|mirrors?|shows?) an? (?:want|lack|absence|dearth|scarcity|gap)\b|\bshould not be (?:\w+ )?(?:set|placed|put|"
    r"laid|pooled|compared|read)\b|\bdoes not (?:\w+ )?(?:imply|amount to|entail|guarantee|carry over)\b|"
    r"\bno (?:outcome|result|effect|answer|finding)s?\b[^.;]{0,30}\b(?:is|are) (?:certain|sure|known|settled)\b|"
    r"\bthat it \w+ is disputed\b|\bgoe?s? (?:beyond anything|further than the (?:records|evidence|data))\b|"
    r"\bconfers no (?:permission|right)\b|\bdoes not make a product fit\b|\blicenses nothing else\b|\b(?:isn't|"
    r"is not) known whether\b|\bnever been validated\b|\bnot one may test\b|\bmay go unnoticed\b|"
    r"\bpotential for bias\b|\bis opinion\.?$|\bfails to happen in people\b|\bcannot be turned into\b|"
    r"\bsupports? neither\b|\bneither new nor\b|\bmay do nothing (?:for|in|to)\b|\badds? unknowns?\b|"
    r"\brests? on no (?:study|trial|evidence|data)\b|\bcan be (?:read|taken|derived|inferred) from (?:these|such|"
    r"this)\b(?<=no)|^no (?:\w+ ){1,8}can be (?:read|taken|derived|inferred)\b|\bcures? nothing, (?:so|as) far\b",
    re.IGNORECASE,
)
_REASSURES = re.compile(
    r"\b(?:harm(?!s? in pregnancy)\w*|risk\w*|danger\w*|safe\w*|worr\w+|concern(?!s does not)\w*|side[- ]effects?|"
    r"problem\w*|drug comes|better|match\w*|rival\w*|toxic\w*|unlimited|limits?|expir\w+|banned|prohibited)\b",
    re.IGNORECASE,
)


def sober(sentence: str) -> bool:
    """The frame of a normalised sentence says that it tells nothing of a remedy."""
    if _PROMISES.search(sentence):
        return False
    if _OF_A_WORD.search(sentence) or _SITE.search(sentence) or _DECLINED.search(sentence):
        return True
    if _SHORT_OF.search(sentence) and not _REASSURES.search(sentence):
        return True
    if _REMEDY.search(sentence) or _PRAISES.search(sentence):
        return False
    if _RESEARCH.search(sentence):
        return not _CAME_OF_IT.search(sentence)
    return bool(_OF_NATURE.search(sentence) and _SUBJECT_OF_NATURE.search(sentence))


_PROMISES = re.compile(
    r"\b(?:buy|shop(?! and stock are words)|cheap\w*|discount\w*|dm|works|cures (?!nothing)|heals|melts|boosts|"
    r"rebuilds|(?:must|should|ought to) (?:try|take|use|buy|start)|(?:can|could|may) (?:take|use|start|buy)|"
    r"unbeatable|obviously|nonetheless|all the same)\b",
    re.IGNORECASE,
)
