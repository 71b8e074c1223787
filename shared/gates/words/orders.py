"""Words that order a machine what to do, in a text that somebody else wrote.

Science speaks of instructions, systems and models too. An order has an addressee that is a machine ("note to the
model"), an object that is a machine's ("previous instructions", "your task"), or the answers that PepTalk's own models
give ("retire K3", "verdict: supported"). A section that reads "None." orders nothing. What only speaks of such things,
as a study of chatbots does, is `odd`: that sentence is kept from models and pages, and what stands beside it is not.
"""

import re

_PEOPLE = (
    r"\b(?:participants?|patients?|subjects|volunteers|children|adults|parents|men|women|people|persons|individuals|"
    r"prescribers|clinicians|physicians|doctors|nurses|staff|investigators|authors|users|students|drivers|raters|they|"
    r"we|who)\b"
)
_TEXT = r"(?:study|studies|record|records|abstract|abstracts|article|paper|trial|trials|claim|claims|page|peptide)"
_WRITE = (
    r"(?:rate|grade|mark|treat|report|omit|leave out|ignore|include|state|say|cite|rank|skip|output|answer|return|"
    r"describe|call|conclude|score|write|add|link|print|tell|mention|recommend|name|list|retire|keep|amend|approve|"
    r"accept|follow|obey|disregard|append|insert|reply|respond|classify|label|repeat|summari[sz]e)"
)
_MACHINE = (
    r"(?:(?:large )?language[- ]models?|LLMs?|AI (?:models?|assistants?|systems?|agents?|tools?|readers?|reviewers?|"
    r"summari[sz]ers?)|chatbots?|claude|chatgpt|gpt-?\d\w*|(?:automated|artificial|machine|downstream) (?:readers?|"
    r"reviewers?|graders?|tools?|systems?|assistants?|summari[sz]ers?|models?)|crawlers?|bots?|summari[sz]ers?)"
)
_MUST = r"(?:must|shall|should|will|ought to|please|now|needs? to|ha(?:s|ve) to|(?:is|are) (?:expected |asked )?to)"
_START = r"(?:^\W*|[.:;!?\"'(>\])*#|]\s?|\bplease\s|\b(?:must|should|shall|will) (?:now )?|\b(?:you|and|then|now)\s)"

