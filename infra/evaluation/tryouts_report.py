"""The report on a draft that was tried out: one HTML file, no script, no request to anywhere."""

from html import escape

from functions.operate.pages.trying import TryoutReport
from infra.evaluation.compliance import Share
from infra.evaluation.drafts import RATES, Figures
from infra.evaluation.drafts_report import STYLE
from infra.evaluation.tryouts import WHATS, Compared


def report(found: TryoutReport, compared: Compared) -> str:
    """The whole document; the same tryout gives the same text. Claims and reasons are untrusted, and escaped."""
    before, after = compared.before, compared.after
    against = f"version {found.tryout.against.version}" if found.tryout.against.version else "the held draft"
    rates = [
        ("claims", str(before.claims), str(after.claims), "claims that would stand on a page"),
        ("refused for good", *map(str, compared.dropped), "claims of the draft that gates or reviewer refused"),
        *(
            (name.replace("_", " "), _told(before.rates[name]), _told(after.rates[name]), RATES[name][0])
            for name in RATES
        ),
        ("tokens", f"{before.tokens:,}", f"{after.tokens:,}", "asked of models, in the run that made each"),
        ("dollars", _dollars(before), _dollars(after), "what these cost"),
    ]
    claims = [
        (
            *(each.what, each.section, each.published or "", each.tried or ""),
            "; ".join(f"{one.rule}: {one.reason}" for one in each.refused),
        )
        for each in compared.rows
    ]
    back = [(each.text, "; ".join(f"{one.rule}: {one.reason}" for one in each.findings)) for each in compared.sent_back]
    counted = ", ".join(f"{compared.count(each)} {each}" for each in WHATS)
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{escape(found.name)}: tried out</title>'
        f"<style>{STYLE}</style><h1>{escape(found.name)}: a draft against {escape(against)}</h1>"
        f"<p>Run {escape(found.run_id)}, writer {escape(compared.writer.model or compared.writer.kind)}, "
        f"{'instructions given' if found.tryout.prompt is not None else 'own instructions'}. {counted}; "
        f"{compared.refused} refused. Nothing was published.</p>"
        f"<h2>Rates</h2>{_table(('Rate', 'Before', 'After', 'What is counted'), rates)}"
        f"<h2>Claim by claim</h2>"
        f"{_table(('Claim', 'Section', 'The page says', 'The draft says', 'Refused, and why'), claims)}"
        + (f"<h2>Sent back in the first round</h2>{_table(('Claim', 'Why'), back)}" if back else "")
        + "</html>\n"
    )


def _table(columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    head = "".join(f"<th>{escape(each)}</th>" for each in columns)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><tr>{head}</tr>{body}</table>"


def _told(share: Share) -> str:
    return "none" if share.value is None else f"{share.hits} of {share.of}, {share.value:.1%}"


def _dollars(figures: Figures) -> str:
    unpriced = f" + {figures.unpriced} calls unpriced" if figures.unpriced else ""
    return f"{figures.microusd / 1e6:.4f}{unpriced}"
