"""Where a text tells of work with cells and tissue, by MeSH headings of it and by its words."""

import re

_I = re.IGNORECASE
LABORATORY = frozenset({"D066298", "D002478", "D045744", "D002460", "D046508", "D018929", "D061251"}) | {
    *("D014407", "D061307", "D006367", "D057809", "D056945", "D018938", "D061986", "D019169", "D018922", "D020014"),
    *("D016475", "D041721", "D016716", "D016466", "D019556", "D014709", "D018920", "D046509", "D009924"),
}
"""In Vitro Techniques, Cells Cultured, Cell Line Tumor, Cell Line, Culture Techniques, Cell Culture Techniques,
Primary Cell Culture; Tumor Cells Cultured, and the lines HUVEC, HeLa, HEK293, Hep G2, Caco-2, MCF-7, Jurkat, HL-60,
K562, 3T3, 3T3-L1, PC12, CHO, COS and Vero; Coculture, Tissue Culture and Organ Culture Techniques."""
CELL_WORDS = re.compile(
    r"\b(?:in vitro|cell lines?|cultured|fibroblasts|keratinocytes|macrophages|HUVECs?|HEK293|HeLa|ex vivo|assays?|"
    r"molecular docking|in silico|Jurkat|Caco-2|HepG2|MCF-7|CHO cells|transfect\w+)\b",
    _I,
)
CELLS = re.compile(
    r"\b(?:cells|cell(?! (?:lung|carcinomas?|cancers?|lymphomas?|leuk\w+|tumou?rs?|an?a?emia|diseases?|arteritis|"
    r"transplant\w*|therap\w+))|\w+cytes?|monolayers?|fibroblasts?|macrophages?|HUVECs?|PBMCs?|organoids?|"
    r"explants?)\b|\bin vitro\b",
    _I,
)
"""Small cell lung cancer and sickle cell disease are people's."""
LINE = re.compile(r"\b(?!CD\d|IL-?\d)(?:[A-Z][\w-]*\d[\w./-]*|RAW 264\.7|HeLa|Jurkat|HUVECs?)(?: \w+)? cells?\b")
"""A cell line by its name: HCT116 cells, SH-SY5Y neuroblastoma cells; CD4 cells are a patient's."""
_GROWN = (
    r"(?:cells|\w+cytes|\w+blasts|macrophages|monolayers|cultures|HUVECs|PBMCs|MSCs|islets|organoids|spheroids|explants|"
    r"tissue slices)"
)
_DONE = r"(?:treated|incubated|exposed|cultured|transfected|stimulated|seeded|grown|transduced|plated|perifused)"
TREATED = re.compile(
    rf"\b{_DONE}(?: (?!(?:with|by|for|using|and|in|to|from)\b)[\w./+-]+){{0,5}} {_GROWN}\b|"
    rf"\b{_GROWN}(?: (?!(?:of|in|were|was)\b)[\w./+-]+){{0,3}} (?:were|was) (?:\w+ ){{0,2}}{_DONE}\b|"
    rf"\b(?:treatment|incubation|exposure|stimulation) of (?:[\w./+-]+ ){{0,4}}{_GROWN}\b",
    _I,
)
"""Cells that were treated; patients who were treated with cells are not these."""
_FROM_PEOPLE = re.compile(rf"\bhuman (?:[\w-]+ ){{0,3}}{_GROWN}\b", _I)
MOLECULAR = re.compile(
    r"\b(?:cells?|cellular|\w+cytes?|apoptosis|cytotoxic\w*|signal(?:l?ing)|pathways?|mRNAs?|RNA|DNA|genes?|proteins?|"
    r"receptors?|enzymes?|kinases?|binding|transcription\w*|mitochondri\w+|membranes?|oxidase|strains?|"
    r"antibacterial)\b",
    _I,
)
_AT_THE_BENCH = re.compile(r"\b(?:in vitro|ex vivo|transfect\w+|reporter (?:gene )?assays?|plasmids?)\b", _I)
_OF_BEASTS = re.compile(
    r"\b(?i:rats?|mouse|mice|murine|rabbits?|porcine|pigs?|bovine|hamsters?|canine|dogs?|monkeys?|primary)"
    r"(?: (?!(?:were|was|and|with|in|to|by)\b)[\w-]+){0,3} "
    r"(?:cells?|\w+cytes|\w+blasts|macrophages|islets|cultures|lines?|genes?|receptors?|proteins?|tissues?|"
    r"slices)\b|\bmouse [A-Z]{2,}[\w/-]*",
)
"""Cells of a beast, or a gene of one, which is none."""
_KINDS = (
    r"(?:(?<!stem )(?<!cancer )cells|hepatocytes|(?:cardio)?myocytes|\w*fibroblasts|osteoblasts|keratinocytes|"
    r"chondrocytes|adipocytes|astrocytes|macrophages|monocytes|lymphocytes|splenocytes|thymocytes|islets|neurons|"
    r"synaptosomes|microsomes|cultures|cell lines?|monolayers|explants|slices|oocytes|platelets|erythrocytes)"
)
_IN_CELLS = re.compile(
    rf"\b(?:in|on|of|by|from) "
    rf"(?:(?!(?:rats|mice|animals|patients|and|or|with|after|following)\b)[\w/.-]+,? ){{0,5}}?"
    r"(?:(?:rats?|mouse|hamster|rodent|murine) and (?:human|mouse|monkey|primate|hamster|rat)|"
    rf"cultured|primary|isolated|human|mouse|rat|murine|hamster|rabbit|porcine|pig|bovine|chick(?:en)?|dog|canine|"
    rf"monkey|embryo(?:nic)?|dissociated|immortalized|[A-Z]\w*[-\d]\w*) (?:(?!(?:and|with|after|following)\b)[\w/-]+ )"
    rf"{{0,3}}?{_KINDS}(?=\W*$|[:,.] | (?:in vitro|in culture|cultures?|via|by|through|and its|is|are)\b)|"
    r"\bcells in culture\b|\b(?:primary|hepatocyte|cell) cultures? of\b|\bcell lines?\W*$",
)
"""What a title says that the work was done in, of whomever the cells were."""
_DISH = r"cultur\w+|in vitro|incubat\w+|transfect\w+|cell lines?"
_IN_A_DISH = re.compile(
    rf"\b(?:{_DISH}|patch[- ]clamp\w*|perifus\w+)\b|"
    r"\d\s?(?:[µμun]M|microM|mM)\b",
    _I,
)
_IN_WHOLE_BEASTS = re.compile(
    r"\b(?:gavage\w*|intraperitoneal\w*|intravenous\w*|subcutaneous\w*|orally|oral (?:administration|doses?|"
    r"treatment)|fed|feeding|diets?|dietary|dosing|drinking[- ]water|inject(?:ed|ions?)|mg/kg\S*|sacrificed|killed|"
    r"dosed|ppm|in vivo|transgenic|knockout|pups|litters?|dams|implanted|xenografts?|hepatectomy|perfused|"
    r"pretreated (?:rats|mice)|(?:rats|mice|animals|hamsters|rabbits|guinea pigs) (?:\w+ )?(?:were|was|received|given|"
    r"treated|exposed))\b|\bi\.[pvm]\.|\bs\.c\.",
    _I,
)

