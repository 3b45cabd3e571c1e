"""`budgettool new`: a new book."""

import re
import unicodedata
from argparse import Namespace
from pathlib import Path

from budgettool.book import Book, StoredPack
from budgettool.cli.folders import make_folder
from budgettool.cli.surroundings import Surroundings
from budgettool.codes import load_classification
from budgettool.errors import BudgetToolError
from budgettool.model import Department
from budgettool.packs.loader import load_pack
from budgettool.packs.location import pack_folders, read_pack_files

_CODE = re.compile(r"[0-9A-Za-z-]{1,20}", re.ASCII)
_MAX_NAME = 60


def run(arguments: Namespace, surroundings: Surroundings) -> int:
    """Make a book with its pack stored inside."""
    files = read_pack_files(arguments.pack, pack_folders(surroundings.own_packs))
    pack = load_pack(files)
    department = Department(
        code=_code(arguments.code),
        full=_name("--department", arguments.department),
        short=_name("--short", arguments.short) if arguments.short.strip() else "",
        row=_name("--row", arguments.row) if arguments.row.strip() else "",
    )
    path = Path(arguments.book)
    make_folder(path.parent)
    with Book.create(
        path,
        department,
        arguments.year,
        StoredPack(pack.id, pack.version, files),
        holder=surroundings.holder,
    ):
        pass
    print(f"已新建 {path}：{department.full} {arguments.year} 年预算，表样：{pack.name}")
    if warning := load_classification(arguments.year).warning:
        print(f"注意：{warning}")
    print(f"下一步：budgettool import {path} 明细.xlsx")
    return 0


def _code(text: str) -> str:
    if not _CODE.fullmatch(text.strip()):
        raise BudgetToolError(f"部门代码（--code）只能是数字、字母和“-”，如 016，现为“{text}”")
    return text.strip()


def _name(option: str, text: str) -> str:
    """Give a name that can be printed in a title, a header and a file's name."""
    name = text.strip()
    if not 0 < len(name) <= _MAX_NAME:
        raise BudgetToolError(
            f"部门名称（{option}）应为 1 到 {_MAX_NAME} 个字，现为 {len(name)} 个"
        )
    if any(unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"} for char in name):
        raise BudgetToolError(f"部门名称（{option}）里有换行等不能打印的字符，请去掉")
    return name
