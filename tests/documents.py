"""Small documents and catalogues for the tests: built in a line, annotated or written to a folder."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from proposalcheck.annotate import Annotated, PhraseSet, SignalDefinition, annotate
from proposalcheck.annotate.kind import KindOfDocument
from proposalcheck.document import Document, Source, Span
from proposalcheck.readers.markdown import read_markdown
from proposalcheck.readers.structure import CellDraft, DocumentBuilder, Draft

SOURCE = Source("made.md", "0" * 64, "md")
TOLD = KindOfDocument("sow", 1.0, "as the test says")


def built(*drafts: Draft) -> Document:
    """Return a document of `drafts` in a row."""
    builder = DocumentBuilder()
    for draft in drafts:
        builder.add(draft)
    return builder.build(SOURCE)


def prose(*paragraphs: str) -> Document:
    """Return a document of plain paragraphs."""
    return built(*(Draft("paragraph", text) for text in paragraphs))


def tabled(*rows: Sequence[str]) -> Document:
    """Return a document that holds one table of `rows`."""
    builder = DocumentBuilder()
    builder.add_table([[CellDraft((Draft("table_cell", text),)) for text in row] for row in rows])
    return builder.build(SOURCE)


def markdown(text: str) -> Document:
    """Return the document in Markdown `text`."""
    return read_markdown(text, "made.md", "0" * 64)


def annotated(
    document: Document | str, phrases: Iterable[str] = (), signals: Mapping[str, Sequence[str]] | None = None
) -> Annotated:
    """Return a document (a text is read as Markdown) with `phrases` and with `signals` of one phrase or more each."""
    definitions = [SignalDefinition(name, tuple(any_of)) for name, any_of in (signals or {}).items()]
    return annotated_with(document, phrases, definitions)


def annotated_with(
    document: Document | str, phrases: Iterable[str], definitions: Sequence[SignalDefinition]
) -> Annotated:
    """Return a document with `phrases` and with the signals that `definitions` make."""
    listed = [phrase for signal in definitions for phrase in (*signal.any_of, *signal.unless_in_sentence)]
    read = markdown(document) if isinstance(document, str) else document
    return annotate(read, TOLD, PhraseSet([*phrases, *listed]), definitions)


def words_of(document: Document, spans: Iterable[Span]) -> list[str]:
    """Return the words that each of `spans` covers."""
    return [document.quote(span) for span in spans]


def rule_data(**changed: Any) -> dict[str, Any]:
    """Return a sound rule file as data, with the keys in `changed` put in; a value of None takes a key out."""
    rule = {
        "id": "silent-renewal",
        "title": "The term renews by itself",
        "family": "contract",
        "type": "flag",
        "severity": "high",
        "applies_to": ["proposal", "sow", "msa"],
        "status": "stable",
        "source": "field",
        "summary": "The term goes on unless somebody acts.",
        "why": "A missed date costs a year.",
        "ask": "Can it end by itself?",
        "fallback": "The term ends on its last day.",
        "message": 'The term goes on: "{match}"',
        "check": {"kind": "phrase", "any_of": ["renews by itself"]},
        "examples": {
            "flag": [
                "The term ⟦renews by itself⟧.",
                "This order ⟦renews by itself⟧ each May.",
                "It ⟦renews by itself⟧ for a year.",
            ],
            "pass": [
                {"text": "The term ends in May.", "because": "nothing renews"},
                {"text": "The parties may renew it.", "because": "by decision"},
                {"text": "A badge renews itself.", "because": "other words"},
            ],
        },
    } | changed
    return {key: value for key, value in rule.items() if value is not None}


def topic_data(**changed: Any) -> dict[str, Any]:
    """Return a sound rule of type topic as data, with the keys in `changed` put in."""
    topic = {
        "id": "named-lead",
        "title": "Who leads the work",
        "type": "topic",
        "severity": "medium",
        "message": "Nobody is named as lead.",
        "message_if_fine": "A lead is named.",
        "check": {"kind": "topic", "strong": ["project lead is"]},
        "examples": {
            "flag": ["The project lead is Ana Berg.", "Our project lead is named.", "Your project lead is Sam."],
            "pass": [
                {"text": "We lead the field.", "because": "boasting"},
                {"text": "The project starts.", "because": "no lead"},
                {"text": "The lead pipe is old.", "because": "metal"},
            ],
        },
    }
    return rule_data(**{**topic, **changed})


def signal_data(**changed: Any) -> dict[str, Any]:
    """Return a sound signal file as data, with the keys in `changed` put in; a value of None takes a key out."""
    signal = {
        "id": "hourly",
        "summary": "Work is sold by the hour.",
        "any_of": ["per hour"],
        "examples": {
            "flag": ["It costs $90 ⟦per hour⟧.", "We bill ⟦per hour⟧.", "Paid ⟦per hour⟧ worked."],
            "pass": [
                {"text": "It costs $90.", "because": "a sum"},
                {"text": "Happy hour is at six.", "because": "no rate"},
                {"text": "It takes an hour.", "because": "a duration"},
            ],
        },
    } | changed
    return {key: value for key, value in signal.items() if value is not None}


def write_catalogue(folder: Path, *owners: Mapping[str, Any]) -> Path:
    """Write each rule and signal to its file below `folder`, and return the folder."""
    for owner in owners:
        family = owner.get("family", "signals")
        write_file(
            folder, f"{family}/{owner['id']}.yaml", yaml.safe_dump(dict(owner), sort_keys=False, allow_unicode=True)
        )
    return folder


def write_file(folder: Path, name: str, text: str) -> Path:
    """Write `text` to the file `name` below `folder`, making the folders between."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def renamed(document: Document, path: str) -> Document:
    """Return `document` as if it had been read from `path`."""
    return replace(document, source=replace(document.source, path=path))
