"""Draws what stands around the tables: headings, captions, notes, links to the data.

Leaves the tables themselves to `table`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from types import MappingProxyType

from budgettool.exporting.web.markup import Places, escape
from budgettool.exporting.web.prose import Levels, draw_heading
from budgettool.exporting.web.table import draw_table
from budgettool.exporting.web.widths import find_widths
from budgettool.sheets.document import Part
from budgettool.sheets.sheet import Caption, Sheet

TABLE_LEVEL = 3
"""The level of a table's heading; of several sheets of one table each is a step below."""


def table_of(sheet: Sheet) -> str:
    """Give the id of the table that a sheet is of, which several may share: `11` of `11/会务`."""
    return sheet.id.partition("/")[0]


def name_of(sheet: Sheet) -> str:
    """Give a table's number and title, as contents name it."""
    return f"{sheet.number}　{sheet.title}".strip()


@dataclass(slots=True)
class SheetDrawing:
    """What drawing the sheets of a page needs at hand.

    Attributes:
        data: Address of the data file of each table; empty where none is written.
        drawn: How many sheets are drawn; ids of cells begin with it.
    """

    places: Places
    levels: Levels
    data: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    drawn: int = 0

    def draw_tables(self, part: Part) -> list[str]:
        """Draw the sheets of a part, those of one table together."""
        drawn = []
        for table, alike in groupby(part.sheets, key=table_of):
            sheets = tuple(alike)
            if len(sheets) == 1 and sheets[0].id == table:
                drawn.append(self._draw_one(part, sheets[0]))
            else:
                drawn += self._draw_several(part, sheets)
        return drawn

    def _draw_one(self, part: Part, sheet: Sheet) -> str:
        level = self.levels.take(TABLE_LEVEL)
        place = self.places.id_of(f"{part.id}/{sheet.id}")
        head = f'<h{level} id="{place}" class="title">{_name(sheet)}</h{level}>'
        return self._draw_sheet(sheet, place, head, self._data_link(sheet))

    def _draw_several(self, part: Part, sheets: Sequence[Sheet]) -> list[str]:
        """Draw a heading with a list of its sheets, then each sheet below a heading of its own."""
        first = sheets[0]
        level = self.levels.take(TABLE_LEVEL)
        names = [sheet.id.partition("/")[2] or sheet.title for sheet in sheets]
        places = [self._own_place(part, number, sheet) for number, sheet in enumerate(sheets)]
        links = "".join(
            f'<li><a href="#{place}">{escape(name)}</a></li>'
            for place, name in zip(places, names, strict=True)
        )
        place = self.places.id_of(f"{part.id}/{first.id}")
        head = f'<h{level} id="{place}" class="title">{_name(first)}</h{level}>'
        listed = f'{head}<ul class="projects">{links}</ul>{self._data_link(first)}'
        drawn = [f'<section class="several">{listed}</section>']
        for sheet, own, name in zip(sheets, places, names, strict=True):
            head = draw_heading(name, self.levels.take(level + 1), own, look="project")
            head += f'<p class="title">{_name(sheet)}</p>'
            drawn.append(self._draw_sheet(sheet, own, head))
        return drawn

    def _own_place(self, part: Part, number: int, sheet: Sheet) -> str:
        """Name the place of one of several sheets; contents name that of the first for all."""
        return self.places.id_of(f"{part.id}/{sheet.id}" + ("" if number else "/1"))

    def _draw_sheet(self, sheet: Sheet, place: str, head: str, link: str = "") -> str:
        self.drawn += 1
        table = f"t{self.drawn}"
        widths = find_widths(sheet)
        notes = f"{table}notes" if sheet.notes else ""
        drawn = draw_table(sheet, table, widths, f"{name_of(sheet)}，单位：{sheet.unit}", notes)
        if widths.scrolls and sheet.header_rows:
            drawn = (
                f'<div class="scroll" role="region" tabindex="0" aria-labelledby="{place}">'
                f"{drawn}</div>"
            )
        page = f"{sheet.page.paper}-{sheet.page.orientation}".lower()
        captions = "".join(map(_caption, sheet.captions))
        return (
            f'<section class="sheet {page}">{head}{captions}{drawn}{_notes(sheet, notes)}'
            f"{link}</section>"
        )

    def _data_link(self, sheet: Sheet) -> str:
        address = self.data.get(table_of(sheet))
        if not address:
            return ""
        name = escape(sheet.number or sheet.title)
        return f'<p class="data"><a href="{escape(address)}" download>{name}的数据（CSV）</a></p>'


def _name(sheet: Sheet) -> str:
    """Draw number and title so that a narrow page breaks between them first."""
    return "　".join(f"<span>{escape(text)}</span>" for text in (sheet.number, sheet.title) if text)


def _caption(caption: Caption) -> str:
    spans = "".join(f"<span>{escape(text)}</span>" for text in caption)
    return f'<p class="captions">{spans}</p>'


def _notes(sheet: Sheet, place: str) -> str:
    if not sheet.notes:
        return ""
    drawn = "".join(f"<p>{escape(note)}</p>" for note in sheet.notes)
    return f'<div class="notes" id="{place}">{drawn}</div>'
