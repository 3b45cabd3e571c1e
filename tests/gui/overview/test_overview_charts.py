from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from budgettool.gui.overview.chart_view import ChartView
from budgettool.gui.overview.charts import Bar, Chart, make_charts
from budgettool.gui.overview.page import OverviewPage
from budgettool.gui.overview.shapes import chart_shapes

YI = 1_000_000


@pytest.fixture
def page(session, qtbot):
    shown = OverviewPage(session)
    qtbot.addWidget(shown)
    shown.resize(1100, 700)
    with qtbot.waitExposed(shown):
        shown.show()
    return shown


def named(charts):
    return {chart.title: chart for chart in charts}


def amounts(chart):
    return {bar.label: bar.amount for bar in chart.bars}


def test_every_chart_of_a_side_adds_up_to_its_total(session):
    charts = named(make_charts(session))
    assert charts["收入来源"].total == session.balance.income()
    for title in ("基本支出与项目支出", "支出按功能分类", "支出按部门经济分类", "各单位支出"):
        assert charts[title].total == session.balance.expenditure() == 1991_60 * 10_000


def test_bars_are_exact_sorted_and_split_into_basic_and_project(session):
    chart = named(make_charts(session))["支出按功能分类"]
    assert chart.bars[0].label == "201 一般公共服务支出"
    assert amounts(chart)["221 住房保障支出"] == 63_40 * 10_000
    assert sum(bar.parts[0] for bar in chart.bars) == session.balance.expenditure("基本支出")


def test_what_is_too_many_to_show_is_summed_and_leads_nowhere(session, qtbot):
    line = next(line for line in session.lines.values() if getattr(line, "function", ""))
    with session.edit("多个单位") as edit:
        for number in range(14):
            edit.insert(replace(line, id=session.book.new_id(), unit=f"9{number:02}"))
    chart = named(make_charts(session))["各单位支出"]
    assert chart.bars[-1].label == "其余 8 项"
    assert chart.total == session.balance.expenditure()
    view = ChartView(chart, "万元")
    qtbot.addWidget(view)
    QTest.keyClick(view, Qt.Key.Key_End)
    with qtbot.assertNotEmitted(view.chosen):
        QTest.keyClick(view, Qt.Key.Key_Return)


def test_the_bar_that_the_keyboard_is_on_is_scrolled_into_sight(page):
    page.resize(1100, 300)
    view = page.views[4]
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_End)
    assert not view.visibleRegion().isEmpty()


def test_last_year_is_compared_where_there_is_one(session):
    assert named(make_charts(session))["比上年增减（按功能分类）"].bars == ()
    line = next(line for line in session.lines.values() if line.id)
    with session.edit("录入上年数") as edit:
        edit.insert(replace(line, id=session.book.new_id(), measure="prior", amount=100))
    bars = named(make_charts(session))["比上年增减（按功能分类）"].bars
    assert sum(bar.prior for bar in bars) == 100
    assert sum(bar.amount for bar in bars) == session.balance.expenditure() - 100


def test_many_bars_end_in_one_for_the_rest(session):
    units = tuple(f"unit{number}" for number in range(20))
    line = next(iter(session.lines.values()))
    with session.edit("加行") as edit:
        for unit in units:
            edit.insert(replace(line, id=session.book.new_id(), unit=unit, amount=1))
    bars = named(make_charts(session))["各单位支出"].bars
    assert len(bars) == 10
    assert bars[-1].label == "其余 14 项"
    assert sum(bar.amount for bar in bars) == session.balance.expenditure()


def test_negative_amounts_go_the_other_way_from_one_zero():
    chart = Chart("x", (Bar("a", (300,), ("p", None)), Bar("b", (-100,), ("p", None))))
    up, down = chart_shapes(chart, 600, 100, 80)
    assert down.pieces[0].negative
    assert down.pieces[0].rect.right() + 1 == up.pieces[0].rect.left()
    assert up.pieces[0].rect.width() == 3 * down.pieces[0].rect.width()


def test_enter_on_a_bar_leads_to_its_lines(page, qtbot):
    view = page.views[2]
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Down)
    with qtbot.waitSignal(page.wanted) as wanted:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert wanted.args == ["expenditure", {"filter": {"function": "208"}}]


def test_a_click_on_a_bar_leads_to_its_lines_and_it_says_its_exact_amount(page, qtbot):
    view = page.views[4]
    assert "14,918,000.00 元" in view.say(view.chart.bars[0])
    with qtbot.waitSignal(page.wanted) as wanted:
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(50, 44))
    assert wanted.args == ["expenditure", {"filter": {"unit": "016001"}}]


def test_charts_follow_what_is_typed(page, session, qtbot):
    line = next(line for line in session.lines.values() if line.unit == "016001" and line.amount)
    before = page.views[4].chart.total
    session.draft(replace(line, amount=line.amount + YI))
    qtbot.waitUntil(lambda: page.views[4].chart.total == before + YI)
    session.withdraw(line.id)
    qtbot.waitUntil(lambda: page.views[4].chart.total == before)


def test_an_empty_book_says_what_to_do_first(session, qtbot):
    with session.edit("清空") as edit:
        for line_id in list(session.lines):
            edit.delete(line_id)
    page = OverviewPage(session)
    qtbot.addWidget(page)
    page.show()
    assert page.start_button.isVisible()
    assert page.focusProxy() is page.start_button
    with qtbot.waitSignal(page.wanted) as wanted:
        page.start_button.click()
    assert wanted.args == ["expenditure", None]


def test_the_head_of_a_chart_gives_up_words_before_the_figure(page, session):
    line = next(line for line in session.lines.values() if line.unit == "016001" and line.amount)
    session.draft(replace(line, amount=1_234_567_890_123_00))
    page.set_unit("元")
    view, metrics = page.views[4], page.fontMetrics()
    figure = f"{view.chart.total // 100:,}.{view.chart.total % 100:02}"
    wide, narrow = view.head_words(900, metrics), view.head_words(260, metrics)
    assert wide == (("基本支出", "项目支出"), f"合计 {figure} 元")
    assert narrow[0] != wide[0]
    assert all(figure in view.head_words(room, metrics)[1] for room in range(0, 900, 20))
