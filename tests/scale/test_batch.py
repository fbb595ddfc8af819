"""Jobs on a real Ray cluster of two nodes: every claim checked once, whatever is killed in the middle."""

import json
import time
from collections import Counter

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from clusters import checker_of, summary_of
from fakes import WordEncoder

from factcheck import ReferenceIndex
from factcheck.errors import InputError, ReadError
from factcheck.scale.batch import CHECKED, check_batch
from factcheck.scale.batch.checking import check_rows
from factcheck.scale.batch.output import Output
from factcheck.scale.batch.shards import Shard, find_shards, read_shard, row_id

REPORTS = [f"The clinic of ward {number} hired {number} nurses in March." for number in range(60)]
N_CLAIMS = 160


@pytest.fixture(scope="module")
def work(tmp_path_factory):
    """Give a folder with an index and two files of claims, one in each format."""
    folder = tmp_path_factory.mktemp("work")
    with ReferenceIndex.create(folder / "desk", encoder=WordEncoder()) as index:
        index.add(REPORTS)
    claims = [f"The clinic of ward {n % 60} hired {n % 60 + (n % 3 == 0)} nurses in March." for n in range(N_CLAIMS)]
    (folder / "claims").mkdir()
    half = N_CLAIMS // 2
    rows = [{"id": f"own-{n}", "claim": claim} for n, claim in enumerate(claims)]
    pq.write_table(pa.Table.from_pylist(rows[:half]), folder / "claims" / "a.parquet", row_group_size=33)
    lines = [json.dumps(row) for row in rows[half:]]
    lines[5:5] = ["", "no json", '{"claim": " "}']
    (folder / "claims" / "b.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return folder


def rows_of(output):
    """Give all rows written, by id; no id may be there twice."""
    rows = [row for table in Output(str(output)).tables() for row in table.to_pylist()]
    ids = [row["id"] for row in rows]
    assert len(set(ids)) == len(ids)
    return {row["id"]: row for row in rows}


@pytest.fixture(scope="module")
def alone(work):
    """Give what one process says of every row."""
    shards, _ = find_shards(str(work / "claims"), size=10_000)
    checker = checker_of(str(work / "desk"))
    found = {}
    for shard in shards:
        rows = read_shard(shard)
        for at, told in enumerate(check_batch(pa.Table.from_pylist(rows, schema=WIDE), checker).to_pylist()):
            place = {"id": row_id(shard.source, at), "key": told["id"], "source": shard.source, "offset": at}
            found[place["id"]] = told | place
    return found


WIDE = pa.schema([("id", pa.string()), ("claim", pa.string()), ("unreadable", pa.string())])


def wait_for_files(output, n, job):
    until = time.monotonic() + 300
    while len(list(output.glob("part-*"))) < n:
        assert job.poll() is None, job.communicate()[1][-3000:]
        assert time.monotonic() < until
        time.sleep(0.02)


def test_a_job_that_was_killed_goes_on_with_what_is_missing(running, work, alone, tmp_path) -> None:
    output = tmp_path / "out"
    job = running.start_job(work / "claims", output, work / "desk", rows_together=8, workers=2)
    wait_for_files(output, 3, job)
    job.kill()
    job.communicate()
    time.sleep(1)
    written = {path.name: path.stat().st_mtime_ns for path in output.glob("part-*")}
    assert 0 < len(written) < 20
    summary = summary_of(running.start_job(work / "claims", output, work / "desk", rows_together=8, workers=2))
    assert summary["n_before"] >= 8 * len(written) - 8
    assert summary["n_before"] + summary["n_done"] == summary["n_rows"] == N_CLAIMS + 2
    assert {name: (output / name).stat().st_mtime_ns for name in written} == written
    assert rows_of(output) == alone
    again = summary_of(running.start_job(work / "claims", output, work / "desk", rows_together=50, workers=2))
    assert (again["n_before"], again["n_done"]) == (N_CLAIMS + 2, 0)


def test_failures_are_rows_and_are_counted(running, work, alone, tmp_path) -> None:
    summary = summary_of(running.start_job(work / "claims", tmp_path / "out", work / "desk", workers=1))
    assert summary["workers"] == 1
    assert summary["n_failed"] == 2
    assert [(row["source"], row["offset"], row["error"]) for row in summary["failures"]] == [
        ("b.jsonl", 5, "InputError"),
        ("b.jsonl", 6, "InputError"),
    ]
    assert sum(summary["labels"].values()) == N_CLAIMS
    assert set(summary["labels"]) == {"supported", "contradicted"}
    assert rows_of(tmp_path / "out") == alone


def test_a_claim_that_gets_a_worker_stuck_becomes_a_failure(running, work, tmp_path) -> None:
    rows = [{"claim": REPORTS[0]}, {"claim": "STUCK clinic of ward 1 hired nurses."}, {"claim": REPORTS[2]}]
    (tmp_path / "claims.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    told = {"rows_together": 1, "stuck_seconds": 6.0, "workers": 1}
    summary = summary_of(running.start_job(tmp_path / "claims.jsonl", tmp_path / "out", work / "desk", **told))
    assert [(row["offset"], row["error"]) for row in summary["failures"]] == [(1, "TimeoutError")]
    checker = checker_of(str(work / "desk"))
    expected = [checker.check_claims([rows[at]["claim"]])[0].label.value for at in (0, 2)]
    assert summary["labels"] == dict(sorted(Counter(expected).items()))


def test_a_node_that_is_killed_costs_no_claim_and_none_is_checked_twice(running, work, alone, tmp_path) -> None:
    job = running.start_job(work / "claims", tmp_path / "out", work / "desk", rows_together=8, workers=2)
    wait_for_files(tmp_path / "out", 3, job)
    running.kill_worker()  # the last test that has two nodes
    summary = summary_of(job)
    assert summary["n_done"] == N_CLAIMS + 2
    assert rows_of(tmp_path / "out") == alone


def test_rows_have_the_same_ids_and_shards_part_no_article(tmp_path) -> None:
    rows = [{"claim": f"Claim {n}.", "article": f"a{n // 7}"} for n in range(50)]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "a.parquet", row_group_size=9)
    (tmp_path / "b.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    for size in (1, 5, 20, 100):
        shards, _ = find_shards(str(tmp_path), size=size)
        for source in ("a.parquet", "b.jsonl"):
            own = [shard for shard in shards if shard.source == source]
            assert [shard.first for shard in own] == [sum(each.n for each in own[:at]) for at in range(len(own))]
            assert [row for shard in own for row in read_shard(shard)] == rows
            assert all(shard.first % 7 == 0 for shard in own)
    assert len({shard.name for shard in find_shards(str(tmp_path), size=5)[0]}) == 16


def test_rows_written_by_a_job_that_was_cut_otherwise_are_not_done_again(tmp_path) -> None:
    output = Output(str(tmp_path / "out"))
    shards = [Shard(root="x", path="x", source="s", first=first, n=10) for first in (0, 10)]
    output.write("part-other.parquet", pa.table({"id": [row_id("s", at) for at in range(4, 14)]}))
    missing, n_before = output.missing(shards)
    assert n_before == 10
    assert [(shard.first, shard.only) for shard in missing] == [(0, (0, 1, 2, 3)), (10, (4, 5, 6, 7, 8, 9))]


def test_a_changed_input_or_another_job_is_refused(tmp_path) -> None:
    output = Output(str(tmp_path / "out"))
    told = {"kind": "check", "files": {"a": 1}, "index": "x"}
    assert output.begin(told) == []
    assert output.begin(told | {"index": "y"}) == ["index"]
    with pytest.raises(InputError, match="'a' has changed"):
        output.begin(told | {"files": {"a": 2}})
    with pytest.raises(InputError, match="results of batch check"):
        output.begin(told | {"kind": "index"})
    with pytest.raises(ReadError, match="nothing at"):
        find_shards(str(tmp_path / "nowhere"), size=1)
    with pytest.raises(ReadError, match=r"no \.parquet"):
        find_shards(str(tmp_path), size=1)


def test_the_claims_of_an_article_are_checked_together_and_others_apart(work) -> None:
    checker = checker_of(str(work / "desk"))
    claims = ["They hired 7 nurses.", REPORTS[7], REPORTS[9]]
    together = pa.table({"claim": claims, "article": ["a", "a", None], "id": ["x", "y", "z"]})
    found = check_batch(together, checker)
    assert found.schema == CHECKED
    assert found.column("id").to_pylist() == ["x", "y", "z"]
    expected = [*checker.check_claims(claims[:2]), *checker.check_claims(claims[2:])]
    assert found.column("confidence").to_pylist() == [verdict.confidence for verdict in expected]
    apart = check_batch(pa.table({"claim": claims}), checker).column("confidence").to_pylist()
    assert apart == [checker.check_claims([claim])[0].confidence for claim in claims]
    with pytest.raises(InputError, match="column 'claim'"):
        check_batch(pa.table({"text": claims}), checker)
    assert check_batch(pa.table({"claim": pa.array([], pa.string())}), checker).num_rows == 0


def test_rows_say_which_words_differ(work) -> None:
    (row,) = check_batch(
        pa.table({"claim": ["The clinic of ward 7 hired 9 nurses in March."]}), checker_of(str(work / "desk"))
    ).to_pylist()
    assert row["label"] == "contradicted"
    assert [each["claim_span"]["text"] for each in row["differences"]] == ["9 nurses"]
    assert row["said"] is None


def test_lone_surrogates_cost_no_row(work) -> None:
    rows = [{"claim": "The clinic \ud800 hired.", "article": "\udfff"}, {"claim": REPORTS[3], "context": "\ud800"}]
    found = check_rows(rows, checker_of(str(work / "desk"))).to_pylist()
    assert [(row["claim"], row["article"], row["error"]) for row in found] == [
        ("The clinic ? hired.", "?", None),
        (REPORTS[3], None, None),
    ]
