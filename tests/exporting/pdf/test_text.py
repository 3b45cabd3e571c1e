import pytest

from budgettool.exporting.pdf.fonts import Cut
from budgettool.exporting.pdf.text import clean

SONG, KAI = Cut("song"), Cut("kai")
NOWHERE = "\U000f0000"


def test_a_character_that_the_face_lacks_comes_from_another(typesetter):
    runs = typesetter.runs("已完成☑部分☐", SONG)
    assert [(run.typeface.id, run.text) for run in runs] == [
        ("song", "已完成"),
        ("marks", "☑"),
        ("song", "部分"),
        ("marks", "☐"),
    ]


def test_rare_names_are_drawn_by_the_full_face(typesetter):
    assert {run.typeface.id for run in typesetter.runs("王𬀩㐀", Cut("hei"))} == {"hei", "song"}
    assert not typesetter.missing


def test_a_character_that_no_face_has_is_reported_each_time(typesetter):
    for place, text, cut in (("05", f"甲{NOWHERE}", SONG), ("11", f"乙{NOWHERE}", KAI)):
        typesetter.place = place
        typesetter.runs(text, cut)
    assert list(typesetter.missing) == [
        (NOWHERE, "05", f"甲{NOWHERE}"),
        (NOWHERE, "11", f"乙{NOWHERE}"),
    ]


def test_runs_are_as_wide_as_the_text(typesetter):
    text = "合计☑1,990.5"
    parts = sum(run.width for run in typesetter.runs(text, SONG))
    assert parts == pytest.approx(typesetter.width(text, SONG))


def test_bold_kai_is_thickened_and_bold_song_is_a_face(typesetter):
    assert typesetter.runs("合计", Cut("kai", bold=True))[0].typeface == ("kai", True)
    assert typesetter.runs("合计", Cut("song", bold=True))[0].typeface == ("song-bold", False)


def test_what_cannot_be_drawn_is_taken_out():
    assert clean("甲\u200b乙\x00\x1b丙\ufe00\tA\r\nB\ud800") == "甲乙丙 A\nB"
