"""What every test of the window needs: Qt without a screen, and a session on the sample's book."""

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtGui import QFont

from budgettool.book import Book, StoredPack
from budgettool.codes import load_classification
from budgettool.gui import theme
from budgettool.gui.application import make_application
from budgettool.gui.session import Session
from budgettool.importing import Register, apply_difference, compare, propose_files
from budgettool.model import Department
from budgettool.packs.loader import load_pack
from budgettool.packs.location import data_folder, read_pack_files


def now():
    return datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="session")
def qapp():
    """The running application of pytest-qt, dressed as the product dresses it."""
    application = make_application(["budgettool"])
    yield application
    application.clipboard().clear()  # Qt without a screen fails as it ends with our data there


@pytest.fixture
def application(qapp):
    """The running application."""
    return qapp


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory):
    """The sample as a closed book; tests work on copies."""
    path = tmp_path_factory.mktemp("sample") / "样例.ysb"
    files = read_pack_files("henan-2020", [data_folder("forms")])
    pack = load_pack(files)
    department = Department("016", "临溪市人民政府办公室", short="临溪市政府办公室")
    stored = StoredPack(pack.id, pack.version, files)
    with Book.create(path, department, 2020, stored, holder="张三", clock=now) as book:
        register = Register(2020, (), pack.vocabulary, load_classification(2020), text=pack.text)
        folder = data_folder("templates") / "sample"
        names = ("units.csv", "expenditure.csv", "income.csv", "fields.csv")
        proposal = propose_files([folder / name for name in names], register)
        with book.edit("导入样例") as edit:
            apply_difference(edit, compare(proposal, book.facts(), "append", book.new_id))
    return path


@pytest.fixture
def book_file(sample_file, tmp_path):
    """A copy of the sample's book that a test may change."""
    return Path(shutil.copy(sample_file, tmp_path / "样例.ysb"))


@pytest.fixture
def session(application, book_file, tmp_path):  # noqa: ARG001 - Qt must be there first
    """An open session on a copy of the sample's book, checked as once its window is painted."""
    book = Book.open(book_file, holder="张三", clock=now)
    session = Session(book, tmp_path / "codes", now)
    session.checks.begin()
    yield session
    session.checks.stop()
    book.close()


@pytest.fixture
def text_of(application):
    """Give a function that makes the system's text as large as is asked, until the test ends."""
    before = application.property("body_size")

    def make(points):
        font = QFont()
        font.setPointSize(points)
        application.setProperty("body_size", None)
        application.setFont(font)
        theme.apply_theme(application)

    yield make
    application.setProperty("body_size", before)
    theme.apply_theme(application)
