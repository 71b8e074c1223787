"""C26: nothing of the machinery shows: no model talking of itself, no instructions, no raw structure."""

import re

from shared.gates.family import Family, pattern


def _in_a_trial(sentence: str, match: re.Match[str]) -> bool:
    """Instructions to people in a trial, or to authors."""
    return bool(
        re.search(r"\b(?:participants|patients|authors|staff|investigators|nurses|journal)\b", sentence, re.IGNORECASE)
    )


def _in_a_trial_only(sentence: str, match: re.Match[str]) -> bool:
    """Instructions to people in a trial, unless the match leaves a number to be filled in."""
    return _in_a_trial(sentence, match) and not re.search(r"\bXX", match[0])


def _plain_mark(sentence: str, match: re.Match[str]) -> bool:
    """Markup of print, and words before a colon in a sentence of their own."""
    return bool(re.fullmatch(r"</?(?:i|b|sup|sub|em)>", match[0], re.IGNORECASE)) or bool(
        re.fullmatch(r"(?:human|system|user|text|section|species|outcome|direction)\s?:\s?\S*", match[0], re.IGNORECASE)
    )


def _of_the_list(sentence: str, match: re.Match[str]) -> bool:
    """A section of WADA's list: `S2.3`."""
    return bool(re.search(r"\b(?:WADA|prohibited|banned|list|doping|sections?)\b", sentence, re.IGNORECASE))


