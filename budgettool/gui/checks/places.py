"""Where findings are in the window: the page that shows one, its table, its unit.

Leaves going there to the window, and saying the place in words to `rules.words`.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from budgettool.gui.reports.lines_panel import page_of
from budgettool.gui.session import Session
from budgettool.packs.forms import form_keys, form_subject
from budgettool.rules.finding import (
    CellPlace,
    Finding,
    LinePlace,
    Place,
    SectionPlace,
    SubjectPlace,
)

PAGE_TITLES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "income": "收入",
        "expenditure": "支出",
        "prior": "往年与控制数",
        "units": "单位",
        "projects": "项目",
        "targets": "绩效",
        "basics": "基本信息",
        "texts": "说明文字",
        "checks": "公开",
        "": "账本",
    }
)
"""Where findings can be that are in no table, in the order of the work."""

_OF_SUBJECTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "unit": "units",
        "project": "projects",
        "ceiling": "prior",
        "department": "basics",
        "source": "income",
        "function": "expenditure",
        "department_economic": "expenditure",
        "fields": "checks",
    }
)


def destination(session: Session, place: Place) -> tuple[str, object] | None:
    """Tell which page shows a place, and what it is to reveal; None where none does."""
    match place:
        case LinePlace(line_id):
            line = session.lines.get(line_id)
            if line is None:
                return None
            page = page_of(line)
            return page, line_id if page == "prior" else place
        case CellPlace(reference):
            return "reports", reference
        case SubjectPlace() if _is_of_form(session, place):
            return "targets", place
        case SubjectPlace():
            return _of_subject(place)
        case SectionPlace():
            return "texts", place


def is_at(place: Place, here: Place | None) -> bool:
    """Tell whether a finding is right where one is; in a text, whether it is about words there."""
    if isinstance(place, SectionPlace) and isinstance(here, SectionPlace):
        same = (place.section, place.paragraph) == (here.section, here.paragraph)
        return same and place.start <= here.end and here.start <= place.end
    return place == here


def _of_subject(place: SubjectPlace) -> tuple[str, object] | None:
    match place:
        case SubjectPlace("source" | "function" | "department_economic" as kind, name):
            return _OF_SUBJECTS[kind], {"filter": {kind: name}}
        case SubjectPlace("table", name):
            return "reports", name
        case SubjectPlace("fields"):
            return "checks", "public"
        case SubjectPlace(kind, name):
            page_id = _OF_SUBJECTS.get(kind)
            return (page_id, name or None) if page_id else None


def _is_of_form(session: Session, place: SubjectPlace) -> bool:
    """Tell whether a place is a field of a form, which is filled in on the page of targets."""
    if not place.field:
        return False
    return any(
        form_subject(table) == place.kind and place.field in form_keys(table.form)
        for table in session.pack.tables
        if table.form is not None
    )


def whereabouts(session: Session, finding: Finding) -> str:
    """Name the page of a finding, or the id of its table: what a list is filtered by."""
    match finding.place:
        case LinePlace(line_id):
            line = session.lines.get(line_id)
            return page_of(line) if line else ""
        case CellPlace(reference):
            return f"table {reference.table}"
        case SubjectPlace("table", name):
            return f"table {name}"
        case SubjectPlace() as place if _is_of_form(session, place):
            return "targets"
        case SubjectPlace(kind):
            return _OF_SUBJECTS.get(kind, "")
        case SectionPlace():
            return "texts"


def unit_of(session: Session, finding: Finding) -> str:
    """Give the code of the unit that a finding is about; empty where it is about none."""
    match finding.place:
        case LinePlace(line_id):
            line = session.lines.get(line_id)
            return (line.unit or "") if line else ""
        case SubjectPlace("unit", name):
            return name
        case _:
            return ""
