"""From evidence to verdicts: NLI over premises, deterministic checks, the calibrated rule, and the explanation."""

from factcheck.verdicts.finishing import finish_verdict
from factcheck.verdicts.judging import CheckedReport, check_reports
from factcheck.verdicts.reach import reach_verdicts

__all__ = ["CheckedReport", "check_reports", "finish_verdict", "reach_verdicts"]