_CAME_FROM = re.compile(
    r"\b(?:isolated|derived|obtained|prepared|harvested|explanted|cultured|taken|established) from (?:[\w/-]+ ){0,7}?"
    r"(?:rats?|mouse|mice|rabbits?|pigs?|hamsters?|dogs?|calves|bovine|porcine|chicks?|embryos|fetuses|neonates)\b",
    _I,
)
"""From whom cells came, who is in no experiment by that."""
_HELD = re.compile(
    rf"\b(?:{_DISH}|explants?|MTT|transwell|migration assays?|"
    r"proliferation assays?|western blot\w*|RT[-/ ]?(?:real-time )?PCR|qPCR|microarrays?)\b",
    _I,
)
"""What is done with cells in a dish, and how it is measured there."""


def is_told_of_cells(title: str, text: str) -> bool:
    """Whether a title says that the work was done in cells, and the text tells of cultures or of concentrations, and of
    nothing that a whole beast was given. The beast whose cells they were is not in it.
    """
    return bool(_IN_CELLS.search(title) and _IN_A_DISH.search(text)) and not _IN_WHOLE_BEASTS.search(text)


def is_of_cells_taken(text: str) -> bool:
    """Whether a text speaks of cells or tissue that were treated, and of nothing that a whole beast was given. Beasts
    that it names otherwise than as owners (`without_owners`) are for the caller to look for.
    """
    grown = len(_HELD.findall(text)) + len(TREATED.findall(text))
    whole = _IN_WHOLE_BEASTS.search(_CAME_FROM.sub(" ", text))
    return grown >= 2 and len(CELLS.findall(text)) >= 4 and not whole


def without_owners(text: str) -> str:
    """The text without the beasts from which cells or tissue are said to have come, and those of whose they are."""
    return without_cells_of_beasts(_CAME_FROM.sub(" ", text))


def names_cells(text: str) -> bool:
    """Whether a cell line is named, or cells that came from people."""
    return bool(LINE.search(text) or _FROM_PEOPLE.search(text))


def without_cells_of_beasts(text: str) -> str:
    """The text without the beasts of which only cells or genes are meant."""
    return _OF_BEASTS.sub(" ", text)


def is_of_molecules(text: str) -> bool:
    """Whether a text tells of what is done at the bench, and of molecules at length."""
    return bool(_AT_THE_BENCH.search(text)) and len(MOLECULAR.findall(text)) >= 3
