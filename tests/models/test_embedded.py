"""The embedded runtime gives what the same weights give in float32, whatever stands beside a text."""

import subprocess
import sys

import numpy as np
import pytest

from factcheck.datatypes import Pair
from factcheck.errors import ModelLoadError
from factcheck.models import EMBEDDED, files, load_encoder, load_nli, onnx_runtime
from factcheck.models.embedded import EmbeddedNLI
from factcheck.settings import Settings

PREMISES = (
    "Khamenei told al-Kadhimi that Iran would not interfere in the relations between Iraq and the United States.",
    "The ferry sank on Monday with 21 people on board, the coast guard said; 19 of them were saved.",
    "Prices rose by 4.1 percent in March.",
    "U.S. «shares» fell – sharply – after the ‘surprise’ vote; Ångström AB lost 12%. " * 6,
)
HYPOTHESES = (
    "Iran would interfere in the relations between Iraq and the United States.",
    "Two people drowned when the ferry sank.",
    "Prices fell in March.",
    "The council met.",
    "Prices rose by 4.1 percent in March, and the ferry sank on Monday with 21 people on board.",
)
PAIRS = [Pair(premise=premise, hypothesis=hypothesis) for premise in PREMISES for hypothesis in HYPOTHESES]


@pytest.fixture(scope="module")
def nli():
    return load_nli(EMBEDDED, settings=Settings())


@pytest.fixture(scope="module")
def encoder():
    return load_encoder(EMBEDDED, settings=Settings())


def test_probabilities_are_those_of_the_float_model(nli) -> None:
    plain = load_nli(str(files.nli_folder()), settings=Settings()).judge(PAIRS)
    np.testing.assert_allclose(nli.judge(PAIRS), plain, atol=0.03)


def test_vectors_are_those_of_the_float_model(encoder) -> None:
    plain = load_encoder(str(files.encoder_folder()), settings=Settings()).encode([*PREMISES, *HYPOTHESES])
    assert (np.sum(encoder.encode([*PREMISES, *HYPOTHESES]) * plain, axis=1) > 0.998).all()


def test_a_pair_is_judged_alike_alone_and_among_others(nli) -> None:
    alone = np.concatenate([nli.judge([pair]) for pair in PAIRS])
    np.testing.assert_allclose(nli.judge(PAIRS), alone, atol=2e-5)


def test_a_text_is_embedded_alike_alone_and_among_others(encoder) -> None:
    alone = np.concatenate([encoder.encode([text]) for text in PREMISES])
    np.testing.assert_allclose(encoder.encode(PREMISES), alone, atol=2e-5)


def test_the_number_of_threads_changes_nothing(nli) -> None:
    single = EmbeddedNLI(n_threads=1)
    np.testing.assert_array_equal(single.judge(PAIRS), EmbeddedNLI(n_threads=2).judge(PAIRS))
    np.testing.assert_allclose(single.judge(PAIRS), nli.judge(PAIRS), atol=1e-6)


def test_a_processor_whose_products_saturate_gets_smaller_numbers_and_the_same_verdicts(nli, monkeypatch) -> None:
    monkeypatch.setattr(onnx_runtime, "saturates", lambda: True)
    found, expected = EmbeddedNLI().judge(PAIRS), nli.judge(PAIRS)
    np.testing.assert_allclose(found, expected, atol=0.05)  # 0.05 at most in 1,000 pairs of the product
    np.testing.assert_array_equal(found.argmax(axis=1), expected.argmax(axis=1))
    two_products = 2 * int(onnx_runtime.levels(saturating=True)["levels.middle"] * 2 - 1) * 127
    assert two_products < 2**15


def test_nothing_to_judge_or_embed_gives_no_rows(nli, encoder) -> None:
    assert nli.judge([]).shape == (0, 3)
    assert encoder.encode([]).shape == (0, encoder.dim)


def test_long_pairs_are_cut_and_empty_ones_judged(nli) -> None:
    rows = nli.judge([Pair(premise="word " * 5000, hypothesis="The council met."), Pair(premise="", hypothesis="")])
    assert np.isfinite(rows).all()
    np.testing.assert_allclose(rows.sum(axis=1), 1, atol=1e-5)


def test_a_damaged_graph_is_refused(tmp_path, monkeypatch) -> None:
    for path in files.GRAPHS_FOLDER.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "nli.onnx").write_bytes(b"damaged")
    monkeypatch.setattr(files, "GRAPHS_FOLDER", tmp_path)
    with pytest.raises(ModelLoadError, match=r"nli\.onnx.*SHA-256"):
        files.read_graph("nli")


def test_weights_that_do_not_fit_a_graph_are_refused() -> None:
    with pytest.raises(ModelLoadError, match=r"graph 'nli' could not be opened"):
        onnx_runtime.open_session("nli", {"other.weight": np.zeros((2, 2), dtype=np.float32)}, n_threads=1)


def test_the_fingerprint_names_weights_and_graph(nli) -> None:
    assert nli.fingerprint == files.embedded_fingerprint(files.nli_sha256(), "nli")
    assert nli.fingerprint != files.embedded_fingerprint(files.nli_sha256(), "encoder")


def test_the_embedded_models_load_no_torch() -> None:
    code = (
        "import sys; from factcheck.models import load_encoder, load_nli; from factcheck.settings import Settings; "
        "load_encoder('embedded', settings=Settings()).encode(['a']); load_nli('embedded', settings=Settings()); "
        "print(sorted({'torch', 'transformers', 'sentence_transformers', 'onnx'} & set(sys.modules)))"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - our own code
    assert done.stdout.strip() == "[]"
