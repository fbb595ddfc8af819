"""Drafts, claims and tokens stand in no log and no metric; weights are hashed before anything reads them."""

from __future__ import annotations

import logging
import shutil
from typing import TYPE_CHECKING

import pytest
from fakes import RuleNLI, WordEncoder
from services import running, wait_for

from factcheck import FactChecker, ReferenceIndex, Settings
from factcheck.errors import ModelLoadError
from factcheck.ledger import Ledger
from factcheck.models import files

if TYPE_CHECKING:
    from pathlib import Path

TOKEN = "zanzibar-token-0123456789"  # noqa: S105 - for these tests only
DRAFT = "The zanzibar clinic hired 12 nurses. The minister of zanzibar said it would hire more next year."
REPORT = "The zanzibar clinic hired 15 nurses in March."


class FailingNLI(RuleNLI):
    """Fails with an error that quotes what it was given."""

    def judge(self, pairs):
        raise RuntimeError(f"cannot judge {pairs[0].hypothesis!r}")


@pytest.mark.parametrize("nli", [RuleNLI(), FailingNLI()], ids=["well", "failing"])
def test_no_word_of_a_draft_is_logged(tmp_path: Path, caplog: pytest.LogCaptureFixture, nli: RuleNLI) -> None:
    with caplog.at_level(logging.DEBUG), ReferenceIndex.create(tmp_path / "desk", encoder=WordEncoder()) as index:
        index.add([REPORT])
        report = FactChecker(index, nli=nli, policy=None, settings=Settings()).check(DRAFT)
        with Ledger(tmp_path / "desk.ledger", create=True) as ledger:
            ledger.add(report)
    assert bool(report.failures) == isinstance(nli, FailingNLI)
    assert "zanzibar" not in caplog.text.lower()


def test_no_token_and_no_draft_is_logged_or_counted(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, logger="factcheck")  # whatever level a command set in this process
    with caplog.at_level(logging.DEBUG), running(token=TOKEN, nli=FailingNLI()) as service:
        headers = {"Authorization": f"Bearer {TOKEN}"}
        assert service.client.post("/v1/check", json={"text": DRAFT}, headers=headers).status_code == 200
        for wrong in (f"Bearer {TOKEN}x", TOKEN, f"Basic {TOKEN}"):
            answer = service.client.post("/v1/check", json={"text": DRAFT}, headers={"Authorization": wrong})
            assert answer.status_code == 401
            assert TOKEN not in answer.text + str(answer.headers)
        assert service.client.get(f"/v1/references/{TOKEN}?token={TOKEN}", headers=headers).status_code == 404
        metrics = service.client.get("/metrics", headers=headers).text
        wait_for(lambda: "POST none 401" in caplog.text)  # the service logs once it has answered
    # httpx and httpcore log for the client, which is this test and not the service.
    logged = "\n".join(record.getMessage() for record in caplog.records if not record.name.startswith("http"))
    assert "POST none 401" in logged
    assert "zanzibar" not in (logged + metrics).lower()


@pytest.mark.parametrize("damage", ["a bit", "the end", "all"])
def test_weights_that_were_changed_are_refused_before_they_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: str
) -> None:
    (tmp_path / "nli").mkdir()
    weights = bytearray((files.NLI_FOLDER / "model.safetensors").read_bytes())
    if damage == "a bit":
        weights[len(weights) // 2] ^= 1
    weights = {"a bit": weights, "the end": weights[:-1], "all": bytearray(b"cos\nsystem\n(S'true'\ntR.")}[damage]
    (tmp_path / "nli" / "model.safetensors").write_bytes(weights)
    shutil.copy(files.NLI_FOLDER / "SHA256", tmp_path / "nli" / "SHA256")
    monkeypatch.setattr(files, "NLI_FOLDER", tmp_path / "nli")
    with pytest.raises(ModelLoadError, match="have SHA-256"):
        files.nli_folder()
