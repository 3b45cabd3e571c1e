"""What the tests of the book share: a department, a clock, ids in order, and an empty book."""

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from itertools import count
from pathlib import Path
from uuid import UUID

import pytest

from budgettool.book import Book, StoredPack
from budgettool.model import Department

NOON = datetime(2020, 1, 2, 12, tzinfo=timezone(timedelta(hours=8)))


def ids_from(first: int) -> Callable[[], str]:
    numbers = count(first)
    return lambda: str(UUID(int=next(numbers)))


@pytest.fixture
def create():
    """Give a function that makes the same book at any path."""

    def make(path: Path) -> Book:
        return Book.create(
            path,
            Department("016", "示例市档案局", "市档案局", "档案局"),
            2020,
            StoredPack("henan-2020", "1", {"pack.toml": "id = 1\n", "05.toml": "# 预算05表\n"}),
            holder="张三",
            clock=lambda: NOON,
            new_id=ids_from(1),
        )

    return make


@pytest.fixture
def reopen():
    """Give a function that opens a book with the tests' clock."""

    def open_again(path: Path, *, writable: bool = True, holder: str = "李四") -> Book:
        return Book.open(
            path,
            holder=holder,
            writable=writable,
            clock=lambda: NOON + timedelta(hours=1),
            new_id=ids_from(1_000_000),
        )

    return open_again


@pytest.fixture
def path(tmp_path):
    return tmp_path / "2020.ysb"


@pytest.fixture
def book(create, path):
    with create(path) as made:
        yield made
