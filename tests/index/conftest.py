"""An index on disk with two reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from fakes import WordEncoder

from factcheck.index import ReferenceIndex
from factcheck.reading import reference_from_text

if TYPE_CHECKING:
    from pathlib import Path


BRIDGE = reference_from_text("The river bridge is closed. It opens again on Monday.", title="Bridge")
MARKET = reference_from_text("The fish market burned down. Nobody was hurt in the fire.", title="Market")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    with ReferenceIndex.create(tmp_path / "desk", encoder=WordEncoder()) as index:
        index.add([BRIDGE, MARKET])
    return tmp_path / "desk"
