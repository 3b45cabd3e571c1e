"""The classification of one fiscal year: every question about codes is asked here.

Leaves to others the files that a user loads (`user_tables`, `official`) and the book that keeps
own codes. A scheme's rows are read when first asked for.
"""

from collections.abc import Sequence
from functools import cached_property

from budgettool.codes.bundled import FIRST_YEAR, LAST_YEAR, bundled_codes
from budgettool.codes.code import OFFICIAL, Code, Scheme
from budgettool.codes.crosswalk import Crosswalk
from budgettool.codes.resolution import CodeError, resolve_code
from budgettool.codes.search import CodeSearch
from budgettool.codes.table import CodeTable

_REMEMBERED = 20_000
"""How many cell texts are remembered: the cells of a column repeat a few hundred."""


class Classification:
    """The codes in force in one year: bundled rows, below loaded tables, below own codes."""

    def __init__(self, year: int, overlays: Sequence[Sequence[Code]] = ()) -> None:
        self.year = year
        self._overlays = tuple(tuple(layer) for layer in overlays)
        self._tables: dict[Scheme, CodeTable] = {}
        self._searches: dict[Scheme, CodeSearch] = {}
        self._crosswalk: Crosswalk | None = None
        self._resolved: dict[tuple[Scheme, str, str | None], Code | CodeError] = {}

    @property
    def warning(self) -> str:
        """What the user should know about the year, in one Chinese line; mostly empty."""
        if any(code.confidence == OFFICIAL for layer in self._overlays for code in layer):
            return ""
        if self.year < FIRST_YEAR:
            return f"内置科目表从{FIRST_YEAR}年整理起，{self.year}年按{FIRST_YEAR}年的科目处理"
        if self.year > LAST_YEAR:
            return (
                f"内置科目表只整理到{LAST_YEAR}年，{self.year}年新增或改名的科目可能缺少，"
                "请导入当年官方科目表"
            )
        return ""

    def has_official(self, scheme: Scheme, level: str, fund: str | None = None) -> bool:
        """Tell whether an official table is loaded that decides which codes of a level exist.

        Args:
            scheme: The classification.
            level: 类, 款 or 项.
            fund: Only a table of this fund; None for any.
        """
        return (scheme, level, fund) in self._official

    def get(self, scheme: Scheme, code: str) -> Code | None:
        """Find the row of a code that is in force in the year."""
        return self._table(scheme).get(code)

    def parent(self, scheme: Scheme, code: str) -> Code | None:
        """Find the code one level up; None for a 类 or an unknown code."""
        return self._table(scheme).parent(code)

    def ancestors(self, scheme: Scheme, code: str) -> tuple[Code, ...]:
        """List the codes above, the 类 first, without the code itself."""
        found: list[Code] = []
        above = self.parent(scheme, code)
        while above is not None and above not in found:
            found.append(above)
            above = self.parent(scheme, above.code)
        return tuple(reversed(found))

    def children(self, scheme: Scheme, code: str | None) -> tuple[Code, ...]:
        """List the codes one level below, sorted; the 类 below None."""
        return self._table(scheme).children(code)

    def all(self, scheme: Scheme, level: str | None = None) -> tuple[Code, ...]:
        """List the codes of the year, each after its parent."""
        codes = self._table(scheme).codes
        return tuple(code for code in codes if level in {None, code.level})

    def successor(self, scheme: Scheme, code: str) -> Code | None:
        """Find what a code that was renamed or ended became; None where the rows do not tell."""
        return self._table(scheme).successor(code)

    def ended(self, scheme: Scheme, code: str) -> Code | None:
        """Find the row of another year if the code is not in force in this one."""
        return self._table(scheme).ended(code)

    def government_for(self, department_code: str, unit_kind: str) -> tuple[str, ...]:
        """List the government economic 款 that a department 款 becomes in a kind of unit."""
        return self._pairs().targets(department_code, unit_kind)

    def pair_allowed(
        self, department_code: str, government_code: str, unit_kind: str | None = None
    ) -> bool:
        """Tell whether two economic 款 go together, in a kind of unit or (None) in any.

        The crosswalk is silent about codes that a user has added: these go with every known
        government 款.
        """
        if not self._pairs().knows(department_code):
            return self.get("government_economic", government_code) is not None
        return government_code in self._pairs().targets(department_code, unit_kind)

    def search(
        self, scheme: Scheme, query: str, *, level: str | None = None, limit: int = 20
    ) -> tuple[Code, ...]:
        """Find codes by the beginning of a code, a part of a name, an alias, or pinyin initials.

        Several words must all fit. Best first: exact, then the beginning of a name, its inside,
        aliases, initials, former names.
        """
        if scheme not in self._searches:
            self._searches[scheme] = CodeSearch(self._table(scheme))
        return self._searches[scheme].search(query, level, limit)

    def resolve(self, scheme: Scheme, text: str, *, level: str | None = None) -> Code:
        """Find the one code that an import cell means.

        Raises:
            CodeError: It is none, several, not in force, of another level, or contradicts itself.
        """
        key = (scheme, text, level)
        found = self._resolved.get(key)
        if found is None:
            try:
                found = resolve_code(self._table(scheme), text, level)
            except CodeError as error:
                found = error
            if len(self._resolved) < _REMEMBERED:
                self._resolved[key] = found
        if isinstance(found, CodeError):
            raise found.with_traceback(None)
        return found

    @cached_property
    def _official(self) -> frozenset[tuple[str, str, str | None]]:
        """What the loaded official tables hold: scheme, level, and each fund as well as any."""
        loaded = {code.scheme for layer in self._overlays for code in layer}
        return frozenset(
            (scheme, code.level, fund)
            for scheme in loaded
            for code in self._table(scheme).codes
            if code.confidence == OFFICIAL
            for fund in (None, code.fund)
        )

    def _table(self, scheme: Scheme) -> CodeTable:
        if scheme not in self._tables:
            layers: list[Sequence[Code]] = [tuple(bundled_codes(scheme))]
            layers += (
                [code for code in overlay if code.scheme == scheme] for overlay in self._overlays
            )
            self._tables[scheme] = CodeTable(scheme, self.year, layers)
        return self._tables[scheme]

    def _pairs(self) -> Crosswalk:
        if self._crosswalk is None:
            self._crosswalk = Crosswalk(self.year)
        return self._crosswalk


def load_classification(year: int, overlays: Sequence[Sequence[Code]] = ()) -> Classification:
    """Give the classification of a fiscal year; a later overlay wins over an earlier one.

    Args:
        year: The budget year. Any year is answered with what is known; see `warning`.
        overlays: Loaded official tables, then the book's own codes.
    """
    return Classification(year, overlays)
