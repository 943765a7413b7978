"""A file of the catalogue -> Rule or Signal, checked by pydantic and by us; every fault is told with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from string import Formatter
from typing import TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from proposalcheck.annotate.notation import PhraseSyntaxError, parse
from proposalcheck.catalogue.model_use import wrong_uses
from proposalcheck.catalogue.schema import MARKS, Examples, Rule, Signal, Strict
from proposalcheck.catalogue.source import Key, RuleSource
from proposalcheck.checks import ANSWERS, PLACEHOLDERS, UNSURE

Model = TypeVar("Model", bound=Strict)


def read_rule(source: RuleSource, taught: Iterable[str] = ()) -> Rule | None:
    """Return the rule in `source`, or None with every fault added to `source.faults`.

    `taught` is what a model of the user's own knows besides the shipped one.
    """
    rule = _validate(source, Rule)
    if rule is None:
        return None
    _check_place(source, rule)
    _check_type(source, rule)
    _check_messages(source, rule)
    _check_answers(source, rule)
    _check_model(source, rule, taught)
    _check_examples(source, rule.examples, marked=rule.type == "flag")
    for key, holder in rule.conditions():
        _check_phrases(source, key, holder.phrases())
    return rule


def read_signal(source: RuleSource) -> Signal | None:
    """Return the signal in `source`, or None with every fault added to `source.faults`."""
    signal = _validate(source, Signal)
    if signal is None:
        return None
    if source.path.stem != signal.id:
        source.faults.append(source.fault(("id",), f'the file is named "{source.path.stem}"; the two must be the same'))
    _check_examples(source, signal.examples, marked=True)
    _check_phrases(source, (), signal.phrases())
    return signal


def _validate(source: RuleSource, model: type[Model]) -> Model | None:
    if source.faults:
        return None
    try:
        return model.model_validate(source.data)
    except ValidationError as error:
        source.faults.extend(source.fault(*_told(details)) for details in error.errors())
        return None


_SAYINGS = {
    "missing": "is missing; every rule needs it",
    "extra_forbidden": "is not a key that is known here; check its spelling against `proposalcheck rules show`",
    "too_short": "has too few entries; {min_length} are needed, {actual_length} given",
    "string_too_short": "is empty; write at least one word",
    "union_tag_invalid": 'is of the unknown kind "{tag}"; use one of {expected_tags}',
    "union_tag_not_found": "has no `kind`; add for example `kind: phrase`",
    "literal_error": 'must be one of {expected}, not "{input}"',
    "string_type": "must be a text, not a list or further keys",
    "tuple_type": "must be a list, each entry on a line of its own after `- `",
    "model_type": "must hold keys and values, not a text or a list",
    "model_attributes_type": "must hold keys and values, not a text or a list",
    "string_pattern_mismatch": "must be words in lower case with hyphens between, such as `auto-renewal`",
    "string_too_long": "has more than {max_length} characters; make it shorter",
    "int_parsing": 'must be a whole number, not "{input}"',
    "float_parsing": 'must be a number, not "{input}"',
    "greater_than_equal": 'must be at least {ge:g}, not "{input}"',
    "greater_than": 'must be more than {gt}, not "{input}"',
    "less_than_equal": 'must be at most {le:g}, not "{input}"',
    "less_than": 'must be less than {lt}, not "{input}"',
}


def _told(details: ErrorDetails) -> tuple[Key, str]:
    """Return a pydantic error as the key it stands at and a sentence in our words."""
    steps = details["loc"]
    if len(steps) > 1 and steps[0] == "check" and steps[1] in PLACEHOLDERS:
        steps = ("check", *steps[2:])
    saying = _SAYINGS.get(details["type"])
    if saying is None:
        return steps, str(details["msg"]).removeprefix("Value error, ")
    return steps, saying.format(**{**details.get("ctx", {}), "input": details.get("input", "")})


def _check_place(source: RuleSource, rule: Rule) -> None:
    if source.path.stem != rule.id:
        source.faults.append(source.fault(("id",), f'the file is named "{source.path.stem}"; the two must be the same'))
    if source.path.parent.name != rule.family:
        folder = source.path.parent.name
        source.faults.append(
            source.fault(("family",), f'the file lies in the folder "{folder}"; the two must be the same')
        )


def _check_type(source: RuleSource, rule: Rule) -> None:
    if ANSWERS[rule.check.kind] != rule.type:
        fitting = " or ".join(kind for kind, answer in ANSWERS.items() if answer == rule.type)
        what = f'a rule of type "{rule.type}" is checked by {fitting}, not by "{rule.check.kind}"'
        source.faults.append(source.fault(("check", "kind"), what))


def _check_messages(source: RuleSource, rule: Rule) -> None:
    offered = PLACEHOLDERS[rule.check.kind]
    keys = ("message", "message_if_fine", "message_if_unsure")
    said: dict[Key, str] = {(key,): getattr(rule, key) for key in keys}
    if rule.provider:
        said |= {("provider", key): getattr(rule.provider, key) for key in ("message", "message_if_fine")}
    said |= {("answers", answer, "message"): text.message for answer, text in rule.answers.items()}
    for key, message in said.items():
        for name in _placeholders(source, key, message):
            if name not in offered:
                known = ", ".join(f"{{{known}}}" for known in sorted(offered)) or "none"
                what = f'{{{name}}} is not offered by checks of kind "{rule.check.kind}"; it offers {known}'
                source.faults.append(source.fault(key, what))
    if rule.check.kind in UNSURE and not rule.message_if_unsure:
        what = "is missing; give the words for when nobody can tell"
        source.faults.append(source.fault(("message_if_unsure",), what))
    if rule.type != "flag" and not rule.message_if_fine and not rule.answers:
        what = f"is missing; a {rule.type} needs the words for when all is well"
        source.faults.append(source.fault(("message_if_fine",), what))


def _check_answers(source: RuleSource, rule: Rule) -> None:
    """Add a fault where the answers that the check may give are not those that the file has words and examples for."""
    possible = set(rule.check.possible()) if rule.type == "verdict" else set()
    named = set(rule.answers) or {"yes", "no"}
    if possible and named != possible:
        what = f"must have a message for each of {', '.join(sorted(possible))}, and for nothing else"
        source.faults.append(source.fault(("answers",), what))
    for key, entries in (("flag", rule.examples.flag), ("pass", rule.examples.near_miss)):
        for place, example in enumerate(entries):
            if bool(example.answer) != bool(rule.answers) or (example.answer and example.answer not in rule.answers):
                known = f"give `answer:` as one of {', '.join(sorted(rule.answers))}"
                what = known if rule.answers else "leave `answer:` out; only a rule with `answers:` of its own has one"
                source.faults.append(source.fault(("examples", key, place), what))


def _check_model(source: RuleSource, rule: Rule, taught: Iterable[str]) -> None:
    if "model" in rule.model_fields_set:
        for key, what in wrong_uses(rule, taught):
            source.faults.append(source.fault(("model", key) if key else ("model",), what))


def _placeholders(source: RuleSource, key: Key, message: str) -> list[str]:
    """Return the names that a message has in braces; a brace that does not pair is added to the faults."""
    try:
        return [name for _, name, _, _ in Formatter().parse(message) if name is not None]
    except ValueError:
        what = "has a brace that does not pair; write {{ or }} for a brace that is to be shown"
        source.faults.append(source.fault(key, what))
        return []


def _check_examples(source: RuleSource, examples: Examples, *, marked: bool) -> None:
    left, right = MARKS
    for place, example in enumerate(examples.flag):
        if marked and not (left in example.text and example.text.count(left) == example.text.count(right)):
            what = f"mark the exact words to be found with {left} and {right}"
            source.faults.append(source.fault(("examples", "flag", place), what))
    for place, example in enumerate(examples.near_miss):
        if left in example.text:
            what = f"a passing example marks nothing; take out {left}{right} or move it to `flag`"
            source.faults.append(source.fault(("examples", "pass", place), what))
        if not example.because:
            what = "say `because:` why this near miss must pass"
            source.faults.append(source.fault(("examples", "pass", place), what))


def _check_phrases(source: RuleSource, prefix: Key, phrases: Iterator[tuple[str, str]]) -> None:
    seen: set[tuple[str, str]] = set()
    for key, phrase in phrases:
        try:
            parse(phrase)
        except PhraseSyntaxError as error:
            source.faults.append(source.fault((*prefix, key), str(error)))
        if (key, phrase) in seen:
            source.faults.append(source.fault((*prefix, key), f'"{phrase}" stands there twice; take one out'))
        seen.add((key, phrase))
