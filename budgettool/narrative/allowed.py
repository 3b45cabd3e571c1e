"""What a template may say: a part of Jinja2 that can neither loop for ever nor reach Python.

Loops run over given lists, two deep at most; no attribute is read but `loop.first`, `.last` and
`.index`; there are no macros, includes, arithmetic or subscripts. Everything is checked before
anything is rendered, and named with its line.
"""

from collections.abc import Collection, Iterator
from typing import Final, NamedTuple

from jinja2 import nodes

from budgettool.narrative.errors import TemplateError
from budgettool.packs.reference import CellReference, ReferenceSyntaxError, parse_expression

FUNCTIONS_OF_QUANTITIES: Final = frozenset({"数", "有", "有上年", "各", "变", "不变"})
FUNCTIONS_OF_FIELDS: Final = frozenset({"栏", "行"})
FUNCTIONS: Final = FUNCTIONS_OF_QUANTITIES | FUNCTIONS_OF_FIELDS | {"单位", "名"}

_ALLOWED: Final = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.Filter,
    nodes.If, nodes.CondExpr, nodes.For, nodes.Compare, nodes.Operand, nodes.And, nodes.Or,
    nodes.Not, nodes.Call, nodes.Assign, nodes.List, nodes.Tuple, nodes.Concat, nodes.Getattr,
)  # fmt: skip
_LOOP: Final = frozenset({"first", "last", "index"})
_DEEPEST: Final = 2


class Names(NamedTuple):
    """What a template may name.

    Attributes:
        filters: All filters; `forms` are those of quantities.
        names: What stands for names and years, such as 部门.
        quantities, fields: Ids of the pack's quantities, keys of its fields.
    """

    filters: Collection[str]
    forms: Collection[str]
    names: Collection[str]
    quantities: Collection[str]
    fields: Collection[str]

    def is_source(self, text: str) -> bool:
        """Tell whether figures can be of it: a quantity, or a cell."""
        if text in self.quantities:
            return True
        try:
            return isinstance(parse_expression(text), CellReference)
        except ReferenceSyntaxError:
            return False


def check_template(name: str, tree: nodes.Template, names: Names) -> None:
    """Refuse what a template may not say.

    Raises:
        TemplateError: It says something that is not allowed, or names what does not exist.
    """
    own = {node.name for node in tree.find_all(nodes.Name) if node.ctx == "store"}
    for node, depth in _walk(tree, 0):
        reason = _refused(node, depth, names.filters, own)
        if not reason and isinstance(node, nodes.Call | nodes.Filter):
            reason = _unknown(node, names)
        if reason:
            raise TemplateError(name, node.lineno, reason)


def _walk(node: nodes.Node, depth: int) -> Iterator[tuple[nodes.Node, int]]:
    deeper = depth + isinstance(node, nodes.For)
    yield node, deeper
    for child in node.iter_child_nodes():
        yield from _walk(child, deeper)


def _refused(node: nodes.Node, depth: int, filters: Collection[str], own: Collection[str]) -> str:
    """Say why a node is not allowed; empty where it is."""
    reason = ""
    match node:
        case nodes.For() if node.recursive:
            reason = "循环不能套用自己"
        case nodes.For() if depth > _DEEPEST:
            reason = f"循环最多套 {_DEEPEST} 层"
        case nodes.Getattr() if not _is_of_loop(node):
            reason = f"不能取“.{node.attr}”"
        case nodes.Call():
            reason = _refused_call(node)
        case nodes.Filter() if node.name not in filters:
            reason = f"没有“{node.name}”这种写法；可用：{'、'.join(sorted(filters))}"
        case nodes.Name() if node.ctx == "load" and node.name not in {*own, *FUNCTIONS, "loop"}:
            reason = f"没有“{node.name}”"
        case _ if not isinstance(node, _ALLOWED):
            reason = f"模板里不能写这种语句（{type(node).__name__}）"
    return reason


def _is_of_loop(node: nodes.Getattr) -> bool:
    return isinstance(node.node, nodes.Name) and node.node.name == "loop" and node.attr in _LOOP


def _refused_call(node: nodes.Call) -> str:
    if not isinstance(node.node, nodes.Name) or node.node.name not in FUNCTIONS:
        return f"只能用这些函数：{'、'.join(sorted(FUNCTIONS))}"
    plain = not (node.kwargs or node.dyn_args or node.dyn_kwargs)
    return "" if plain else "函数里只能直接写名称"


def _unknown(node: nodes.Call | nodes.Filter, names: "Names") -> str:
    """Say which quantity or field a node names that does not exist; empty for none."""
    function = node.name if isinstance(node, nodes.Filter) else _called(node)
    given = [node.node] if isinstance(node, nodes.Filter) else node.args
    told = [str(each.value) for each in given if isinstance(each, nodes.Const)]
    if function in FUNCTIONS_OF_FIELDS:
        return next((f"没有“{each}”这个栏目" for each in told if each not in names.fields), "")
    if function in FUNCTIONS_OF_QUANTITIES or function in names.forms:
        return next((f"没有“{each}”这个数" for each in told if not names.is_source(each)), "")
    if function == "名":
        return next((f"没有“{each}”这个名称" for each in told if each not in names.names), "")
    return ""


def _called(node: nodes.Call) -> str:
    return node.node.name if isinstance(node.node, nodes.Name) else ""
