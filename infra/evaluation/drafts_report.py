"""The report on published pages: one HTML file with a chart in SVG, no script, no request to anywhere."""

from collections.abc import Mapping
from html import escape

from infra.evaluation.compliance import Share
from infra.evaluation.drafts import RATES, Figures

_ROW, _LABEL, _BAR = 26, 190, 380
STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1d2329}"
    "table{border-collapse:collapse;width:100%;font-size:.85rem}th,td{text-align:left;padding:.3rem .5rem;"
    "border-bottom:1px solid #d5dbe0;vertical-align:top}td.n{text-align:right;white-space:nowrap}svg{width:100%}"
)


def report(total: Figures, by_page: Mapping[str, Figures]) -> str:
    """The whole document; the same figures give the same text."""
    head = "".join(f"<th>{escape(name.replace('_', ' '))}</th>" for name in RATES)
    pages = "".join(
        f"<tr><td>{escape(name)}</td><td class=n>{each.claims}</td>"
        + "".join(f"<td class=n>{_told(each.rates[rate])}</td>" for rate in RATES)
        + "".join(f"<td class=n>{cell}</td>" for cell in _costs(each))
        + "</tr>"
        for name, each in by_page.items()
    )
    rates = "".join(
        f"<tr><td>{escape(name.replace('_', ' '))}</td><td class=n>{share.hits} of {share.of}</td>"
        f"<td class=n>{_told(share)}</td><td class=n>{_interval(share)}</td><td>{escape(RATES[name][0])}; "
        f"{'more' if RATES[name][1] else 'less'} is better</td></tr>"
        for name, share in total.rates.items()
    )
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>How pages are grounded</title>'
        f"<style>{STYLE}</style><h1>How pages are grounded</h1>"
        f"<p>{total.pages:,} pages, {total.claims:,} claims. Counted from stored packs, drafts and monographs; no "
        f"model was asked. Of citation recall and precision a strict proxy stands for a judge, of the kind that the "
        f"gates are: high rates tell that those were held. Tokens "
        f"and dollars are what a page's draft and its reviews took, in whichever runs; of {total.unknown:,} pages that "
        f"is unknown.</p>"
        f"{_chart(total)}<h2>All pages together</h2><table><tr><th>Rate</th><th>Count</th><th>Share</th>"
        f"<th>95 % interval</th><th>What is counted</th></tr>{rates}</table>"
        f"<h2>Page by page</h2><table><tr><th>Page</th><th>Claims</th>{head}<th>Tokens</th><th>Dollars</th></tr>"
        f"{pages}</table></html>\n"
    )


def _chart(total: Figures) -> str:
    """A bar for each rate with its interval as a line; no bar where there was nothing to count."""
    height, width = _ROW * len(RATES) + 6, _LABEL + _BAR + 70
    parts: list[str] = []
    for position, (name, share) in enumerate(total.rates.items()):
        top = position * _ROW + 4
        low, high = share.interval
        parts.append(f'<text x="{_LABEL - 8}" y="{top + 13}" text-anchor="end">{escape(name.replace("_", " "))}</text>')
        parts.append(f'<rect x="{_LABEL}" y="{top}" width="{_BAR}" height="18" fill="#eef1f4"/>')
        if share.value is not None:
            colour = "#2b6777" if RATES[name][1] else "#a34a28"
            parts.append(
                f'<rect x="{_LABEL}" y="{top}" width="{share.value * _BAR:.1f}" height="18" fill="{colour}"/>'
                f'<line x1="{_LABEL + low * _BAR:.1f}" x2="{_LABEL + high * _BAR:.1f}" y1="{top + 9}" y2="{top + 9}" '
                f'stroke="#1d2329" stroke-width="2"/>'
            )
        parts.append(f'<text x="{_LABEL + _BAR + 8}" y="{top + 13}">{_told(share)}</text>')
    return (
        f'<svg viewBox="0 0 {width} {height}" role="img" aria-label="Rates as bars, intervals as lines" '
        f'font-size="12" font-family="system-ui,sans-serif">{"".join(parts)}</svg>'
    )


def _costs(figures: Figures) -> tuple[str, str]:
    """Tokens and dollars of one page."""
    if figures.unknown:
        return "unknown", "unknown"
    return f"{figures.tokens:,}", f"{figures.microusd / 1e6:.4f}"


def _told(share: Share) -> str:
    return "none" if share.value is None else f"{share.value:.1%}"


def _interval(share: Share) -> str:
    return "" if share.value is None else f"{share.interval[0]:.1%} to {share.interval[1]:.1%}"
