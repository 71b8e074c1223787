"""C05: readers are not spoken to about their own bodies."""

from shared.gates.family import Family, pattern

_BODY = (
    r"(?:take|taking|use|using|inject\w*|dose|dosing|heal\w*|help\w*|hurts?|pain\w*|tendons?|gut|joints?|"
    r"muscles?|skin|body|"
    r"injur\w+|recover\w*|symptoms?|conditions?|weight|sleep|health\w*|doctor|physician|clinician|provider|hormones?|"
    r"blood|immune|metabolism|brain|hair|energy|libido|peptides?|feel\w*|treat\w*|therapy|cure\w*|results|benefit\w*|"
    r"protect\w*|experience|suffer\w*|diagnos\w*|medication|prescri\w+|lose|gain|build|try|start|stop|need)"
)

FAMILY = Family(
    id="C05",
    version=1,
    severity="block",
    reason="advises the reader personally",
    patterns=(
        pattern(rf"\byou(?:r|rs|rself|'re|'ll|'ve|'d)?\b(?=.*\b{_BODY}\b)"),
        pattern(rf"\b{_BODY}\b.*\byou(?:r|rs|rself|'re|'ll|'ve|'d)?\b"),
        pattern(
            r"(?:^|[;:•*] ?)(?:talk|speak|ask|tell|get|convince|persuade)\s(?:to\s)?(?:a|an|the|"
            r"any)?\s?(?:doctor|physician|clinician|provider|pharmacist)s?\s(?:\w+\s){0,2}(?:for|about|"
            r"into|to)\b"
        ),
        pattern(
            r"\b(?:talk|talking|convince|persuade|persuading|get|getting)\s(?:a|the|any)?\s?(?:doctor|"
            r"physician|clinic|provider)s?\s(?:into|to prescribe)\b"
        ),
        pattern(
            r"(?:^|[;•*] ?)(?:consider|try|avoid|stop|start|keep|begin|continue)\s(?:taking|using|"
            r"injecting|supplementing|adding)\b"
        ),
    ),
)
