"""Lines of a paragraph: straight edges, whole figures, punctuation where it belongs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgettool.exporting.pdf import open_font_book
from budgettool.exporting.pdf.fonts import Cut
from budgettool.exporting.pdf.paragraph import Composer, Lettering
from budgettool.exporting.pdf.text import Typesetter

ROOM, INDENT = 442.2, 31.6
WORDS = st.text("预算支出情况表（）“”，。：、《》12345.6,% a", max_size=120)


@pytest.fixture(scope="module")
def composer():
    return Composer(Typesetter(open_font_book()), Lettering(Cut("fangsong"), 16.0, -0.2))


def drawn(composer, line, room):
    texts = []
    composer.draw(line, (0.0, 0.0), room, texts)
    return texts


def end_of(composer, line, room):
    """Tell where the last character of a line ends."""
    last = drawn(composer, line, room)[-1]
    width = composer.typesetter.width(last.text, composer.lettering.cut) * last.size
    return last.x + width + last.spread * (len(last.text) - 1)


@given(text=WORDS)
def test_nothing_is_lost_but_blanks_at_the_ends_of_lines(composer, text):
    lines = composer.break_lines(text, ROOM, INDENT)
    assert "".join(line.text for line in lines).replace(" ", "") == text.replace(" ", "")
    for line in lines:
        assert "".join(piece.text for piece in drawn(composer, line, ROOM)) == line.text


@given(text=WORDS)
def test_a_line_is_no_wider_than_its_room_but_for_a_blank_half(composer, text):
    first, *others = composer.break_lines(text, ROOM, INDENT)
    assert first.width <= ROOM - INDENT + 8.1
    assert all(line.width <= ROOM + 8.1 for line in others)


@given(pieces=st.lists(st.sampled_from(["预算", "支", "出，", "（款）", "“三", "公”。", "《法》"])))
def test_no_line_begins_with_closing_or_ends_with_opening_punctuation(composer, pieces):
    lines = [line.text for line in composer.break_lines("".join(pieces), ROOM, INDENT)]
    assert not any(line[0] in "，。）”》" for line in lines[1:])
    assert not any(line[-1] in "（“《" for line in lines[:-1])


def test_lines_are_spread_so_that_their_right_edge_is_straight(composer):
    text = "收入总计1991.60万元，支出总计1991.60万元，与上年相比，收、支总计各增加122.30万元。" * 20
    lines = composer.break_lines(text, ROOM, 0.0)
    assert len(lines) > 3
    widths = {round(line.width) for line in lines[:-1]}
    ends = [end_of(composer, line, ROOM) for line in lines[:-1] if line.text[-1] not in "，。、"]
    assert len(widths) > 1
    assert len(ends) > 5
    assert ends == pytest.approx([ROOM] * len(ends), abs=0.1)


def test_a_last_line_is_not_spread(composer):
    (line,) = composer.break_lines("收入总计。", ROOM, 0.0)
    assert {text.spread for text in drawn(composer, line, None)} == {-0.2}


def test_a_line_with_little_on_it_is_not_torn_apart(composer):
    first, _ = composer.break_lines(f"见{'a' * 55}", ROOM, 0.0)[:2]
    assert end_of(composer, first, ROOM) < ROOM / 2


def test_a_figure_stays_whole_and_close(composer):
    lines = composer.break_lines("支" * 26 + "1,991.60万元", ROOM, 0.0)
    assert lines[1].text.startswith("1,991.60")
    (number,) = (text for text in drawn(composer, lines[1], None) if "1,991" in text.text)
    assert number.spread == 0


@pytest.mark.parametrize(
    ("text", "closer"), [("（《", 1), ("》）。", 2), ("支，出", 0), ("：“", 1)]
)
def test_marks_side_by_side_share_their_blank_halves(composer, text, closer):
    apart = sum(map(composer.measure, text))
    assert composer.measure(text) == pytest.approx(apart - closer * 8)


def test_the_blank_half_of_a_last_mark_hangs_over(composer):
    text = f"{'支' * 13}a{'支' * 14}，"
    natural = composer.measure(text)
    assert len(composer.break_lines(text, natural - 4, 0.0)) == 1
    assert len(composer.break_lines(text, natural - 9, 0.0)) == 2
