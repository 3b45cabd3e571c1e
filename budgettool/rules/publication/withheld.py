"""P01, P02: personal data masked, and secret lines left out with as much income."""

from collections.abc import Iterator, Sequence
from typing import Final

from budgettool.model import AMOUNT, FieldKey
from budgettool.money import exact_text
from budgettool.packs.definition import Pack
from budgettool.rules.finding import Finding, Place, SectionPlace, Subject, SubjectPlace
from budgettool.rules.publication.publication import Publication, PublicationRule
from budgettool.rules.rule import Rule
from budgettool.sheets.personal import find_personal, mask, mask_name
from budgettool.sheets.publishing import contact_keys, figure_fields
from budgettool.sheets.sheet import Sheet
from budgettool.sheets.text import Section

_P01: Final = Rule(
    code="P01",
    level="S",
    title="公开的内容没有个人信息",
    scope="填报内容、项目和单位名称、公开表的文字：身份证号码（验校验位）、手机号码、联系方式里的"
    "电话号码，及其旁边的姓名；明细备注不公开，不查",
    mend="删去个人信息；填报内容里的在公开时自动遮盖",
    basis="《政府信息公开条例》第十五条",
    example=("经办人 138****8000", "经办人 13800138000"),
)
_P02: Final = Rule(
    code="P02",
    level="S",
    title="涉密明细不公开，同一资金来源等额的收入同时不公开",
    scope="标为涉密的支出明细；内部报表、底稿和窗口仍含这些明细",
    mend="核对涉密标记；同一资金来源的收入不够抵减的，先补齐收入",
    basis="《预算法》第十四条；《保守国家秘密法》",
    example=("没有涉密明细", "一条涉密明细 0.01 元"),
)
_CONTACT: Final = ("电话", "联系方式")
"""Words of a paragraph that tells how to reach somebody, where landlines count too."""

_MOST: Final = 40
"""Characters of a text that are shown."""


def _personal(publication: Publication, rule: Rule) -> Iterator[Finding]:
    contacts, _ = contact_keys(publication.pack)
    unread = figure_fields(publication.facts, publication.pack) | _withheld(publication)
    for key, text in publication.facts.fields.items():
        if key in unread:
            continue
        if kinds := _kinds(text, contact=key[2] in contacts):
            shown = mask(text, contact=key[2] in contacts)
            place = _place(publication, key)
            yield _finding(rule, place, f"“{shown[:_MOST]}”有{kinds}，公开时遮盖", text)
    for kind, name in _names(publication):
        if kinds := _kinds(name):
            message = f"名称“{mask(name)[:_MOST]}”有{kinds}，会原样公开"
            yield _finding(rule, SubjectPlace(kind, mask(name), "name"), message, name)
    yield from personal_in(publication.sections, rule)
    yield from personal_in_sheets(publication.pack, publication.sheets, rule)


def personal_in_sheets(pack: Pack, sheets: Sequence[Sheet], rule: Rule) -> Iterator[Finding]:
    """Find personal data in sheets as they are printed, and in their forms the names beside it."""
    contacts, people = contact_keys(pack)
    for sheet in sheets:
        place = SubjectPlace("table", sheet.id)
        for text in dict.fromkeys(_texts(sheet, contacts)):
            if kinds := _kinds(text):
                message = f"文字“{mask(text)[:_MOST]}”有{kinds}，会原样公开"
                yield _finding(rule, place, message, text)
        numbers = [text for text in _filled(sheet, contacts) if _kinds(text, contact=True)]
        if not numbers:
            continue
        names = [text for text in _filled(sheet, people) if "*" not in text]
        kinds = "、".join(filter(None, ("姓名" if names else "", _kinds(numbers[0], contact=True))))
        shown = "、".join([*map(mask_name, names), *(mask(text, contact=True) for text in numbers)])
        message = f"填写的“{shown[:_MOST]}”有{kinds}，会原样公开"
        yield _finding(rule, place, message, "、".join([*names, *numbers]))


