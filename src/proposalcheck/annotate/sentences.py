"""Tokens, which are spaCy's, and where sentences begin, by rules of our own for contracts and proposals.

A sentence never runs over the edge of a block (paragraph, heading, list item, table row). Inside a block it ends at
. ? or !, but not after an abbreviation ("Inc.", "No. 5", "Sec. 3.2(b)"), an initial, a run-in number or
a decimal, and not where the next word goes on in lower case.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib import import_module
from itertools import pairwise
from types import ModuleType
from typing import TYPE_CHECKING, Any, cast

from proposalcheck.document import Span

if TYPE_CHECKING:
    from spacy.tokenizer import Tokenizer
    from spacy.tokens import Doc

UNITS = "units"
"""Key of `doc.user_data` under which the caller leaves the stretches that no sentence may cross."""
_TEXT = "text"
_COMMAND = "spacy.cli.info"

LONGEST = 6_000
"""Characters after which a sentence is cut; the longest one in a hundred agreements has 3,639."""
_WORDS_KEPT = 1 << 15
"""How many different words are kept with the tokens that they are parted into."""
_BLANK = re.compile(r"\s+")
_UNBROKEN = re.compile(r".{120}", re.DOTALL)
"""Signs in a row that no word has: one token, because spaCy's search for endings is quadratic in them."""
_END = re.compile(r"[.?!…]+(?:[\"'”’)\]*†‡]|(?<=[a-z]{3}\.)\d{1,2}(?=\s))*(?=\s+(?P<next>[\"'“‘(\[]*[^\s.…]))")
"""Marks that may end a sentence, with the quotes, brackets and footnote signs that belong to it."""
_LABEL = re.compile(r"[\"“(]?(?:\d{1,3}(?:\.\d{1,3})*|[A-Za-z]|[ivxIVX]{1,5})[.)]+")
_FIRST_LETTER = re.compile(r"[^\W_]")
_ITEM = re.compile(r"\(?(?:[a-z]|[ivx]{1,5}|\d{1,2})\)\s+")
_CAMEL = re.compile(r"[a-z][A-Z]")
_DOTTED = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]")
_FIRST_WORD = re.compile(r"[\"'“‘(\[]*([A-Za-z]+)")
_WORD_BEFORE = re.compile(r"(?:(?P<previous>[\w.]+)\s+)?[(\[\"“]*(?P<word>[\w.&/'’-]+)$")
_POINTED_AT = re.compile(r"[(\[]?(?:\d|[A-Z]\b|[ivxIVX]+\b)")
_LETTERED = frozenset(
    "exhibit schedule appendix annex attachment phase plan class option section part type tier lot".split()
)
"""Words after which a single capital letter is a name of its own ("Exhibit A."), not an initial."""
_REFERENCE = frozenset(
    """no nos sec secs art arts para paras par cl ch fig figs ex exh sch app vol pt pp p ref reg regs rev item ver
    approx""".split()
)
"""Abbreviations that point to what follows: never the end of a sentence before a figure, a letter or a bracket."""
_ABBREVIATIONS = frozenset(
    """mr mrs ms dr prof st sr jr messrs hon rev gen col capt lt sgt rep sen gov inc ltd llc corp co cos bros plc
    gmbh pty pvt intl natl dept div univ assn assoc bldg ave blvd rd ste e.g i.e eg ie cf v viz vs etc et al am pm
    ph.d jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun est incl excl
    min max tel ext attn dba d.b.a f.k.a n/a a.k.a o/b/o misc tbd hrs hr wks yrs mos qty amt avg w/o resp""".split()
)
"""Abbreviations that do not end a sentence by themselves; nor do letters with stops between ("p.m", "U.S")."""
_MAY_END = frozenset(
    """inc ltd llc corp co plc gmbh pty etc am pm est jr sr hrs wks yrs mos qty amt n/a tbd al min max st ave blvd rd
    ste dept div jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun
    ph.d""".split()
)
"""Abbreviations that may also close a sentence: they do so before a word that only opens sentences."""
_OPENERS = frozenset(
    """the this that these those it its we our you your they their he she there if when where while upon in on at
    for from by with without no neither either each all any such as to an a and but however furthermore
    notwithstanding subject except unless provided nothing client customer provider vendor supplier contractor
    consultant company""".split()
)


def starts(text: str) -> Iterator[int]:
    """Yield the offset of each sentence after the first one in `text`, the words of a single block."""
    begin = 0
    for match in _END.finditer(text):
        if _LABEL.fullmatch(text, begin, match.end()) is None and _ends_sentence(text, match):
            begin = match.start("next")
            yield begin


def _forced(text: str, start: int, end: int) -> Iterator[int]:
    """Yield where to cut a sentence that is longer than any that people write: at the blank after `LONGEST` signs."""
    while end - start > LONGEST:
        blank = _BLANK.search(text, start + LONGEST, end)
        if blank is None:
            return
        start = blank.end()
        yield start


def _ends_sentence(text: str, end: re.Match[str]) -> bool:
    following = text[end.start("next") : end.start("next") + 40]
    item = _ITEM.match(following)
    first = _FIRST_LETTER.search(following, item.end() if item else 0)
    if first is None or (first.group().islower() and not _CAMEL.match(following, first.start())):
        return False
    if end.group()[0] != "." or end.group().startswith(".."):
        return True
    before = _WORD_BEFORE.search(text[max(0, end.start() - 60) : end.start()])
    if before is None or before["word"] is None:
        return True
    return _word_may_end(before["word"], before["previous"] or "", following)


