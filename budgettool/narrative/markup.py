"""Words of the department's own: text with tokens, such as `{收入总计|增减}{收入总计|增减额}`.

A token stays a figure and follows later edits. A line that begins with `## ` or `### ` is a
heading; braces are written twice. Nothing here is a program: a token that is not known is shown as
such. Leaves templates to `template`.
"""

import re
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final

from budgettool.narrative.marking import heading_sign, paragraph_of
from budgettool.sheets.measured import FORMS, Measured
from budgettool.sheets.quantities import Quantities
from budgettool.sheets.text import Figure, Paragraph, Plain, Run, printable

_PIECE: Final = re.compile(
    r"(?P<brace>\{\{|\}\})"
    r"|\{(?P<source>[^{}|\n]{1,300})(?:\|(?P<form>[^{}|\n]{1,20}))?\}"
    r"|(?P<words>[^{}]+|[{}])"
)


def parse_markup(text: str, quantities: Quantities) -> tuple[Paragraph, ...]:
    """Read words of the department's own; every text is understood somehow."""
    lines = (line.strip() for line in printable(text).split("\n"))
    return tuple(
        paragraph_of(line, partial(_runs, quantities=quantities)) for line in lines if line
    )


def write_markup(paragraphs: Sequence[Paragraph]) -> str:
    """Write paragraphs so that `parse_markup` reads the same: what one begins to change by hand."""
    return "\n".join(
        heading_sign(paragraph.level) + "".join(map(_written, paragraph.runs))
        for paragraph in paragraphs
    )


def write_token(source: str, form: str) -> str:
    """Write the token of a figure."""
    return f"{{{source}|{form}}}" if form else f"{{{source}}}"


def figure_of(source: str, form: str, quantities: Quantities) -> Figure:
    """Make the figure of a token; one that is not known says so in its place."""
    said = quantities.say(source, form)
    return Figure(said if said is not None else _missing(source, form, quantities), source, form)


def _runs(line: str, quantities: Quantities) -> Iterator[Run]:
    words = ""
    for piece in _PIECE.finditer(line):
        source = piece["source"]
        if source is None:
            words += piece["brace"][0] if piece["brace"] else piece["words"]
            continue
        if words:
            yield Plain(words)
            words = ""
        yield figure_of(source.strip(), (piece["form"] or "").strip(), quantities)
    if words:
        yield Plain(words)


def _written(run: Run) -> str:
    if isinstance(run, Figure):
        token = write_token(run.source, run.form)
        found = _PIECE.fullmatch(token)
        if found and found["source"] == run.source:
            return token
    return run.text.replace("{", "{{").replace("}", "}}")


def _missing(source: str, form: str, quantities: Quantities) -> str:
    """Say what lacks where a figure should stand, so that readers and rules see it."""
    measured = quantities.get(source)
    if not form:
        return f"【没有“{source}”】"
    if measured is None or form not in FORMS:
        return f"【没有“{source}|{form}”这个数】"
    if form == "增减率" and measured.prior is not None and measured.exact is not None:
        return f"【{measured.label}上年为零，没有增减率】"
    if form == "占比" and measured.exact is not None:
        return f"【{measured.label}的合计为零，没有占比】"
    return f"【待填：{measured.label}{_lacking(measured, form)}】"


def _lacking(measured: Measured, form: str) -> str:
    """Name what has to be filled in before a form can be said."""
    if form == "原因":
        return "增减原因"
    if measured.exact is None and form != "上年":
        return "金额" if measured.quantity.is_money else "数量"
    return "上年数"
