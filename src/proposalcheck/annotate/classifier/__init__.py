"""Labels sentences by their words: a linear model over n-grams of a sentence and of what stands around it.

`load(name)` gives a shipped model, `passages_of` what it reads of a document, `Classifier.probabilities` the answer.
numpy alone does the arithmetic; training lives in `proposalcheck.training`.
"""

from proposalcheck.annotate.classifier.classifier import Classifier, load
from proposalcheck.annotate.classifier.explain import Reason
from proposalcheck.annotate.classifier.features import CODE, Field
from proposalcheck.annotate.classifier.passages import Passage, passages_of
from proposalcheck.annotate.classifier.weights import Weights

__all__ = ["CODE", "Classifier", "Field", "Passage", "Reason", "Weights", "load", "passages_of"]
