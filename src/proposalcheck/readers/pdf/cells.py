"""Ruled lines -> the cells between them, and which cells hang together as a table.

The lines come from PDFium; from them pdfplumber's table finder (https://github.com/jsvine/pdfplumber, after Nurminen's
thesis) makes cells. pdfplumber is imported only once a page has lines that cross, and never opens the file itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from proposalcheck.readers.pdf.drawings import Rectangle, Rule

_SNAP = 3.0
"""Lines no farther apart than this, in points, are one, and lines that miss each other by no more still cross."""
_SHORTEST = 4.0
_MOST_CROSSINGS = 3_500
_MARGIN = 15.0
_LEAST_RULES_ACROSS = 3

Edge = dict[str, Any]
"""A line without thickness, as pdfplumber's finder has it."""


def cell_groups(rules: Iterable[Rule]) -> list[list[Rectangle]]:
    """Return the cells that rules enclose, those that touch together, the topmost group first; none are alone.

    There are none where the rules cross in more than `_MOST_CROSSINGS` points, as those of a drawing do.
    """
    from pdfplumber import table as finder

    edges = [_edge(rule) for rule in rules if max(rule.right - rule.left, rule.bottom - rule.top) >= _SHORTEST]
    merged = finder.merge_edges(edges, _SNAP, _SNAP, _SNAP, _SNAP)
    sides = _open_sides(merged)
    if sides:
        merged = finder.merge_edges([*merged, *sides], _SNAP, _SNAP, _SNAP, _SNAP)
    crossings = finder.edges_to_intersections(merged, _SNAP, _SNAP)
    if not 4 <= len(crossings) <= _MOST_CROSSINGS:
        return []
    groups: list[list[Rectangle]] = finder.cells_to_tables(finder.intersections_to_cells(crossings))
    return groups


def _open_sides(edges: Sequence[Edge]) -> list[Edge]:
    """Return the outer sides of tables that have rules between columns and rows but none around them."""
    level = [edge for edge in edges if edge["orientation"] == "h"]
    sides: list[Edge] = []
    for upright in (edge for edge in edges if edge["orientation"] == "v"):
        x, top, bottom = upright["x0"], upright["top"] - _SNAP, upright["bottom"] + _SNAP
        across = [edge for edge in level if edge["x0"] < x - _MARGIN and edge["x1"] > x + _MARGIN]
        across = [edge for edge in across if top <= edge["top"] <= bottom]
        if len(across) < _LEAST_RULES_ACROSS or _spread(across, "x0") > _SNAP or _spread(across, "x1") > _SNAP:
            continue
        first, last = min(edge["top"] for edge in across), max(edge["top"] for edge in across)
        for side in (across[0]["x0"], across[0]["x1"]):
            sides.append(_edge(Rule(side, first, side, last)))
    return sides


def _spread(edges: Sequence[Edge], key: str) -> float:
    values = [float(edge[key]) for edge in edges]
    return max(values) - min(values)


def _edge(rule: Rule) -> Edge:
    """Return a line as pdfplumber's finder wants it; a line's thickness is taken out."""
    middle, centre = (rule.top + rule.bottom) / 2, (rule.left + rule.right) / 2
    if rule.is_level:
        x0, x1, top, bottom, orientation = rule.left, rule.right, middle, middle, "h"
    else:
        x0, x1, top, bottom, orientation = centre, centre, rule.top, rule.bottom, "v"
    size = {"width": x1 - x0, "height": bottom - top}
    return {"x0": x0, "x1": x1, "top": top, "bottom": bottom, "doctop": top, "orientation": orientation, **size}
