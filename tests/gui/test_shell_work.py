import threading

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
