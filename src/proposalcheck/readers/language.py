"""A cheap guess at the language of a text: the script of its letters, then the commonest words."""

from __future__ import annotations

import re
from collections import Counter

LANGUAGE_NAMES = {
    "ar": "Arabic", "de": "German", "el": "Greek", "es": "Spanish", "fr": "French", "he": "Hebrew", "hi": "Hindi",
    "it": "Italian", "ja": "Japanese", "ko": "Korean", "nl": "Dutch", "pt": "Portuguese", "ru": "Russian", "th": "Thai",
    "zh": "Chinese",
}  # fmt: skip
"""The languages that can be guessed besides English, by ISO 639-1 code."""

_SCRIPTS = {
    "ja": "\u3040-\u30ff",
    "zh": "\u4e00-\u9fff\u3400-\u4dbf",
    "ko": "\uac00-\ud7af",
    "ar": "\u0600-\u06ff",
    "he": "\u0590-\u05ff",
    "ru": "\u0400-\u04ff",
    "el": "\u0370-\u03ff",
    "hi": "\u0900-\u097f",
    "th": "\u0e00-\u0e7f",
}
_OTHER_LETTER = re.compile(f"[{''.join(_SCRIPTS.values())}]")
_STOP_WORDS = {
    "en": "the of and to in shall for by or is this with be any that as on will are from not which we our your you",
    "de": "der die und das den dem des von zu ist mit für auf im nicht ein eine werden wird als auch oder bei sich",
    "fr": "le la les des et du une est dans pour par sur aux au que qui ne pas avec ce cette sont ou il nous vous",
    "es": "el los las del y una es en por con para que se su al como no este esta son o lo sus más será",
    "it": "il di che della e del per un una in dei le con non sono gli al nel alla da si più ai dal o",
    "pt": "o os da do e das dos em um uma para com que não por no na se ao como ou à são pelo pela",
    "nl": "de het een van en in op te dat voor met zijn is niet aan door worden wordt of bij ook als naar om",
}
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 24_000


def guess_language(text: str) -> str:
    """Return the ISO 639-1 code of the language most of `text` seems to be in, or "und" when nothing tells."""
    sample = text if len(text) <= _SAMPLE else text[: _SAMPLE // 2] + text[len(text) // 2 :][: _SAMPLE // 2]
    return _by_script(sample) or _by_words(sample)


def _by_script(sample: str) -> str | None:
    if not _OTHER_LETTER.search(sample):
        return None
    letters = sum(len(word) for word in _WORD.findall(sample))
    counts = {language: len(re.findall(f"[{signs}]", sample)) for language, signs in _SCRIPTS.items()}
    if not letters or sum(counts.values()) < 0.3 * letters:
        return None
    if counts["ja"] > 0.1 * (counts["ja"] + counts["zh"]) and counts["ja"] + counts["zh"] >= 0.5 * sum(counts.values()):
        return "ja"
    return max(counts, key=lambda language: counts[language])


def _by_words(sample: str) -> str:
    counts = _word_counts(sample.lower())
    votes = {language: sum(counts[word] for word in words.split()) for language, words in _STOP_WORDS.items()}
    best = max(votes, key=lambda language: votes[language])
    return best if votes[best] >= max(2, 0.06 * counts.total()) else "und"


def _word_counts(sample: str) -> Counter[str]:
    """Return how often each word occurs; what stands between two blanks is looked at once, and often is a word."""
    counts: Counter[str] = Counter()
    for printed, times in Counter(sample.split()).items():
        for word in (printed,) if printed.isalpha() else _WORD.findall(printed):
            counts[word] += times
    return counts
