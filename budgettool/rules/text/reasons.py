"""BT12: what has changed gives a reason; a total whose items follow needs none, nor what has not.

BT13: a table without amounts is called so.
"""

import re
from typing import Final

from budgettool.packs.labels import fill
from budgettool.rules.finding import SectionPlace
from budgettool.rules.rule import Rule
from budgettool.rules.text.phrases import REASON
from budgettool.rules.text.under_check import Found, Said, Statement, TextUnderCheck, finding
from budgettool.sheets.text import Figure, Paragraph

_GOES_ON: Final = re.compile("(?:其?主要|增减变动?)?(?:原因|是因)")
_STOPS: Final = "。；"
_MISSING: Final = re.compile("【[^】]*】")


def missing_reasons(check: TextUnderCheck, rule: Rule) -> Found:
    """Find changes without a reason, and reasons for what has not changed."""
    for statement in check.statements:
        said = statement.first("增减额") or statement.first("增减率", "增减")
        if said is None or check.parts(statement.source):
            continue
        has_reason = _has_reason(check, statement, said)
        label, part = check.label(statement.source), f"{statement.source} 原因"
        if not said.claim.value and has_reason:
            mend = "持平不用写原因，删去"
            yield finding(rule, check.place(said), f"{label}持平，却写了原因", part=part, mend=mend)
        elif said.claim.value and not has_reason:
            message = f"{label}{'增加' if said.claim.value > 0 else '减少'}，没有写原因"
            yield finding(rule, check.place(said), message, part=part)


def _has_reason(check: TextUnderCheck, statement: Statement, said: Said) -> bool:
    """Look for a reason from a change to where the text speaks of something else.

    Several that stand in one sentence may share the reason at its end.
    """
    paragraph = check.sections[said.section].paragraphs[said.paragraph]
    end = _end(check, statement, said, paragraph)
    after = paragraph.text[said.claim.end : end]
    if end == len(paragraph.text):
        following = check.sections[said.section].paragraphs[said.paragraph + 1 :][:1]
        after += "".join(each.text for each in following if _GOES_ON.match(each.text))
    found = REASON.search(after)
    if found is None:
        return False
    return _MISSING.sub("", after[found.end() :]).strip("是为：:。；，、 ") != "" and not _is_asked(
        paragraph, said.claim.end, end
    )


def _end(check: TextUnderCheck, statement: Statement, said: Said, paragraph: Paragraph) -> int:
    """Find where a paragraph speaks of something else: after a stop, another quantity's figure."""
    text, begin = paragraph.text, said.claim.end
    for other in check.by_paragraph[said.section, said.paragraph]:
        place = other.claim.start
        if other.claim.source != statement.source and place > begin:
            stop = max(text.rfind(mark, begin, place) for mark in _STOPS)
            if stop >= 0:
                return stop + 1
    return len(text)


def _is_asked(paragraph: Paragraph, start: int, end: int) -> bool:
    """Tell whether the reason is a field that is still to be filled."""
    place = 0
    for run in paragraph.runs:
        is_reason = isinstance(run, Figure) and run.form == "原因"
        if is_reason and start <= place < end and run.text.startswith("【"):
            return True
        place += len(run.text)
    return False


def missing_absences(check: TextUnderCheck, rule: Rule) -> Found:
    """Find tables without amounts of which the text says nothing."""
    for table_id, source in check.settings.absences.items():
        table = check.pack.table(table_id)
        measured = check.measured(source)
        if table is None or measured is None or measured.exact is None or measured.printed:
            continue
        if not any(said.claim.source == source for said in check.attributed):
            number = fill(table.number, str)
            message = f"{number}没有数，文字没有说明没有{measured.label}"
            place = SectionPlace(_section(check, source))
            yield finding(rule, place, message, part=table_id)


def _section(check: TextUnderCheck, source: str) -> str:
    """Find the section that speaks of a quantity in its template, else the last one."""
    text = check.quantities.text
    for section in text.sections:
        if source in text.templates.get(section.template, ""):
            return section.id
    return check.sections[-1].id if check.sections else ""
