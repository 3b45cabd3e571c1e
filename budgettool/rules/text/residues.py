"""BT11: what is left over from writing: placeholders, doubled and mistaken words, stray addresses.

Also asked of the words in the forms that are published with the text.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from budgettool.packs.rule import Level
from budgettool.rules.finding import Finding, Place, SectionPlace, SubjectPlace
from budgettool.rules.rule import Rule
from budgettool.rules.text.under_check import Found, TextUnderCheck, is_annex
from budgettool.sheets.text import Figure, Section

BLANK: Final = "【待填"
"""With it begins what stands where something is still to be filled in."""

_OPEN_FIELD: Final = re.compile(r"【(?:待填|没有)[^】]{0,200}】")
_PLACEHOLDER: Final = re.compile(
    r"[XxＸ×]{2,}|…{2,}|\.{6,}|待补充|待填写|待完善|TODO|TBD|_{3,}|＿{2,}|[?？]{2,}", re.ASCII
)
_ADDRESS: Final = re.compile(r"(?:https?://|www\.)[^\s，。；、）】]{3,300}", re.IGNORECASE)
_DOUBLED: Final = re.compile(r"([一-鿿]{2,6})\1|(?<!目)的的(?!确|士)|[，、；：]{2,}|。{2,}(?!。)")
_DOCUMENT_YEAR: Final = re.compile(
    r"(?P<open>[【\[(（〈<［〖])\s*(?P<year>(?:19|20)\d\d)\s*[】\])）〉>］〗]\s*第?\s*\d{1,5}\s*号"
    r"|【(?:19|20)\d\d】"
)
_SEMICOLON: Final = re.compile(r"[；;]\s*$")
_SHOWN: Final = 30


class Residue(NamedTuple):
    """Something left over, with its place in a text."""

    start: int
    end: int
    message: str
    mend: str
    level: Level | None = None


def residues(check: TextUnderCheck, rule: Rule) -> Found:
    """Look through the text and the words of forms."""
    for section in check.sections:
        yield from _in_section(check, rule, section)
    for sheet in check.sheets:
        seen: dict[str, None] = {}
        for row in sheet.body:
            for cell in row.cells:
                if cell.kind == "text" and not cell.label and len(cell.text) > 1:
                    seen[cell.text] = None
        for text in seen:
            for residue in _in_words(check, text):
                yield _finding(rule, SubjectPlace("table", sheet.id), residue, text)


def _in_section(check: TextUnderCheck, rule: Rule, section: Section) -> Found:
    paragraphs = section.paragraphs
    for number, paragraph in enumerate(paragraphs):
        text = paragraph.text
        found = [*_in_words(check, text)]
        if is_annex(section):
            found = [each for each in found if not _DOUBLED.match(text, each.start)]
        is_last = number + 1 == len(paragraphs) or bool(paragraphs[number + 1].level)
        if is_last and (end := _SEMICOLON.search(text)):
            message, mend = "段末是分号", "改为句号"
            found.append(Residue(end.start(), end.start() + 1, message, mend))
        asked = {
            run.text for run in paragraph.runs if isinstance(run, Figure) and run.form == "原因"
        }
        for residue in {each.message: each for each in reversed(found)}.values():
            if text[residue.start : residue.end] in asked:
                continue  # a reason that is missing is told by BT12
            place = SectionPlace(section.id, number, residue.start, residue.end)
            yield _finding(rule, place, residue, text)


def _in_words(check: TextUnderCheck, text: str) -> Iterator[Residue]:
    for found in _OPEN_FIELD.finditer(text):
        yield Residue(*found.span(), f"还有没填的内容{found[0]}", "填上这项内容", "S")
    for found in _PLACEHOLDER.finditer(_OPEN_FIELD.sub(lambda m: " " * len(m[0]), text)):
        yield Residue(*found.span(), f"还有没写完的“{found[0][:_SHOWN]}”", "写完，或删去")
    for found in _ADDRESS.finditer(text):
        yield Residue(*found.span(), f"留有网址“{found[0][:_SHOWN]}”", "删去模板里留下的网址")
    for found in _DOUBLED.finditer(text):
        yield Residue(*found.span(), f"“{found[0]}”写了两遍", "删去重复的字")
    for found in _DOCUMENT_YEAR.finditer(text):
        message = f"文号的年份写成“{found[0].replace(' ', '')}”"
        yield Residue(*found.span(), message, "文号的年份用六角括号〔〕")
    for wrong, right in check.settings.confusions:
        start = text.find(wrong)
        if start >= 0:
            yield Residue(start, start + len(wrong), f"“{wrong}”似应为“{right}”", f"改为“{right}”")


def _finding(rule: Rule, place: Place, residue: Residue, text: str) -> Finding:
    return Finding(
        code=rule.code,
        level=residue.level or rule.level,
        place=place,
        message=residue.message,
        mend=residue.mend,
        about=(text[residue.start : residue.end],),
        part=residue.message,
    )


def is_blank(finding: Finding) -> bool:
    """Tell whether a finding is no mistake: only that something is still to be filled in."""
    return any(str(about).startswith(BLANK) for about in finding.about)
