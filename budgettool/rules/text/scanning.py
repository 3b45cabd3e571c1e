"""Scans a paragraph for what it says of quantities: names, then the figures that follow them.

A figure belongs to a name only where nothing but words such as 预算数为 stands between them; all
others are given without a source. Reasons (主要原因是……) tell of other things than their sentence,
and so do their figures. Leaves judging to the rules.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Final, NamedTuple

from budgettool.rules.text.claim import MONEY, MONEY_UNIT, Claim, Form
from budgettool.rules.text.lexicon import UNKNOWN_MEMBER, Lexicon
from budgettool.rules.text.phrases import (
    AMOUNT_AHEAD,
    BETWEEN_NAMES,
    FILL,
    LONGER,
    PARTLY,
    PRIOR_FILL,
    ROUGHLY,
    SHARE_FILL,
    TURN_FILL,
    TURN_TO,
    UP,
    tokens,
)
from budgettool.rules.text.wording import Wording, wording

_FORMS: Final[dict[str, Form]] = {
    "金额": "金额", "数字": "金额", "上年": "上年", "增减额": "增减额", "增减率": "增减率",
    "占比": "占比",
}  # fmt: skip
_NO_FIGURE: Final = frozenset({"", "名称"})
_BEFORE: Final = 4
"""Characters before a name or a word in which is looked for what changes its meaning."""

_MOST_DIGITS: Final = 40
"""A longer run of digits is no figure."""

_NEAR: Final = 1
"""Characters that may stand between 2019年 and the name of what it was then: 度, 的."""


class FigureSpan(NamedTuple):
    """Where a figure of the text stands."""

    start: int
    end: int
    source: str
    form: str


class _Turn(NamedTuple):
    """A word such as 增加, with its sign."""

    start: int
    end: int
    sign: int
    is_field: bool


class _Said(NamedTuple):
    """Of what a number is, which form, with which sign."""

    sources: tuple[str, ...] = ("",)
    form: Form = ""
    sign: int = 1


_UNCLEAR: Final = _Said()


def scan(
    text: str, figures: Sequence[FigureSpan], lexicon: Lexicon, topic: str = ""
) -> list[Claim]:
    """Find what a paragraph says.

    Args:
        text: The paragraph.
        figures: Its figures.
        lexicon: How quantities are called.
        topic: What its heading is about; empty for nothing.
    """
    plain = wording(text)
    walk = _Walk(text, plain, tuple(_in_plain(plain, figures)), lexicon)
    walk.subject = topic
    return walk.claims()


def _in_plain(plain: Wording, figures: Iterable[FigureSpan]) -> Iterator[FigureSpan]:
    """Give the figures by their places in the plain form."""
    last = len(plain.at) - 1
    for figure in figures:
        start = bisect_left(plain.at, figure.start, 0, last)
        end = bisect_left(plain.at, figure.end, 0, last)
        if start < end:
            yield figure._replace(start=start, end=end)


class _Walk:
    """One walk through a paragraph; remembers of what the next figure may be."""

    def __init__(
        self, text: str, plain: Wording, figures: tuple[FigureSpan, ...], lexicon: Lexicon
    ) -> None:
        self.subject = ""
        self._original = text
        self._plain = plain
        self._text = plain.text
        self._figures = [figure for figure in figures if figure.form not in _NO_FIGURE]
        self._ends = [figure.end for figure in self._figures]
        self._lexicon = lexicon
        self._found: list[Claim] = []
        self._begin_sentence()
        self._name_end = 0
        self._name = ""

    def claims(self) -> list[Claim]:
        """Walk through it."""
        for token in tokens(self._lexicon.names).finditer(self._text):
            self._take(token, self._figure_at(token.start(), token.end()))
        return self._found

    def _begin_sentence(self) -> None:
        self._mode = ""
        self._compared = self._named = False
        self._last_year: int | None = None
        self._begin_part()

    def _begin_part(self) -> None:
        self._turn: _Turn | None = None
        self._share: int | None = None
        self._whole = ""
        self._joined: tuple[str, ...] = ()
        self._asked: Form = ""

    def _take(self, token: re.Match[str], figure: FigureSpan | None) -> None:
        kind = _kind(token)
        if figure is not None and kind not in {"number", "turn", "level"}:
            if figure.form == "原因":
                self._mode = "reason"
            return
        match kind:
            case "name" | "absent" | "member":
                self._take_name(token, kind)
            case "number":
                self._take_number(token, figure)
            case "turn":
                self._take_turn(token, figure)
            case "level":
                self._take_level(token, figure)
            case "end":
                self._end(token[0])
            case _:
                self._mark(kind, token)

    def _mark(self, kind: str, token: re.Match[str]) -> None:
        """Remember a word that says what comes next."""
        match kind:
            case "year":
                digits = token["year_digits"]
                is_last = not digits or int(digits) == self._lexicon.year - 1
                self._last_year = token.end() if is_last else None
            case "reason":
                self._mode = "reason"
            case "use" if self._mode != "reason":
                self._mode = "use"
            case "compare":
                self._compared = True
                self._mode = "" if self._mode == "use" else self._mode
            case "share":
                self._share = token.end()

    def _end(self, mark: str) -> None:
        if mark != "；":
            self._begin_sentence()
            return
        self._begin_part()
        self._mode = self._mode if self._mode == "reason" else ""

    def _take_name(self, token: re.Match[str], kind: str) -> None:
        source, name = self._named_by(token, kind)
        start, end = token.span()
        if not source or self._is_longer(source, end) or self._is_whole(source, start, end):
            return
        if self._mode and not self._begins_anew(start, end):
            return
        if PARTLY.search(self._text, max(start - _BEFORE, 0), start):
            self.subject, self._asked, self._joined = "", "", ()
            return
        if self._turn is not None and self._turn.end == start:
            self._asked = ""
            return
        joins = self._joined and self._fills(BETWEEN_NAMES, self._name_end, start)
        self._joined = (*self._joined, source) if joins else (source,)
        self.subject, self._name_end, self._named = source, end, True
        self._mode, self._turn, self._share = "", None, None
        before = self._last_year is not None and start - self._last_year <= _NEAR
        self._asked = "上年" if before else "金额"
        self._name = name
        if kind == "absent":
            self._asked = ""
            claim = Claim(source, "金额", Fraction(0), start, end, "", is_absence=True, name=name)
            self._add(claim)

    def _named_by(self, token: re.Match[str], kind: str) -> tuple[str, str]:
        if kind == "member":
            known = self._lexicon.source(f"{token['member_name']}(类)", self.subject)
            many = self._lexicon.many
            source = known or (f"{many}/{UNKNOWN_MEMBER}" if many else "")
            return source, token["member_name"]
        name = token["absent_name"] if kind == "absent" else token[0]
        return self._lexicon.source(name, self.subject), name

    def _is_longer(self, source: str, end: int) -> bool:
        """Tell whether a name of things only begins another word, such as 车辆购置税."""
        counted = self._lexicon.units.get(source, MONEY_UNIT) != MONEY_UNIT
        return counted and LONGER.match(self._text, end) is not None

    def _is_whole(self, source: str, start: int, end: int) -> bool:
        """Take a name after 占 for what the share is of."""
        if self._share is None or not self._fills(SHARE_FILL, self._share, start):
            return False
        self._whole, self._share = source, end
        return True

    def _begins_anew(self, start: int, end: int) -> bool:
        """Tell whether a name begins a clause of its own, right before its amount.

        What a use is told of may be told by amounts too: 用于：某某（类）支出 5 万元.
        """
        before = "；，:" if self._mode == "reason" else "；，:、于"
        if start and self._text[start - 1] not in before:
            return False
        return AMOUNT_AHEAD.match(self._text, end) is not None

    def _take_turn(self, token: re.Match[str], figure: FigureSpan | None) -> None:
        sign = 1 if token[0] in UP else -1
        self._turn = _Turn(token.start(), token.end(), sign, figure is not None)
        if figure is not None:
            self.subject, self._named = figure.source, True

    def _take_level(self, token: re.Match[str], figure: FigureSpan | None) -> None:
        if figure is not None:
            self.subject, self._compared, self._mode = figure.source, True, ""
        known = self.subject and not self._mode and (self._compared or self._last_year is not None)
        start, end = token.span()
        if known and not ROUGHLY.search(self._text, max(start - _BEFORE, 0), start):
            is_field = figure is not None
            self._add(Claim(self.subject, "增减", Fraction(0), start, end, "", is_field=is_field))

    def _take_number(self, token: re.Match[str], figure: FigureSpan | None) -> None:
        unit = token["unit"] or ""
        if figure is None and (token["beyond"] or not unit):
            return
        if len(token["digits"]) > _MOST_DIGITS:
            return
        end = token.end("unit") if unit else token.end("digits")
        value, decimals = _value(token, unit)
        written = Claim("", "", value, token.start(), end, "", decimals, unit)
        if figure is not None:
            self._take_figure(figure, written)
        else:
            self._take_bare(written)
        self._turn = None

    def _take_figure(self, figure: FigureSpan, written: Claim) -> None:
        """Take over what a figure of the text says of itself; typed words beside it count."""
        form = _FORMS.get(figure.form)
        if form is None:
            return
        self.subject, self._named, self._asked, self._share = figure.source, True, "", None
        sign = 1
        if self._turn is not None and form in {"增减额", "增减率"}:
            sign = self._turn.sign
            self._add_turn(self._turn, form)
        start, end, source, _ = figure
        self._add(written._replace(source=source, form=form, value=written.value * sign,
                                   start=start, end=end, is_field=True))  # fmt: skip

    def _take_bare(self, written: Claim) -> None:
        said = self._attributed(written.unit, written.start)
        if said.form in {"增减额", "增减率"} and self._turn is not None:
            self._add_turn(self._turn, said.form)
        for source in said.sources:
            self._add(written._replace(source=source, form=said.form, whole=self._whole,
                                       value=written.value * said.sign,
                                       name=self._name if source else ""))  # fmt: skip
        if said.form:
            self._asked, self._share, self._whole = "", None, ""

    def _attributed(self, unit: str, start: int) -> _Said:
        """Say of what a number is; nothing where that is not clear."""
        if self._mode or not self.subject:
            return _UNCLEAR
        if unit == "%":
            return self._percentage(start)
        counted = self._lexicon.units.get(self.subject, MONEY_UNIT)
        fits = unit in MONEY if counted == MONEY_UNIT else unit[:1] == counted[:1]
        return self._amount(start) if fits else _UNCLEAR

    def _percentage(self, start: int) -> _Said:
        if self._turn is not None:
            turns = self._turns(self._turn, start)
            return _Said((self.subject,), "增减率", self._turn.sign) if turns else _UNCLEAR
        if self._share is not None and self._fills(SHARE_FILL, self._share, start):
            return _Said((self.subject,), "占比")
        return _UNCLEAR

    def _amount(self, start: int) -> _Said:
        one = (self.subject,)
        if self._turn is not None:
            if self._turns(self._turn, start):
                return _Said(self._sources(self._turn.end), "增减额", self._turn.sign)
            reaches = self._fills(TURN_TO, self._turn.end, start) and self._is_spoken_of
            return _Said(one, "金额") if reaches else _UNCLEAR
        if self._last_year is not None and self._fills(PRIOR_FILL, self._last_year, start):
            return _Said(one, "上年") if self._is_spoken_of else _UNCLEAR
        if not self._asked or not self._fills(FILL, self._name_end, start):
            return _UNCLEAR
        return _Said(self._sources(start), self._asked)

    def _sources(self, end: int) -> tuple[str, ...]:
        """Give the quantities that a figure is of: all that are joined where it says 均 or 各."""
        between = self._text[self._name_end : end + 1]
        many = len(self._joined) > 1 and ("均" in between or "各" in between)
        return self._joined if many else (self.subject,)

    def _turns(self, turn: _Turn, start: int) -> bool:
        return self._is_spoken_of and self._fills(TURN_FILL, turn.end, start)

    @property
    def _is_spoken_of(self) -> bool:
        """Whether this sentence names something or compares it."""
        return self._compared or self._named

    def _fills(self, pattern: re.Pattern[str], start: int, end: int) -> bool:
        return start <= end and pattern.fullmatch(self._text, start, end) is not None

    def _add_turn(self, turn: _Turn, form: Form) -> None:
        of: Form = "增减" if form == "增减额" else "升降"
        sign = Fraction(turn.sign)
        self._add(Claim(self.subject, of, sign, turn.start, turn.end, "", is_field=turn.is_field))

    def _figure_at(self, start: int, end: int) -> FigureSpan | None:
        """Find the figure of the text that a token stands in."""
        at = bisect_right(self._ends, start)
        found = at < len(self._figures) and self._figures[at].start < end
        return self._figures[at] if found else None

    def _add(self, claim: Claim) -> None:
        """Keep a claim, by its place in the text itself."""
        start, end = self._plain.span(claim.start, claim.end)
        self._found.append(claim._replace(start=start, end=end, text=self._original[start:end]))


def _kind(token: re.Match[str]) -> str:
    """Say what was found: the outermost group, which is the last that closes."""
    return token.lastgroup or ""


def _value(token: re.Match[str], unit: str) -> tuple[Fraction, int]:
    digits = token["digits"].replace(",", "")
    decimals = len(digits.partition(".")[2])
    number = Fraction(digits) * MONEY.get(unit, 100 if unit == "%" else 1)
    return -number if token[0].startswith("-") else number, decimals
