"""`budgettool build`: the packet as PDF and Excel, and the working workbook."""

import re
from argparse import Namespace
from dataclasses import dataclass, replace
from pathlib import Path

from budgettool.cli.final import require_final
from budgettool.cli.folders import make_folder
from budgettool.cli.opened import opened
from budgettool.cli.progress import progress_line
from budgettool.cli.surroundings import Surroundings
from budgettool.cli.text import aligned
from budgettool.cli.totals import total_rows
from budgettool.exporting.draft import drafted, mark_of
from budgettool.exporting.excel import write_workbook
from budgettool.exporting.excel.tracing import working_source
from budgettool.exporting.excel.working import write_working_workbook
from budgettool.exporting.pdf import open_font_book, system_folders, write_pdf
from budgettool.sheets.packet import Packet
from budgettool.sheets.publishing import publish_packet

_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
_LISTED = 5
_LONGEST_STEM = 200  # bytes: systems allow 255, and more is written behind it


def run(arguments: Namespace, surroundings: Surroundings) -> int:
    """Derive the sheets and write what was asked for."""
    with opened(arguments.book, surroundings) as book:
        packet = book.derive(arguments.unit, arguments.pack)
        if arguments.final:
            require_final(book, packet.pack)
        draft = not book.book.sealed
    folder = Path(arguments.out)
    make_folder(folder)
    outward, published = publish_packet(packet)
    output = _Output(outward, folder, surroundings, draft)
    both = not (arguments.pdf or arguments.excel or arguments.working or arguments.fill)
    if arguments.pdf or both:
        _write_pdf(output)
    if arguments.excel or both:
        _write_excel(output)
    if arguments.working:
        _write_working(replace(output, packet=packet))
    if arguments.fill:
        _fill(output, Path(arguments.fill))
    if published.lines:
        print(f"{published.lines} 条涉密明细没有列入公开表，同一来源的收入等额没有列入")
    if draft:
        print(f"账本还没有定稿，文件名和内容都带“{mark_of(draft=True)}”标记")
    print("\n".join(aligned(total_rows(packet), right=frozenset({1}))))
    return 0


@dataclass(frozen=True, slots=True)
class _Output:
    """What is put out, where, and whether as a draft."""

    packet: Packet
    folder: Path
    surroundings: Surroundings
    draft: bool

    @property
    def mark(self) -> str:
        return mark_of(draft=self.draft)

    def title(self, name: str) -> str:
        return drafted(name, draft=self.draft)

    def path(self, ending: str) -> Path:
        stem, dot, suffix = f"{_stem(self.packet.name)}{ending}".rpartition(".")
        return self.folder / f"{self.title(stem)}{dot}{suffix}"


def _stem(name: str) -> str:
    """Make a name that every system takes as a file's, whatever a department is called."""
    short = name.encode()[:_LONGEST_STEM].decode(errors="ignore")
    return _UNSAFE.sub("_", short)


def _write_pdf(output: _Output) -> None:
    path = output.path(".pdf")
    fonts = open_font_book(system_folders(), output.surroundings.home / "fonts.json")
    with progress_line() as show:
        report = write_pdf(
            output.packet.sheets,
            path,
            title=output.title(output.packet.name),
            fonts=fonts,
            created=output.surroundings.now(),
            mark=output.mark,
            progress=lambda done, total: show("写 PDF", done, total),
        )
    print(f"已生成 {path}（{report.pages} 页）")
    print(f"  字体：{'、'.join(dict.fromkeys(font.name for font in report.fonts))}")
    for sheet in report.tight:
        print(f"注意：表 {sheet} 的数字太长，已压窄字形印出；可在表样中改用 A3")
    missing = {glyph.character: glyph for glyph in reversed(report.missing)}  # where it is first
    for glyph in list(missing.values())[:_LISTED]:
        print(f"注意：没有字体能印出“{glyph.character}”，见表 {glyph.sheet} 的“{glyph.text}”")


def _write_excel(output: _Output) -> None:
    path, sheets = output.path(".xlsx"), output.packet.sheets
    with progress_line() as show:
        write_workbook(
            sheets,
            path,
            title=output.title(output.packet.name),
            created=output.surroundings.now(),
            mark=output.mark,
            progress=lambda done, total: show("写 Excel", done, total),
        )
    print(f"已生成 {path}（{len(sheets)} 张表）")


def _write_working(output: _Output) -> None:
    path, name = output.path("（工作底稿）.xlsx"), f"{output.packet.name}（工作底稿）"
    source = working_source(output.packet)
    with progress_line() as show:
        write_working_workbook(
            output.packet.sheets,
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


def _fill(output: _Output, template: Path) -> None:
    from budgettool.exporting.template import (  # noqa: PLC0415 - slow to load, seldom needed
        fill_template,
    )

    out = output.folder / f"{output.title(f'{template.stem}（已填）')}{template.suffix}"
    filled = fill_template(template, output.packet.sheets, out, mark=output.mark)
    print(f"已生成 {out}（填了 {filled} 处）")
