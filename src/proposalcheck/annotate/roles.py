"""A sentence with the parties' own names read as their roles: "Brightwater shall pay" is found as "Provider shall pay".

Phrases speak of provider and client; agreements speak of Brightwater and the Trust, or call the client "Company".
A phrase is looked for in the sentence as it reads with roles, and each place found is led back to the words as written.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from proposalcheck.annotate.parties import Mention
from proposalcheck.document import Span


@dataclass(frozen=True, slots=True)
class Reading:
    """A text to be searched, and the way back from places in it to places in the document.

    `cuts` are (start in `text`, end in `text`, start in the document, end in the document) of each stretch, in order; a
    stretch of equal length on both sides is the document's own words.
    """

    text: str
    cuts: tuple[tuple[int, int, int, int], ...]

    def in_document(self, span: Span) -> Span:
        """Return where the words at `span` of the reading stand in the document; a role stands for the whole name."""
        if self.is_as_written:
            shift = self.cuts[0][2]
            return Span(span.start + shift, span.end + shift)
        first, last = self._cut(span.start), self._cut(span.end - 1)
        start = first[2] if _is_role(first) else first[2] + span.start - first[0]
        end = last[3] if _is_role(last) else last[2] + span.end - last[0]
        return Span(start, end)

    @property
    def is_as_written(self) -> bool:
        """Whether all of it is the document's own words, as of most sentences, which name no party."""
        return len(self.cuts) == 1 and not _is_role(self.cuts[0])

    def _cut(self, offset: int) -> tuple[int, int, int, int]:
        return self.cuts[bisect_right(self.cuts, offset, key=lambda cut: cut[0]) - 1]


def _is_role(cut: tuple[int, int, int, int]) -> bool:
    return cut[1] - cut[0] != cut[3] - cut[2]


def with_roles(text: str, sentence: Span, mentions: Sequence[Mention]) -> Reading:
    """Return the words of `sentence` (a span of `text`) with every name among `mentions` replaced by its role."""
    if not mentions:
        return Reading(sentence.of(text), ((0, len(sentence), sentence.start, sentence.end),))
    stretches: list[tuple[str, Span]] = []
    place = sentence.start
    for mention in mentions:
        if mention.role:
            stretches.append((text[place : mention.span.start], Span(place, mention.span.start)))
            stretches.append((mention.role, mention.span))
            place = mention.span.end
    stretches.append((text[place : sentence.end], Span(place, sentence.end)))
    return _joined([(words, span) for words, span in stretches if words])


def with_names_as_roles(title: str, roles: Mapping[str, str]) -> str:
    """Return `title` with each name of `roles` replaced by its role, the longest name first."""
    for name in sorted((name for name in roles if name in title), key=len, reverse=True):
        title = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", roles[name], title)
    return title


def _joined(stretches: Sequence[tuple[str, Span]]) -> Reading:
    cuts: list[tuple[int, int, int, int]] = []
    written = 0
    for words, span in stretches:
        cuts.append((written, written + len(words), span.start, span.end))
        written += len(words)
    return Reading("".join(words for words, _ in stretches), tuple(cuts))
