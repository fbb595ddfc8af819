"""The store in PostgreSQL: the same answers as the embedded one, for many desks at once."""

import threading

import numpy as np
import pytest
from fakes import RuleNLI, WordEncoder

from factcheck import FactChecker, ReferenceIndex
from factcheck.claims import extract_claims
from factcheck.errors import IndexMismatchError, IndexMissingError, IndexStoreError, InputError
from factcheck.index.lexical import N_TERMS, query_terms
from factcheck.policy import parse_policy
from factcheck.reading import article_from_text, reference_from_text
from factcheck.scale.postgres import PostgresIndex, Where, build_shared, copy_index, searching, writing

HOSTILE = (
    "The U.S. released 3.2 million; the U.S. kept 1,200.5 of it, u s, U. S. and US.",
    "Señor Málaga's nurses nursed a nurse: nursing's nursery; O'Neill wasn't “there”.",
    r"A back\slash, a 'quote' and a \' both; 100% of C++ & AT&T at 10:30.",
    "ß ǅ ﬁne İstanbul 東京 Ωmega x² ½",
    "no no no no never never again again",
)


@pytest.fixture
def shared(starter, address):
    copy_index(starter, address)
    with PostgresIndex.open(address, encoder=WordEncoder()) as index:
        yield index


@pytest.fixture
def embedded(starter):
    with ReferenceIndex.open(starter, encoder=WordEncoder()) as index:
        yield index


def sentences(index, step):
    """Give every so many of the sentences of all reports."""
    every = [passage.text for each in index.references() for passage in index.passages_of(each.reference_id)]
    return every[::step]


def spun(text):
    """Change what a sentence says."""
    return text.replace(" said", " did not say").replace("1", "7").replace(" was ", " was never ")


def test_both_stores_give_the_same_verdicts(shared, embedded) -> None:
    given = sentences(embedded, 30)
    claims = [claim for text in given for claim in (text, spun(text))]
    assert len(claims) > 150
    expected = FactChecker(embedded, nli=RuleNLI()).check_claims(claims)
    assert FactChecker(shared, nli=RuleNLI()).check_claims(claims) == expected
    assert len({verdict.label for verdict in expected}) == 3


def test_both_stores_give_the_same_reports_under_rules(shared, embedded) -> None:
    policy = parse_policy(
        '[tiers]\nprimary = ["Meridian"]\ndefault = "other"\n[require]\nsupported = "two independent"\n'
        "[time]\nmax_age_days = 2000\nundated = 'exclude'\n",
        name="policy.toml",
    )
    article = article_from_text(" ".join(spun(text) for text in sentences(embedded, 120)))
    reports = [
        FactChecker(index, nli=RuleNLI(), policy=policy).check(article, as_of="2024-06-01")
        for index in (shared, embedded)
    ]
    assert reports[0].verdicts == reports[1].verdicts
    assert reports[0].run.index_fingerprint == reports[1].run.index_fingerprint
    assert reports[0].verdicts


def test_both_stores_rank_alike_whatever_the_words(address) -> None:
    references = [reference_from_text(text, title=str(number)) for number, text in enumerate(HOSTILE)]
    with (
        ReferenceIndex.in_memory(references, encoder=WordEncoder()) as embedded,
        PostgresIndex.create(address, encoder=WordEncoder()) as shared,
    ):
        assert shared.add(references) == embedded_summary(references)
        assert len(query_terms(" ".join(HOSTILE))) > N_TERMS
        for query in [
            *HOSTILE,
            "",
            "the of",
            "U.S.",
            "malaga",
            "1,200.5",
            "nurse",
            "no \\ ' \" never",
            "東京",
            " ".join(HOSTILE),
        ]:
            assert shared.matching(query, k=9) == embedded.matching(query, k=9)
            vectors = WordEncoder().encode([query])
            assert shared.nearest(vectors, k=9) == embedded.nearest(vectors, k=9)
        ids = [each.reference_id for each in references]
        assert (shared.word_shares(HOSTILE, ids) == embedded.word_shares(HOSTILE, ids)).all()


def embedded_summary(references):
    with ReferenceIndex.in_memory([], encoder=WordEncoder()) as index:
        return index.add(references)


def test_every_reading_is_that_of_the_embedded_store(shared, embedded) -> None:
    assert (shared.n_references, shared.n_passages) == (embedded.n_references, embedded.n_passages)
    assert shared.fingerprint == embedded.fingerprint
    assert shared.references() == embedded.references()
    assert shared.origins() == embedded.origins()
    for reference in embedded.references()[::20]:
        assert shared.passages_of(reference.reference_id) == embedded.passages_of(reference.reference_id)
        own, other = shared.vectors_of(reference.reference_id), embedded.vectors_of(reference.reference_id)
        assert own.dtype == other.dtype
        assert (own == other).all()
    with pytest.raises(InputError, match="the closest ids are"):
        shared.reference("nowhere")


