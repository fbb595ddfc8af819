"""The rules of a desk: whose reports may be evidence, how many a label needs, what stays unquoted, as of when."""

from factcheck.policy.backing import Backing, backing_of
from factcheck.policy.census import Census, CensusRow, take_census
from factcheck.policy.desk import Desk, LeftOut, Standing
from factcheck.policy.file import find_policy, parse_policy, read_policy
from factcheck.policy.moments import is_newer
from factcheck.policy.permitted import PermittedReferences, rank_in, seated
from factcheck.policy.policy import Policy
from factcheck.policy.timing import time_notes

__all__ = [
    "Backing",
    "Census",
    "CensusRow",
    "Desk",
    "LeftOut",
    "PermittedReferences",
    "Policy",
    "Standing",
    "backing_of",
    "find_policy",
    "is_newer",
    "parse_policy",
    "rank_in",
    "read_policy",
    "seated",
    "take_census",
    "time_notes",
]
