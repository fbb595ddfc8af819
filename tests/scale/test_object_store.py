"""Jobs that read from and write to an object store: an S3 server on the loopback, asked over HTTP."""

import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from clusters import checker_of, summary_of
from fakes import WordEncoder
from pyarrow import fs

from factcheck import ReferenceIndex
from factcheck.cli import run
from factcheck.errors import InputError, ReadError
from factcheck.scale.batch import check_batch
from factcheck.scale.batch.output import Output
from factcheck.scale.batch.places import opened, without_keys
from factcheck.scale.batch.shards import find_shards, read_shard, row_id

CLAIMS = [f"The clinic of ward {n % 8} hired {n % 8 + (n % 3 == 0)} nurses in March." for n in range(30)]


@pytest.fixture(scope="module")
def store():
    """Give what makes the URL of a path in a bucket of a new server, with the keys in it."""
    server = pytest.importorskip("moto.server", reason="the extra test is not installed").ThreadedMotoServer(port=0)
    server.start()
    host, port = server.get_host_and_port()
    query = f"endpoint_override={host}:{port}&scheme=http&region=us-east-1"
    system, _ = opened(f"s3://ann:tops%2Fecret@wire?{query}&allow_bucket_creation=true")
    system.create_dir("wire")
    yield lambda path: f"s3://ann:tops%2Fecret@{path}?{query}"
    server.stop()


@pytest.fixture(scope="module")
def claims(store):
    """Put two files of claims there, one in each format, and give their folder."""
    place = store("wire/claims")
    system, root = opened(place)
    rows = [{"id": f"own-{n}", "claim": claim} for n, claim in enumerate(CLAIMS)]
    with system.open_output_stream(f"{root}/a.parquet") as file:
        pq.write_table(pa.Table.from_pylist(rows[:12]), file)
    with system.open_output_stream(f"{root}/late/b.jsonl") as file:
        file.write("\n".join(map(json.dumps, rows[12:])).encode())
    return place


def test_rows_are_found_and_read_in_order_whatever_the_shards(claims) -> None:
    for size in (5, 100):
        shards, files = find_shards(claims, size=size)
        assert set(files) == {"a.parquet", "late/b.jsonl"}
        assert [row["claim"] for shard in shards for row in read_shard(shard)] == CLAIMS


def test_a_job_reads_and_writes_there_and_goes_on_where_it_was_stopped(running, store, claims, tmp_path) -> None:
    index, output = tmp_path / "desk", store("wire/verdicts")
    with ReferenceIndex.create(index, encoder=WordEncoder()) as made:
        made.add([f"The clinic of ward {number} hired {number} nurses in March." for number in range(8)])

    def job() -> dict[str, object]:
        return summary_of(running.start_job(claims, output, index, rows_together=7, workers=2))

    first = job()
    assert (first["n_rows"], first["n_before"], first["n_done"], first["n_failed"]) == (30, 0, 30, 0)
    system, root = opened(output)
    parts = [each.path for each in system.get_file_info(fs.FileSelector(root)) if each.base_name.startswith("part-")]
    for lost in parts[:2]:
        system.delete_file(lost)
    again = job()
    assert again["n_before"] + again["n_done"] == 30
    assert 0 < again["n_done"] <= 14
    written = {row["id"]: row for table in Output(output).tables() for row in table.to_pylist()}
    assert sum(table.num_rows for table in Output(output).tables()) == len(written) == 30
    expected = check_batch(pa.table({"claim": CLAIMS}), checker_of(str(index))).to_pylist()
    for at, told in enumerate(expected):
        source, offset = ("a.parquet", at) if at < 12 else ("late/b.jsonl", at - 12)
        found = written[row_id(source, offset)]
        assert (found["label"], found["confidence"]) == (told["label"], told["confidence"])


def test_no_message_tells_the_keys(store, claims, capsys) -> None:
    for place, error in (
        (store("wire/nothing"), ReadError),
        (store("nobucket/claims"), ReadError),
        (claims.replace("endpoint_override=", "endpoint_override=127.0.0.1:1/"), ReadError),
        ("s3://ann:tops%2Fecret@wire?nonsense=1", InputError),
        ("s4://ann:tops%2Fecret@wire/claims", InputError),
    ):
        with pytest.raises(error) as told:
            find_shards(place, size=5)
        assert "wire" in str(told.value) or "nobucket" in str(told.value)
        assert "ecret" not in str(told.value)
    with pytest.raises(InputError, match="Cannot write to 's3://ann@nobucket") as told:
        Output(store("nobucket/out"))
    assert "ecret" not in str(told.value)
    assert run(["batch", "check", store("wire/nothing"), "out"]) != 0
    assert "ecret" not in "".join(capsys.readouterr())


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("s3://wire/claims", "s3://wire/claims"),
        ("s3://ann:x@wire/claims?region=a", "s3://ann@wire/claims?region=a"),
        ("abfs://box@account/claims?sas_token=x&blob=y", "abfs://box@account/claims?blob=y"),
        ("claims/may:be@here", "claims/may:be@here"),
    ],
)
def test_a_place_is_shown_without_keys(place, told) -> None:
    assert without_keys(place) == told
