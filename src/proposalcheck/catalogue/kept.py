"""The shipped catalogue as an earlier start has left it: what its files say, found without a fault.

To parse a megabyte of YAML and to check every phrase takes half of a short scan, and comes to the same for as long as
neither a rule file nor the code changes. Of own rules nothing is kept, as their faults are told with their lines.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from proposalcheck.annotate.phrasebook import Phrasebook, book_of
from proposalcheck.cache import Cache, default_folder, key_of
from proposalcheck.catalogue.catalogue import Catalogue, catalogue_of
from proposalcheck.catalogue.schema import Rule, Signal


def catalogue(sha256: str) -> Catalogue | None:
    """Return the catalogue of the files with this hash, or None where it was not kept, or by other code."""
    known = Cache(default_folder()).get(_key(sha256))
    if known is None:
        return None
    rules, signals = map(Rule.model_validate, known["rules"]), map(Signal.model_validate, known["signals"])
    return replace(catalogue_of(rules, signals, sha256), book=Phrasebook.from_plain(known["phrases"]))


def keep(made: Catalogue) -> None:
    """Keep a catalogue in which no fault was found; where that cannot be done, the next start checks it anew."""
    told = {
        "rules": _plain(made.rules.values()),
        "signals": _plain(made.signals.values()),
        "phrases": book_of(made.phrases.phrases).as_plain(),
    }
    Cache(default_folder()).put(_key(made.sha256), told)


def _plain(owners: Iterable[Rule | Signal]) -> list[dict[str, Any]]:
    """Return rules or signals as their files say them: what a file leaves out stays left out."""
    return [owner.model_dump(mode="json", by_alias=True, exclude_unset=True) for owner in owners]


def _key(sha256: str) -> str:
    return key_of("catalogue", sha256)
