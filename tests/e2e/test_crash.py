"""The program is killed while somebody types: only the cell being typed is lost."""

import os
import signal
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from budgettool.book import Book
from budgettool.gui.new_book import Maker, make_sample
from budgettool.model import ExpenditureLine
from budgettool.packs.location import pack_folders

TYPIST = Path(__file__).with_name("typist.py")


@pytest.fixture
def book_file(tmp_path):
    maker = Maker("张三", lambda: datetime.now().astimezone(), pack_folders())
    return make_sample(maker, tmp_path)


def amounts(path):
    with Book.open(path, holder="李四") as book:
        assert not book.read_only  # the lock of who was killed is free
        book.check()
        lines = book.facts().lines
    return [line.amount for line in lines if isinstance(line, ExpenditureLine)]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL on Windows")
def test_killed_while_typing_only_the_cell_being_typed_is_lost(book_file, tmp_path):
    before = amounts(book_file)
    command = [sys.executable, str(TYPIST), str(book_file), str(tmp_path / "home")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as typist:  # noqa: S603 - our own script
        said = typist.stdout.readline()
        os.kill(typist.pid, signal.SIGKILL)
    assert said == "ready 1,536.20\n"  # 77.00 settled in place of 263.10, 9.00 typed for 278.30
    assert amounts(book_file) == [77_0000_00, *before[1:]]
