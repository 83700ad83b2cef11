"""Splitting rows: nothing is lost, nothing comes twice, limits hold."""

from __future__ import annotations

import torch
from hypothesis import given
from hypothesis import strategies as st

from trainer_client.training.batch import Row, micro_batch, mini_batches, packed, rank_of

CPU = torch.device("cpu")


def row(number: int, prompt: int, length: int, group: int = 0) -> Row:
    return Row(
        number=number,
        group=group,
        prompt_ids=tuple(range(1, prompt + 1)),
        token_ids=tuple(range(100, 100 + length)),
        sampler_logprobs=tuple(-0.5 - n for n in range(length)),
        advantage=number - 1.5,
        passed=number % 2 == 0,
    )


rows_ = st.lists(
    st.tuples(st.integers(1, 9), st.integers(1, 30), st.integers(0, 5)), min_size=1
).map(lambda sizes: [row(n, *size) for n, size in enumerate(sizes)])


@given(rows_, st.integers(1, 100))
def test_packs_hold_every_row_once_within_the_limit(rows: list[Row], most: int) -> None:
    packs = packed(rows, most)
    assert sorted(each.number for pack in packs for each in pack) == list(range(len(rows)))
    for pack in packs:
        assert len(pack) == 1 or len(pack) * max(each.length for each in pack) <= most


@given(rows_, st.integers(1, 8), st.text())
def test_mini_batches_are_whole_groups(rows: list[Row], count: int, seed: str) -> None:
    parts = mini_batches(rows, count, seed)
    assert parts == mini_batches(rows, count, seed)
    assert all(parts)
    assert len(parts) == min(count, len({each.group for each in rows}))
    assert sorted(each.number for part in parts for each in part) == list(range(len(rows)))
    groups = [{each.group for each in part} for part in parts]
    assert sum(map(len, groups)) == len(set.union(*groups))


@given(rows_, st.integers(1, 4))
def test_ranks_get_as_many_rows(rows: list[Row], size: int) -> None:
    owner = rank_of(rows, size)
    counts = [list(owner.values()).count(rank) for rank in range(size)]
    assert sum(counts) == len(rows)
    assert max(counts) - min(counts) <= 1


@given(rows_)
def test_tensors_of_rows(rows: list[Row]) -> None:
    batch = micro_batch(rows, 0, CPU)
    for n, each in enumerate(rows):
        ids = batch.token_ids[n]
        assert ids[: each.length].tolist() == [*each.prompt_ids, *each.token_ids]
        assert batch.attention[n].sum() == each.length
        assert ids[batch.completion[n]].tolist() == [*each.token_ids]
    split = batch.split(batch.sampler_logprobs)
    assert [values.tolist() for values in split] == [[*each.sampler_logprobs] for each in rows]
    assert torch.equal(batch.aligned(split), batch.sampler_logprobs)


def test_no_rows_are_a_batch_with_no_completion() -> None:
    batch = micro_batch([], 0, CPU)
    assert not batch.completion.any()
    assert batch.aligned([]).shape == batch.token_ids.shape == (1, 1)
