"""What the phrases of the rules would say of a document that they had not been written with in view.

The rules were adjusted on the labelled documents, so their answers there flatter them. Two stand-ins are made for each
document: `loso` (leave one source out) counts a phrase only if it also speaks rightly in a document of another source;
`strict` asks the same of every alternative in its brackets. The first still flatters a little, since a phrase may have
been widened for the document; the second is harsher than the truth, since nobody writes "shall" and forgets "will".
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache

from proposalcheck.annotate import Annotated, SignalDefinition
from proposalcheck.annotate.annotated import Hit
from proposalcheck.annotate.notation import PhraseSyntaxError, parse
from proposalcheck.annotate.roles import with_roles
from proposalcheck.catalogue import Catalogue, Rule
from proposalcheck.checks.fusion import Told, told
from proposalcheck.finding import Match

_GROUP = re.compile(r"\(([^()]*\|[^()]*)\)")
_BAR = re.compile(r"\|(?![^\[]*\])")
"""A stroke between alternatives; one inside square brackets parts the words that may be missing."""

Use = tuple[str, str]
"""A phrase, and one of the alternatives in its brackets that a match went by (empty for the phrase as such)."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A labelled document as the phrases see it: `verdicts` are the readers' answers by item."""

    name: str
    source: str
    annotated: Annotated
    verdicts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Said:
    """What the phrases say of one item in one document: as the rules are, and in the two stand-ins."""

    shipped: Told
    loso: Told
    strict: Told


@dataclass(frozen=True, slots=True)
class _Phrases:
    """The phrases of a rule: those that find, those that silence, and those that set the scene."""

    finding: frozenset[str]
    silencing: frozenset[str]
    scene: frozenset[str]


