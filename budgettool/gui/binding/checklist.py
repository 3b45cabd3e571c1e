"""What is still wanting before a packet is published, what is not in it, and its type: in words.

Made of what the rules about publishing found. Leaves showing it to `check_panel`.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Literal, NamedTuple

from budgettool.book.records import APPROVED, PUBLISHED, RECORDS, field_of
from budgettool.exporting.packet import parts_of, subjects
from budgettool.gui.binding.making import Bound
from budgettool.model import AMOUNT
from budgettool.money import exact_text
from budgettool.packs.text import PartDefinition
from budgettool.rules.finding import Finding, SubjectPlace
from budgettool.rules.words import FindingWords
from budgettool.sheets.document import Document

State = Literal["good", "wrong", "care", "note"]

MARKS: Final[Mapping[State, str]] = {"good": "✓", "wrong": "●", "care": "○", "note": "◇"}
_RECORDED: Final = ("secrecy_review", "signed_by")
_BLANK: Final = "【待填"
_NAMED: Final = 4
_LONGEST: Final = 48
_LONGEST_NAME: Final = 14
_CHECKS: Final = "checks"
_PUBLIC: Final = "public"


class Entry(NamedTuple):
    """One thing to look at.

    Attributes:
        act: What a button says that leads to where it is dealt with; empty for none.
        page, target: Where that leads.
    """

    state: State
    text: str
    act: str = ""
    page: str = ""
    target: str = ""


class Group(NamedTuple):
    """Entries under one heading."""

    title: str
    entries: tuple[Entry, ...]


def list_groups(bound: Bound, words: FindingWords) -> tuple[Group, ...]:
    """Say all that there is to say of a packet; places are named in the words of the book."""
    return (
        Group("公开以前", tuple(_before_publishing(bound, words))),
        Group("没有列入公开的", tuple(_left_out(bound))),
        Group("字体", tuple(_type(bound))),
    )


def count_wanting(groups: Sequence[Group]) -> int:
    """Count what is to be mended or looked at before publishing."""
    return sum(each.state in {"wrong", "care"} for group in groups for each in group.entries)


def _before_publishing(bound: Bound, words: FindingWords) -> Iterator[Entry]:
    yield from _parts(bound)
    yield from _blanks(bound.outward.document)
    yield from _records(bound)
    yield _in_time(bound)
    yield from _others(bound, words)
    if bound.order.snapshot.draft:
        yield Entry("care", "还没有定稿，每页都印“草稿”", "去定稿", _CHECKS, "seal")
    else:
        yield Entry("good", "已经定稿，不印“草稿”")


def _parts(bound: Bound) -> Iterator[Entry]:
    """Tell whether all is in it that must be published."""
    chosen = set(bound.order.parts)
    parts = parts_of(bound.order.snapshot.pack)
    for part in parts:
        if part.id not in chosen and _is_required(part):
            yield Entry("care", f"没有选“{part.name}”，公开时应当有")
    missing = [each for each in _found(bound, "P03") if _is_of(each, "table")]
    yield from (Entry("wrong", each.message) for each in missing)
    document = bound.outward.document
    if document.sheets and not missing:
        yield Entry("good", f"各表齐全，共 {len(document.sheets)} 张")
    if document.sections:
        yield Entry("good", f"说明文字 {len(document.sections)} 节")
    elif not any(part.kind == "text" for part in parts):
        yield Entry("note", "这套表样没有说明文字，只有表")


def _is_required(part: PartDefinition) -> bool:
    if part.kind == "text":
        return any(section.required for section in part.sections)
    return part.kind == "tables"


def _blanks(document: Document) -> Iterator[Entry]:
    """Tell where the text still waits for something."""
    waiting = [section for section in document.sections if _BLANK in section.text]
    for section in waiting[:_NAMED]:
        count = section.text.count(_BLANK)
        name = section.title or section.id
        yield Entry("wrong", f"“{name}”有 {count} 处待填", "去填", "texts", section.id)
    if len(waiting) > _NAMED:
        rest = len(waiting) - _NAMED
        yield Entry("wrong", f"另有 {rest} 节有待填的地方", "去填", "texts", waiting[_NAMED].id)
    for section in document.sections:
        if section.outdated:
            text = f"“{section.title}”是自己改写的，模板后来有变化"
            yield Entry("care", text, "去看", "texts", section.id)


def _records(bound: Bound) -> Iterator[Entry]:
    fields = bound.order.snapshot.facts.fields
    for key in _RECORDED:
        said = fields.get(field_of(key), "").strip()
        if said:
            yield Entry("good", f"{RECORDS[key]}：{said}")
        else:
            yield Entry("wrong", f"没有记{RECORDS[key]}", "去记", _CHECKS, _PUBLIC)


def _in_time(bound: Bound) -> Entry:
    """Tell how many days are left to publish in."""
    if "P04" in bound.result.unknown:
        reason = f"{bound.result.unknown['P04']}，公开期限无从计算"
        return Entry("note", reason, "去记", _CHECKS, _PUBLIC)
    for finding in _found(bound, "P04"):
        state: State = "note" if finding.level == "I" else "wrong"
        return Entry(state, finding.message, "去记", _CHECKS, _PUBLIC)
    fields = bound.order.snapshot.facts.fields
    approved, published = (fields.get(field_of(key), "") for key in (APPROVED, PUBLISHED))
    return Entry("good", f"{approved} 批复，{published} 公开，在二十日以内")


def _others(bound: Bound, words: FindingWords) -> Iterator[Entry]:
    """Tell what else the rules find; the list of all is on the page 审核."""
    told = {"P02", "P04"}
    others = [
        each
        for each in bound.result.findings
        if each.code not in told and not (each.code == "P03" and _is_told(each))
    ]
    wrong = [each for each in others if each.level == "H"]
    care = sum(each.level == "S" for each in others)
    for finding in wrong[:_NAMED]:
        text = f"{words.place(finding.place)}：{finding.message}"
        yield Entry("wrong", _short(text), "去看", _CHECKS, _PUBLIC)
    if len(wrong) > _NAMED:
        yield Entry("wrong", f"另有 {len(wrong) - _NAMED} 处错误", "去看", _CHECKS, _PUBLIC)
    if care:
        yield Entry("care", f"公开的内容有 {care} 处要核实", "去看", _CHECKS, _PUBLIC)


def _short(text: str, longest: int = _LONGEST) -> str:
    return text if len(text) <= longest else f"{text[:longest]}…"


def _is_told(finding: Finding) -> bool:
    place = finding.place
    recorded = isinstance(place, SubjectPlace) and place.field in _RECORDED
    return recorded or _is_of(finding, "table")


def _left_out(bound: Bound) -> Iterator[Entry]:
    published = bound.outward.published
    if published.lines:
        amount = sum(a for (measure, _), a in published.expenditure.items() if measure == AMOUNT)
        text = (
            f"{published.lines} 条涉密明细，本年 {exact_text(amount, '万元')}；"
            "同一资金来源的收入等额没有列入"
        )
        yield Entry("note", text, "去看", "expenditure", "")
    else:
        yield Entry("good", "没有涉密明细")
    if masked := bound.outward.masked:
        whose = subjects(bound.order.snapshot.facts, masked)
        named = "、".join(_short(name, _LONGEST_NAME) for name in whose[:_NAMED])
        named += "等" if len(whose) > _NAMED else ""
        yield Entry("note", f"{len(masked)} 处电话、姓名等已遮盖：{named}")
    else:
        yield Entry("good", "没有要遮盖的个人信息")


def _type(bound: Bound) -> Iterator[Entry]:
    report = bound.pages.report
    missing = {glyph.character: glyph for glyph in reversed(report.missing)}
    for glyph in list(missing.values())[:_NAMED]:
        around = glyph.text[:20]
        yield Entry("wrong", f"没有字体能印出“{glyph.character}”，印成 □：“{around}”")
    if len(missing) > _NAMED:
        yield Entry("wrong", f"另有 {len(missing) - _NAMED} 个字印不出")
    for sheet in report.tight:
        yield Entry("care", f"表 {sheet} 的数字太长，压窄了字形；可在表样中改用 A3")
    if not missing:
        yield Entry("good", "没有印不出的字")
    names = dict.fromkeys(font.name for font in report.fonts)
    if names:
        yield Entry("note", f"所用字体：{'、'.join(names)}")


def _found(bound: Bound, code: str) -> list[Finding]:
    return [finding for finding in bound.result.findings if finding.code == code]


def _is_of(finding: Finding, kind: str) -> bool:
    return isinstance(finding.place, SubjectPlace) and finding.place.kind == kind
