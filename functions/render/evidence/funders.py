"""Who paid, by a name that people know: PubMed names agencies of the United States by codes, and others by levels.

A code is spelled out beside itself, by NLM's list of grant agencies (nlm.nih.gov/bsd/grant_acronym.html); whatever the
list here does not have stands as the record has it.
"""

from functions.render.elements.sheet import Line, Span

_NIH = "NIH HHS"
_INSTITUTES = {
    "NCATS": "National Center for Advancing Translational Sciences",
    "NCCIH": "National Center for Complementary and Integrative Health",
    "NCI": "National Cancer Institute",
    "NCRR": "National Center for Research Resources",
    "NEI": "National Eye Institute",
    "NHGRI": "National Human Genome Research Institute",
    "NHLBI": "National Heart, Lung, and Blood Institute",
    "NIA": "National Institute on Aging",
    "NIAAA": "National Institute on Alcohol Abuse and Alcoholism",
    "NIADDK": "National Institute of Arthritis, Diabetes, and Digestive and Kidney Diseases",
    "NIAID": "National Institute of Allergy and Infectious Diseases",
    "NIAMS": "National Institute of Arthritis and Musculoskeletal and Skin Diseases",
    "NIBIB": "National Institute of Biomedical Imaging and Bioengineering",
    "NICHD": "National Institute of Child Health and Human Development",
    "NIDA": "National Institute on Drug Abuse",
    "NIDCD": "National Institute on Deafness and Other Communication Disorders",
    "NIDCR": "National Institute of Dental and Craniofacial Research",
    "NIDDK": "National Institute of Diabetes and Digestive and Kidney Diseases",
    "NIEHS": "National Institute of Environmental Health Sciences",
    "NIGMS": "National Institute of General Medical Sciences",
    "NIMH": "National Institute of Mental Health",
    "NIMHD": "National Institute on Minority Health and Health Disparities",
    "NINDS": "National Institute of Neurological Disorders and Stroke",
    "NINR": "National Institute of Nursing Research",
    "NLM": "National Library of Medicine",
}
AGENCIES = {
    **{f"{code} {_NIH}": name for code, name in _INSTITUTES.items()},
    "NIH": "National Institutes of Health",
    _NIH: "National Institutes of Health",
    f"Intramural {_NIH}": "National Institutes of Health, own research",
    "AHRQ HHS": "Agency for Healthcare Research and Quality",
    "CDC HHS": "Centers for Disease Control and Prevention",
    "FDA HHS": "Food and Drug Administration",
    "HRSA HHS": "Health Resources and Services Administration",
    "PHS HHS": "Public Health Service",
    "HHS": "Department of Health and Human Services",
    "BLRD VA": "Department of Veterans Affairs, laboratory research",
    "CSRD VA": "Department of Veterans Affairs, clinical research",
    "HSRD VA": "Department of Veterans Affairs, health services research",
    "RRD VA": "Department of Veterans Affairs, rehabilitation research",
}
"""By PubMed's code for it, the smaller part first: agencies of the United States."""

TYPES = {
    "Research Support, N.I.H., Extramural": "paid by the National Institutes of Health of the United States to others",
    "Research Support, N.I.H., Intramural": "own research of the National Institutes of Health of the United States",
    "Research Support, Non-U.S. Gov't": "paid by others than the government of the United States",
    "Research Support, U.S. Gov't, Non-P.H.S.": "paid by the government of the United States",
    "Research Support, U.S. Gov't, P.H.S.": "paid by the Public Health Service of the United States",
}
"""What PubMed's types of support mean."""


def payer(named: str) -> Line:
    """A payer, spelled out where its record has a code for it; of levels, the last one where it is a name."""
    levels = [each.strip() for each in named.split("|") if each.strip()]
    code = " ".join(reversed(levels)) if len(levels) > 1 else named
    if code in AGENCIES:
        return (Span(f"{AGENCIES[code]}, United States ("), Span(named, verbatim=True), Span(")"))
    last = levels[-1] if levels else named
    return (Span(last if " " in last else named, verbatim=True),)


def support(type: str) -> Line:
    """A type of support in PubMed's words, and what they mean."""
    meant = (Span(f" ({TYPES[type]})"),) if type in TYPES else ()
    return (Span(type, verbatim=True), *meant)
