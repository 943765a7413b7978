"""Samples as Markdown."""

from __future__ import annotations

from writing.sample import Grid, Piece, Sample


def as_markdown(sample: Sample) -> bytes:
    """Return the sample as Markdown, without the page header and footer."""
    blocks = [f"# {sample.title}", f"**{sample.subtitle}**", *sample.facts]
    previous = None
    for piece in sample.pieces:
        block = _markdown_block(piece)
        if piece.kind == previous == "bullet":
            blocks[-1] += f"\n{block}"
        else:
            blocks.append(block)
        previous = piece.kind
    return ("\n\n".join(blocks) + "\n").encode()


def _markdown_block(piece: Piece) -> str:
    if piece.grid:
        return _markdown_table(piece.grid)
    mark = {"heading": "## ", "subheading": "### ", "bullet": "- "}.get(piece.kind, "")
    title = f"**{piece.title}** " if piece.title else ""
    label = f"{piece.label} " if piece.label else ""
    return f"{mark}{label}{title}{piece.text}"


def _markdown_table(grid: Grid) -> str:
    rule = ["---:" if letter == "r" else "---" for letter in grid.align]
    rows = [grid.rows[0], rule, *grid.rows[1:]]
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)