def _word_may_end(word: str, previous: str, following: str) -> bool:
    """Tell whether the stop after `word` ends a sentence, given the word before it and the text after it."""
    lower = word.lower().strip("'’-/")
    next_word = _FIRST_WORD.match(following)
    opens = next_word is not None and next_word.group(1).lower() in _OPENERS and following[0] not in "(["
    if len(word) == 1 and word.isupper():
        return opens or previous.lower() in _LETTERED
    if lower in _REFERENCE:
        return opens and not _POINTED_AT.match(following)
    if lower in _ABBREVIATIONS:
        return opens and lower in _MAY_END
    return opens or _DOTTED.fullmatch(word) is None


def mark_sentences(doc: Doc) -> Doc:
    """Set where sentences start: at the edges of `doc.user_data["units"]`, and where our rules say so inside them.

    All tokens are set in one step, because spaCy looks through the whole document when a single one is set.
    """
    import numpy as np
    from spacy.attrs import IDX, LENGTH, SENT_START

    places = doc.to_array([IDX, LENGTH]).astype(np.int64)
    starts_here = np.full(len(doc), -1, dtype=np.int64)
    starts_here[:1] = 1
    starts_here[np.searchsorted(places.sum(axis=1), _all_starts(doc), side="right")] = 1
    return doc.from_array([SENT_START], cast("Any", starts_here.reshape(-1, 1).astype(np.uint64)))


def _all_starts(doc: Doc) -> list[int]:
    text = text_of(doc)
    edges: set[int] = set()
    for start, end in doc.user_data.get(UNITS, ((0, len(text)),)):
        edges.update((start, end))
        inside = [start, *(start + offset for offset in starts(text[start:end])), end]
        edges.update(inside)
        edges.update(cut for first, last in pairwise(inside) for cut in _forced(text, first, last))
    return sorted(edge for edge in edges if edge < len(text))


def text_of(doc: Doc) -> str:
    """Return the text of `doc`, which spaCy would put together anew from its tokens each time it is asked."""
    return cast("str", doc.user_data.get(_TEXT)) or doc.text


def parse(text: str, units: Sequence[Span]) -> Doc:
    """Return the tokens and sentences of `text`; no sentence crosses the edge of a unit, and `units` do not overlap."""
    for word in set(text.split()):
        _learn(word)
    doc: Doc = tokenizer()(text)
    doc.user_data[_TEXT] = text
    doc.user_data[UNITS] = [(unit.start, unit.end) for unit in units]
    return mark_sentences(doc)


def split(doc: Doc, units: Sequence[Span]) -> Iterator[list[Span]]:
    """Yield, for each of the `units` that `doc` was parsed with, the spans of its sentences in order."""
    text, place = text_of(doc), 0
    sentences = [Span(sentence.start_char, sentence.end_char) for sentence in doc.sents]
    for unit in units:
        while place < len(sentences) and sentences[place].end <= unit.start:
            place += 1
        inside: list[Span] = []
        while place < len(sentences) and sentences[place].start < unit.end:
            start, end = max(sentences[place].start, unit.start), min(sentences[place].end, unit.end)
            inside.extend(_trimmed(text, start, end))
            place += 1
        yield inside


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    words = text[start:end]
    if words.strip():
        yield Span(start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip()))


@lru_cache(maxsize=_WORDS_KEPT)
def _learn(word: str) -> None:
    """Make the tokenizer know how `word` is parted, by showing it that word alone.

    Within a text it keeps no word behind the first exception ("Inc.", "don't"), and would part all others anew.
    """
    tokenizer()(word)


@lru_cache(maxsize=1)
def tokenizer() -> Tokenizer:
    """Return the process-wide English tokenizer, put together at one go.

    `spacy.blank` gives the same tokens, but reads all of its exceptions anew for each part that is put in, and works
    out a dozen attributes of every new word, of which only the word in lower case is asked for here.
    """
    _import_spacy()
    from spacy.attrs import LOWER
    from spacy.lang.en import English
    from spacy.lang.lex_attrs import LEX_ATTRS
    from spacy.tokenizer import Tokenizer
    from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex
    from spacy.vocab import Vocab

    defaults = English.Defaults
    return Tokenizer(
        Vocab({LOWER: LEX_ATTRS[LOWER]}),
        rules=defaults.tokenizer_exceptions,
        prefix_search=compile_prefix_regex(defaults.prefixes or ()).search,
        suffix_search=compile_suffix_regex(defaults.suffixes or ()).search,
        infix_finditer=compile_infix_regex(defaults.infixes or ()).finditer,
        token_match=_UNBROKEN.match,
        url_match=defaults.url_match,
        max_cache_size=_WORDS_KEPT,
    )


def _import_spacy() -> None:
    """Import spaCy without its commands to train and to download, which take two fifths of the time that it takes.

    All that `import spacy` itself takes from them is the function `info`. Meanwhile one stands in for it that fetches
    it when somebody calls it.
    """
    if "spacy" not in sys.modules:
        stand_in: Any = ModuleType(_COMMAND)
        stand_in.info = _info
        sys.modules[_COMMAND] = stand_in
        try:
            import_module("spacy")
        finally:
            del sys.modules[_COMMAND]


def _info(*asked: Any, **named: Any) -> Any:  # noqa: ANN401 - whatever spaCy takes and returns
    """Do what `spacy.info` does."""
    return import_module(_COMMAND).info(*asked, **named)
