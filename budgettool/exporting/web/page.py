"""Writes the document as one web page: contents, text, tables, charts; no script, no network.

The page appears whole or not at all, and the same document gives the same bytes. Leaves tables to
`sheets`, text to `prose`, charts to `chart`, the data beside it to `data`.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Final

from budgettool.exporting.web.chart import draw_chart
from budgettool.exporting.web.data import ALL_TABLES, data_addresses, data_folder, write_table_data
from budgettool.exporting.web.errors import PageCancelledError, PageNotWrittenError
from budgettool.exporting.web.markup import Places, escape
from budgettool.exporting.web.prose import Levels, draw_heading, draw_section
from budgettool.exporting.web.sheets import SheetDrawing
from budgettool.exporting.web.style import digest_of, style_of
from budgettool.files import write_whole
from budgettool.sheets.document import Document, Heading, Part

GENERATOR: Final = "预算编制工具"

_MAIN: Final = "_main"
_CONTENTS: Final = "_contents"
"""Places of the page itself; no pack calls a part so."""

_PART_LEVEL: Final = 2
_IN_CONTENTS: Final = 2
_MANY: Final = 40
"""From so many tables on, a browser need only lay out those that are in sight."""

_ALL_DATA: Final = "全部表的数据（JSON，金额精确到分）"
_ICON: Final = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E"
    "%3Cpath d='M2 14V7h3v7zm4.5 0V2h3v12zm4.5 0V5h3v9z' fill='%231f6feb'/%3E%3C/svg%3E"
)


def write_web(  # noqa: PLR0913 - what a document needs, all by name
    document: Document,
    path: Path,
    *,
    created: datetime,
    mark: str = "",
    with_data: bool = True,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> tuple[Path, ...]:
    """Write a document as one page, and its tables as data files in a folder beside it.

    Args:
        document: What to write.
        path: The page; one that is there is replaced.
        created: The moment that the page says it was made.
        mark: A word that stands at the head of the page, such as that it is a draft.
        with_data: Whether to write the tables' data, which the page links to.
        progress: Told after each part how many of how many are done.
        cancelled: Asked before each part whether to stop; nothing is written then.

    Returns:
        The files written, the page first.

    Raises:
        PageCancelledError: `cancelled` said so.
        PageNotWrittenError: The page or a data file cannot be written.
    """
    folder = data_folder(path)
    wanted = document.sheets if with_data else ()
    drawing = SheetDrawing(Places(), Levels(), data_addresses(wanted, folder) if wanted else {})
    drawn = [_opening(document, mark, drawing)]
    for number, part in enumerate(document.parts, 1):
        if cancelled and cancelled():
            raise PageCancelledError(path)
        drawn.append(_part(part, drawing))
        if progress:
            progress(number, len(document.parts))
    drawn.append(_closing(document, created, drawing))
    content = _page(document, created, mark, "\n".join(filter(None, drawn)))
    data = write_table_data(wanted, folder, title=document.title, mark=mark) if wanted else ()
    try:
        write_whole(path, content)
    except OSError as error:
        raise PageNotWrittenError(path, error) from error
    return (path, *data)


def _page(document: Document, created: datetime, mark: str, body: str) -> bytes:
    style = style_of(body, mark)
    policy = (
        f"default-src 'none'; style-src '{digest_of(style)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    title = f"（{mark}）{document.title}" if mark else document.title
    head = (
        '<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n"
        f'<meta name="author" content="{escape(document.department)}">\n'
        f'<meta name="generator" content="{GENERATOR}">\n'
        f'<meta name="dcterms.created" content="{created.isoformat(timespec="seconds")}">\n'
        f'<link rel="icon" href="{_ICON}">\n'
        f"<style>{style}</style>"
    )
    page = (
        f'<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n{head}\n</head>\n'
        f"<body>\n{body}\n</body>\n</html>\n"
    )
    return page.encode()


def _opening(document: Document, mark: str, drawing: SheetDrawing) -> str:
    """Draw what stands before the document itself: way past it, mark, title, contents."""
    main = drawing.places.id_of(_MAIN)
    many = ' class="many"' if len(document.sheets) > _MANY else ""
    return (
        f'<a class="skip" href="#{main}">跳到正文</a>\n{_title(document, mark, drawing.levels)}\n'
        f'{_contents(document, drawing)}<main id="{main}" tabindex="-1"{many}>'
    )


def _title(document: Document, mark: str, levels: Levels) -> str:
    cover = next((part for part in document.parts if part.kind == "cover"), None)
    lines = (cover and cover.lines) or (document.title,)
    foot = cover.foot if cover else ()
    words = " ".join(f"<span>{escape(line)}</span>" for line in lines)
    below = "".join(f"<p>{escape(line)}</p>" for line in foot)
    level = levels.take(1)
    marked = f'<p class="mark" role="note"><strong>{escape(mark)}</strong></p>' if mark else ""
    title = f'<div class="cover"><h{level}>{words}</h{level}>{below}</div>'
    return f"<header>{marked}{title}</header>"


def _contents(document: Document, drawing: SheetDrawing) -> str:
    headings = [h for h in document.headings() if h.level <= _IN_CONTENTS]
    if not headings:
        return ""
    place = drawing.places.id_of(_CONTENTS)
    head = draw_heading("目录", drawing.levels.take(_PART_LEVEL), place)
    entries = "".join(_entries(headings, drawing.places))
    return f'<nav aria-labelledby="{place}">{head}<ul role="list">{entries}</ul></nav>\n'


def _entries(headings: Sequence[Heading], places: Places) -> Iterator[str]:
    """List the headings, those of the second level within the part before them."""
    starts = [n for n, heading in enumerate(headings) if not n or heading.level == 1]
    for start, end in pairwise([*starts, len(headings)]):
        inner = "".join(
            f"<li>{_link(heading, places)}</li>" for heading in headings[start + 1 : end]
        )
        below = f'<ul role="list">{inner}</ul>' if inner else ""
        yield f"<li>{_link(headings[start], places)}{below}</li>"


def _link(heading: Heading, places: Places) -> str:
    return f'<a href="#{places.id_of(heading.anchor)}">{escape(heading.title)}</a>'


def _part(part: Part, drawing: SheetDrawing) -> str:
    """Draw a part; cover and contents are drawn already."""
    if part.kind in {"cover", "contents"}:
        return ""
    place = drawing.places.id_of(part.id)
    drawn = []
    if part.title:
        head = draw_heading(part.title, drawing.levels.take(_PART_LEVEL), place)
        foot = "".join(f"<p>{escape(line)}</p>" for line in part.foot)
        drawn.append(f'<div class="opening">{head}{foot}</div>')
    drawn += [draw_section(part.id, s, drawing.places, drawing.levels) for s in part.sections]
    drawn += drawing.draw_tables(part)
    for chart in part.charts:
        own = drawing.places.id_of(f"{part.id}/{chart.id}")
        head = draw_heading(chart.title, drawing.levels.take(3), own)
        drawn.append(f"<figure>{head}{draw_chart(chart, own)}</figure>")
    named = f' aria-labelledby="{place}"' if part.title else ""
    return f'<section class="part {part.kind}"{named}>{"".join(drawn)}</section>'


def _closing(document: Document, created: datetime, drawing: SheetDrawing) -> str:
    data = drawing.data.get(ALL_TABLES)
    link = f'<a href="{escape(data)}" download>{_ALL_DATA}</a>' if data else ""
    moment = created.isoformat(timespec="seconds")
    day = f"{created.year}年{created.month}月{created.day}日"
    return (
        f"</main>\n<footer><p>{link}</p><p>{escape(document.department)}　"
        f'<time datetime="{moment}">{day}</time>生成</p></footer>'
    )
