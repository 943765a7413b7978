"""The blocks of docs/write-a-rule.md that are made from the program: who decides, and what the model knows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import get_args

from proposalcheck.annotate import Annotated, PhraseSet, annotate
from proposalcheck.annotate.kind import KindOfDocument
from proposalcheck.catalogue import Catalogue
from proposalcheck.checks import fusion, weighing
from proposalcheck.checks.phrase import PhraseCheck
from proposalcheck.readers.markdown import read_markdown
from proposalcheck.settings import Decides, ModelUse

_PHRASE, _LIKE, _BAR = "renew* automatically", "auto-renewal", 0.5
_SENTENCES = (
    "This Agreement renews automatically for successive terms of one year unless a party gives notice.",
    "The term shall continue for additional one-year periods unless either party gives ninety days notice.",
    "The licence keys renew automatically every night.",
)


def deciding(_: Catalogue) -> str:
    """Return which of three sentences, each a document of its own, a rule finds by who decides."""
    ways = get_args(Decides)
    head = f"| sentence | model | {' | '.join(f'`{way}`' for way in ways)} |\n|---|---|{'---|' * len(ways)}"
    return "\n".join([head, *(_row(sentence, ways) for sentence in _SENTENCES)])


def _row(sentence: str, ways: tuple[Decides, ...]) -> str:
    phrases = PhraseSet([_PHRASE])
    annotated = annotate(read_markdown(sentence, "example", ""), KindOfDocument("msa", 1.0, "an example"), phrases, ())
    reading = weighing.read(fusion.load(), annotated)
    found = ["found" if _finds(annotated, reading, way) else "" for way in ways]
    return f"| {sentence} | {reading.chances(_LIKE)[0]:.2f} | {' | '.join(found)} |"


def _finds(annotated: Annotated, reading: weighing.Reading, way: Decides) -> bool:
    matches = list(PhraseCheck(kind="phrase", any_of=(_PHRASE,)).run(annotated))
    use = ModelUse(decides=way, bar=None if way == "phrases" else _BAR, like=_LIKE)
    return bool(reading.weigh("example", "flag", matches, use=use))


def ideas(catalogue: Catalogue) -> str:
    """Return the rules whose ideas the model was trained on, by family."""
    known = fusion.load().habits
    families: dict[str, list[str]] = {}
    for rule in catalogue.rules.values():
        if rule.id in known:
            families.setdefault(rule.family, []).append(f"[{rule.id}](rules/{rule.id}.md)")
    return "\n".join(f"- {family}: {', '.join(rules)}" for family, rules in families.items())


BLOCKS: Mapping[str, Callable[[Catalogue], str]] = {"deciding": deciding, "ideas": ideas}
"""The blocks by the name that a page calls them by."""
