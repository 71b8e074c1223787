"""Ends that patients feel, and every way in which a quote may say that it looked at them.

A fall of a marker is none of these: less pressure in the eye is no sight saved, more collagen no wound healed. Rows as
in `subjects_named`, but what a quote may have for it is the end itself, not the illness that it belongs to.
"""

ENDPOINTS: tuple[tuple[str, str], ...] = (
    (
        r"sight|eyesight|vision|blind(?:ed|ness)?",
        r"sight|vis(?:ion|ual)|acuity|blind|see(?:ing)?\b|field|optic|retin|amblyop|(?-i:BCVA|ETDRS|ERG|VEP)",
    ),
    (
        r"dialysis|(?:kidney|renal) (?:failure|transplant\w*)",
        (
            r"dialys|h[ae]+modial|(?-i:ESRD|ESKD|RRT|AKI|ARF|CRF|CKD)|renal replacement|end-stage|ur[ae]+mi|"
            r"(?:kidney|renal) (?:fail|insuff|transp|death|end)|nephrectom|transplant"
        ),
    ),
    (r"amputat\w+", r"amput|limb (?:loss|salvage)"),
    (
        r"(?:wound|fracture|ulcer|tendon|bone|skin|tissue)? ?heal(?:ed|s|ing)?",
        (
            r"heal|wound|clos|repair|union|epithel|recover|regener|granul|scar|ulcer|burn|incis|fractur|callus|lesion|"
            r"tear|injur|defect|consolid|remodel|ossif|anastom|remission|cur(?:e|ed|ing)\b|resol"
        ),
    ),
    (
        r"live births?|gave birth|(?:became|got) pregnant|pregnanc(?:y|ies)",
        (
            r"pregnan|birth|deliver|born|gestat|concept(?:ion|us)|conceiv|implantation|fertili[sz]|litter|offspring|"
            r"pups|gravid|dams?\b|prenatal|f(?:o?e)t|embryo|uter[oi]|obstet|matern|teratogen|(?-i:IVF)|trimester|"
            r"reproduct|antenatal"
        ),
    ),
    (
        r"(?:muscle|muscular|grip|physical|hand) strength",
        r"streng|force|grip|power|torque|dynamom|weak|contract|press|strong|lift|(?-i:1-?RM|MVC|MRC)",
    ),
    (
        r"relapse[sd]?|relapsing|recurrences?",
        (
            r"relaps|recur|exacerb|flare|abstin|return|drink|reinstat|seek|remission|free|re-?bleed|second|attack|"
            r"repeat|again|episode"
        ),
    ),
    (
        r"disabilit(?:y|ies)|disabled",
        r"disab|function|rankin|handicap|independen|(?-i:EDSS|HAQ|DASH|mRS|NDI|ODI|ADL)",
    ),
    (
        r"(?:new|risk of|onset of|developed|prevent(?:s|ed|ing)?|progress\w* to) (?:type 2 )?diabetes",
        r"diabet|(?-i:T[12]DM?\b|IDDM|NOD\b|GDM|DM\b)",
    ),
)
