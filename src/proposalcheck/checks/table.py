"""The `table` check: flags where a pricing table does not add up, with the sum as it should be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from proposalcheck.annotate.annotated import Annotated
from proposalcheck.annotate.pricing import PricingTable, written_products
from proposalcheck.checks.arithmetic import Slip, blended, corrected, products, row_sums, shares, sums, taxes, written
from proposalcheck.checks.scope import CheckData
from proposalcheck.finding import Match, Trace

Sum = Literal["products", "sums", "row-sums", "shares", "taxes", "blended", "written"]
_IN_LINES = {"products": products, "row-sums": row_sums, "shares": shares}
_OF_LINES = {"sums": sums, "taxes": taxes, "blended": blended}


class TableCheck(CheckData):
    """Flags figures of pricing tables that are not what the figures beside them make.

    `of` says what is worked out: `products` (hours x rate = amount), `sums` (lines and their total), `row-sums`
    (columns and the total beside them), `shares` (per cent of the total), `taxes` (taxes and discounts given in per
    cent), `blended` (a blended rate of all) and `written` (products written out in prose). A table whose figures may be
    read otherwise is left alone.
    """

    kind: Literal["table"]
    of: tuple[Sum, ...] = Field(min_length=1)

    def run(self, annotated: Annotated) -> Iterator[Match]:
        """Yield a flag for each figure that is wrong, in the order of the document."""
        slips = [slip for table in annotated.pricing for slip in self._slips(table)]
        if "written" in self.of:
            slips += _written(annotated)
        first = {slip.printed.span: slip for slip in reversed(slips)}
        for _, slip in sorted(first.items()):
            yield _flag(annotated, slip)

    def _slips(self, table: PricingTable) -> Iterator[Slip]:
        """Yield the slips in the lines, then the totals that stay wrong when the lines are put right."""
        lines = [slip for name in self.of if name in _IN_LINES for slip in _IN_LINES[name](table)]
        yield from lines
        righted = corrected(table, lines)
        for name in self.of:
            if name in _OF_LINES:
                still = {slip.printed.span for slip in _OF_LINES[name](righted)}
                yield from (slip for slip in _OF_LINES[name](table) if slip.printed.span in still)


def _written(annotated: Annotated) -> list[Slip]:
    units = (sentence for sentence in annotated.sentences if sentence.kind in ("sentence", "row"))
    found = (
        (product, sentence.span)
        for sentence in units
        for product in written_products(annotated.document.quote(sentence.span), sentence.span.start)
    )
    return [slip for product, around in found for slip in written(product, around)]


def _flag(annotated: Annotated, slip: Slip) -> Match:
    printed = annotated.document.quote(slip.printed.span)
    named = " ".join(slip.label.split()) or "a line"
    trace = Trace(slip.around, (slip.printed.span,))
    values = {"match": printed, "printed": printed, "sum": slip.sum, "line": named}
    return Match("flag", (trace,), f"{slip.sum}, printed {printed}", values=values)
