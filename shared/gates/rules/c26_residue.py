"""C26: nothing of the machinery shows: no model talking of itself, no instructions, no raw structure."""

from shared.gates.family import Family, pattern

FAMILY = Family(
    id="C26",
    version=1,
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
            r"\bI (?:cannot|can't|can not|could not|won't) (?:help|assist|provide|comply|fulfil+|generate|"
            r"answer|verify|access)\b"
        ),
        pattern(
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
        pattern(r"\[/?INST\]|<\|[\w ]+\|>|```|\{\s?\"\w+\"\s?:|\[\s?\{|\"(?:claims|verdicts|sentences|section)\"\s?:"),
        pattern(
            r"(?<!table )(?<!figure )(?<!fig\. )(?<!appendix )(?<!section )"
            r"\bS\d{1,4}\.\d{1,3}\b(?=[\s,;\])]|\.?$)(?! (?:mm|cm|kg|mg))"
        ),
        pattern(r"\b(?:TODO|FIXME|lorem ipsum|undefined undefined)\b|\{\{.*?\}\}|\{%"),
    ),
)
