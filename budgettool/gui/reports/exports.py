"""What can be exported: PDF, Excel and the working workbook, from a snapshot of the book.

Each is work for another thread: it derives the sheets of the snapshot and writes the file. Leaves
asking for the file's name and telling the outcome to `page`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import MappingProxyType

from budgettool.codes import Classification
from budgettool.exporting.draft import drafted, mark_of
from budgettool.exporting.excel import write_workbook
from budgettool.exporting.excel.tracing import working_source
from budgettool.exporting.excel.working import write_working_workbook
from budgettool.exporting.pdf import open_font_book, system_folders, write_pdf
from budgettool.gui.book_file import proposed_name
from budgettool.gui.reports.rendering import Document, make_document
from budgettool.gui.session import Session
from budgettool.importing import Progress
from budgettool.model import Facts
from budgettool.packs.definition import Pack
from budgettool.sheets.packet import Packet, derive
from budgettool.sheets.publishing import publish_packet


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All that sheets are derived from, as it was at one moment; nothing in it changes.

    Attributes:
        draft: Whether the book is not 定稿, so that every output says that it is a draft.
    """

    facts: Facts
    pack: Pack
    classification: Classification
    moment: datetime
    font_cache: Path
    draft: bool

    def packet(self) -> Packet:
        """Derive the sheets."""
        return derive(self.facts, self.pack, self.classification)

    def published(self) -> Packet:
        """Derive what leaves the house: without secret lines, personal data masked."""
        return publish_packet(self.packet())[0]

    @property
    def stem(self) -> str:
        """What a file of it is called."""
        facts = self.facts
        return proposed_name(facts.department.full, self.title(f"{facts.year}年部门预算公开表"))

    def title(self, name: str) -> str:
        """Name a document of it, which says where it is a draft."""
        return drafted(name, draft=self.draft)

    @property
    def mark(self) -> str:
        """The word that a draft bears everywhere."""
        return mark_of(draft=self.draft)


@dataclass(frozen=True, slots=True)
class Export:
    """A kind of file.

    Attributes:
        name: What the menu and the toast call it.
        write: Derives and writes; told where, and by what it says how far it is.
    """

    name: str
    suffix: str
    kind: str
    write: Callable[[Snapshot, Path, Progress], object]


def take_snapshot(session: Session) -> Snapshot:
    """Take the book as it stands."""
    return Snapshot(
        session.facts,
        session.pack,
        session.classification,
        session.now(),
        session.font_cache,
        draft=not session.book.sealed,
    )


def write_pdf_file(snapshot: Snapshot, path: Path, progress: Progress) -> None:
    """Write the packet as PDF."""
    progress("计算各表", 0, 0)
    packet = snapshot.published()
    write_pdf(
        packet.sheets,
        path,
        title=snapshot.title(packet.name),
        fonts=open_font_book(system_folders(), snapshot.font_cache),
        created=snapshot.moment,
        mark=snapshot.mark,
        progress=lambda done, total: progress(f"第 {done} 页，共 {total} 页", done, total),
    )


def write_excel_file(snapshot: Snapshot, path: Path, progress: Progress) -> None:
    """Write the packet as a workbook for publication."""
    progress("计算各表", 0, 0)
    packet = snapshot.published()
    write_workbook(
        packet.sheets,
        path,
        title=snapshot.title(packet.name),
        created=snapshot.moment,
        mark=snapshot.mark,
        progress=lambda done, total: progress(f"第 {done} 张表，共 {total} 张", done, total),
    )


def write_working_file(snapshot: Snapshot, path: Path, progress: Progress) -> None:
    """Write the workbook that holds the lines, for work inside the department."""
    progress("计算各表", 0, 0)
    packet = snapshot.packet()
    source = working_source(packet)
    write_working_workbook(
        packet.sheets,
        path,
        title=snapshot.title(f"{packet.name}（工作底稿）"),
        created=snapshot.moment,
        mark=snapshot.mark,
        lines_columns=source.columns,
        lines_rows=source.rows,
        criteria=source.criteria,
        progress=lambda done, total: progress(f"第 {done} 张表，共 {total} 张", done, total),
    )


def make_pages(snapshot: Snapshot, progress: Progress) -> Document:
    """Make the printed pages of all sheets, as they are published."""
    progress("计算各表", 0, 0)
    packet = snapshot.published()
    fonts = open_font_book(system_folders(), snapshot.font_cache)
    return make_document(packet, fonts, snapshot.moment, snapshot.mark, progress)


EXPORTS: Mapping[str, Export] = MappingProxyType(
    {
        "pdf": Export("PDF", ".pdf", "PDF 文件 (*.pdf)", write_pdf_file),
        "excel": Export("Excel", ".xlsx", "Excel 工作簿 (*.xlsx)", write_excel_file),
        "working": Export(
            "工作底稿（含明细，不公开）",
            "（工作底稿）.xlsx",
            "Excel 工作簿 (*.xlsx)",
            write_working_file,
        ),
    }
)
