"""Writes the published document as a Word file (.docx): cover, contents, text, tables, charts.

The file appears whole or not at all, and two runs with the same input give the same bytes. It is
made without a template: what Word finds in it is what is said here.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import chain, groupby
from pathlib import Path
from typing import Final, NamedTuple
from zipfile import ZipFile

from budgettool.exporting.pdf import open_font_book
from budgettool.exporting.pdf.text import Typesetter
from budgettool.exporting.word import captions, prose, tables
from budgettool.exporting.word.anchors import Anchors
from budgettool.exporting.word.charts import charts
from budgettool.exporting.word.contents import contents, contents_styles
from budgettool.exporting.word.errors import (
    MOST_COLUMNS,
    TableTooWideError,
    WordCancelledError,
    WordNotWrittenError,
)
from budgettool.exporting.word.faces import font_table
from budgettool.exporting.word.heads import TABLE_FOOT, TEXT_FOOT, Edges
from budgettool.exporting.word.markup import DECLARATION, MAIN, RELATIONS
from budgettool.exporting.word.measures import Measures, measure
from budgettool.exporting.word.package import Side, properties, settings, write_package
from budgettool.exporting.word.pages import LETTER, PageSection, Paper, lay_sections
from budgettool.exporting.word.styles import styles
from budgettool.files import cause, whole_file
from budgettool.sheets.document import Document, Part
from budgettool.sheets.sheet import Sheet

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]

_ROOT: Final = f'<w:document xmlns:w="{MAIN}" xmlns:r="{RELATIONS}"><w:body>'
_EMPTY: Final = PageSection(LETTER, "", iter(()))
_END: Final = "</w:body></w:document>"


def write_word(  # noqa: PLR0913 - what a document needs, all by name
    document: Document,
    path: Path,
    *,
    created: datetime,
    mark: str = "",
    pages: Mapping[str, int] | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> None:
    """Write a document as a Word file.

    Args:
        document: What to write.
        path: The file; one that is there is replaced.
        created: The moment that the file bears.
        mark: A word that stands large and light behind each page, such as that it is a draft.
        pages: On which page each heading stands, by its anchor; contents show it until Word
            counts anew. Without it they show titles alone.
        progress: Told how many steps of how many are done; each table is two.
        cancelled: Asked before each table whether to stop.

    Raises:
        WordCancelledError: `cancelled` said so; nothing is written.
        WordNotWrittenError: The file cannot be written.
        TableTooWideError: A table has more columns than Word can show.
    """
    _check_columns(document.sheets)
    steps = _Steps(path, 2 * len(document.sheets), progress, cancelled)
    typesetter = Typesetter(open_font_book())
    measures = [measure(sheet, typesetter) for sheet in steps.each(document.sheets)]
    anchors = Anchors(document, pages)
    fixed = (
        Side("styles", "styles", styles(contents_styles(anchors.listed))),
        Side("settings", "settings", settings()),
        Side("fontTable", "fontTable", font_table()),
    )
    edges = Edges(document.head, mark, len(fixed))
    layout = _Layout(anchors, edges, steps)
    sections = list(layout.sections(document.parts, iter(measures))) or [_EMPTY]
    try:
        with whole_file(path) as file, ZipFile(file, "w") as package:
            write_package(
                package,
                chain([DECLARATION, _ROOT], lay_sections(sections), [_END]),
                (*fixed, *edges.parts()),
                properties(document.title, document.department, created),
            )
    except OSError as error:
        raise WordNotWrittenError(path, cause(error)) from error


def _check_columns(sheets: Iterable[Sheet]) -> None:
    for sheet in sheets:
        if len(sheet.columns) > MOST_COLUMNS:
            raise TableTooWideError(sheet.number or sheet.id, len(sheet.columns))


class _Steps:
    """Tells how far the work is, and stops it when asked to."""

    def __init__(
        self, path: Path, total: int, progress: Progress | None, cancelled: Cancelled | None
    ) -> None:
        self._path = path
        self._total = total
        self._progress = progress
        self._cancelled = cancelled
        self._done = 0

    def each(self, sheets: Iterable[Sheet]) -> Iterator[Sheet]:
        """Give sheets one by one, a step each."""
        for sheet in sheets:
            if self._cancelled and self._cancelled():
                raise WordCancelledError(self._path)
            yield sheet
            self._done += 1
            if self._progress:
                self._progress(self._done, self._total)


class _Set(NamedTuple):
    """A sheet with its measures and the anchor of its heading."""

    sheet: Sheet
    measures: Measures
    anchor: str

    @property
    def alone(self) -> bool:
        """Whether it has a section of its own, because its title heads each of its pages."""
        return self.measures.pages > 1 and self.sheet.page.repeat_captions


class _Layout:
    """A document as sections of pages; what stands on them is set when a section is written."""

    def __init__(self, anchors: Anchors, edges: Edges, steps: _Steps) -> None:
        self._anchors = anchors
        self._edges = edges
        self._steps = steps

    def sections(
        self, parts: Iterable[Part], measures: Iterator[Measures]
    ) -> Iterator[PageSection]:
        """Give the sections of all parts; measures are those of all sheets in their order."""
        for kind, alike in groupby(parts, key=_page_kind):
            group = tuple(alike)
            if kind == "cover":
                yield from map(self._cover, group)
            elif kind == "text":
                yield self._prose(group)
            else:
                for part in group:
                    if part.title:
                        yield self._prose((part,))
                    yield from self._tables(part, measures)

    def _cover(self, part: Part) -> PageSection:
        return PageSection(LETTER, self._edges.bare_head(), prose.cover(part))

    def _prose(self, parts: Sequence[Part]) -> PageSection:
        edges = self._edges.running_head() + self._edges.foot(TEXT_FOOT)
        return PageSection(LETTER, edges, self._blocks(parts))

    def _blocks(self, parts: Sequence[Part]) -> Iterator[str]:
        for number, part in enumerate(parts):
            yield from _SETTING[part.kind](part, self._anchors, breaks=number > 0)

    def _tables(self, part: Part, measures: Iterator[Measures]) -> Iterator[PageSection]:
        """Give the sections of a part's tables; those alike in paper share one."""
        made = (_Set(sheet, next(measures), f"{part.id}/{sheet.id}") for sheet in part.sheets)
        for key, alike in groupby(
            enumerate(made),
            key=lambda item: (item[1].measures.paper, item[0] if item[1].alone else None),
        ):
            sets = [item for _, item in alike]
            yield self._table_section(key[0], sets)

    def _table_section(self, paper: Paper, sets: Sequence[_Set]) -> PageSection:
        edges = self._edges
        first = sets[0]
        alone = first.alone
        if alone:
            below = captions.above_further(first.sheet, first.measures)
            marks = (
                edges.table_head(below)
                + edges.table_head(kind="first")
                + edges.foot(TABLE_FOOT)
                + edges.foot(TABLE_FOOT, kind="first")
            )
        else:
            marks = edges.table_head() + edges.foot(TABLE_FOOT)
        return PageSection(paper, marks, self._set_tables(sets), own_first=alone)

    def _set_tables(self, sets: Sequence[_Set]) -> Iterator[str]:
        for number, sheet in enumerate(self._steps.each(item.sheet for item in sets)):
            measures, anchor = sets[number].measures, sets[number].anchor
            yield from captions.above_first(
                sheet, measures, anchor, self._anchors, breaks=number > 0
            )
            if sheet.columns:
                yield from tables.table(sheet, measures)
            yield from captions.notes(sheet, measures)


_SETTING: Final[Mapping[str, Callable[..., Iterator[str]]]] = {
    "contents": contents,
    "text": prose.text,
    "tables": prose.title_page,
    "charts": charts,
}


def _page_kind(part: Part) -> str:
    return part.kind if part.kind in {"cover", "tables"} else "text"
