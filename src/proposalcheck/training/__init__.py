"""How the classifiers are made: labelled documents -> n-grams -> weights, calibrated and measured on held-out sources.

Used by `proposalcheck train` and `proposalcheck evaluate` alone; scikit-learn is imported nowhere else.
"""
