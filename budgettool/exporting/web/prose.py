"""Draws the sections of the text: headings in order, paragraphs, figures that say what they are."""

from collections.abc import Iterable

from budgettool.exporting.web.markup import Places, escape
from budgettool.sheets.text import Figure, Paragraph, Run, Section

LOWEST = 6
"""The lowest heading that a page has."""


class Levels:
    """Keeps headings in order: none is more than one step below the one before it."""

    def __init__(self) -> None:
        self._last = 0

    def take(self, wanted: int) -> int:
        """Give the level of the next heading."""
        self._last = min(wanted, self._last + 1, LOWEST)
        return self._last


def draw_heading(text: str, level: int, place: str = "", *, look: str = "") -> str:
    """Draw a heading, with the id of its place where it has one."""
    own = f' id="{place}"' if place else ""
    kind = f' class="{look}"' if look else ""
    return f"<h{level}{own}{kind}>{escape(text)}</h{level}>"


def draw_section(part: str, section: Section, places: Places, levels: Levels) -> str:
    """Draw a section of the text of a part."""
    drawn = ['<section class="prose">']
    if section.title:
        place = places.id_of(f"{part}/{section.id}")
        drawn.append(draw_heading(section.title, levels.take(3), place))
    drawn += [_paragraph(paragraph, levels) for paragraph in section.paragraphs]
    drawn.append("</section>")
    return "".join(drawn)


def _paragraph(paragraph: Paragraph, levels: Levels) -> str:
    words = _runs(paragraph.runs)
    if not paragraph.level:
        return f"<p>{words}</p>"
    level = levels.take(3 + paragraph.level)
    return f"<h{level}>{words}</h{level}>"


def _runs(runs: Iterable[Run]) -> str:
    return "".join(_figure(run) if isinstance(run, Figure) else escape(run.text) for run in runs)


def _figure(figure: Figure) -> str:
    return (
        f'<data value="{escape(figure.source)}|{escape(figure.form)}">{escape(figure.text)}</data>'
    )
