"""Ruled lines and the cells between them."""

from __future__ import annotations

import pytest

from proposalcheck.readers.pdf.cells import cell_groups
from proposalcheck.readers.pdf.drawings import Rectangle, Rule


def level(y: float, left: float = 0, right: float = 300) -> Rule:
    return Rule(left, y, right, y)


def upright(x: float, top: float = 0, bottom: float = 60) -> Rule:
    return Rule(x, top, x, bottom)


GRID = [level(0), level(30), level(60), upright(0), upright(100), upright(300)]
CELLS: list[Rectangle] = [(0, 0, 100, 30), (0, 30, 100, 60), (100, 0, 300, 30), (100, 30, 300, 60)]


def test_lines_that_cross_enclose_cells_column_by_column() -> None:
    assert cell_groups(GRID) == [CELLS]


def test_the_order_of_the_lines_does_not_matter() -> None:
    assert cell_groups(GRID[::-1]) == [CELLS]


def test_a_cell_reaches_over_the_place_of_a_line_that_is_not_there() -> None:
    merged = [*GRID[:4], upright(100, 30), upright(300)]
    assert cell_groups(merged) == [[(0, 0, 300, 30), (0, 30, 100, 60), (100, 30, 300, 60)]]


def test_lines_side_by_side_are_one_and_so_are_pieces_of_a_line() -> None:
    doubled = [*GRID, level(2), level(32, 0, 200), level(28, 200, 300)]
    parted = [level(1, 0, 150), level(1, 152, 300), level(30), level(60), upright(0), upright(100), upright(300)]
    for rules in (doubled, parted):
        assert cell_groups(rules) == [[(left, max(top, 1), right, bottom) for left, top, right, bottom in CELLS]]


@pytest.mark.parametrize(("short", "cells"), [(3, 4), (4, 3)])
def test_a_line_that_nearly_reaches_another_meets_it(short: float, cells: int) -> None:
    rules = [level(0), level(30), level(60), upright(0), upright(100, 0, 60 - short), upright(300)]
    assert sum(map(len, cell_groups(rules))) == cells


def test_the_thickness_of_lines_is_left_out() -> None:
    thick = [Rule(0, -1, 300, 1), *GRID[1:4], Rule(99, 0, 101, 60), upright(300)]
    assert cell_groups(thick) == [CELLS]


def test_outer_sides_that_are_not_drawn_are_taken_from_the_ends_of_the_level_lines() -> None:
    assert cell_groups([level(0), level(30), level(60), upright(100)]) == [CELLS]


def test_two_level_lines_and_one_upright_between_them_enclose_nothing() -> None:
    assert cell_groups([level(0), level(60), upright(100)]) == []


def test_tables_that_do_not_touch_are_set_apart_from_the_top_of_the_page_down() -> None:
    lower = [Rule(left, top + 400, right, bottom + 400) for left, top, right, bottom in GRID]
    groups = cell_groups([*lower, *GRID])
    assert groups == [CELLS, [(left, top + 400, right, bottom + 400) for left, top, right, bottom in CELLS]]


@pytest.mark.parametrize(
    "rules",
    [
        [],
        [level(0), level(30), level(60)],
        [level(0), level(30), upright(0), upright(100)],
        [Rule(0, 0, 3, 0), Rule(0, 3, 3, 3), Rule(0, 0, 0, 3), Rule(3, 0, 3, 3)],
    ],
    ids=["none", "level lines alone", "one frame", "a tick box"],
)
def test_lines_without_cells_side_by_side_are_no_table(rules: list[Rule]) -> None:
    assert cell_groups(rules) == []


@pytest.mark.parametrize(("lines", "cells"), [(59, 58 * 58), (60, 0)])
def test_a_drawing_with_thousands_of_crossings_is_no_table(lines: int, cells: int) -> None:
    end = 10.0 * (lines - 1)
    across = [level(10.0 * at, 0, end) for at in range(lines)]
    down = [upright(10.0 * at, 0, end) for at in range(lines)]
    assert sum(map(len, cell_groups([*across, *down]))) == cells