def _filled(sheet: Sheet, keys: frozenset[str]) -> list[str]:
    """List what stands in a form's fields of some keys, each once."""
    cells = (cell for row in sheet.body for cell in row.cells)
    texts = (cell.text for cell in cells if cell.field and cell.field[0] in keys)
    return [text for text in dict.fromkeys(texts) if text.strip()]


def _withheld(publication: Publication) -> frozenset[FieldKey]:
    """List the fields of projects that are not published: secret ones, and those of other units."""
    published = {project.id for project in publication.published.facts.projects}
    keys = publication.facts.fields
    return frozenset(key for key in keys if key[0] == "project" and key[1] not in published)


def personal_in(sections: Sequence[Section], rule: Rule) -> Iterator[Finding]:
    """Find personal data in the text, which stands there as it was written."""
    for section in sections:
        for number, paragraph in enumerate(section.paragraphs):
            text = paragraph.text
            contact = any(word in text for word in _CONTACT)
            if kinds := _kinds(text, contact=contact):
                message = f"文字“{mask(text, contact=contact)[:_MOST]}”有{kinds}，会原样公开"
                yield _finding(rule, SectionPlace(section.id, number), message, text)


def _finding(rule: Rule, place: Place, message: str, text: str) -> Finding:
    return Finding(rule.code, rule.level, place, message, rule.mend, about=(text,))


def _kinds(text: str, *, contact: bool = False) -> str:
    found = find_personal(text, contact=contact)
    return "、".join(dict.fromkeys(each.kind for each in found))


def _names(publication: Publication) -> Iterator[tuple[Subject, str]]:
    for project in publication.published.facts.projects:
        yield "project", project.name
    for unit in publication.facts.units:
        yield "unit", unit.name


def _texts(sheet: Sheet, contacts: frozenset[str]) -> Iterator[str]:
    """Walk the texts of a sheet that are neither figures nor contacts."""
    yield sheet.title
    for caption in sheet.captions:
        yield from caption
    yield from sheet.notes
    for row in sheet.body:
        for cell in row.cells:
            if cell.kind == "text" and not (cell.field and cell.field[0] in contacts):
                yield cell.text


def _place(publication: Publication, key: FieldKey) -> SubjectPlace:
    """Say whose field it is, by the name that people know."""
    kind, subject, name, row = key
    field = f"{name}.{row}" if row else name
    for project in publication.facts.projects:
        if (kind, subject) == ("project", project.id):
            return SubjectPlace("project", project.name, field)
    for unit in publication.facts.units:
        if (kind, subject) == ("unit", unit.code):
            return SubjectPlace("unit", unit.code, field)
    return SubjectPlace("fields", subject, field)


def _secret(publication: Publication, rule: Rule) -> Iterator[Finding]:
    published = publication.published
    if not published.lines:
        return
    spent = {s: a for (m, s), a in published.expenditure.items() if m == AMOUNT}
    taken = {s: a for (m, s), a in published.income.items() if m == AMOUNT}
    said = (
        f"{(source or '未填资金来源').replace('/', '·')} {exact_text(amount, '万元')}"
        for source, amount in spent.items()
    )
    message = f"{published.lines} 条涉密明细不公开：{'；'.join(said)}；同一来源的收入等额不公开"
    short = sum(spent.values()) - sum(taken.values())
    if short:
        message += f"，但收入少 {exact_text(short, '万元')}，公开表收支不平"
    yield Finding(
        code=rule.code,
        level=rule.level,
        place=SubjectPlace("book", "涉密"),
        message=message,
        mend=rule.mend,
        about=tuple(sorted((str(source), amount) for source, amount in spent.items())),
    )


WITHHELD_RULES: Final = (PublicationRule(_P01, _personal), PublicationRule(_P02, _secret))
