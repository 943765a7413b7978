"""How a rule uses the model: whether its kind of check can, whether the model knows its idea, and how that is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import get_args

from proposalcheck.catalogue.schema import Rule
from proposalcheck.settings import Decides, ModelUse

_ALL = get_args(Decides)
_POSSIBLE = {"phrase": _ALL, "signal": _ALL, "topic": _ALL, "value": ("phrases", "both")}
"""What may decide for each kind of check that is weighed with the model, which reads no figures."""


def lets_own_speak(rule: Rule) -> bool:
    """Tell whether a model of the user's own may answer for `rule`, by its kind of check and by who decides."""
    return rule.model.decides in _POSSIBLE.get(rule.check.kind, ())


def wrong_uses(rule: Rule, taught: Iterable[str] = ()) -> Iterator[tuple[str, str]]:
    """Yield each key of the rule's use of the model that it cannot have (empty for all of it) and what is wrong.

    `taught` is what a model of the user's own knows besides the shipped one.
    """
    use = rule.model
    possible = _POSSIBLE.get(rule.check.kind)
    if possible is None:
        kinds = ", ".join(_POSSIBLE)
        yield "", f'a check of kind "{rule.check.kind}" is not weighed with the model, only {kinds}; take the block out'
    elif use.decides not in possible:
        right = f"write {' or '.join(possible)}"
        yield "decides", f'the model reads no figures, so it cannot speak for a check of kind "value"; {right}'
    elif (use.like or rule.id) not in (known := sorted({*_items(), *taught})):
        yield ("like", _unknown(use.like, known)) if use.like else ("", _own(rule.id))


def _unknown(name: str, known: list[str]) -> str:
    near = get_close_matches(name, known, n=3)
    right = f"did you mean {' or '.join(near)}?" if near else f"it knows {', '.join(known)}"
    return f'the model does not know "{name}"; {right}'


def _own(name: str) -> str:
    return (
        f'the model was not trained on "{name}"; name the shipped rule with the same idea, such as '
        "`like: auto-renewal`, give a model of your own that was (`--models DIR`), or take the block out"
    )


def _items() -> list[str]:
    """Return what the model was trained on; it is loaded only where some rule says how it is used."""
    from proposalcheck.checks import fusion

    return sorted(fusion.load().habits)


def told(rule: Rule) -> str:
    """Return in words who decides for `rule`, the phrases or the model, or nothing where its file does not say."""
    use = rule.model
    if "model" not in rule.model_fields_set:
        return ""
    bar = _bar(use)
    said = {
        "phrases": "the phrases decide; the model only grades how sure they are",
        "either": f"the phrases decide; where they are silent, the model speaks {bar}",
        "both": f"what the phrases find counts where the model agrees, {bar}",
        "alone": f"the model decides {bar}; the phrases only serve the examples",
    }[use.decides]
    return f"{said}; the idea is that of {use.like}" if use.like else said


def _bar(use: ModelUse) -> str:
    if use.bar is not None:
        return f"from a probability of {use.bar:g} on"
    return (
        "where training found it good enough" if use.decides == "either" else "from the probability set in training on"
    )
