"""C15: nothing on how to get hold of a substance."""

import re

from shared.gates.family import Family, pattern
from shared.gates.words.grammar import NUMERAL
from shared.gates.words.report import of_the_page, open_question, told
from shared.gates.words.scope import negated, of_a_study, reported


def _own_refusal(sentence: str, match: re.Match[str]) -> bool:
    """The site says why it does not do that."""
    return bool(
        re.search(
            r"\b(?:(?:this|the) (?:one|page|site|monograph)|peptalk|we) (?:has|have|names?|gives?|lists?|sells?|"
            r"stocks?) (?:no|nothing|none|neither)\b(?!.*\b(?:but|yet|however)\b)",
            sentence,
            re.IGNORECASE,
        )
    )


_SHOWN = (negated, told, of_the_page, open_question, _own_refusal)
_STUDY = re.compile(
    r"\b(?:investigators|trial|study|authors|participants|chromatograph\w+|synthesi[sz]ed|gift|cost-effectiveness|"
    r"economic|model|budget|quality-adjusted|sponsor|reimbursement|dispensed|subscription|inspectors|regulator|seized|"
    r"assay|shopping|claims data|prescriptions? (?:were|was))\b",
    re.IGNORECASE,
)


def _study_bought(sentence: str, match: re.Match[str]) -> bool:
    """What a study bought, an inspection found or a model of costs assumes."""
    return bool(_STUDY.search(sentence)) and not re.search(
        r"\b(?:readers|below|we have checked|our)\b", sentence, re.IGNORECASE
    )


def _earns_nothing(sentence: str, match: re.Match[str]) -> bool:
    """The site says what it does not do."""
    return bool(
        re.search(
            r"\b(?:no|nothing|none|never|without|neither)\b[^.;]{0,60}$", sentence[: match.start()], re.IGNORECASE
        )
    )


def _corrects(sentence: str, match: re.Match[str]) -> bool:
    """A link by which readers report what is wrong."""
    return bool(re.search(r"\b(?:mistakes?|errors?|corrections?|report (?:it|an|a))\b", sentence, re.IGNORECASE))


def _letter(sentence: str, match: re.Match[str]) -> bool:
    """An authority that writes about the words."""
    return bool(re.search(r"\b(?:letters?|agency|regulator|authorit\w+|court|notice|words)\b", sentence, re.IGNORECASE))


def _of_research(sentence: str, match: re.Match[str]) -> bool:
    """Economics, medicine and materials that a study speaks of."""
    return bool(
        re.search(
            r"\b(?:patients? (?:were|was|had|received)|hospital\w*|health ?care|insur\w+|"
            r"survey\w*|respondents|farm\w*|food|industr\w+|energy|carbon|"
            r"companies|households?|econom\w+|market share|antibiotic\w*|opioid\w*|"
            r"dispens\w+ data|reimburs\w+|quality-adjusted|cost-\w+|"
            r"https?|software|tools?|app|algorithm|birth|labou?r|children|rural|stocks? of|"
            r"fish\w*|genom\w+|cells?|mice|rats?)\b",
            sentence,
            re.IGNORECASE,
        )
    )


def _negated_of_it(sentence: str, match: re.Match[str]) -> bool:
    """A denial stands before words that hold none and are not about who cannot get a prescription."""
    return not re.match(r"can't|cannot|without|unable", match[0], re.IGNORECASE) and (
        negated(sentence, match) and not re.search(r"\b(?:can't|cannot|without) (?:get|a)\b", sentence, re.IGNORECASE)
    )


def _warns(sentence: str, match: re.Match[str]) -> bool:
    """A warning, or what is wrong with such goods."""
    return bool(
        re.search(
            r"\b(?:warn\w*|advis\w+ against|not (?:\w+ )?(?:checked|tested|controlled|verified|sterile|regulated|"
            r"approved|known)|unregulated|unchecked|contaminat\w*|mislabel\w*|seized|counterfeit|illegal|unlawful"
            r"|recalls?)"
            r"\b",
            sentence,
            re.IGNORECASE,
        )
    )