@cache
def alternatives(phrase: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return every alternative in the brackets of `phrase`, with the expression of the phrase narrowed down to it."""
    if phrase.startswith("/"):
        return ()
    narrowed = []
    for place, group in enumerate(_GROUP.finditer(phrase)):
        for choice in _BAR.split(group[1]):
            text = phrase[: group.start()] + choice + phrase[group.end() :]
            with suppress(PhraseSyntaxError):
                narrowed.append((f"{place}:{choice}", re.compile(parse(text).expression, re.IGNORECASE)))
    return tuple(narrowed)


def uses_of(phrase: str, text: str) -> list[Use]:
    """Return the uses of `phrase` in `text`: itself, and each alternative by which it matches there."""
    return [(phrase, ""), *((phrase, name) for name, narrow in alternatives(phrase) if narrow.search(text))]


class Trial:
    """One rule, tried on all documents with all of its phrases, with each alone, and without those not borne out.

    `found_in` has, for each use of a phrase that speaks rightly somewhere, the sources in which it does; `silenced_in`
    those in which it takes something away.
    """

    def __init__(self, rule: Rule, catalogue: Catalogue, documents: Sequence[Judged]) -> None:
        self.rule = rule
        self.signals = [signal for signal in catalogue.signal_definitions if signal.name in _names(rule)]
        self.phrases = _phrases_of(rule, {signal.name: signal for signal in self.signals})
        mine = self.phrases.finding | self.phrases.silencing | self.phrases.scene
        self.documents = [_only(document, mine) for document in documents if rule.id in document.verdicts]
        self.found_in: defaultdict[Use, set[str]] = defaultdict(set)
        self.silenced_in: defaultdict[Use, set[str]] = defaultdict(set)
        for document in self.documents:
            self._note(document)

    def answers(self) -> dict[str, Said]:
        """Return what the phrases say of each document, by its name."""
        return {document.name: self._answer(document) for document in self.documents}

    def _run(
        self, annotated: Annotated, kept: Callable[[str, Hit | str], bool], enough: int | None = None
    ) -> list[Match]:
        """Return what the rule finds when only the hits and titles that are `kept` are there."""
        phrases = {
            phrase: hits
            for phrase, all_hits in annotated.phrases.items()
            if (hits := tuple(hit for hit in all_hits if kept(phrase, hit)))
        }
        titles = {
            phrase: sections
            for phrase, listed in annotated.titles.items()
            if (sections := tuple(at for at in listed if kept(phrase, annotated.document.sections[at].title)))
        }
        signals = {signal.name: _carried(signal, phrases) for signal in self.signals}
        check = self.rule.check
        if enough is not None and hasattr(check, "enough"):
            check = check.model_copy(update={"enough": enough})
        return list(check.run(replace(annotated, phrases=phrases, titles=titles, signals=signals)))  # type: ignore[call-arg]

    def _note(self, document: Judged) -> None:
        """Note which phrases speak rightly in `document`, and which silence something there."""
        annotated, parts = document.annotated, self.phrases
        here = set(annotated.phrases) | set(annotated.titles)
        if document.verdicts[self.rule.id] != "no":
            for phrase in sorted(here & parts.finding):
                alone = self._run(annotated, lambda other, _, p=phrase: other == p or other not in parts.finding, 1)  # type: ignore[misc]
                if told(alone).found:
                    self._add(self.found_in, document, phrase)
        loud = self._run(annotated, lambda phrase, _: phrase not in parts.silencing, 1)
        if told(loud).found:
            for phrase in sorted(here & parts.silencing):
                hushed = self._run(annotated, lambda other, _, p=phrase: other == p or other not in parts.silencing, 1)  # type: ignore[misc]
                if _places(hushed) != _places(loud):
                    self._add(self.silenced_in, document, phrase)

    def _add(self, noted: defaultdict[Use, set[str]], document: Judged, phrase: str) -> None:
        annotated = document.annotated
        texts = [_reading(annotated, hit) for hit in annotated.phrases.get(phrase, ())]
        texts += [annotated.document.sections[at].title for at in annotated.titles.get(phrase, ())]
        for text in texts:
            for use in uses_of(phrase, text):
                noted[use].add(document.source)

    def _answer(self, document: Judged) -> Said:
        annotated = document.annotated
        return Said(
            shipped=told(self._run(annotated, lambda phrase, hit: True)),
            loso=told(self._run(annotated, lambda phrase, hit: self._borne_out(document, phrase, hit, strict=False))),
            strict=told(self._run(annotated, lambda phrase, hit: self._borne_out(document, phrase, hit, strict=True))),
        )

    def _borne_out(self, document: Judged, phrase: str, hit: Hit | str, *, strict: bool) -> bool:
        """Tell whether a hit may count: not when it helps the rule to be right and no other source bears it out."""
        verdict = document.verdicts[self.rule.id]
        if phrase in self.phrases.finding and verdict != "no":
            noted = self.found_in
        elif phrase in self.phrases.silencing and verdict == "no":
            noted = self.silenced_in
        else:
            return True
        text = hit if isinstance(hit, str) else _reading(document.annotated, hit)
        uses = uses_of(phrase, text) if strict else [(phrase, "")]
        return all(noted[use] - {document.source} for use in uses)


def _only(document: Judged, phrases: frozenset[str]) -> Judged:
    """Return `document` with the hits of `phrases` alone."""
    seen = document.annotated
    hits = {phrase: found for phrase, found in seen.phrases.items() if phrase in phrases}
    titles = {phrase: found for phrase, found in seen.titles.items() if phrase in phrases}
    return replace(document, annotated=replace(seen, phrases=hits, titles=titles))


def _names(rule: Rule) -> set[str]:
    return {name for _, name in rule.check.signals()}


def _silences(key: str) -> bool:
    return key.startswith(("unless", "not_in"))


def _sets_the_scene(key: str) -> bool:
    return key.startswith(("with_", "in_sections"))


def _phrases_of(rule: Rule, signals: Mapping[str, SignalDefinition]) -> _Phrases:
    listed = list(rule.check.phrases())
    for key, name in rule.check.signals():
        listed += [(key, phrase) for phrase in signals[name].any_of]
        opposite = "with_" if _silences(key) or _sets_the_scene(key) else "unless"
        listed += [(opposite, phrase) for phrase in signals[name].unless_in_sentence]
    scene = frozenset(phrase for key, phrase in listed if _sets_the_scene(key))
    silencing = frozenset(phrase for key, phrase in listed if _silences(key)) - scene
    finding = frozenset(phrase for key, phrase in listed if not _silences(key)) - scene - silencing
    return _Phrases(finding, silencing, scene)


def _carried(signal: SignalDefinition, phrases: Mapping[str, tuple[Hit, ...]]) -> tuple[Hit, ...]:
    silenced = {hit.sentence for phrase in signal.unless_in_sentence for hit in phrases.get(phrase, ())}
    hits = [hit for phrase in signal.any_of for hit in phrases.get(phrase, ()) if hit.sentence not in silenced]
    return tuple(sorted(hits, key=lambda hit: hit.span))


def _reading(annotated: Annotated, hit: Hit) -> str:
    mentions = annotated.mentions.get(hit.sentence, ())
    return with_roles(annotated.document.text, annotated.sentences[hit.sentence].span, mentions).text


def _places(matches: Iterable[Match]) -> frozenset[object]:
    found = (match for match in matches if match.outcome in ("flag", "strength"))
    return frozenset(trace.quoted for match in found for trace in match.traces)
