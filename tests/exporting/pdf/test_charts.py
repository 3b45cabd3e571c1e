"""Charts: bars as long as their amounts, names and amounts beside them, within the page."""

import pytest

from budgettool.exporting.pdf.block import Numbers
from budgettool.exporting.pdf.charts import lay_charts
from budgettool.exporting.pdf.fonts import Cut
from budgettool.exporting.pdf.paper import LEFT, RIGHT, RunningHead
from budgettool.sheets.document import Bar, Chart, Part


@pytest.fixture
def pages(typesetter):
    def draw(*charts):
        part = Part("charts", "charts", "图表", charts=charts)
        block = lay_charts(part, typesetter, RunningHead(typesetter, "某局"))
        return list(block.draw(Numbers(0, block.page_count, {})))

    return draw


def test_bars_are_as_long_as_their_amounts(pages, make_chart):
    (page,) = pages(make_chart(9_000, 3_000, 0, -1_500))
    widths = [box.width for box in page.boxes]
    assert widths == pytest.approx([widths[0], widths[0] / 3, widths[0] / 6])


def test_what_is_below_zero_goes_to_the_left_of_the_axis(pages, make_chart):
    (page,) = pages(make_chart(500, -700))
    above, below = page.boxes
    axis = next(rule.x0 for rule in page.rules if rule.x0 == rule.x1)
    assert above.x == pytest.approx(axis)
    assert below.x + below.width == pytest.approx(axis)


def test_each_bar_has_its_name_and_its_printed_amount(pages, make_chart):
    (page,) = pages(make_chart(500, -700))
    texts = [text.text for text in page.texts]
    assert [text for text in texts if "类" in text and "第" in text] == ["第0类支出", "第1类支出"]
    assert {"500元", "-700元"} <= set(texts)


@pytest.mark.parametrize("amounts", [(10**17, 1), (-(10**17), 1), (0, 0), (5,), (-5,), ()])
def test_everything_stands_within_the_margins(pages, typesetter, amounts):
    name = "专户管理的教育收费结余（结转）"
    bars = tuple(Bar(name, amount, f"{amount:,}.00万元") for amount in amounts)
    (page,) = pages(Chart("c", "构成", bars))
    for text in page.texts:
        cut = Cut(text.font.removesuffix("-bold"), text.font.endswith("bold"))
        width = typesetter.width(text.text, cut) * text.size * text.stretch
        assert text.x >= LEFT - 0.1
        assert text.x + width <= RIGHT + 0.1
    assert all(box.x >= LEFT and box.x + box.width <= RIGHT + 0.1 for box in page.boxes)


def test_a_chart_of_many_bars_goes_on_on_further_pages(pages, make_chart):
    made = pages(make_chart(*range(400)))
    assert len(made) > 10
    texts = [[text.text for text in page.texts] for page in made]
    names = [text for page in texts for text in page if text.endswith("类支出")]
    assert names == [f"第{number}类支出" for number in range(400)]
    assert all("按类别分的支出（续）" in page for page in texts[1:])
    assert max(text.y for page in made for text in page.texts if text.size == 10.5) < 780


def test_several_charts_share_a_page_but_none_is_divided_that_fits(pages, make_chart):
    few, many = make_chart(*range(1, 4)), make_chart(*range(1, 21))
    assert len(pages(few, few)) == 1
    boxes = [len(page.boxes) for page in pages(few, many)]
    assert boxes == [3, 20]


def test_a_chart_without_bars_says_so(pages):
    (page,) = pages(Chart("c", "构成", ()))
    assert "没有金额" in [text.text for text in page.texts]


def test_a_name_of_any_length_leaves_room_for_the_others(pages):
    (page,) = pages(Chart("c", "构成", (Bar("名" * 2000, 5, "5元"), Bar("短", 3, "3元"))))
    assert sum(text.text.startswith("名") for text in page.texts) == 4
