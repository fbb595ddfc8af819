"""Batches hold every row once, keep to their budget, and pad little."""

from hypothesis import given
from hypothesis import strategies as st

from factcheck.models.token_batches import token_batches


@given(lengths=st.lists(st.integers(1, 300), max_size=60), most_tokens=st.integers(1, 600))
def test_every_row_is_in_one_batch_within_the_budget(lengths, most_tokens) -> None:
    batches = list(token_batches(lengths, most_tokens=most_tokens))
    assert sorted(row for batch in batches for row in batch) == list(range(len(lengths)))
    for batch in batches:
        assert len(batch) == 1 or len(batch) * max(lengths[row] for row in batch) <= most_tokens
        assert lengths[batch[-1]] == max(lengths[row] for row in batch)
    assert [lengths[row] for batch in batches for row in batch] == sorted(lengths)
