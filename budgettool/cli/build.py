"""`budgettool build`: the packet as PDF, Word, Excel and web page, and the working workbook."""

import re
from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from budgettool.cli.folders import make_folder
from budgettool.cli.opened import opened
from budgettool.cli.progress import progress_line
from budgettool.cli.surroundings import Surroundings
from budgettool.cli.text import aligned
from budgettool.cli.totals import total_rows
from budgettool.errors import BudgetToolError
from budgettool.exporting.draft import drafted, mark_of
from budgettool.exporting.packet import (
    FORMAT_NAMES,
    Choice,
    Imprint,
    Material,
    Outward,
    Written,
    choice_in,
    choice_of,
    choose_parts,
    file_stem,
    find_profile,
    go_outward,
    subjects,
    write_packet,
)
from budgettool.exporting.pdf import PdfReport, open_font_book, system_folders
from budgettool.model import Facts
from budgettool.packs.definition import Pack
from budgettool.packs.text import Format
from budgettool.sheets.packet import derive

_LISTED: Final = 5
_SEPARATORS: Final = re.compile(r"[,，、\s]+")
_FORMATS: Final[dict[str, Format]] = {
    **{each: each for each in FORMAT_NAMES},
    **{name.lower(): each for each, name in FORMAT_NAMES.items()},
    "htm": "html",
}


class NoSuchFormatError(BudgetToolError):
    """There is no such kind of file."""

    def __init__(self, name: str) -> None:
        super().__init__(f"不会写“{name}”这种文件，可以是：{'、'.join(FORMAT_NAMES)}")
        self.name = name


def run(arguments: Namespace, surroundings: Surroundings) -> int:
    """Derive the sheets and write what was asked for."""
    formats = _formats(arguments)
    with opened(arguments.book, surroundings) as book:
        pack = book.pack_or_other(arguments.pack)
        vocabulary = book.pack.vocabulary
        facts = book.book.facts()
        material = Material(facts, pack, book.classification, vocabulary, arguments.unit)
        choice = _choice(arguments, facts, pack)
        scoped = material.scoped()
        if arguments.final:
            from budgettool.cli.final import require_final  # noqa: PLC0415 - loads all rules

            require_final(book, pack)
        draft = not book.book.sealed
    folder = Path(arguments.out)
    make_folder(folder)
    output = _Output(material, folder, surroundings, draft)
    formats = formats or (() if arguments.working or arguments.fill else choice.formats)
    outward = go_outward(material, choice.parts if formats else ())
    if formats:
        _write_packet(output, outward, formats)
    if arguments.working:
        _write_working(output)
    if arguments.fill:
        _fill(output, outward, Path(arguments.fill))
    for line in _left_out(outward, facts):
        print(line)
    if draft:
        print(f"账本还没有定稿，文件名和内容都带“{mark_of(draft=True)}”标记")
    totals = total_rows(scoped, outward.packet.sheets)
    print("\n".join(aligned(totals, right=frozenset({1}))))
    return 0


def _formats(arguments: Namespace) -> tuple[Format, ...]:
    """Give the kinds of files that are named; none where they are left to the choice."""
    named = [each for text in arguments.format or () for each in _listed(text)]
    if unknown := [each for each in named if each.lower() not in _FORMATS]:
        raise NoSuchFormatError(unknown[0])
    wanted = {_FORMATS[each.lower()] for each in named}
    wanted |= {"pdf"} if arguments.pdf else set()
    wanted |= {"xlsx"} if arguments.excel else set()
    return tuple(each for each in FORMAT_NAMES if each in wanted)


def _choice(arguments: Namespace, facts: Facts, pack: Pack) -> Choice:
    """Choose as the arguments say; else as was chosen last in the book, or as is usual."""
    if arguments.profile:
        choice = choice_of(pack, find_profile(pack, arguments.profile))
    else:
        choice = choice_in(facts, pack)
    parts = _listed(arguments.parts or "")
    return choose_parts(pack, choice, parts) if parts else choice


def _listed(text: str) -> Sequence[str]:
    return [each for each in _SEPARATORS.split(text) if each]


