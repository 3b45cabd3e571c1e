"""`budgettool build`: the packet as PDF and Excel, and the working workbook."""

import re
from argparse import Namespace
from pathlib import Path

from budgettool.cli.opened import opened
from budgettool.cli.progress import progress_line
from budgettool.cli.surroundings import Surroundings
from budgettool.cli.text import aligned
from budgettool.cli.totals import total_rows
from budgettool.errors import BudgetToolError
from budgettool.exporting.excel import write_workbook
from budgettool.exporting.pdf import open_font_book, system_folders, write_pdf
from budgettool.sheets.packet import Packet

_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
_LISTED = 5


def run(arguments: Namespace, surroundings: Surroundings) -> int:
    """Derive the sheets and write what was asked for."""
    with opened(arguments.book, surroundings) as book:
        packet = book.derive(arguments.unit, arguments.pack)
    folder = Path(arguments.out)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BudgetToolError(f"不能建立文件夹 {folder}：{error.strerror or error}") from error
    stem = _UNSAFE.sub("_", packet.name)
    both = not (arguments.pdf or arguments.excel or arguments.working or arguments.fill)
    if arguments.pdf or both:
        _write_pdf(packet, folder / f"{stem}.pdf", surroundings)
    if arguments.excel or both:
        _write_excel(packet, folder / f"{stem}.xlsx", surroundings)
    print("\n".join(aligned(total_rows(packet), right=frozenset({1}))))
    return 0


def _write_pdf(packet: Packet, path: Path, surroundings: Surroundings) -> None:
    fonts = open_font_book(system_folders(), surroundings.home / "fonts.json")
    with progress_line("写 PDF") as progress:
        report = write_pdf(
            packet.sheets,
            path,
            title=packet.name,
            fonts=fonts,
            created=surroundings.now(),
            progress=progress,
        )
    print(f"已生成 {path}（{report.pages} 页）")
    for glyph in report.missing[:_LISTED]:
        print(f"注意：没有字体能印出“{glyph.character}”，见表 {glyph.sheet} 的“{glyph.text}”")


def _write_excel(packet: Packet, path: Path, surroundings: Surroundings) -> None:
    with progress_line("写 Excel") as progress:
        write_workbook(
            packet.sheets,
            path,
            title=packet.name,
            created=surroundings.now(),
            progress=progress,
        )
    print(f"已生成 {path}（{len(packet.sheets)} 张表）")
