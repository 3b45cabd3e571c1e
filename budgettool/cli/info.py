"""`budgettool info`: what a book holds, whether it balances, and who changed it last."""

import json
from argparse import Namespace
from collections import Counter
from typing import Any

from budgettool.book import Book
from budgettool.cli.opened import opened
from budgettool.cli.surroundings import Surroundings
from budgettool.cli.text import aligned
from budgettool.cli.totals import sums_by_source
from budgettool.model import Facts
from budgettool.money import exact_text
from budgettool.packs.definition import Pack

_GROUPS = 5
_KINDS = {"ExpenditureLine": "支出明细", "IncomeLine": "收入明细", "BalanceLine": "结转结余"}


def run(arguments: Namespace, surroundings: Surroundings) -> int:
    """Describe the book."""
    with opened(arguments.book, surroundings) as book:
        book.book.check()
        described = _describe(book.book, book.book.facts(), book.pack, book.classification.warning)
    if arguments.json:
        print(json.dumps(described, ensure_ascii=False, indent=1))
    else:
        print(_text(described))
    return 0


def _describe(book: Book, facts: Facts, pack: Pack, warning: str) -> dict[str, Any]:
    counts = Counter(_KINDS[type(line).__name__] for line in facts.lines)
    history = book.history()[-_GROUPS:]
    return {
        "book": str(book.path),
        "department": facts.department.full,
        "code": facts.department.code,
        "year": facts.year,
        "pack": {"id": pack.id, "name": pack.name, "version": pack.version},
        "units": len(facts.units),
        "lines": dict(counts),
        "fen_by_source": {
            source: {"income": pair[0], "expenditure": pair[1]}
            for source, pair in sums_by_source(facts).items()
        },
        "own_codes": len(book.own_codes()),
        "drafts": len(book.drafts()),
        "history": [
            {"label": g.label, "at": f"{g.at:%Y-%m-%d %H:%M}", "who": g.holder} for g in history
        ],
        "warning": warning,
    }


def _text(described: dict[str, Any]) -> str:
    counts = "，".join(f"{name} {count} 条" for name, count in described["lines"].items())
    lines = [
        f"{described['department']}（{described['code']}） {described['year']} 年预算",
        f"表样：{described['pack']['name']}",
        f"单位 {described['units']} 个；{counts or '还没有明细'}",
    ]
    rows = [("资金来源", "收入", "支出", "")]
    for source, pair in described["fen_by_source"].items():
        income, expenditure = pair["income"], pair["expenditure"]
        mark = "平" if income == expenditure else "不平"
        rows.append((source, exact_text(income, "万元"), exact_text(expenditure, "万元"), mark))
    lines += aligned(rows, right=frozenset({1, 2})) if len(rows) > 1 else []
    if described["drafts"]:
        lines.append(f"有 {described['drafts']} 格填的内容还不能用，尚未计入")
    lines += [f"{g['at']}  {g['who']}  {g['label']}" for g in described["history"]]
    if described["warning"]:
        lines.append(f"注意：{described['warning']}")
    return "\n".join(lines)
