"""The document model as JSON: what was read, and what could not be."""

from __future__ import annotations

import json
from typing import Any

from proposalcheck.document import Block, Coverage, Document, Problem, Section, Span


def document_model(document: Document) -> str:
    """Return the document as `proposalcheck read` prints it: the text that all offsets point into, and its parts."""
    data = {
        "schema": "proposalcheck-document/1",
        "source": {name: getattr(document.source, name) for name in ("path", "sha256", "format", "pages")},
        "language": document.language,
        "text": document.text,
        "blocks": [_block(block) for block in document.blocks],
        "sections": [_section(section) for section in document.sections],
        "tables": [
            {"section": table.section, "rows": [[_offsets(cell.span) for cell in row] for row in table.rows]}
            for table in document.tables
        ],
        "problems": [problem_object(problem) for problem in document.problems],
        "coverage": coverage_object(document.coverage, document),
    }
    return json.dumps(data, ensure_ascii=False, indent=1)


def told_document(document: Document, kind: str, confidence: float, because: str) -> dict[str, Any]:
    """Return which document it was, what it was taken for, and how long it is."""
    source = document.source
    return {
        "path": source.path,
        "sha256": source.sha256,
        "format": source.format,
        "kind": kind,
        "kind_confidence": round(confidence, 3),
        "kind_because": because,
        "language": document.language,
        "pages": source.pages,
        "words": len(document.text.split()),
    }


def _block(block: Block) -> dict[str, Any]:
    return {
        "kind": block.kind,
        "start": block.span.start,
        "end": block.span.end,
        "content": _offsets(block.content),
        "level": block.level,
        "number": block.number,
        "section": block.section,
        "page": block.anchor.page,
        "part": block.anchor.part,
        "paragraph": block.anchor.paragraph,
        **({"author": block.change.author, "date": block.change.date} if block.change else {}),
    }


def _section(section: Section) -> dict[str, Any]:
    return {
        "number": section.number,
        "title": section.title,
        "level": section.level,
        "parent": section.parent,
        "start": section.span.start,
        "end": section.span.end,
    }


def _offsets(span: Span) -> list[int]:
    return [span.start, span.end]


def coverage_object(coverage: Coverage, document: Document) -> dict[str, Any]:
    """Return what was read of a document and what was not."""
    return {
        "pages_read": coverage.pages_read,
        "pages_without_text": list(coverage.pages_without_text),
        "tables": len(document.tables),
        "not_read": list(coverage.not_read),
    }


def problem_object(problem: Problem) -> dict[str, str]:
    """Return one thing that could not be looked at."""
    told = {"stage": problem.stage, "what": problem.what}
    return told | ({"location": problem.location} if problem.location else {})