def test_changes_leave_both_stores_with_the_same_contents(address) -> None:
    first = reference_from_text("The dam held. Nobody was hurt.", url="https://bay.example/dam")
    newer = reference_from_text("The dam held. Two were hurt.", url="https://bay.example/dam")
    other = reference_from_text("The ferry sank.", path="ferry.txt")
    with (
        PostgresIndex.create(address, encoder=WordEncoder()) as shared,
        ReferenceIndex.in_memory([], encoder=WordEncoder()) as embedded,
    ):
        for index in (shared, embedded):
            index.add([first, other, first])
        assert shared.update([newer]) == embedded.update([newer])
        assert shared.add([other]) == embedded.add([other])
        assert shared.fingerprint == embedded.fingerprint
        for index in (shared, embedded):
            index.withdraw(other.reference_id)
        assert shared.fingerprint == embedded.fingerprint
        assert shared.matching("ferry", k=3) == []
        assert shared.inspect().faults == ()
        with pytest.raises(InputError, match="no reference"):
            shared.withdraw(other.reference_id)


def test_a_damaged_row_is_named(shared) -> None:
    name = shared.references()[3].reference_id
    with shared._sessions.writing() as db:
        db.execute("UPDATE passages SET text = 'Forged.' WHERE reference_id = %s AND position = 0", (name,))
        db.execute("UPDATE state SET n_tokens = n_tokens + 1")
    faults = [str(fault) for fault in shared.inspect().faults]
    assert any(name in fault and "not where it says" in fault for fault in faults)
    assert any("tokens" in fault for fault in faults)


@pytest.fixture
def large(address, monkeypatch):
    """Give an index that has an HNSW index, of 3,000 passages with a date, a publisher and an address."""
    monkeypatch.setattr(writing, "N_COMPARED", 100)
    draw = np.random.default_rng(8)
    words = [f"word{number}" for number in range(400)]
    references = [
        reference_from_text(
            " ".join(f"The {' '.join(draw.choice(words, 8))} report." for _ in range(10)),
            title=str(number),
            publisher=("Bay Wire", "Rare Gazette")[number % 100 == 0],
            published=f"20{number % 20:02}-03-04",
            url=f"https://{('bay', 'rare')[number % 100 == 0]}.example/{number}",
        )
        for number in range(300)
    ]
    build_shared(address, references, encoder=WordEncoder(dim=32))
    with PostgresIndex.open(address, encoder=WordEncoder(dim=32)) as index:
        yield index


def test_the_nearest_of_a_large_index_are_found(large) -> None:
    with large._sessions.reading() as db:
        plan = db.execute(
            "EXPLAIN SELECT id FROM passages AS p ORDER BY p.vector::halfvec(32) <#> "
            "(SELECT vector FROM passages LIMIT 1)::halfvec(32) LIMIT 10"
        ).fetchall()
    assert "passages_by_meaning" in str(plan)
    queries = large.encoder.encode(sentences(large, 40))
    every = [passage for each in large.references() for passage in large.passages_of(each.reference_id)]
    vectors = np.concatenate([large.vectors_of(each.reference_id) for each in large.references()])
    recalled = 0
    for query, found in zip(queries, large.nearest(queries, k=10), strict=True):
        least = np.sort(vectors.astype(np.float64) @ query.astype(np.float64))[-10].round(6)
        assert len(found) == 10
        assert all(each.passage in every for each in found)
        recalled += sum(each.similarity >= least for each in found)
    assert recalled >= 0.97 * 10 * len(queries)


POLICY = parse_policy('[tiers]\nfirst = ["rare.example"]\ndefault = "rest"\n', name="policy.toml")


@pytest.mark.parametrize(
    "where",
    [
        Where(publishers=("Rare Gazette",)),
        Where(tiers=("first",), policy=POLICY),
        Where(publishers=("Rare Gazette",), tiers=("rest", "first"), policy=POLICY),
    ],
)
def test_a_narrow_search_always_finds_k(large, where) -> None:
    for query in large.encoder.encode(sentences(large, 300)):
        (found,) = large.nearest(query[None], k=25, where=where)
        assert len(found) == 25
        assert {large.reference(each.passage.reference_id).publisher for each in found} == {"Rare Gazette"}
    assert len(large.hybrid("word7 word9 report", 25, where=where)) == 25


