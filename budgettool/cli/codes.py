"""`budgettool codes`: look codes up, load the official table, add a code to a book."""

import json
from argparse import Namespace
from pathlib import Path

from budgettool.cli.opened import opened
from budgettool.cli.surroundings import Surroundings
from budgettool.cli.text import aligned
from budgettool.codes import (
    SCHEME_NAMES,
    SCHEMES,
    Classification,
    Scheme,
    as_record,
    codes_from_rows,
    load_classification,
    load_user_codes,
    note,
    own_code,
    save_user_codes,
)
from budgettool.importing import read_code_table

_SCHEME_BY_WORD: dict[str, Scheme] = {
    "功能": "function",
    "部门经济": "department_economic",
    "政府经济": "government_economic",
    "收入": "income",
    "资金来源": "source",
}


def run(arguments: Namespace, surroundings: Surroundings) -> int:
    """Run one of the actions."""
    action = {"find": _find, "import": _load, "add": _add}[arguments.action]
    return action(arguments, surroundings)


def _find(arguments: Namespace, surroundings: Surroundings) -> int:
    year, classification = _searched(arguments, surroundings)
    schemes = [_SCHEME_BY_WORD[arguments.scheme]] if arguments.scheme else SCHEMES
    found = [code for scheme in schemes for code in classification.search(scheme, arguments.query)]
    if arguments.json:
        records = [{"scheme": code.scheme, **as_record(code)} for code in found]
        print(json.dumps(records, ensure_ascii=False, indent=1))
        return 0
    rows = [(SCHEME_NAMES[code.scheme], code.code, code.name, note(code)) for code in found]
    print("\n".join(aligned(rows)) or f"{year} 年没有与“{arguments.query}”相符的科目")
    if classification.warning:
        print(f"注意：{classification.warning}")
    return 0


def _searched(arguments: Namespace, surroundings: Surroundings) -> tuple[int, Classification]:
    """Give the codes of a book, or those of a year."""
    if arguments.book:
        with opened(arguments.book, surroundings) as book:
            return book.book.year, book.classification
    year = arguments.year or surroundings.now().year
    return year, load_classification(year, [load_user_codes(surroundings.code_tables, year)])


def _load(arguments: Namespace, surroundings: Surroundings) -> int:
    scheme = _SCHEME_BY_WORD[arguments.scheme]
    table = read_code_table(Path(arguments.file))
    codes = codes_from_rows(scheme, arguments.year, table.headings, table.rows, table.first_row)
    path = save_user_codes(surroundings.code_tables, arguments.year, scheme, codes)
    print(f"已载入 {arguments.year} 年{SCHEME_NAMES[scheme]} {len(codes)} 个，存于 {path}")
    return 0


def _add(arguments: Namespace, surroundings: Surroundings) -> int:
    code = own_code(_SCHEME_BY_WORD[arguments.scheme], arguments.code, arguments.name)
    with opened(arguments.book, surroundings, writable=True) as book:
        known = {(each.scheme, each.code): each.name for each in book.book.own_codes()}
        before = known.get((code.scheme, code.code))
        if before == code.name:
            print(f"账本里已有这个科目，没有改动：{code}")
            return 0
        with book.book.edit(f"增加科目 {code}" if before is None else f"科目改名 {code}") as edit:
            edit.set_code(code)
    if before is None:
        print(f"账本已增加{SCHEME_NAMES[code.scheme]}：{code}")
    else:
        print(f"账本里的科目已改名：{code.code} {before} → {code.name}")
    return 0