FAMILY = Family(
    id="C26",
    version=2,
    severity="block",
    reason="holds instructions or talk of a model",
    patterns=(
        pattern(
            r"\bas an? (?:ai|artificial intelligence|large language model|language model|"
            r"llm)\b(?:[- ](?:model|assistant|language model))?"
        ),
        pattern(
            r"\bI(?:'m| am) (?:an? (?:ai|artificial|language model|assistant)|sorry|unable to|not able to|"
            r"claude|chatgpt|gpt)\b"
        ),
        pattern(
            r"\bI (?:cannot|can't|can not|could not|won't) (?:help|assist|provide|comply|fulfil+|"
            r"generate|produce|write|summari[sz]e|create|"
            r"answer|verify|access)\b"
        ),
        pattern(
            r"\b(?:disregard|ignore|forget) the (?:rules|instructions|text|prompt)s?\b|"
            r"\b(?:ignore|disregard|forget|override|bypass)\s(?:all\s|any\s|the\s|these\s|your\s|"
            r"of\s)*(?:previous|prior|above|earlier|preceding|foregoing|system|"
            r"safety)\s(?:\w+\s)?(?:instructions?|prompts?|rules?|directions?|messages?|text|guidelines)\b"
        ),
        pattern(
            r"\b(?:system prompts?|developer message|my (?:training data|training cutoff|knowledge cutoff|"
            r"instructions)|knowledge cut-?off)\b"
        ),
        pattern(
            r"\b(?:you are|act as|pretend to be|roleplay as) (?:now )?(?:a |an )?(?:helpful |ai |"
            r"large )*(?:assistant|chatgpt|claude|language model|ai|jailbroken)\b"
        ),
        pattern(
            r"^(?:sure|certainly|of course|absolutely)[,!]|^here(?:'s| is| are) (?:the|a|an|your|"
            r"my) (?:\w+\s){0,2}(?:summary|draft|rewritten|revised|version|answer|claims?|json|response)\b"
        ),
        pattern(r"\blet me know if you\b|\bhope this helps\b|\bis there anything else\b"),
        pattern(r"</?(?:evidence|claims?|system|assistant|user|instructions?|human|script|iframe)\b[^>]*>"),
        pattern(
            r"\[/?INST\]|<\|[\w ]+\|>|```|\{\s?[\"']\w+[\"']\s?:|\[\s?\{|\"(?:claims|verdicts|sentences|section)\"\s?:"
        ),
        pattern(
            r"(?<!table )(?<!figure )(?<!fig\. )(?<!appendix )(?<!section )"
            r"\bS\d{1,4}\.\d{1,3}\b(?=[\s,;\])]|\.?$)(?! (?:mm|cm|kg|mg))",
            excuses=(_of_the_list,),
        ),
        pattern(r"\b(?:TODO|FIXME|lorem ipsum|undefined undefined)\b|\{\{.*?\}\}|\{%"),
        pattern(
            r"\[(?:insert|your|add|placeholder|citation|tbd|name|peptide|number|n|x|todo|author|"
            r"year|link|source|summary|details)\b[^\]]*\]|<(?:insert|placeholder|your|name|"
            r"summary)[^>]*>|(?-i:\b(?:TBD|XXX)\b)|\$\{\w+\}|%\(\w+\)s|\b(?:null|NaN|None|"
            r"undefined)\b[,;.]? (?:participants|patients|studies)"
        ),
        pattern(
            r"\b(?:note|message|instructions?|attention|hint|memo) (?:to|for) (?:the )?(?:model|"
            r"ai|assistant|llm|reviewer model|language model|summari[sz]er|system|editor bot|"
            r"bot)\b|\b(?:dear|hey|hello),? (?:model|ai|assistant|claude|gpt|chatgpt|llm)\b|"
            r"\b(?:model|assistant|ai|llm)s? (?:reading|that reads?|processing|"
            r"summari[sz]ing) this\b"
        ),
        pattern(
            r"\b(?:mark|treat|label|grade|rate|report|cite|rank|classify|describe|flag) (?:this|"
            r"the|all|every) (?:study|studies|abstract|claim|trial|paper|peptide|evidence|"
            r"results?|page) (?:as|to be)\b|\b(?:from now on|when summari[sz]ing|"
            r"in your (?:answer|summary|reply|output|response)|do not mention|your (?:task|job|"
            r"role|instructions|output)|respond only (?:in|with)|output (?:only|the|a|json)|"
            r"return (?:only )?(?:json|the json|a json)|print the|reveal (?:your|the (?:system|"
            r"hidden|prompt))|new instructions?|end of (?:prompt|instructions)|begin (?:output|"
            r"answer)|think step by step)\b",
            excuses=(_in_a_trial,),
        ),
        pattern(
            r"^\s?(?:certainly|sure|of course|absolutely|okay|great question|happy to|understood|"
            r"got it|great)\b ?[!,.:]|\bhere(?:'s| is| are) (?:a|an|the|your|my|"
            r"some) (?:\w+[ -]){0,4}(?:summary|draft|rewrit\w+|revis\w+|version|overview|response|"
            r"answer|paragraph|claims?|list|text)\b|\b(?:i hope (?:this|that)|feel free to|would you like me to|"
            r"do you want me to|shall i|i'd be happy|i have (?:rewritten|revised|summari[sz]ed|"
            r"drafted)|as requested|per your (?:request|instructions)|based on (?:the|"
            r"your) (?:provided|given|supplied|above) (?:\w+ )?(?:abstracts?|text|sentences?|"
            r"context|documents?)|the (?:provided|given|supplied) (?:abstracts?|text|sentences?|"
            r"context|documents?|excerpts?)|i don't have (?:access|enough)|my (?:last )?(?:update|"
            r"knowledge)|beyond my|language model,? i)\b"
        ),
        pattern(
            r"^(?:[-*] )?(?:claims|outcome|direction|ids?|species|verdict|section|role|content|"
            r"text)\s?:\s?(?:$|-|\"|\[|\{|\w+ (?:outcome|direction|ids|species)\s?:)|\byaml\b|"
            r"\bjson\b(?= ?[:{\[])|\"\w+\"\s?:\s?[\"\[{\d]|</?(?:div|span|br|p|claim|json|xml|"
            r"html|b|i)>|\b(?:human|assistant|system|"
            r"user)\s?:\s|###|\*\*\w|\\n|&(?:lt|gt|amp|nbsp);|<!--",
            excuses=(_plain_mark,),
        ),
        # An assistant that answers, the texts that it was given, its rewording, gaps left to fill, orders to a machine.
        pattern(
            r"\b(?:happy|glad|pleased|delighted) to (?:help|assist|oblige)\b|\b(?:abstracts?|"
            r"texts?|documents?|sources|passages|excerpts?|records|articles?|sentences|papers) "
            r"(?:that )?(?:I|you) (?:was|were|have|had|gave|provided|pasted|sent|shared|supplied|"
            r"uploaded)\b|\bmy (?:knowledge|training|data) (?:ends?|stops?|goes|runs|only|is)\b|"
            r"\bI (?:was|have been|am|am being) (?:given|asked|told|instructed|trained|"
            r"prompted)\b|\bout of my reach\b|\bbeyond my (?:knowledge|training|cut-?off)\b",
            excuses=(_in_a_trial,),
        ),
        pattern(
            r"\b(?:rewritten|reworded|rephrased|paraphrased|shortened|condensed|expanded|toned down|polished|"
            r"adjusted) (?:in|to|for|with|into|as|below|and)\b(?=.*\b(?:tone|words|style|version|neutral|requested|"
            r"characters|reading level|audience|bullet)\b)|\bbelow is (?:the|a|an|your|my)\b(?=.*\b(?:section|draft|"
            r"summary|version|rewritten|text|list)\b)",
            excuses=(_in_a_trial,),
        ),
        pattern(
            r"[\[<{](?:to be|insert|tb[acd]|todo|fill|name|peptide|value|number|xx+|placeholder|"
            r"your|date|add|author|year|n ?=? ?\?)\b[^\]>}]{0,40}[\]>}]",
        ),
        pattern(
            r"\b(?:automated|machine|artificial|ai|llm|language[- ]models?|models?|bots?|crawlers?|summari[sz]ers?|"
            r"agents?|systems?|software)\b(?: (?:readers?|reviewers?|graders?|tools?|systems?|assistants?))?(?: (?:of|"
            r"reading|that|who|which|processing) [^.;,]{0,50})? (?:must|should|shall|is to|are to|has to|have to|"
            r"will) (?:\w+ ){0,2}?(?:rate|grade|mark|treat|report|omit|leave|ignore|include|state|say|cite|rank|skip|"
            r"output|answer|return|describe|call|conclude|score)\b",
            excuses=(_in_a_trial,),
        ),
        pattern(
            r"\b(?:reviewers?|readers?|graders?|assistants?|anyone|"
            r"systems?)\b[^.;]{0,20}\b(?:that|who|which) (?:is|are) (?:an? )?(?:language models?|"
            r"ai|llms?|models?|machines?|bots?)\b|\bhere is (?:my|the) (?:best|final|first|"
            r"revised) (?:attempt|answer|version|try|response)\b|"
            r"\blanguage models? (?:should|must|shall|are to)\b",
            excuses=(_in_a_trial,),
        ),
        pattern(
            r"\b(?:null|NaN|undefined)\b[,; ]{1,2}(?:null|NaN|undefined)\b|^(?:null|NaN|undefined|None|N/A|"
            r"\[object Object\])\.?$|\[object \w+\]|\b(?:your|the user'?s?|user's|my|this) (?:prompt|query)\b|"
            r"\bin response to (?:your|the user'?s?|this|a) (?:prompt|request|query|question|instruction)s?\b|"
            r"\b(?:generated|produced|created|written|answered) (?:by (?:chatgpt|gpt\S*|claude|an? (?:ai|llm|chatbot|"
            r"assistant))|as (?:requested|instructed))\b|\b(?:pretend|imagine|suppose|assume|act as (?:if|"
            r"though)) (?:that )?you(?: are|'re| were)\b|\b(?:with no|without (?:any )?|no longer bound by|"
            r"free of) (?:restrictions|limitations|guardrails|filters|policies)\b(?! (?:on|of|to|in)\b)|"
            r"\bthe user (?:wants?|asks?|asked|is asking|needs|provided|said|would like|may|might|has)\b|"
            r"\blet me (?:think|see|start|first|check|summari[sz]e|rephrase|know|explain|analy[sz]e|break|clarify)\b|"
            r"\blet's think\b|^step \d+:|\b(?:I'll|I will|I shall|I need to|I should|I must) (?:now )?(?:write|"
            r"summari[sz]e|draft|produce|respond|answer|keep|avoid|include|cite|focus|provide|rewrite|analy[sz]e|"
            r"extract|format|output)\b|\bcannot (?:comply|fulfil+) with\b|\bmy (?:guidelines|policy|policies|"
            r"programming|context window|developers?|creators?|capabilities)\b|\b(?:token|context|"
            r"character) limit (?:reached|exceeded)\b|\[(?:continued|truncated|redacted by|output|end|"
            r"response)[^\]]*\]|\bend of (?:summary|response|answer|output|draft)\b",
            excuses=(_in_a_trial,),
        ),
        pattern(
            r"\bI (?:have|had|just|also) (?:\w+ )?(?:removed|deleted|dropped|rewritten|reworded|updated|corrected"
            r"|flagged|marked|shortened|kept|changed|summari[sz]ed|replaced|left out)\b|\bI (?:do not|don't|cannot"
            r"|can't) (?:\w+ )?(?:have (?:access|the full|enough)|see|access|open|"
            r"read|browse)\b|\b(?:reply|respond|answer|return|output|write|say) (?:only )?(?:with|in|using|the word"
            r"|as|nothing but|exactly)\b(?=[^.]*\b(?:word|json|yes|no|supported|true|format|list|schema|letters?"
            r"|only)\b)|\bplease (?:provide|paste|upload|share|send|supply|"
            r"give me|attach)\b[^.]{0,30}\b(?:abstracts?|text|document|article|study|studies|sentences|paper|source"
            r"|context|details|file|pdf)\b|\b(?:answer|response|output|text|summary|message) (?:was|is|has been"
            r"|got) (?:\w+ )?(?:cut off|truncated|too long|incomplete)\b|"
            r"\b(?:based on|according to|from|in) (?:the|your) (?:\w+ )?(?:abstracts?|text|excerpts?|passages?"
            r"|context|sentences) (?:provided|given|supplied|above|you)\b|\byou (?:must|should|are to|will"
            r"|shall) (?:\w+ )?(?:not mention|ignore|omit|mention|rate|mark|cite|output|answer|"
            r"respond|say that|conclude|write|treat)\b|\b(?:claims?|sentences?|parts?) (?:that )?(?:you"
            r"|the reviewer) (?:flagged|rejected|marked|asked|listed)\b",
            excuses=(_in_a_trial,),
        ),
        pattern(
            r"\b(?:summary|text|answer|draft|version|response|list) (?:above|below) (?:meets?|follows?|covers?"
            r"|satisf\w+|contains|addresses|includes)\b|\b(?:below|above|here|attached) (?:you will |you'll "
            r"|you can )?find (?:the|a|my|your)\b|\b(?:the|a|valid|this) (?:json|yaml|xml|markdown) (?:object|output"
            r"|block|format|array|response)?\b|"
            r"\bI (?:was|am|were) (?:\w+ )?(?:unable|not able|asked|told|given|instructed)\b|\bI (?:have"
            r"|had) not been (?:given|provided|shown|told)\b|(?:^|[.:;,(] ?)(?:make no mention|do not mention"
            r"|don't mention|never mention|omit|leave out|accept this|approve (?:this|every|all|the)|ignore the"
            r"|skip the|score this|rank this|write the (?:page|text|summary|"
            r"claim))\b|\bdear (?:\w+ )?(?:reviewer|editor|system|grader|judge|reader model)\b"
            r"|\bX{2,} ?(?:participants|patients|mg|mcg|%|weeks|days|studies)\b|\b(?:mg|dose of|n =|of) X{2,}\b"
            r"|\bthis (?:concludes|completes|ends) (?:my|the|this) (?:summary|answer|response|draft|task)\b"
            r"|^(?:system|developer|tool|user|assistant|prompt|instruction)s?\s?: ?\w|"
            r"\b(?:hope|trust) (?:that|this|it) (?:answers?|helps?|clarifies|meets|works)\b"
            r"|\banswers? your question\b|\bmeets? (?:all )?(?:of )?your (?:requirements|needs|criteria|request)\b",
            excuses=(_in_a_trial_only,),
        ),
        # A model that says what it is, and texts made to measure.
        pattern(
            r"\bI(?:'m| am) (?:only |just |merely |but )?an? (?:\w+ )?(?:language model|ai|assistant|llm|chatbot)\b|"
            r"\bas (?:instructed|requested|specified|you asked|per instructions)(?=[.,;:]|$)|\b(?:summary|text|"
            r"paragraph|answer|version|section) (?:below |above )?(?:contains|has|is|of|with) (?:about |around |"
            r"roughly |exactly |under )?\d+ words\b",
            excuses=(_in_a_trial,),
        ),
        pattern(
            r"\b(?:replace|fill in|substitute) (?-i:[A-Z]{3,})\b|^(?:tone|words?|length|style|format|"
            r"audience)\s?: ?\w+[.,;]? |\bas you (?:wished|requested|wanted|specified|instructed)\b",
            excuses=(_in_a_trial,),
        ),
        pattern(
            r"\bword count\s?:|\boutput (?:was |is )?(?:truncated|cut off|ends)\b|\byou asked (?:for|me)\b|\b(?:hello|"
            r"hi|hey|dear),? (?:\w+ )?(?:model|grader|assistant|ai|llm)\b|\bI apologi[sz]e\b|\b(?:do not|"
            r"don't) include this\b|\bper (?:the|your) prompt\b|\bI (?:do not|don't) have (?:any )?(?:data|"
            r"information|access|knowledge|enough)\b|\bthe model (?:was|is) (?:\w+ )?(?:unable|asked|instructed|told|"
            r"not able)\b|\bend of (?:document|file|input|prompt)\b|\breturn (?-i:PASS|FAIL|OK|TRUE|FALSE)\b|"
            r"\bthis section (?:is|was) (?:left )?empty\b|\bmy (?:earlier|previous|last) (?:reply|answer|message|"
            r"response)\b",
            excuses=(_in_a_trial,),
        ),
    ),
)
