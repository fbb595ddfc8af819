"""Reports to lint."""

import pytest

from factcheck.reading import reference_from_text

FERRY = (
    "A ferry sank near Karsk on Monday after it had hit a rock in thick fog, the coast guard of Tolvania said. Twelve "
    "people were rescued by fishing boats from Holm. The captain, Per Lunde, was the last to leave the ship."
)


@pytest.fixture
def report():
    """Make a report; its text is whole and in English unless another is given."""

    def make(text=FERRY, *, published="2024-05-14", title=None, url=None, publisher=None):
        return reference_from_text(text, published=published, title=title, url=url, publisher=publisher)

    return make