def test_dates_narrow_a_search_and_leave_out_undated_reports(large) -> None:
    large.add([reference_from_text("The word1 word2 report.", title="undated")])
    from datetime import date  # noqa: PLC0415 - only here

    where = Where(since=date(2003, 1, 1), until=date(2003, 12, 31))
    found = large.search("The word1 word2 report.", 150, where=where)
    assert len(found) == 150
    assert {large.reference(each.passage.reference_id).published for each in found} == {"2003-03-04"}
    assert len(large.search("The word1 word2 report.", 200, where=where)) == 150
    with pytest.raises(InputError, match="since must not be after"):
        Where(since=date(2004, 1, 1), until=date(2003, 1, 1))
    with pytest.raises(InputError, match="no tier 'best'"):
        Where(tiers=("best",), policy=POLICY)


def test_hybrid_search_fuses_the_ranks_of_meaning_and_words(shared, embedded) -> None:
    text = sentences(embedded, 500)[2]
    n = 5 + searching._BESIDE
    ranks = [
        [each.passage.passage_id for each in embedded.nearest(WordEncoder().encode([text]), k=n)[0]],
        [each.passage_id for each in embedded.matching(text, k=n)],
    ]
    fused = {}
    for names in ranks:
        for rank, name in enumerate(names, 1):
            fused[name] = fused.get(name, 0.0) + 1 / (60 + rank)
    found = shared.hybrid(text, 5)
    assert [score for _, score in found] == pytest.approx(sorted(fused.values(), reverse=True)[:5], abs=2e-4)
    assert found[0][0].text == text


def test_no_reader_ever_sees_half_a_report(address) -> None:
    texts = [f"The clinic of ward {number} hired nurses in March." for number in range(40)]
    moving = reference_from_text(" ".join(texts), title="moving")
    staying = reference_from_text("The ferry sank near the harbour. Nobody was hurt.", title="staying")
    build_shared(address, [moving, staying], encoder=WordEncoder())
    wrong, seen, stop = [], set(), threading.Event()

    def read() -> None:
        with PostgresIndex.open(address, encoder=WordEncoder()) as index:
            checker = FactChecker(index, nli=RuleNLI())
            while not stop.is_set():
                report = checker.check(f"{texts[7]} The ferry sank near the harbour.")
                with index.one_state():
                    held = {each.reference_id for each in index.references()}
                    n = len(index.passages_of(moving.reference_id)) if moving.reference_id in held else 0
                labels = [verdict.label for verdict in report.verdicts]
                seen.add((n, labels[0].value if labels else None))
                if report.failures or n not in {0, 40} or labels[-1] != "supported" or len(labels) != 2:
                    wrong.append((n, report.failures, labels))

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    with PostgresIndex.open(address, encoder=WordEncoder()) as index:
        for _ in range(25):
            index.withdraw(moving.reference_id)
            assert index.n_passages == 2
            index.add([moving])
        index.withdraw(moving.reference_id)
        with PostgresIndex.open(address, encoder=WordEncoder()) as other:
            report = FactChecker(other, nli=RuleNLI()).check(texts[7])
            cited = {each.reference_id for verdict in report.verdicts for each in verdict.evidence}
            assert moving.reference_id not in cited
    stop.set()
    for reader in readers:
        reader.join(60)
    assert wrong == []
    assert {n for n, _ in seen} == {0, 40}


def test_an_index_of_another_model_is_refused(shared, address) -> None:
    other = WordEncoder(model_id="other")
    with pytest.raises(IndexMismatchError, match="built with the encoder 'fake-words'") as refused:
        PostgresIndex.open(address, encoder=other)
    assert shared.name in str(refused.value)


def test_what_is_not_there_is_said(address, server) -> None:
    with pytest.raises(IndexMissingError, match="factcheck index build"):
        PostgresIndex.open(address)
    with pytest.raises(IndexStoreError, match="cannot be reached"):
        PostgresIndex.open(f"{server.uri}&connect_timeout=2".replace("host=/tmp", "host=/nowhere"), wait_seconds=1.0)
    with pytest.raises(InputError, match="1 to 40 of a-z"):
        PostgresIndex.open("postgresql://host/db#No Name")


def test_a_closed_index_says_so(shared) -> None:
    shared.close()
    shared.close()
    with pytest.raises(IndexStoreError, match="is closed"):
        _ = shared.n_references


def test_claims_of_real_articles_are_alike_too(shared, embedded) -> None:
    from services import SPUN  # noqa: PLC0415 - it imports the service

    claims = extract_claims(article_from_text(SPUN.read_text(encoding="utf-8")))
    both = [FactChecker(index, nli=RuleNLI()).check_claims(claims) for index in (shared, embedded)]
    assert both[0] == both[1]
    assert both[0]
