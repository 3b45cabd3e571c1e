"""P05: every page says its title, number, unit and page number; codes are told to their depth."""

from collections.abc import Iterator
from typing import Final

from budgettool.packs.rows import has_axis
from budgettool.rules.finding import Finding, SubjectPlace
from budgettool.rules.publication.publication import Publication, PublicationRule
from budgettool.rules.rule import Rule
from budgettool.sheets.sheet import Sheet

_P05: Final = Rule(
    code="P05",
    level="H",
    title="每页有标题、编号、单位和页码；功能分类列到项，基本支出列到款",
    scope="要公开的各表；填报的表格（没有金额列）不要求单位",
    mend="补上表样里的标题、编号、单位或页码；补齐明细的科目",
    basis="《预算法》第四十六条：功能分类列到项，基本支出经济性质列到款",
    example=("标题、编号、“单位：万元”、页码都有", "没有写单位"),
)


def _pages(publication: Publication, rule: Rule) -> Iterator[Finding]:
    for sheet in publication.sheets:
        if missing := [name for name, said in _said(sheet) if not said]:
            message = f"没有{'、'.join(missing)}"
            place = SubjectPlace("table", sheet.id)
            yield Finding(rule.code, rule.level, place, message, rule.mend)
    yield from _of_document(publication, rule)
    for axis, name in (("function.项", "功能分类的项"), ("department_economic.款", "经济分类的款")):
        if not _told(publication, axis):
            place = SubjectPlace("book", name)
            yield Finding(rule.code, rule.level, place, f"没有一张公开表列到{name}", rule.mend)


def _of_document(publication: Publication, rule: Rule) -> Iterator[Finding]:
    """Find parts of the document without a heading, and pages that do not say whose they are.

    Where a pack has no text the tables stand for themselves.
    """
    document = publication.document
    if document is None or publication.pack.text is None:
        return
    said = {"标题": document.title, "页眉": document.head}
    missing = [name for name, words in said.items() if not words.strip()]
    if missing:
        message = f"成册文件没有{'、'.join(missing)}"
        yield Finding(rule.code, rule.level, SubjectPlace("book", "成册"), message, rule.mend)
    for part in document.parts:
        if part.kind != "cover" and not part.title.strip():
            message = f"成册文件的“{part.id}”部分没有标题"
            yield Finding(rule.code, rule.level, SubjectPlace("book", part.id), message, rule.mend)


def _said(sheet: Sheet) -> Iterator[tuple[str, bool]]:
    yield "标题", bool(sheet.title.strip())
    yield "编号", bool(sheet.number.strip())
    if any(column.kind == "amount" for column in sheet.columns):
        texts = " ".join(text for caption in sheet.captions for text in caption)
        yield "单位", bool(sheet.unit) and sheet.unit in texts
    yield "页码", "{page}" in sheet.page.page_number


def _told(publication: Publication, axis: str) -> bool:
    present = {sheet.id for sheet in publication.sheets}
    return any(
        has_axis(side.rows, axis)
        for table in publication.pack.tables
        if table.id in present and table.printed
        for side in table.sides
    )


PAGE_RULES: Final = (PublicationRule(_P05, _pages),)
