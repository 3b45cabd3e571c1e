"""`budgettool check`: what is wrong in a book, or in tables of a file, and a report of it."""

import json
import re
from argparse import Namespace
from itertools import chain
from pathlib import Path
from typing import Final

import budgettool
from budgettool.cli.check_text import report_lines
from budgettool.cli.checked_book import check_book, judge_findings
from budgettool.cli.checked_text import check_text_of_book, check_text_of_tables, year_of_text
from budgettool.cli.opened import OpenBook, opened
from budgettool.cli.surroundings import Surroundings
from budgettool.cli.targets import require_replaceable
from budgettool.codes import Classification, load_classification, load_user_codes
from budgettool.cube.dimensions import Dimensions
from budgettool.exporting.checkreport import (
    About,
    CheckReport,
    as_record,
    make_report,
    write_json_report,
    write_pdf_report,
    write_workbook_report,
)
from budgettool.exporting.pdf import open_font_book, system_folders
from budgettool.importing.tables import ReadTables, read_tables
from budgettool.model import Department, Facts
from budgettool.narrative.compose import composing
from budgettool.packs.definition import Pack
from budgettool.packs.location import find_pack, pack_folders
from budgettool.rules.publication.checking import check_publication
from budgettool.rules.result import CheckResult
from budgettool.rules.sheets import check_sheets
from budgettool.rules.waivers import judge
from budgettool.rules.words import FindingWords
from budgettool.sheets.publishing import publish_packet

CLEAN: Final = 0
CARE: Final = 3
WRONG: Final = 4
"""Exit codes: nothing open but 提示; 核实 is open, or a figure cannot be read; 错误 is open.

1 and 2 are as of any command.
"""

_TABLES: Final = frozenset({".json", ".xlsx", ".xlsm", ".xls"})
_DEFAULT_PACK: Final = "henan-2020"
_TO_SCREEN: Final = "-"
_YEAR: Final = re.compile(r"(20\d\d)\s*年")


def run(arguments: Namespace, surroundings: Surroundings) -> int:
    """Check, print what was found, and write the reports that were asked for."""
    source = Path(arguments.file)
    _require_targets(arguments, source)
    if source.suffix.lower() in _TABLES:
        report = _of_tables(source, arguments, surroundings)
    else:
        with opened(arguments.file, surroundings) as book:
            report = _of_book(book, arguments)
    if arguments.json == _TO_SCREEN:
        print(json.dumps(as_record(report), ensure_ascii=False, indent=1))
    else:
        print("\n".join(report_lines(report)))
    _write(report, arguments, surroundings)
    return _exit_code(report)


def _exit_code(report: CheckReport) -> int:
    counts = report.counts()
    if counts["H"]:
        return WRONG
    return CARE if counts["S"] or report.about.unread else CLEAN


def _require_targets(arguments: Namespace, source: Path) -> None:
    """Refuse reports that would take the place of something else, before anything is done."""
    sources = [source, *([Path(arguments.text)] if arguments.text else [])]
    for path, suffix in (
        (arguments.json, ".json"),
        (arguments.pdf, ".pdf"),
        (arguments.excel, ".xlsx"),
    ):
        if path and path != _TO_SCREEN:
            require_replaceable(Path(path), suffix, sources)


def _of_book(book: OpenBook, arguments: Namespace) -> CheckReport:
    pack = book.pack_or_other(arguments.pack)
    facts, checker, words = check_book(book, pack)
    result = checker.result()
    if arguments.text:
        result = result.joined(check_text_of_book(Path(arguments.text), book, arguments.pack))
    if book.book.sealed:  # what is not published yet is no mistake of a draft
        result = result.joined(_of_publication(book, arguments.pack))
    warning = book.classification.warning
    about = About(
        subject=facts.department.full,
        code=facts.department.code,
        year=facts.year,
        source=book.book.path.name,
        content=f"单位 {len(facts.units)} 个，明细 {len(facts.lines)} 条",
        pack=pack,
        program=budgettool.__version__,
        at=book.surroundings.now(),
        sealed=book.book.sealed,
        notices=(warning,) if warning else (),
    )
    return make_report(about, result, judge_findings(book, result.findings), words)


def _of_publication(book: OpenBook, other_pack: str | None) -> CheckResult:
    packet = book.derive(None, other_pack)
    outward, published = publish_packet(packet)
    today = book.surroundings.now().date()
    made = composing(outward)
    if made is None:
        return check_publication(packet.facts, published, outward, today)
    document = made.document()
    return check_publication(packet.facts, published, outward, today, document, made.quantities)


def _of_tables(source: Path, arguments: Namespace, surroundings: Surroundings) -> CheckReport:
    pack = find_pack(arguments.pack or _DEFAULT_PACK, pack_folders(surroundings.own_packs))
    tables = read_tables(source, pack)
    text = Path(arguments.text) if arguments.text else None
    year = arguments.year or _year_of(tables) or (text and year_of_text(text))
    year = year or surroundings.now().year
    codes = load_classification(year, [load_user_codes(surroundings.code_tables, year)])
    result = check_sheets(pack, tables.sheets, codes)
    if text:
        result = result.joined(check_text_of_tables(text, pack, tables, codes))
    about = About(
        subject=source.stem,
        year=year,
        source=source.name,
        content="、".join(dict.fromkeys(each.number or each.id for each in tables.sheets)),
        pack=pack,
        program=budgettool.__version__,
        at=surroundings.now(),
        sealed=None,
        unread=tuple(_unread(tables)),
    )
    words = FindingWords(pack, _dimensions(pack, codes))
    return make_report(about, result, judge(result.findings, {}), words)


def _dimensions(pack: Pack, codes: Classification) -> Dimensions:
    facts = Facts(codes.year, Department("", ""))
    return Dimensions(facts, codes, pack.vocabulary, pack.qualified_names)


def _year_of(tables: ReadTables) -> int | None:
    """Read the year in the titles of the tables, and in the lines below them."""
    texts = (text for each in tables.sheets for text in (each.title, *chain(*each.captions)))
    found = map(_YEAR.search, texts)
    return next((int(each[1]) for each in found if each), None)


def _unread(tables: ReadTables) -> list[str]:
    return [
        f"{each.sheet}{f' {each.cell}' if each.cell else ''}：{each.reason}"
        for each in tables.problems
    ]


def _write(report: CheckReport, arguments: Namespace, surroundings: Surroundings) -> None:
    if arguments.pdf:
        fonts = open_font_book(system_folders(), surroundings.home / "fonts.json")
        pages = write_pdf_report(report, Path(arguments.pdf), fonts).pages
        _say(arguments, f"已生成 {arguments.pdf}（{pages} 页）")
    if arguments.excel:
        write_workbook_report(report, Path(arguments.excel))
        _say(arguments, f"已生成 {arguments.excel}")
    if arguments.json and arguments.json != _TO_SCREEN:
        write_json_report(report, Path(arguments.json))
        _say(arguments, f"已生成 {arguments.json}")


def _say(arguments: Namespace, text: str) -> None:
    """Print what was done, unless the screen is to hold nothing but the report."""
    if arguments.json != _TO_SCREEN:
        print(text)
