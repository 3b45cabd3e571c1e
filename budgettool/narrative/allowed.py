"""What a template may say: a part of Jinja2 that can neither loop for ever nor reach Python.

Loops run over what the functions of lists give, two deep at most; nothing is assigned, joined or
computed; no attribute is read but `loop.first`, `.last` and `.index`; there are no macros, includes
or subscripts. Everything is checked before anything is rendered, and named with its line.
"""

from collections.abc import Collection, Iterator
from operator import attrgetter
from typing import Final, NamedTuple

from jinja2 import nodes

from budgettool.model import UNIT_KINDS
from budgettool.narrative.errors import TemplateError
from budgettool.packs.reference import CellReference, ReferenceSyntaxError, parse_expression

OF_QUANTITIES: Final = frozenset(
    {"有", "有上年", "有率", "变", "不变", "已知", "等", "非零", "构成"}
)
OF_MANY: Final = frozenset({"各"})
OF_FIELDS: Final = frozenset({"栏", "行"})
OF_LISTS: Final = frozenset({"各", "非零", "构成", "行", "单位"})
OF_NAMES: Final = frozenset({"名"})
OF_UNITS: Final = frozenset({"有单位"})
APPLY: Final = "套用"
"""Renders another template over one quantity, which is called `项` there; it applies no other."""

SUBJECT: Final = "项"
FUNCTIONS: Final = (
    OF_QUANTITIES | OF_MANY | OF_FIELDS | OF_LISTS | OF_NAMES | OF_UNITS | {APPLY, "编号", "有本级"}
)

_ALLOWED: Final = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.Filter,
    nodes.If, nodes.CondExpr, nodes.For, nodes.Compare, nodes.Operand, nodes.And, nodes.Or,
    nodes.Not, nodes.Call, nodes.Getattr,
)  # fmt: skip
_LITERAL: Final = OF_MANY | OF_FIELDS | OF_NAMES | OF_UNITS | {"构成"}
_LOOP: Final = frozenset({"first", "last", "index"})
_DEEPEST: Final = 2


class Names(NamedTuple):
    """What a template may name.

    Attributes:
        filters: All filters; `forms` are those of quantities.
        names: What stands for names and years, such as 部门.
        quantities: Ids of the pack's quantities; `many` are those of many rows.
        fields: Keys of its fields.
        templates: Names of its templates.
    """

    filters: Collection[str]
    forms: Collection[str]
    names: Collection[str]
    quantities: Collection[str]
    many: Collection[str]
    fields: Collection[str]
    templates: Collection[str]

    def is_source(self, text: str) -> bool:
        """Tell whether figures can be of it: a quantity, or a cell."""
        if text in self.quantities:
            return True
        try:
            return isinstance(parse_expression(text), CellReference)
        except ReferenceSyntaxError:
            return False


class Mentioned(NamedTuple):
    """Which quantities and fields a template names, in its order."""

    quantities: tuple[str, ...]
    fields: tuple[str, ...]


def mentioned(tree: nodes.Template, names: Names) -> Mentioned:
    """List what a template names."""
    calls: tuple[nodes.Call | nodes.Filter, ...]
    calls = (*tree.find_all(nodes.Call), *tree.find_all(nodes.Filter))
    told = dict.fromkeys(
        (_function(node), str(each.value))
        for node in sorted(calls, key=attrgetter("lineno"))
        for each in _arguments(node)
        if isinstance(each, nodes.Const)
    )
    return Mentioned(
        tuple(dict.fromkeys(text for _, text in told if text in names.quantities)),
        tuple(dict.fromkeys(text for function, text in told if function in OF_FIELDS)),
    )


def applied(tree: nodes.Template) -> list[tuple[str, int]]:
    """List the templates that a template applies, each with its line."""
    calls = (node for node in tree.find_all(nodes.Call) if _function(node) == APPLY)
    return [(str(_first(node)), node.lineno) for node in calls]


def check_template(name: str, tree: nodes.Template, names: Names) -> None:
    """Refuse what a template may not say.

    Raises:
        TemplateError: It says something that is not allowed, or names what does not exist.
    """
    targets = {node.name for node in tree.find_all(nodes.Name) if node.ctx == "store"}
    for node, depth, line in _walk(tree, 0, 1):
        reason = _refused(node, depth) or _refused_name(node, targets)
        if not reason and isinstance(node, nodes.Call | nodes.Filter):
            reason = _refused_call(node, names) or _unknown(node, names)
        if reason:
            raise TemplateError(name, line, reason)


def _walk(node: nodes.Node, depth: int, above: int) -> Iterator[tuple[nodes.Node, int, int]]:
    """Walk nodes with the depth of their loops and their line, that above where they have none."""
    deeper, line = depth + isinstance(node, nodes.For), node.lineno or above
    yield node, deeper, line
    for child in node.iter_child_nodes():
        yield from _walk(child, deeper, line)


