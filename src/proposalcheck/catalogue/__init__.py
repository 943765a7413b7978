"""Rule files -> Catalogue: all rules and signals, or every fault in them at once."""

from proposalcheck.catalogue.catalogue import Catalogue
from proposalcheck.catalogue.loader import load_catalogue
from proposalcheck.catalogue.schema import Rule, Signal

__all__ = ["Catalogue", "Rule", "Signal", "load_catalogue"]
