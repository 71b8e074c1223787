"""C26: nothing of the machinery shows: no model talking of itself, no instructions, no raw structure."""

import re

from shared.gates.family import Family, pattern


def _in_a_trial(sentence: str, match: re.Match[str]) -> bool:
    """Instructions to people in a trial, or to authors."""
    return bool(
        re.search(r"\b(?:participants|patients|authors|staff|investigators|nurses|journal)\b", sentence, re.IGNORECASE)
    )


def _plain_mark(sentence: str, match: re.Match[str]) -> bool:
    """Markup of print, and words before a colon in a sentence of their own."""
    return bool(re.fullmatch(r"</?(?:i|b|sup|sub|em)>", match[0], re.IGNORECASE)) or bool(
        re.fullmatch(r"(?:human|system|user|text|section|species|outcome|direction)\s?:\s?\S*", match[0], re.IGNORECASE)
    )


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
            r"\bS\d{1,4}\.\d{1,3}\b(?=[\s,;\])]|\.?$)(?! (?:mm|cm|kg|mg))"
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
    ),
)