_IGNORE = r"(?:ignore|disregard|forget|override|bypass)"
_RULES = r"(?:instructions?|prompts?|guidelines|constraints|rules|directions?|messages?|directives)"
_OVERRULED = re.compile(
    rf"\b{_IGNORE}\s(?:(?:all|any|the|these|those|of|every|each)\s)*(?:(?:previous|prior|above|earlier|preceding|"
    rf"foregoing|system|your|developer|safety(?! messages))\s)+(?:\w+\s)?(?:{_RULES}|text|context)\b"
    rf"|\b{_IGNORE}\s(?:\w+\s){{0,4}}{_RULES}\s(?:above|before|given|so far|you (?:have|were))\b"
    rf"|{_START}{_IGNORE}\s(?:\w+\s){{0,3}}{_RULES}\b"
    rf"|(?-i:(?<=[a-z0-9] )(?:Ignore|Disregard|Forget|Override|Bypass))\s(?:\w+\s){{0,3}}{_RULES}\b",
    re.IGNORECASE,
)
_TOLD = re.compile(
    rf"{_PEOPLE}[^.;:]{{0,60}}\b(?:told|asked|instructed|advised|trained|taught|reminded|encouraged|allowed|free|able|"
    rf"often|may|tend|tended|could|did)\s(?:not\s)?(?:to\s)?(?:\w+ly\s)?$",
    re.IGNORECASE,
)
"""Before such words: that people were told so, or do so."""
_ORDERS = re.compile(
    rf"\b(?:notes?|messages?|instructions?|attention|hints?|memo) (?:to|for) (?:the )?(?:{_MACHINE}|model|ai|"
    rf"assistant|reviewer model|editor bot)\b|\b(?:dear|hey|hello|hi),? (?:\w+ )?(?:model|ai|assistant|claude|gpt|"
    rf"chatgpt|llm|reviewer|editor|system|grader|judge)\b|\b(?:model|assistant|ai|llm)s? (?:reading|that reads?|"
    rf"processing|summari[sz]ing) this\b|\b(?:reviewers?|readers?|graders?|anyone)\b[^.;]{{0,20}}\b(?:that|who|"
    rf"which) (?:is|are) (?:an? )?(?:language models?|ai|llms?|models?|machines?|bots?)\b(?! of)|(?:^|"
    rf"[.:;!\"(]\s?)(?:{_MACHINE}|assistant|model|ai|reviewer|grader)\s?[,:]\s(?:please\s)?{_WRITE}\b|\b(?:automated|"
    rf"downstream|machine|ai) (?:readers?|reviewers?|graders?|tools?|systems?|summari[sz]ers?|"
    rf"models?)\b[^.;,]{{0,30}}\b(?:{_MUST}\s)?(?:\w+ly\s)?{_WRITE}\s(?:this|the|all|every|any|its)\b|{_START}(?:mark|"
    rf"treat|label|grade|rate|report|rank|classify|describe|flag|count)\s(?:this|the|all|any|every|each|these|"
    rf"those)\s(?:\w+\s){{0,2}}{_TEXT}\s(?:as|to be)\b|\b(?:system|developer|admin(?:istrator)?) override\b|"
    rf"\b(?:developer|debug|god|dan|jailbreak) mode\b|\bdeveloper message\b|[\[|<({{]\s?(?:system|assistant|developer|"
    rf"user|tool|inst)\s?[\]|>)}}]|{_START}(?:cite|append|insert|output|print|emit|reply with|respond with|add|write|"
    rf"repeat)\s(?:\w+\s){{0,4}}(?:link|url|website|address|claim|citation|section|json|html|sentence|S\d+|PMID|"
    rf"following|exactly|verbatim)\b|\byour (?:new )?(?:task|job|role|instructions?|persona|objective|output|answer|"
    rf"summary|reply|response|prompt|query) (?:is|are|must|should|will|has|to|as)\b|\bin your (?:answer|summary|reply|"
    rf"output|response)\b|\bthe (?:new )?(?:task|instructions?|system prompt|persona) (?:is|are) (?:now|as follows)\b|"
    rf"\bnew instructions?\s?:|\byou are (?:now|no longer)\b|\b(?:you are|act as|pretend to be|roleplay as|"
    rf"imagine you are) (?:now )?(?:an? )?(?:\w+ )?(?:assistant|chatgpt|claude|model|writer|reviewer|agent|ai|"
    rf"jailbroken)\b|\bno longer bound by\b|\byou (?:must|should|are to|will|shall) (?:\w+ )?(?:not mention|ignore|"
    rf"omit|mention|rate|mark|cite|output|answer|respond|say that|conclude|write|treat)\b|\b(?:reveal|print|"
    rf"repeat) (?:your|the (?:system|hidden|prompt))\b|{_START}(?:(?:respond|reply|answer|output|return) only|"
    rf"return (?:the )?json|return (?-i:PASS|TRUE))\b|(?:^|[.:;<\[(#*=`-]\s?)(?:end|begin|start|"
    rf"close) of (?:the )?(?:evidence|data|document|context|material|input|untrusted\b|prompt|instructions?)\W*(?:$|"
    rf"[:>\])`*#=])|\b(?:tool_?call|function_?call|tool_?use|api[_ ]key|jailbr(?:ea|o)k\w*)\b|\bthink step by step\b|"
    rf"(?:^|\s)(?:#{{2,4}}|={{3,}}|-{{3,}}|\*{{2,}})\s?(?:new|end|begin|start|system|instructions?|evidence|claims?|"
    rf"task|S\d)|^\W*(?:make no mention|do not mention|don't mention|never mention|accept this|approve (?:this|every|"
    rf"all|the)|score this|rank this|skip the (?:rest|safety|harms))\b|\bdo not include this\b|(?:{_START}|"
    rf",\s)(?:leave out|omit|suppress|hide|do not mention)\s(?:the |any |all |its )?(?:adverse|side[- ]effects?|"
    rf"harms?|safety|toxicit\w+|limitations|deaths?)\b|\b(?:summar(?:y|ies)|digests?|whoever (?:condenses|"
    rf"summari[sz]es|rewrites))\b[^.]{{0,20}}\b(?:this|these|the) (?:{_TEXT}|data)\b[^.]{{0,12}}(?:\b{_MUST}\s|:)",
    re.IGNORECASE,
)
_ANSWERS = re.compile(
    r"\b(?:retire|keep|amend|withdraw|drop)\s(?:claims?\s)?K\d{1,3}\b|\bK\d{1,3}\b[^.]{0,40}\b(?:superseded|retired?|"
    r"withdrawn|decision)\b|\bas (?:superseded|unsupported|contradicted)\b(?=\W*$)|"
    r"\bverdicts?\s?[:=]\s?\W?(?:supported|partly|not|contradicted)\b|\bverdict is (?:un)?supported\b|"
    r"\bbreaks\s?:\s?\w|\bclaims? (?:(?:above|below) (?:follow|are|is)|(?:resting|that rests?|based) on (?:this|"
    r"these))\b[^.;]{0,40}\b(?:supported|follow|approved|true|correct|quotes?)\b|\b(?:correct|expected|valid|"
    r"right) (?:json|verdict|output format)\b|\b(?:direction|outcome)\s?[:=]?\s(?:benefit|null)\s(?:and|,)|"
    r"\bspecies\s?[:=]\s?(?:human|animal|in_vitro)\b.{0,40}\bdirection\b",
    re.IGNORECASE,
)
"""The words in which our own models answer."""
_FORM = re.compile(
    r"\"(?:keep|amend|retire|claims?|text|sentences|outcome|direction|species|section|verdicts?|role|content)\"\s?:|"
    r"[\"'\d]\s?[\]}]?\s?\}\s?,?\s?[\]},]|\}\s?\]\s?[,}]|\\[nrt](?![a-zA-Z])|\\\"|`{3}|<\|[a-z_]{3}|"
    r"(?<![a-z_])[a-z_]{3,30}\|>(?!\s?[\d.])|\{\{\s?[a-z_.]+\s?\}\}|\{%|(?<!\$)\$\{\w+\}(?!\$)|(?:^|[.!?]\s|"
    r"\s)#\sS\d+(?:\s?\||\b(?=.*=))|^\s*S\d+\.\d+\s|\[/?INST\]|</?(?:evidence|claims?|system|assistant|user|"
    r"instructions?|human)\b[^>]*>|[\[{]\s?\{\s?[\"']",
    re.IGNORECASE,
)
"""Pieces of the forms that models answer in, and of templates."""
_ROLE = (
    r"(?:^|[.!?]\s|[\"'(\[#*>|]\s?|(?-i:(?<=[a-z0-9] )(?=[A-Z])))(?:system|assistant|developer|thought|tool"
    r"|function|observation|user|action|reviewer)s?"
    r"\s?[:>]\s"
)
_PLAYED = re.compile(
    rf"{_ROLE}(?=[^\n]*\b(?:you|your|claims?|summar\w+|reviewer|prompt|instructions|(?:safety )?rules|json|cite|"
    rf"approve|insert|certainly|sure|the (?:best )?answer|write|S\d+\.\d+|benefit|ignore|name)\b)",
    re.IGNORECASE,
)
"""A part of a dialogue with a model."""
_FOREIGN = re.compile(
    r"\b(?:ignorier(?:e|en|t)|missacht(?:e|en|et)|vergiss|vergessen sie|übergeh\w*)\s(?:\w+\s){0,5}(?:anweisung|"
    r"instruktion|vorgabe|regel|befehl|eingabe|prompt|richtlinie)\w*|^\W*(?:schreibe?n? sie|schreibe?|antworte\w*|"
    r"erwähne\w*|behaupte\w*)\b(?=.*\b(?:dass|nur|nichts|sie|den|die|das|kein\w*)\b)|\b(?:ignore[rz]?\s(?:les|la|le|"
    r"toutes?|tous|ces|vos|tes|[ld]['’])|oublie[rz]?|négligez|"
    r"ne tene?z pas compte)\s?(?:[\w'’]+\s){0,5}(?:[ld]['’])?(?:consigne|instruction|directive|règle|ordre)s?\b|"
    r"^\W*(?:écri(?:vez|s)|réponde?[sz]|affirmez|déclarez|mentionnez|dites)\s(?:[\w'’]+\s){0,3}(?:que|qu|seulement|"
    r"uniquement)\b|\b(?:ignor[ae]n?|olvid[ae]n?|omit[ae]n?|pas[ae] por alto|(?:haga|haz|"
    r"hagan) caso omiso)\s(?:\w+\s){0,5}(?:instrucciones|indicaciones|órdenes|reglas|directrices|instruções|regras|"
    r"ordens)\b|^\W*(?:escrib[ae]n?|respond[ae]n?|declar[ae]n|diga|afirm[ae]n?|escrev[ae]m?)\s(?:\w+\s){0,3}(?:que|"
    r"solo|sólo|solamente)\b|\b(?:ignor[ai](?:re|te)?|dimentica(?:re|te)?)\s(?:\w+\s){0,5}(?:istruzioni|regole|"
    r"indicazioni)\b|(?:忽略|无视|無視|忽視|忽视|忘记|忘記|不要理会|不要理會|不用理会|别管|跳过)[^。！？]{0,16}(?:指示|指令|说明|說明|提示|规则|規則|要求|命令|内容)|(?:指示|"
    r"命令|プロンプト|ルール)[^。]{0,10}(?:無視|忘れ)|(?:지시|명령|프롬프트|규칙)[^.]{0,10}(?:무시|잊)|\b(?:игнорируй\w*|забудь\w*|"
    r"не обращай\w*)\s(?:\w+\s){0,5}(?:инструкци|указани|правил|команд)\w*",
    re.IGNORECASE,
)
_ODD = re.compile(
    rf"\b{_MACHINE}\b[^.]{{0,40}}\b{_MUST}\s(?:\w+\s){{0,2}}{_WRITE}\b|\bsystem prompts?\b"
    rf"|\b(?:must|should|please|always)\s(?:\w+\s)?(?:cite|append|insert|output|print|emit)\s(?:\w+\s){{0,3}}"
    rf"(?:link|url|website|claim|citation|json|html|S\d+|PMID)\b"
    rf"|(?<!table )(?<!figure )(?<!fig\. )(?<!appendix )(?<!section )(?<!protocol )(?<!text )(?<!file )(?<!note )"
    rf"(?<!movie )(?<!video )(?<!dataset )(?<!data )(?<!methods )(?<!material )(?<!supplement )(?<!strain )"
    rf"\bS\d{{1,4}}\.\d{{1,3}}\b(?=[\s,;\])]|\.?$)(?! (?:mm|cm|kg|mg))",
    re.IGNORECASE,
)
_BY_PEOPLE = re.compile(rf"{_PEOPLE}(?:\s\w+){{0,3}}\s(?:must|should|shall|will|to)\b[^.;:]{{0,30}}$", re.IGNORECASE)


def orders(text: str) -> bool:
    """Whether it orders a machine something, or speaks in the forms that models are spoken to in."""
    if any(not _TOLD.search(text[: each.start()]) for each in _OVERRULED.finditer(text)):
        return True
    if any(not _BY_PEOPLE.search(text[: each.end()]) for each in _ORDERS.finditer(text)):
        return True
    return any(each.search(text) for each in (_ANSWERS, _FORM, _PLAYED))


def foreign(text: str) -> bool:
    """Whether it orders a machine something in another language than English. Give it the text as it is printed too:
    where letters that look like Latin ones are taken for them, Russian is none any more."""
    return bool(_FOREIGN.search(text))


def odd(text: str) -> bool:
    """Whether it speaks of machines and what they should do, or of sentences by our ids, and orders nothing."""
    return any(not _BY_PEOPLE.search(text[: each.end()]) for each in _ODD.finditer(text))
