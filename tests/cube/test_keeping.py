"""Sparing what is kept from searches for garbage."""

import gc
import weakref

import pytest

from budgettool.cube.keeping import keep, nothing_thrown_away
from budgettool.cube.scope import open_cube


@pytest.fixture(autouse=True)
def _restored():
    gc.unfreeze()
    yield
    gc.unfreeze()


def test_garbage_is_not_searched_for_meanwhile():
    with nothing_thrown_away():
        assert not gc.isenabled()
        with nothing_thrown_away():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


@pytest.mark.parametrize(("lines", "spared"), [(4_999, False), (5_000, True)])
def test_a_large_book_is_spared(lines, spared):
    keep(lines)
    assert (gc.get_freeze_count() > 1_000) == spared


def test_a_cube_that_is_spared_is_freed_all_the_same(sample):
    with nothing_thrown_away():
        cube = weakref.ref(open_cube(sample.pack, sample.facts, sample.classification))
        assert cube() is None
