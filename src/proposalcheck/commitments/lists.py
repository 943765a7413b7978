"""Lists of duties: "The Provider shall:" binds the Provider to each item below it, though no item says so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from proposalcheck.annotate.annotated import Annotated
from proposalcheck.commitments.duties import Duty
from proposalcheck.commitments.operators import operators_in
from proposalcheck.commitments.passage import Passage
from proposalcheck.document import Block, Span

_OPEN = re.compile(
    r"(?:be\s+(?:\w+\s+)?responsible\s+)?(?:(?:also|do|perform|undertake|complete|carry\s+out|for|each|further|provide|"
    r"deliver|comply\s+with|have\s+the\s+following\s+responsibilities)\s*)*(?:to\s+)?(?:(?:all\s+of\s+|each\s+of\s+)?the\s+"
    r"following(?:\s+(?:services?|tasks?|activities|responsibilities|duties|items|work|things|obligations|deliverables))?|"
    r"as\s+follows)?\s*:",
    re.IGNORECASE,
)
_SHORT_ITEM = 3


@dataclass(frozen=True, slots=True)
class Lead:
    """Words that lead into a list: the duty that they open, the block they stand in, and how deep that block is."""

    duty: Duty
    opener: Span
    sentence: int
    block: int

    def is_only(self, duty: Duty, passage: Passage) -> bool:
        """Tell whether `duty` is the lead-in itself, which says nothing without its items."""
        return passage.sentence == self.sentence and duty.operator == self.duty.operator


def lead_of(annotated: Annotated, passage: Passage, found: Sequence[Duty]) -> Lead | None:
    """Return the lead-in that `passage` ends with, if its items are what is owed and its subject is somebody."""
    text = passage.text.rstrip()
    if not text.endswith(":") or not found:
        return None
    duty = found[-1]
    here = annotated.document.block_at(passage.start)
    if here is None or not duty.subject.acts or not _OPEN.fullmatch(passage.text[duty.action.start :].strip()):
        return None
    opener = Span(passage.start + duty.operator.start, passage.start + len(text))
    return Lead(duty, opener, passage.sentence, here) if _has_items(annotated, here) else None


def _has_items(annotated: Annotated, block: int) -> bool:
    blocks = annotated.document.blocks
    return block + 1 < len(blocks) and _is_item(blocks[block + 1], blocks[block])


def _is_item(block: Block, lead: Block) -> bool:
    if block.kind == "list_item":
        return lead.kind != "list_item" or block.level > lead.level
    return block.kind == "paragraph" and bool(block.number) and block.number != lead.number and block.level > lead.level


def item_of(annotated: Annotated, passage: Passage, lead: Lead | None, *, new_block: bool) -> Duty | None:
    """Return the duty that an item below `lead` stands for, or None if `passage` is no such item.

    Only the first sentence of an item counts, and only an item without a duty of its own.
    """
    here = annotated.document.block_at(passage.start) if lead and new_block else None
    if lead is None or here is None or not _belongs(annotated, lead, here):
        return None
    text = passage.text.rstrip(" .;,")
    if len(text.split()) < _SHORT_ITEM and lead.duty.kind != "responsible":
        return None
    if any(operator.sort != "none" and operator.kind != "present" for operator in operators_in(passage.text)):
        return None
    end = len(re.sub(r"[;,]?\s+(?:and|or)\Z", "", text))
    whole = Span(0, end)
    return replace(lead.duty, operator=Span(0, 0), action=whole, around=whole, receiver=None)


def _belongs(annotated: Annotated, lead: Lead, block: int) -> bool:
    """Tell whether every block from the lead-in to `block` is an item of its list."""
    blocks = annotated.document.blocks
    between = blocks[lead.block + 1 : block + 1]
    furniture = ("header", "footer", "comment", "deleted")
    return all(item.kind in furniture or _is_item(item, blocks[lead.block]) for item in between) and bool(between)
