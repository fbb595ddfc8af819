"""Measures verdicts on labelled claims: the scores of `factcheck evaluate`."""

from factcheck.evaluation.evaluate import Prediction, evaluate_files
from factcheck.evaluation.scores import FileScores, score

__all__ = ["FileScores", "Prediction", "evaluate_files", "score"]
