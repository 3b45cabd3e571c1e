"""What the text says of all projects, against those that have a sheet of targets."""

import pytest

from budgettool.rules.text.checking import check_text
from budgettool.sheets.text import Paragraph, Plain, Section

LACKING = (
    "说全部项目都编制了绩效目标，绩效目标表只有 280.8 万元，项目支出 607.5 万元；"
    "没有绩效目标表的项目：其他项目"
)


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("本部门预算项目均按要求编制了绩效目标。", [LACKING]),
        ("情况如下。全部项目都编制了绩效目标；其他不变。", [LACKING]),
        ("绩效目标覆盖所有项目。", [LACKING]),
        ("为6个项目编制了绩效目标，都很重要的是会议。", [LACKING]),
        ("为6个项目编制了绩效目标。", []),
        ("项目都完成了。另编制了绩效目标。", []),
        ("均编制了整体绩效目标。", []),
    ],
)
def test_all_projects_are_those_that_have_a_sheet(say, text, messages):
    assert [each.message for each in say(text, codes={"B11.2"})] == messages


def test_the_claim_is_where_it_stands(say):
    (finding,) = say("一切如常。全部项目编制了绩效目标。", codes={"B11.2"})
    assert (finding.level, finding.place.start, finding.place.end) == ("S", 5, 16)
    assert finding.difference == -326_700_000


def test_where_every_project_has_a_sheet_the_text_may_say_so(book):
    projects = book().packet.facts.projects
    names = {project.name for project in projects}
    lines = tuple(
        line
        for line in book().packet.facts.lines
        if getattr(line, "project", None) in names - {"其他项目"}
    )
    made = book(lines=lines)
    words = (Section("others", "九", (Paragraph((Plain("项目均编制了绩效目标。"),)),), "own"),)
    found = check_text(made.packet.pack, words, made.quantities).findings
    assert "B11.2" not in {each.code for each in found}
