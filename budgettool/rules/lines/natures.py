"""L05, L06: the nature of a line fits its economic code, and a project is named where one belongs.

Which nature fits which code is the pack's to say (`permits`).
"""

from collections.abc import Sequence
from typing import Final

from budgettool.cube.dimensions import Value
from budgettool.packs.definition import Axis
from budgettool.rules.context import Context
from budgettool.rules.lines.line_rule import Fault, LineRule
from budgettool.rules.lines.members import member_fault
from budgettool.rules.lines.permits import Choice, fits, natures_for
from budgettool.rules.rule import Rule

_PART: Final = Axis("nature", "part")
_BASIC: Final = "基本支出"
_PROJECT: Final = "项目支出"

_L05: Final = Rule(
    code="L05",
    level="H",
    title="支出性质与部门经济科目的类相符",
    scope="每条支出明细；哪类科目可用哪些性质，按表样包的设置",
    mend="改支出性质，或改部门经济科目",
    basis="《支出经济分类科目改革方案》（财预〔2017〕98号）；预算01表的行次",
    example=("30101 基本工资用于基本支出", "30101 基本工资用于项目支出"),
)
_L06: Final = Rule(
    code="L06",
    level="H",
    title="项目支出写明项目，基本支出不写项目；项目已登记",
    scope="每条支出明细",
    mend="填写项目，或改支出性质",
    basis="《预算法实施条例》：项目支出实行项目库管理",
    example=("项目支出，项目“电子平台建设”", "项目支出，没有项目"),
)


def _fitting(context: Context, members: tuple[Value, ...]) -> Fault | None:
    code, nature = members
    wrong = member_fault(context, "nature", nature, "；填了项目会随项目自动带出")
    if wrong is not None or not isinstance(code, str):
        return wrong
    choices = natures_for(context, code)
    if choices is None or fits(context.dimensions.vocabulary, "nature", nature, choices):
        return None
    named = context.classification.get("department_economic", code) or code
    right = _permitted(context, choices)
    message = f"{named}不能用于{_short(nature)}，可用于{'、'.join(map(_short, right))}"
    near = [path for path in right if _part(context, path) == _part(context, nature)]
    if len(near) != 1:
        return Fault("nature", message, _L05.mend)
    label = f"支出性质改为 {_short(near[0])}"
    return Fault("nature", message, label, label=label, values=(("nature", near[0]),))


def _permitted(context: Context, choices: Sequence[Choice]) -> list[str]:
    vocabulary = context.dimensions.vocabulary
    paths = [member.path for member in vocabulary.members("nature")]
    return [path for path in paths if fits(vocabulary, "nature", path, choices)]


def _named(context: Context, members: tuple[Value, ...]) -> Fault | None:
    nature, project = members
    part = _part(context, nature)
    if part == _PROJECT and not project:
        return Fault("project", "项目支出没有写明项目", "填写项目")
    if part == _BASIC and project:
        return _needless(context, str(nature), str(project))
    if project and project not in context.dimensions.projects:
        mend = "在“项目”页登记，或改为已登记的项目"
        return Fault("project", f"项目表里没有“{project}”", mend)
    return None


def _needless(context: Context, nature: str, project: str) -> Fault:
    """Offer the project's own nature if it is one of projects, else a line without project."""
    known = context.dimensions.projects.get(project)
    message = f"{_short(nature)}属于基本支出，不应写项目“{project}”"
    own = known.nature if known else None
    mend = "清空项目，或把支出性质改为项目支出"
    if own and _part(context, own) == _PROJECT:
        label = f"支出性质改为 {_short(own)}（随项目）"
        return Fault("nature", message, mend, label=label, values=(("nature", None),))
    return Fault("project", message, mend, label="清空项目", values=(("project", None),))


def _part(context: Context, nature: Value) -> Value:
    return context.dimensions.attribute(_PART, nature)


def _short(path: Value) -> str:
    return str(path).rsplit("/", 1)[-1]


NATURE_RULES: Final = (
    LineRule(_L05, ("expenditure",), ("department_economic", "nature"), _fitting),
    LineRule(_L06, ("expenditure",), ("nature", "project"), _named),
)