def _refused(node: nodes.Node, depth: int) -> str:
    """Say why a statement is not allowed; empty where it is."""
    match node:
        case nodes.For() if node.recursive:
            return "循环不能套用自己"
        case nodes.For() if depth > _DEEPEST:
            return f"循环最多套 {_DEEPEST} 层"
        case nodes.For() if not isinstance(node.target, nodes.Name):
            return "循环一次只能取一项"
        case nodes.For() if _function(node.iter) not in OF_LISTS:
            return f"只能逐项列举这些函数给出的：{'、'.join(sorted(OF_LISTS))}"
        case nodes.Getattr() if not _is_of_loop(node):
            return f"不能取“.{node.attr}”"
    return "" if isinstance(node, _ALLOWED) else f"模板里不能写这种语句（{type(node).__name__}）"


def _refused_name(node: nodes.Node, targets: Collection[str]) -> str:
    """Say why a name cannot be used; empty where it can."""
    if not isinstance(node, nodes.Name):
        return ""
    if node.ctx == "store":
        taken = node.name.startswith("_") or node.name in {*FUNCTIONS, "loop"}
        return f"“{node.name}”不能用作名称" if taken else ""
    known = {*targets, *FUNCTIONS, "loop", SUBJECT}
    return "" if node.name in known else f"没有“{node.name}”"


def _is_of_loop(node: nodes.Getattr) -> bool:
    return isinstance(node.node, nodes.Name) and node.node.name == "loop" and node.attr in _LOOP


def _refused_call(node: nodes.Call | nodes.Filter, names: Names) -> str:
    if isinstance(node, nodes.Filter):
        return _refused_filter(node, names)
    if (function := _function(node)) not in FUNCTIONS:
        return f"只能用这些函数：{'、'.join(sorted(FUNCTIONS))}"
    if _is_named(node):
        return "函数里只能直接写名称"
    literal = function in _LITERAL and not all(isinstance(a, nodes.Const) for a in node.args)
    return f"{function}(…)里只能写加引号的名称" if literal else ""


def _refused_filter(node: nodes.Filter, names: Names) -> str:
    if node.name not in names.filters:
        return f"没有“{node.name}”这种写法；可用：{'、'.join(names.filters)}"
    if node.args or _is_named(node):
        return "“|”后面只能写名称"
    plain = node.name not in names.forms or isinstance(node.node, nodes.Const | nodes.Name)
    return "" if plain else "“|”前面只能写数的名称"


def _is_named(node: nodes.Call | nodes.Filter) -> bool:
    return bool(node.kwargs or node.dyn_args or node.dyn_kwargs)


def _unknown(node: nodes.Call | nodes.Filter, names: Names) -> str:
    """Say which name does not exist that a node tells a function or filter; empty for none."""
    function = _function(node)
    if function == APPLY:
        return _unapplied(_arguments(node), names)
    told = [each.value for each in _arguments(node) if isinstance(each, nodes.Const)]
    for each in told:
        if isinstance(each, str) and (what := _lacking(function, each, names)):
            return f"没有“{each}”{what}"
        if not isinstance(each, str):
            return f"“{each}”应是加引号的名称"
    return ""


def _unapplied(given: list[nodes.Expr], names: Names) -> str:
    """Say what is wrong with applying a template; empty for nothing."""
    if len(given) != len(("template", "source")) or not isinstance(given[0], nodes.Const):
        return f"应写作 {APPLY}(模板名, 数)"
    if given[0].value not in names.templates:
        return f"没有“{given[0].value}”这个模板"
    source = given[1].value if isinstance(given[1], nodes.Const) else None
    return "" if source is None or names.is_source(str(source)) else f"没有“{source}”这个数"


def _lacking(function: str, told: str, names: Names) -> str:
    """Say what kind of thing is lacking, where something is."""
    kinds: tuple[tuple[bool, bool, str], ...] = (
        (function in OF_FIELDS, told in names.fields, "这个栏目"),
        (function in OF_MANY, told in names.many, "这种逐行的数"),
        (function in OF_QUANTITIES or function in names.forms, names.is_source(told), "这个数"),
        (function in OF_NAMES, told in names.names, "这个名称"),
        (function in OF_UNITS, told in UNIT_KINDS, "这种单位"),
    )
    return next((what for asked, known, what in kinds if asked and not known), "")


def _first(node: nodes.Call) -> object:
    return node.args[0].value if node.args and isinstance(node.args[0], nodes.Const) else None


def _function(node: nodes.Node) -> str:
    if isinstance(node, nodes.Filter):
        return node.name
    if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name):
        return node.node.name
    return ""


def _arguments(node: nodes.Call | nodes.Filter) -> list[nodes.Expr]:
    if isinstance(node, nodes.Call):
        return node.args
    return [node.node, *node.args] if node.node is not None else list(node.args)
