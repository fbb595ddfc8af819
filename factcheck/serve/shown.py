"""What a service shows of its index: nothing of the reports that the desk's policy leaves out or withholds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.errors import InputError
from factcheck.serve.opened import index_of

if TYPE_CHECKING:
    from factcheck.checker import FactChecker
    from factcheck.datatypes import Reference, ScoredPassage

WIDER = 4
"""How many times as many passages are asked for when too few of those found may be shown."""


class ShownReferences:
    """The reports of a service's index that may be shown to whoever asks, under the policy in force now."""

    def __init__(self, checker: FactChecker) -> None:
        """Ask the policy about every report.

        Raises:
            InputError: the service has no index of its own, or the policy cannot be used.
        """
        self._index = index_of(checker)
        self._permitted = checker.permitted()

    def references(self) -> list[Reference]:
        """Give them in ascending order of id."""
        return [each for each in self._index.references() if self._shows(each.reference_id)]

    def reference(self, reference_id: str) -> Reference:
        """Give one of them.

        Raises:
            InputError: there is none of that id, or it is withheld.
        """
        reference = self._index.reference(reference_id)
        if not self._shows(reference_id):
            raise InputError(
                f"The report {reference_id!r} is not shown: the desk's policy leaves it out or withholds it; "
                "`factcheck index show` has it for those who hold the index."
            )
        return reference

    def search(self, text: str, *, k: int) -> list[ScoredPassage]:
        """Find the k of their passages closest in meaning to a text, closest first.

        Raises:
            InputError: k is below 1.
            ModelError: the encoder fails.
        """
        n_asked = k
        while True:
            found = self._index.search(text, k=n_asked)
            shown = [each for each in found if self._shows(each.passage.reference_id)]
            if len(shown) >= k or len(found) < n_asked:
                return shown[:k]
            n_asked *= WIDER

    def _shows(self, reference_id: str) -> bool:
        if self._permitted is None:
            return True
        standing = self._permitted.standing(reference_id)
        return standing.left_out is None and standing.withheld is None
