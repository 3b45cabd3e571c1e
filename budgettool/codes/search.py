"""The order of search results: which codes a query finds, best first.

Leaves to others what an import cell means exactly (`resolution`).
"""

from collections.abc import Iterator

from budgettool.codes.code import NOT_OFFICIAL, Code, plain
from budgettool.codes.initials import Letters, find, initials
from budgettool.codes.table import CodeTable

_EXACT, _EXACT_ALIAS, _BEGINS, _CONTAINS, _ALIAS, _INITIALS, _FORMER = range(0, 70, 10)
_MAX_QUERY = 60


class CodeSearch:
    """Searches in one table; remembers names and pinyin between searches."""

    def __init__(self, table: CodeTable) -> None:
        self._table = table
        self._names = [
            (row, plain(row.name), tuple(map(plain, row.aliases))) for row in table.codes
        ]
        self._former = {row.code: self._former_names(row) for row in table.codes}
        self._initials: list[Letters] | None = None

    def search(self, query: str, level: str | None, limit: int) -> tuple[Code, ...]:
        """Find the codes that fit every word of a query: by code, name, alias or initials."""
        words = [plain(word) for word in query[:_MAX_QUERY].split()]
        if not words or limit <= 0:
            return ()
        found: dict[str, tuple[Code, int]] = {}
        for place, word in enumerate(words):
            ranks = {row.code: (row, rank) for row, rank in self._ranked(word)}
            found = {
                code: (row, max(rank, found[code][1] if place else 0))
                for code, (row, rank) in ranks.items()
                if not place or code in found
            }
        rows = [pair for pair in found.values() if level in {None, pair[0].level}]
        rows.sort(key=_order)
        return tuple(row for row, _ in rows[:limit])

    def _ranked(self, word: str) -> Iterator[tuple[Code, int]]:
        letters = self._letters() if word.isascii() and word.isalpha() else None
        for place, (row, name, aliases) in enumerate(self._names):
            rank = _rank(word, row.code, name, aliases)
            if rank is None and letters is not None:
                rank = _rank_initials(word, letters[place])
            if rank is None and any(word in former for former in self._former[row.code]):
                rank = _FORMER
            if rank is not None:
                yield row, rank

    def _letters(self) -> list[Letters]:
        if self._initials is None:
            self._initials = [initials(row.name) for row, _, _ in self._names]
        return self._initials

    def _former_names(self, row: Code) -> tuple[str, ...]:
        return tuple(plain(old.name) for old in self._table.former(row.code))


def _order(pair: tuple[Code, int]) -> tuple[int, bool, int, str]:
    row, rank = pair
    size = 0 if rank < _BEGINS else len(row.name)
    return rank, row.confidence == NOT_OFFICIAL, size, row.code


def _rank(word: str, code: str, name: str, aliases: tuple[str, ...]) -> int | None:
    if word.isdigit() and code.startswith(word):
        return _EXACT + len(code) - len(word)
    ranks = (
        (_EXACT, word in (code, name)),
        (_EXACT_ALIAS, word in aliases),
        (_BEGINS, name.startswith(word)),
        (_CONTAINS, word in name),
        (_ALIAS, any(word in alias for alias in aliases)),
    )
    return next((rank for rank, fits in ranks if fits), None)


def _rank_initials(word: str, letters: Letters) -> int | None:
    place = find(word, letters)
    if place is None:
        return None
    start, rare = place
    inside = 2 if start else int(len(letters) > len(word))
    return _INITIALS + inside + 3 * rare
