import gc
import threading

from PySide6.QtWidgets import QWidget
from shiboken6 import delete

from budgettool.cube.keeping import nothing_thrown_away
from budgettool.errors import BudgetToolError
from budgettool.gui.work import start_task


def test_work_runs_in_another_thread_and_its_result_arrives_in_the_windows(qtbot):
    seen = []

    def work(progress):
        progress("算", 1, 2)
        return threading.get_ident()

    task = start_task(work)
    task.progressed.connect(lambda *words: seen.append(words))
    task.done.connect(lambda result: seen.append((result, threading.get_ident())))
    with qtbot.waitSignal(task.ended):
        pass
    assert seen[0] == ("算", 1, 2)
    worker, window = seen[1]
    assert worker != window == threading.get_ident()
    assert not task.running


def test_a_refusal_is_told_in_words(qtbot):
    def work(_progress):
        raise BudgetToolError("磁盘已满")

    task = start_task(work)
    with qtbot.waitSignal(task.refused) as told:
        pass
    assert told.args == ["磁盘已满"]


def test_cancelled_work_ends_at_its_next_word_and_tells_no_result(qtbot):
    results = []
    entered = threading.Event()

    def work(progress):
        entered.set()
        while True:
            progress("算", 0, 0)

    task = start_task(work)
    task.done.connect(results.append)
    assert entered.wait(5)
    with qtbot.waitSignal(task.cancelled):
        task.cancel()
    assert results == []


def test_work_whose_owner_is_gone_stops_and_says_nothing(qtbot):
    said = []
    entered, gone = threading.Event(), threading.Event()

    def work(progress):
        progress("读", 0, 2)
        entered.set()
        gone.wait(5)
        progress("读", 1, 2)

    owner = QWidget()
    task = start_task(work, owner)
    task.progressed.connect(lambda *_: said.append(owner.isVisible()))
    task.cancelled.connect(lambda: said.append(owner.isVisible()))
    assert entered.wait(5)
    delete(owner)
    gone.set()
    qtbot.waitUntil(lambda: not task.running)
    assert said == []


def test_no_widget_is_thrown_away_in_the_thread_of_the_work(qtbot):
    searching = []

    def work(_):
        searching.append(gc.isenabled())

    with nothing_thrown_away():  # as an edit that begins a task
        task = start_task(work)
    assert not gc.isenabled()
    qtbot.waitSignal(task.ended).wait()
    assert searching == [False]
    assert gc.isenabled()