FAMILY = Family(
    id="C15",
    version=2,
    severity="block",
    reason="points to a way of buying",
    patterns=(
        pattern(
            r"\b(?:buy|buying|purchase|(?<!in )order|ordering)\s(?:it|this|them|your|online|now|today|here|"
            r"peptides?|from|bpc|tb-?\d+|research|legit|real|direct\w*)\b",
            excuses=(negated, reported, _warns),
        ),
        pattern(r"\bwhere (?:to|can (?:i|you|one)) (?:get|buy|find|order|source|purchase)\b", excuses=(_own_refusal,)),
        pattern(
            r"\b(?:use|enter|apply|with)\s(?:the\s|my\s|our\s)?(?:coupon |promo |discount |"
            r"affiliate )?code\s(?!(?:number|for\b|of\b|system))['\"]?[A-Z0-9]"
        ),
        pattern(
            r"\b(?:coupons?|promo|promotional|discount|affiliate|referral)\s(?:codes?|links?|"
            r"programs?|partners?)\b",
            excuses=(negated,),
        ),
        pattern(
            r"\b(?:trusted|reputable|reliable|best|legit(?:imate)?|recommended|preferred|our|favou?rite|"
            r"cheap(?:est)?|top|verified)\s(?:\w+\s)?(?:vendors?|suppliers?|sellers?|sources?\b(?= (?:for|"
            r"of) (?:peptides?|bpc|research)))",
            excuses=(negated,),
        ),
        pattern(r"\b(?:for|on) sale\s(?:now|here|online|at|today)\b", excuses=(negated, reported)),
        pattern(
            r"\b(?:in stock|add to cart|free shipping|ships? (?:worldwide|same day|discreetly)|"
            r"money[- ]back|checkout now|shop now|order now)\b"
        ),
        pattern(r"\bresearch[- ]chemicals?\b", excuses=(negated, reported, _warns)),
        pattern(
            r"\b(?:sold|labell?ed|marketed|available)\s(?:as |for )['\"]?research (?:use|purposes?)(?: only)?\b",
            excuses=(negated, reported),
        ),
        pattern(
            r"\b(?:third[- ]party|independently|lab)[- ](?:tested|verified)\s(?:\w+\s)?(?:peptides?|"
            r"vials?|products?|purity|powder)\b",
            excuses=(of_a_study,),
        ),
        pattern(
            r"\b(?:ask for|check|request|look for|demand|insist on)\s(?:a |the |their |its )?(?:coas?|"
            r"certificates? of analysis)\b"
        ),
        pattern(
            r"(?:\$|€|£|usd |eur )\s?\d[\d.,]*\s?(?:per|a|/|for (?:a|one|\d+))\s?(?:\d+\s?mg\s)?(?:vials?|"
            r"bottles?|mg|kits?|month'?s? supply)\b",
            excuses=(reported,),
        ),
        pattern(r"[?&](?:ref|aff|affiliate|coupon|utm_source)=\w+"),
        pattern(
            r"(?:^|[;:,•*!?.-] ?)(?:please |just |simply )?(?:buy|order|shop|purchase|get|grab|"
            r"claim|stock up|checkout|source|subscribe and save|click|visit|compare prices|"
            r"look for a)\b(?=.*\b(?:vials?|kits?|bottles?|peptides?|free|today|now|online|here|"
            r"link|store|supplier|seller|vendor|pharmacy|%|off|discount|price|bpc\S*|semaglutide|"
            r"tirzepatide|batch|lab)\b)",
            excuses=(*_SHOWN, _warns),
        ),
        pattern(
            r"\b(?:buy|buying|cheap(?:er|est)?|bargain|discount(?:s|ed)?|coupons?|vouchers?|promo|"
            r"checkout|add to cart|cart\b|free (?:shipping|delivery)|get one free|\d+ ?% off|"
            r"(?:per cent|percent) off|special offer|price list|wholesale|bulk (?:price|order)s?|"
            r"best price|money[- ]back|while stocks last|in stock|back in stock|pre-?order|"
            r"webshop|online (?:shop|store|pharmacy)|storefront)\b",
            excuses=(*_SHOWN, _study_bought, _warns),
        ),
        pattern(
            r"\b(?:sellers?|vendors?|suppliers?|retailers?|dealers?|stockists?|merchants?|"
            r"the shop|our shop|our store|compounders?|compounding pharmac(?:y|ies)|pharmac(?:y|"
            r"ies)|labs?|clinics?|websites?|telehealth \w+)\b[^.;]{0,60}\b(?:ships?|"
            r"deliver\w*|sells?|stocks?|offers?|prices?|trust\w*|reliable|reputable|legit\w*|"
            r"purity|certificates?|(?-i:COAs?)|tests? (?:with|by|every|each)|hplc|will (?:post|"
            r"mail|send|sell|supply)|no prescription|without (?:a )?prescription|below|here|"
            r"named at|we (?:have )?(?:check|use|trust|like))\b",
            excuses=(*_SHOWN, _study_bought, _warns),
        ),
        pattern(
            r"\b(?:look for|choose|find|pick|ask|check|avoid|insist on|trust|stick to|compare|"
            r"use) (?:a |an |the |any |only |your )?(?:\w+ )?(?:sellers?|vendors?|suppliers?|"
            r"shops?|sources?|brands?|certificates?|(?-i:COAs?)|labs?|compounder|"
            r"compounding pharmacy)\b",
            excuses=(*_SHOWN, _warns),
        ),
        pattern(
            r"(?:[$€£]|\b(?:usd|eur|gbp) ?)\d|\b(?:\d+|ten|twenty|thirty|forty|fifty|sixty|eighty|"
            r"ninety|hundred|a few) (?:dollars|euros|pounds|bucks|quid|cents)\b",
            excuses=(told, of_the_page, _study_bought),
        ),
        pattern(
            r"\b(?:(?:through|via|from|follow|use|click|with) (?:the|our|this|that|"
            r"my) (?:\w+ )?(?:links?|code|shop|partner|supplier|store)|links? below|"
            r"link in (?:bio|the)|code at (?!the (?:hospital|trial|cent(?:er|re))\b)|discount code|partner "
            r"(?:shop|store|link|pharmacy)|"
            r"supports? this (?:site|page)|commission on|affiliates?|this (?:page|post|"
            r"article) is sponsored|brought to you by)\b",
            excuses=(negated, open_question, _earns_nothing, _corrects),
        ),
        pattern(
            r"\b(?:gr[ea]y|black)[- ]market\b|\bresearch[- ](?:use|grade|only|chemicals?|"
            r"peptides?|compounds?|vials?)\b|\bnot for human (?:consumption|use)\b|"
            r"\bfor research (?:use|purposes)\b",
            excuses=(*_SHOWN, _letter, _warns),
        ),
        pattern(
            r"\b(?:how|where|easy|easily|cheaply|legally|quickly|discreetly|possible|way|ways|"
            r"easiest way) to (?:\w+ )?(?:get|buy|obtain|order|source|import|find|purchase|pay)\b|"
            r"\b(?:can be|is|are) (?:\w+ )?(?:bought|ordered|sourced|purchased|shipped|"
            r"imported|delivered)\b|\b(?:available|sold) (?:online|from|over the counter|at|"
            r"without|through|as|in)\b(?=.*\b(?:vials?|peptides?|seller\w*|online|shop\w*|"
            r"research|prescription|counter|price\w*|dollars|gr[ea]y|compound\w*|pharmac\w+|"
            r"states|supplier\w*|website\w*)\b)|\bcosts? (?:about|around|less|only|just|as little|"
            r"no more)\b",
            excuses=(*_SHOWN, _study_bought, _warns),
        ),
        pattern(
            r"\b(?:certificates? of analysis|(?-i:COAs?)\b|hplc (?:purity|report|tested)|"
            r"9[0-9](?:\.\d)? ?% pur(?:e|ity)|purity (?:above|over|of at least))\b",
            excuses=(*_SHOWN, _study_bought, _warns),
        ),
        # A price, a parcel, a word at the till, and who fills an order.
        pattern(
            r"\b(?:check(?:s|ing)? out|checkout|cut-off|slip|enter|type|say)\b[^.;]{0,60}\b(?:box|desk|till|basket|"
            r"check ?out|code|stock|counter)\b|\b\w+(?:-\w+)? (?:a|per|each) (?:vial|bottle|kit|"
            r"box|pack)\b|\b(?:a|one|per) (?:month|vial|bottle|kit)(?:'s supply)? (?:of it )?"
            r"(?:comes to|costs?|runs to|sets you back|goes for)\b|\b(?:comes|works out) (?:to|"
            r"at) (?:\w+ ){0,2}(?:less|more|cheaper) than\b|"
            r"\b(?:courier|postman|parcel|package|dispatch|delivery)\b[^.;]{0,50}\b(?:gate|door|"
            r"by|within|takes?|arrives?|week|days?|tracked|discreet\w*)\b|"
            rf"\bstock (?:moves|goes|sells|is|runs)\b|\bonly {NUMERAL} (?:\w+ )?(?:vials?|kits?|"
            rf"bottles?|packs?|boxes)\b[^.;]{{0,40}}\bleft\b|"
            r"\bfills? (?:an? )?orders?\b|\b(?:asking for|without) a (?:script|prescription)\b|"
            r"\bis a prescription needed\b|\bcomes? with (?:each|every) order\b",
            excuses=(told, of_the_page, _study_bought, _of_research),
        ),
        pattern(
            r"\b(?:is|are|can be|may be) (?:\w+ ){0,3}?(?:had|obtained|got|sourced|secured|"
            r"found) (?:\w+ )?(?:from|through|via|at|online)\b"
            r"(?=.*\b(?:synthesis|pharmac\w+|houses?|suppl\w+|sellers?|vendors?|clinics?|online|"
            r"prescription|labs?|chromatogram|lot|purity)\b)|"
            r"\b(?:patients|people|users|buyers|customers|readers|many|most|americans|"
            r"europeans)\b[^.;]{0,30}\b(?:obtain|get|order|source|import|buy|acquire|procure)s?\b"
            r"[^.;]{0,60}\b(?:pharmac\w+|prescription|abroad|online|suppl\w+|sellers?|website\w*|mail)\b",
            excuses=(*_SHOWN, _study_bought, _of_research),
        ),
        pattern(
            r"\b(?:suppliers?|vendors?|sellers?|labs?|laborator(?:y|ies)|shops?|pharmac(?:y|ies)|"
            r"compounders?)\b[^.;]{0,50}\b(?:passed|passes|pinned|still|recommended|on (?:our|the) list|(?:the|"
            r"our) list|ship\w*|post\w*)\b[^.;]{0,40}(?=.*\b(?:screen|purity|list|orders?|post|states|script|"
            r"discreet\w*)\b)",
            excuses=(of_the_page, _study_bought, _of_research),
        ),
        pattern(r"\b(?:per ?cent|%|euros?|dollars?|pounds) off\b(?! target)", excuses=(negated, _of_research)),
        pattern(
            r"\b(?:retails?|sells?|goes|trades?|is priced|are priced|is listed|starts?|changes hands) (?:at|for|"
            r"from) (?:about |around |some |under |only )?(?:[$€£]|\d|\w+ (?:dollars|euros|pounds|francs|kronor))|"
            r"\b(?:looking for|in search of|in need of) a (?:\w+ )?(?:source|supplier|seller|vendor|pharmacy|"
            r"dealer)\b|\b(?:makers?|manufacturers?|sellers?|suppliers?|vendors?|sources?)\b[^.;]{0,30}\b(?:enclose|"
            r"include|publish|provide|post|supply|send)s?\b[^.;]{0,40}\b(?:analysis|analyses|certificate|chromatogram|"
            r"batch|report|lot)\b|\b(?:ordered|bought|obtained|had|sourced) (?:\w+ )?(?:from|through|"
            r"via) (?:\w+ ){0,3}(?:catalogues?|sellers?|websites?|suppliers?|overseas|abroad|pharmac(?:y|ies)|"
            r"compounders?)\b",
            excuses=(*_SHOWN, _study_bought, _of_research),
        ),
        pattern(
            r"\b(?:is|are|can be) (?:\w+ )?(?:sold|bought|had|ordered|purchased|obtained|sourced|found|available"
            r"|shipped|stocked) (?:\w+ )?(?:by|from|for|at|on|in|through|via) (?:\w+ ){0,3}?(?:shops?|stores?|sites?"
            r"|websites?|dealers?|suppliers?|vendors?|sellers?|"
            r"pharmacies|dollars|euros|pounds|laboratories in|labs in|the internet|overseas|abroad|asia|china|mexico"
            r"|research suppliers?)\b|\b(?:purity|analysis) certificates?\b|\b(?:reliable|good|trusted|cheap"
            r"|reputable|decent|verified|honest) "
            r"(?:\w+ )?(?:source|shop|store|site|dealer|lab|website|brand)s?\b(?= (?:is|are|for|of|can|will|ships?"
            r"|sells?|listed|named)\b)|\b(?:compare|check|see) (?:the )?(?:prices?|offers?|deals?)\b|\b(?:get|got|buy"
            r"|bought|order|ordered) (?:mine|yours|it|"
            r"ours) (?:from|at|through|via|off)\b|\brestock\w*\b|\bback in stock\b",
            excuses=(*_SHOWN, _study_bought, _of_research),
        ),
        pattern(
            r"\b(?:can|may|could) (?:now |easily |still |also )?be (?:obtained|had|bought|ordered|purchased|sourced"
            r"|got) (?:from|at|for|through|via|without)\b|\b(?:it|this|a vial|one vial|a bottle"
            r"|the peptide|treatment|a course|a month) costs? (?:\w+ )?(?:\d|about|around|less|only|just|between)"
            r"|\b(?:several|many|some|two|three|a few|numerous|most) (?:\w+ )?"
            r"(?:firms?|companies|shops?|sellers?|suppliers?|pharmacies|clinics|labs) (?:now |already "
            r"|also )?(?:supply|sell|offer|stock|ship|carry|make|list|deliver)\b|\bmanufacturer's (?:website|shop"
            r"|site)\b",
            excuses=(*_SHOWN, _study_bought, _of_research),
        ),
        # Shops that deliver, a desk to ask, ways to pay, a compounder, marks of the real thing, parcels and customs.
        pattern(
            r"\b(?:shops?|stores?|sites?|sellers?|sources?|vendors?|suppliers?|manufacturers?|"
            r"makers?) (?:\w+ )?(?:delivers?|ships?|sends?|posts?|stocks?|carr(?:y|ies)|suppl(?:y|ies)|sells? (?:it|"
            r"to)) (?:it |this )?(?:within|to|in|for|without|next|the same|private|as well)\b|"
            r"\bover the counter\b(?=.*\b(?:travel\w*|stock\w*|countr\w+|pick|available|get)\b)|(?:^|[;:] ?)(?:ask|"
            r"contact|message|call|write|email|dm|visit|ring|text) (?:to )?(?:the |our |a |your |us|"
            r"me)?(?:[\w']+ ){0,2}(?:clinic|desk|pharmacy|shop|team|supplier|quote|price|link|source|pack|order)\b|"
            r"\b(?:crypto(?:currency)?|bitcoin|paypal|cash|bank transfer|wire|venmo|zelle)\b (?:payments? )?(?:is |"
            r"are )?(?:accepted|welcome|only|preferred)\b|\bcompounding pharmac(?:y|ies)\b[^.;]{0,20}\b(?:near|can|"
            r"will|makes?|does|make it|fill)\b|\b(?:genuine|authentic|real|good|fake|counterfeit|quality) (?:material|"
            r"product|stuff|goods|vials?|powder) (?:is|are|can be) (?:\w+ )?(?:recogni[sz]ed|told|spotted|known|"
            r"identified)\b|\bcustoms (?:rarely|seldom|never|won't|do(?:es)? not|hardly)\b|\bparcels? from\b|"
            r"\bbest (?:sites?|shops?|sources?|vendors?|places? to)\b|\b(?:can't|cannot|without|"
            r"unable to) get a (?:script|prescription)\b|\bcompare (?:the )?prices\b|\b(?:first|"
            r"next) orders?\b[^.;]{0,20}\b(?:off|free|%|discount|code)\b|\b(?:import|bring in|"
            r"order in)\b[^.;]{0,20}\b(?:months?'?|supply|personal use)\b",
            excuses=(_negated_of_it, told, _own_refusal, open_question, _study_bought, _of_research, _warns),
        ),
        pattern(
            r"\b(?:best|right|first|good) address(?:es)? for\b|\bmail-?order\b|\bdeclare (?:it|them) as\b|\b(?:hands?|"
            r"gives?|passes) it out\b|\b(?:plain|unmarked|discreet|neutral) (?:envelopes?|packag\w+|boxes|parcels?)\b|"
            r"\bmy (?:source|supplier|dealer|guy|contact)\b|\bpayments? by\b[^.;]{0,30}\b(?:dispatch|ship\w*|"
            r"deliver\w*|order)\b|\b(?:\w+ian|\w+ese|chinese|foreign|overseas) (?:wholesalers|suppliers|sellers|labs|"
            r"pharmacies)\b|\bhas it (?:at|for) (?:\w+|\d+)\b",
            excuses=(
                _negated_of_it,
                told,
                _own_refusal,
                of_the_page,
                open_question,
                _study_bought,
                _of_research,
                _warns,
            ),
        ),
        pattern(
            r"\bgood (?:name|reputation) (?:in|among)\b|\bwe (?:will|can|shall|gladly|happily) (?:\w+ )?(?:name|"
            r"recommend|send|supply|put you|refer you|find)\b[^.;]{0,20}\b(?:pharmacy|supplier|shop|source|seller|"
            r"clinic|doctor|contact)\b|\bcan be had (?:in|for|at|from|over|without)\b|\bfor as little as\b",
            excuses=(_negated_of_it, told, _own_refusal, open_question, _study_bought, _of_research, _warns),
        ),
    ),
)
