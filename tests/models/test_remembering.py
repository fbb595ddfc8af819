"""What a model was asked before is not computed again, and what is kept of it holds no text."""

import sqlite3
import threading

import numpy as np
import pytest

from factcheck.datatypes import Pair
from factcheck.models import remembering
from factcheck.models.remembering import RememberingEncoder, RememberingNLI

PAIRS = [Pair(premise=f"The ferry sank on {day}.", hypothesis="A ferry sank.") for day in ("Monday", "Friday", "May 3")]


class CountingNLI:
    """Judges by the lengths of its texts and notes what it was asked."""

    model_id = "counting"

    def __init__(self, fingerprint="f") -> None:
        self.fingerprint, self.asked = fingerprint, []

    def judge(self, pairs):
        self.asked += pairs
        odds = np.array([[len(p.premise), len(p.hypothesis), 1.0] for p in pairs], dtype=np.float32).reshape(-1, 3)
        return odds / odds.sum(axis=1, keepdims=True)


class CountingEncoder:
    """Gives the length of a text as its vector and notes what it was asked."""

    model_id, fingerprint, dim = "counting", "f", 1

    def __init__(self) -> None:
        self.asked = []

    def encode(self, texts):
        self.asked += texts
        return np.array([[len(text)] for text in texts], dtype=np.float32).reshape(-1, 1)


def test_a_pair_is_judged_once_across_runs(tmp_path) -> None:
    first, second = CountingNLI(), CountingNLI()
    fresh = RememberingNLI(first, tmp_path / "cache", max_pair_tokens=256).judge(PAIRS)
    again = RememberingNLI(second, tmp_path / "cache", max_pair_tokens=256).judge([*PAIRS, PAIRS[0]])
    np.testing.assert_array_equal(again, [*fresh, fresh[0]])
    np.testing.assert_array_equal(fresh, CountingNLI().judge(PAIRS))
    assert first.asked == PAIRS
    assert second.asked == []


@pytest.mark.parametrize(("fingerprint", "tokens"), [("other", 256), ("f", 128)])
def test_another_model_or_cut_is_judged_anew(tmp_path, fingerprint, tokens) -> None:
    RememberingNLI(CountingNLI(), tmp_path / "cache", max_pair_tokens=256).judge(PAIRS)
    model = CountingNLI(fingerprint)
    RememberingNLI(model, tmp_path / "cache", max_pair_tokens=tokens).judge(PAIRS)
    assert model.asked == PAIRS


def test_the_border_between_premise_and_hypothesis_counts(tmp_path) -> None:
    model = RememberingNLI(CountingNLI(), tmp_path / "cache", max_pair_tokens=256)
    model.judge([Pair(premise="a\nb", hypothesis="c")])
    row = model.judge([Pair(premise="a", hypothesis="b\nc")])
    np.testing.assert_array_equal(row, CountingNLI().judge([Pair(premise="a", hypothesis="b\nc")]))


def test_the_file_holds_no_text(tmp_path) -> None:
    RememberingNLI(CountingNLI(), tmp_path / "cache", max_pair_tokens=256).judge(PAIRS)
    assert not [word for word in (b"ferry", b"Monday", b"sank") if word in (tmp_path / "cache").read_bytes()]


def test_equal_pairs_have_other_keys_in_another_file(tmp_path) -> None:
    keys = []
    for name in ("one", "two"):
        RememberingNLI(CountingNLI(), tmp_path / name, max_pair_tokens=256).judge(PAIRS)
        with sqlite3.connect(tmp_path / name) as file:
            keys += [key for (key,) in file.execute("SELECT key FROM judgements")]
        file.close()
    assert len(set(keys)) == 2 * len(PAIRS)


def test_the_file_keeps_the_last_used_rows(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(remembering, "MOST_JUDGEMENTS", 2)
    model = CountingNLI()
    for pair in (*PAIRS, PAIRS[2]):
        RememberingNLI(model, tmp_path / "cache", max_pair_tokens=256).judge([pair])
    assert model.asked == PAIRS
    RememberingNLI(model, tmp_path / "cache", max_pair_tokens=256).judge([PAIRS[0]])
    assert model.asked == [*PAIRS, PAIRS[0]]


@pytest.mark.parametrize("spoil", ["text", "folder"])
def test_a_file_that_cannot_be_used_costs_no_verdict(tmp_path, caplog, spoil) -> None:
    cache = tmp_path / "cache"
    if spoil == "text":
        cache.write_text("not a database at all, and long enough to be read as one" * 40)
    else:
        cache.mkdir()
    rows = RememberingNLI(CountingNLI(), cache, max_pair_tokens=256).judge(PAIRS)
    np.testing.assert_array_equal(rows, CountingNLI().judge(PAIRS))
    assert "cache" in caplog.text
    assert "ferry" not in caplog.text


def test_several_threads_share_a_file(tmp_path) -> None:
    failed = []

    def judge() -> None:
        rows = RememberingNLI(CountingNLI(), tmp_path / "cache", max_pair_tokens=256).judge(PAIRS)
        if not np.array_equal(rows, CountingNLI().judge(PAIRS)):
            failed.append(rows)

    threads = [threading.Thread(target=judge) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []


def test_a_text_is_embedded_once_while_it_is_remembered(monkeypatch) -> None:
    monkeypatch.setattr(remembering, "MOST_VECTORS", 3)
    plain = CountingEncoder()
    encoder = RememberingEncoder(plain)
    np.testing.assert_array_equal(encoder.encode(["a", "bb", "a"]), [[1], [2], [1]])
    np.testing.assert_array_equal(encoder.encode(["bb", "ccc"]), [[2], [3]])
    assert plain.asked == ["a", "bb", "ccc"]
    encoder.encode(["dddd"])
    encoder.encode(["a"])
    assert plain.asked == ["a", "bb", "ccc", "dddd", "a"]
    np.testing.assert_array_equal(encoder.encode(["1", "2", "3", "4"]), [[1]] * 4)
    assert encoder.encode([]).shape == (0, 1)
