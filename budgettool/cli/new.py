"""`budgettool new`: a new book."""

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

_FIRST_YEAR, _LAST_YEAR = 2010, 2100


def run(arguments: Namespace, surroundings: Surroundings) -> int:
    """Make a book with its pack stored inside."""
    if not _FIRST_YEAR <= arguments.year <= _LAST_YEAR:
        raise BudgetToolError(f"年度应在 {_FIRST_YEAR} 到 {_LAST_YEAR} 之间，现为 {arguments.year}")
    files = read_pack_files(arguments.pack, pack_folders(surroundings.own_packs))
    pack = load_pack(files)
    department = Department(
        code=arguments.code.strip(),
        full=arguments.department.strip(),
        short=arguments.short.strip(),
        row=arguments.row.strip(),
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
