"""Offers side by side as Markdown and as one self-contained page of HTML."""

from __future__ import annotations

from collections.abc import Iterator

from proposalcheck.reports.brief.pages import markdown_escaped as plain
from proposalcheck.reports.comparison.content import Block, Comparison


def markdown(compared: Comparison) -> str:
    """Return the comparison as Markdown, a table a block."""
    return "\n".join(_lines(compared)) + "\n"


def _lines(compared: Comparison) -> Iterator[str]:
    yield f"# {', '.join(plain(offer.name) for offer in compared.offers)}, side by side"
    for block in compared.blocks:
        yield from ("", f"## {block.title}", "", *_table(block, compared))
    yield from ("", f"**All of them cover:** {plain('; '.join(compared.all_cover) or 'nothing')}.")
    yield from ("", f"**None of them covers:** {plain('; '.join(compared.none_covers) or 'nothing')}.")
    for offer, asks in zip(compared.offers, compared.asks, strict=True):
        yield from ("", f"## Ask {plain(offer.name)}", "") if asks else ()
        yield from (
            f"{number}. {plain(ask.words)} (answered by {plain(', '.join(ask.answered_by))})"
            for number, ask in enumerate(asks, 1)
        )


def _table(block: Block, compared: Comparison) -> Iterator[str]:
    yield f"| | {' | '.join(plain(offer.name) for offer in compared.offers)} |"
    yield f"|---|{'---|' * len(compared.offers)}"
    for row in block.rows:
        yield f"| {plain(row.label)} | {' | '.join(plain(cell.said) for cell in row.cells)} |"


def html(compared: Comparison) -> str:
    """Return the comparison as one page: quotes open under the cell they belong to, and nothing is fetched."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("proposalcheck.reports.comparison"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("comparison.html.j2").render(compared=compared)
