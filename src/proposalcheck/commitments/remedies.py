"""What follows when a commitment is not kept, as told in its own sentence or in the sentences right behind it."""

from __future__ import annotations

import re

from proposalcheck.annotate.annotated import Annotated
from proposalcheck.commitments.duties import Duty
from proposalcheck.commitments.passage import Passage
from proposalcheck.document import Span

_SENTENCES_BEHIND = 2
_IN_SENTENCE = re.compile(
    r"\b(?:failing\swhich|or\selse|otherwise\s(?:it|the)|service\scredits?|liquidated\sdamages|"
    r"(?:late|overdue)\s(?:fee|charge|payment)s?\s(?:of|at)|"
    r"(?:bears?|with|plus|accrues?)\sinterest|interest\s(?:of|at)|penalt(?:y|ies)\sof)\b",
    re.IGNORECASE,
)
_FAILS = re.compile(
    r"^\W*(?:\(?\w{1,4}\)\s)?(?:if|should|where|when|in\sthe\sevent|in\scase|upon|for\s(?:each|every)|failure|any\s(?:failure|late|overdue)|"
    r"late|overdue|amounts?|invoices?|unpaid)\b.{0,90}?\b(?:fails?|failures?|failing|late|overdue|delay(?:s|ed)?|breach(?:es)?|"
    r"miss(?:es|ed)?|unpaid|past\sdue|not\s(?:been\s)?(?:met|paid|delivered|achieved|corrected|complied|received|made|completed)|"
    r"does\snot|do\snot|is\snot|are\snot)\b",
    re.IGNORECASE | re.DOTALL,
)
_FOLLOWS = re.compile(
    r"\b(?:may\s(?:\w+\s)?(?:terminate|cancel|suspend|withhold|deduct|reject|charge|end|choose|recover|engage)|credits?|refunds?|"
    r"interest|damages|re-?perform|penalt|suspen|cover\sthe|reduc|liable|correct|replace|repair|remed|reimburse|"
    r"bear(?:s)?\s(?:the|all)|free\sof\scharge|at\sno\s(?:additional\s)?(?:cost|charge))",
    re.IGNORECASE,
)


def remedy_for(annotated: Annotated, passage: Passage, duty: Duty) -> Span | None:
    """Return the sentence that tells the remedy for `duty`, or None; restrictions are left out.

    A sentence behind counts when it speaks of failing, in the same section, and not of the other side's failing.
    """
    if duty.sort == "restriction":
        return None
    whole = Span(passage.start, passage.start + len(passage.text))
    found = _IN_SENTENCE.search(passage.text, duty.action.start)
    if found:
        return whole
    section = annotated.sentences[passage.sentence].section
    for index in range(passage.sentence + 1, min(passage.sentence + 1 + _SENTENCES_BEHIND, len(annotated.sentences))):
        behind = annotated.sentences[index]
        if behind.kind != "sentence" or behind.section != section:
            return None
        if _is_remedy(annotated, index, duty):
            return behind.span
    return None


def _is_remedy(annotated: Annotated, index: int, duty: Duty) -> bool:
    words = annotated.words(index)
    failing = _FAILS.search(words)
    if failing is None or not _FOLLOWS.search(words, failing.end()):
        return False
    start = annotated.sentences[index].span.start
    named = [
        mention.side
        for mention in annotated.mentions.get(index, ())
        if mention.span.end <= start + failing.end() and mention.side in ("client", "provider")
    ]
    return not named or not duty.subject.side or named[-1] == duty.subject.side