@dataclass(frozen=True, slots=True)
class _Output:
    """What is put out, where, and whether as a draft."""

    material: Material
    folder: Path
    surroundings: Surroundings
    draft: bool

    @property
    def mark(self) -> str:
        return mark_of(draft=self.draft)

    def title(self, name: str) -> str:
        return drafted(name, draft=self.draft)


def _write_packet(output: _Output, outward: Outward, formats: Sequence[Format]) -> None:
    fonts = open_font_book(system_folders(), output.surroundings.home / "fonts.json")
    imprint = Imprint(fonts, output.surroundings.now(), output.draft)
    with progress_line() as show:
        written = write_packet(outward, output.folder, formats, imprint, show)
    for line in _told(written, outward):
        print(line)


def _told(written: Written, outward: Outward) -> Iterator[str]:
    """Say what was written, and what is to be looked at."""
    for file in written.files:
        match file.format:
            case "pdf":
                about = f"（{written.report.pages} 页）" if written.report else ""
            case "xlsx":
                about = f"（{len(outward.sheets)} 张表）"
            case "html" if file.beside:
                about = f"，各表数据在 {file.beside[0].parent.name}"
            case _:
                about = ""
        yield f"已生成 {file.path}{about}"
    if written.report:
        yield from _about_type(written.report, _named_places(outward))


def _named_places(outward: Outward) -> dict[str, str]:
    """Name parts, sections and tables by their ids as people know them."""
    text = outward.packet.pack.text
    parts = {part.id: part.name for part in text.parts} if text else {}
    sections = {each.id: each.title for each in outward.document.sections if each.title}
    return parts | sections | {sheet.id: sheet.number or sheet.title for sheet in outward.sheets}


def _about_type(report: PdfReport, places: Mapping[str, str]) -> Iterator[str]:
    yield f"  字体：{'、'.join(dict.fromkeys(font.name for font in report.fonts))}"
    for sheet in report.tight:
        yield f"注意：{places.get(sheet, sheet)}的数字太长，已压窄字形印出；可在表样中改用 A3"
    missing = {glyph.character: glyph for glyph in reversed(report.missing)}  # where it is first
    for glyph in list(missing.values())[:_LISTED]:
        where = places.get(glyph.sheet, glyph.sheet)
        yield f"注意：没有字体能印出“{glyph.character}”，见“{where}”的“{glyph.text}”"


def _left_out(outward: Outward, facts: Facts) -> Iterator[str]:
    """Say what the book has and the packet has not."""
    if outward.published.lines:
        lines = outward.published.lines
        yield f"{lines} 条涉密明细没有列入公开内容，同一来源的收入等额没有列入"
    if outward.masked:
        whose = subjects(facts, outward.masked)
        named = "、".join(whose[:_LISTED]) + ("等" if len(whose) > _LISTED else "")
        yield f"{len(outward.masked)} 处电话、姓名等个人信息已遮盖：{named}"


def _write_working(output: _Output) -> None:
    from budgettool.exporting.excel.tracing import working_source  # noqa: PLC0415 - seldom needed
    from budgettool.exporting.excel.working import write_working_workbook  # noqa: PLC0415

    material = output.material
    packet = derive(
        material.scoped(),
        material.pack,
        material.classification,
        vocabulary=material.vocabulary,
    )
    name = f"{packet.name}（工作底稿）"
    path = output.folder / f"{output.title(file_stem(name, packet.facts.department.full))}.xlsx"
    source = working_source(packet)
    with progress_line() as show:
        write_working_workbook(
            packet.sheets,
            path,
            title=output.title(name),
            created=output.surroundings.now(),
            mark=output.mark,
            lines_columns=source.columns,
            lines_rows=source.rows,
            criteria=source.criteria,
            progress=lambda done, total: show("写工作底稿", done, total),
        )
    print(f"已生成 {path}（含 {len(source.rows)} 条明细，供内部核对，不要公开）")


def _fill(output: _Output, outward: Outward, template: Path) -> None:
    from budgettool.exporting.template import (  # noqa: PLC0415 - slow to load, seldom needed
        fill_template,
    )

    out = output.folder / f"{output.title(f'{template.stem}（已填）')}{template.suffix}"
    filled = fill_template(template, outward.packet.sheets, out, mark=output.mark)
    print(f"已生成 {out}（填了 {filled} 处）")
