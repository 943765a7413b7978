"""The file that `rules new` writes: every key, with words that say what belongs there."""

from __future__ import annotations

from proposalcheck.catalogue.schema import MARKS, RuleType

_HEAD = """\
id: {id}
title: What is found, in a few plain words (not the cure)
family: {family}
type: {type}
severity: medium            # high, medium, low or info: how bad it is for the buyer
applies_to: [proposal, sow, msa]
status: preview             # preview, stable or deprecated
source: where the idea comes from
summary: What the rule looks for, in one sentence.
why: >
  Why a buyer should care, in one to three sentences.
ask: What one would put to the other side?
fallback: >
  Wording that one can paste into the document.
"""

_CHECKS: dict[RuleType, str] = {
    "flag": """\
message: 'What is said of each place: "{{match}}"'
check:
  kind: phrase
  any_of:
    - words that warn
  unless_in_sentence:
    - words that make it harmless
examples:
  flag:
    - Here stand {left}words that warn{right}, marked exactly.
    - A second sentence has {left}words that warn{right}.
    - A third one, with {left}words that warn{right}, comes from another kind of document.
  pass:
    - text: Here stand words that warn together with words that make it harmless.
      because: say why this must be left alone
    - text: A near miss, with words that only look alike.
      because: say why this must be left alone
    - text: Another near miss.
      because: say why this must be left alone
""",
    "topic": """\
message: What is said when the document does not cover it.
message_if_fine: What is said when it does.
check:
  kind: topic
  strong:
    - words that settle it
  weak:
    - words that hint at it
  headings:
    - title of a section
examples:
  flag:
    - One sentence with words that settle it.
    - Here are words that hint at it. And here are more words that hint at it.
    - |
      ## Title of a section

      A section counts when it has some text of its own under its title, as this one does.
  pass:
    - text: Only one sentence with words that hint at it.
      because: one hint is not enough
    - text: A near miss, with words that only look alike.
      because: say why this does not cover it
    - text: Another near miss.
      because: say why this does not cover it
""",
}


def template(rule_id: str, family: str, rule_type: RuleType) -> str:
    """Return a rule file to fill in, valid as it stands, for a rule of this type (flag or topic)."""
    left, right = MARKS
    head = _HEAD.format(id=rule_id, family=family, type=rule_type)
    return head + _CHECKS[rule_type].format(left=left, right=right)
