"""Templates of a pack's text: compiled once, checked, and rendered into paragraphs with figures.

    {{ 名("部门") }}{{ 名("年度") }}年收入总计{{ "收入总计" | 金额 }}。
    {% for 类 in 各("类支出") %}
    {{ 类 | 名称 }}（类）支出{{ 类 | 金额 }}，占{{ 类 | 占比 }}
    {% endfor %}

What a template may say is in `allowed`. Leaves words of the department's own to `markup`.
"""

import traceback
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from jinja2 import StrictUndefined, TemplateSyntaxError, pass_context
from jinja2.exceptions import SecurityError, TemplateRuntimeError, UndefinedError
from jinja2.runtime import Context
from jinja2.sandbox import SandboxedEnvironment

from budgettool.narrative.allowed import Names, check_template
from budgettool.narrative.errors import TemplateError
from budgettool.narrative.marking import Marks, clean
from budgettool.narrative.markup import figure_of
from budgettool.packs.labels import chinese_number
from budgettool.packs.text import Quantity, TextBook
from budgettool.sheets.quantities import FORMS, Measured, Quantities, field_key, unit_names
from budgettool.sheets.text import Paragraph

_NAMES: Final = ("部门", "简称", "年度", "上年度", "单位数", "二级单位数")
_VOCABULARY: Final = "_vocabulary"
_LONGEST: Final = 200_000
_MOST_ITEMS: Final = 20_000

Source = str | Measured


class _Vocabulary:
    """What the words of a template mean in one rendering."""

    def __init__(self, quantities: Quantities) -> None:
        self.marks = Marks()
        self._quantities = quantities
        self._items = 0

    def functions(self) -> Mapping[str, Callable[..., Any]]:
        """Give the functions by name."""
        return {
            "数": self._measured,
            "有": lambda source: bool(self._measured(source).printed),
            "有上年": lambda source: self._measured(source).prior is not None,
            "变": lambda source: bool(self._measured(source).change),
            "不变": lambda source: self._measured(source).change == 0,
            "各": self._members,
            "栏": self._field,
            "行": lambda key: self._listed(self._field(key).split("\n")),
            "单位": lambda: self._listed(map(clean, unit_names(self._quantities.facts))),
            "名": lambda name: self._mark(name, ""),
        }

    def say(self, source: Source, form: str) -> str:
        """Put a figure in its place."""
        return self._mark(source if isinstance(source, str) else source.id, form)

    def _mark(self, source: str, form: str) -> str:
        return self.marks.mark(figure_of(source, form, self._quantities))

    def _measured(self, source: Source) -> Measured:
        if not isinstance(source, str):
            return source
        found = self._quantities.get(source)
        return found or Measured(Quantity(source, source), source, source, None)

    def _members(self, quantity: str) -> list[Any]:
        return self._listed(self._quantities.members(quantity))

    def _listed(self, items: Iterable[Any]) -> list[Any]:
        listed = [item for item in items if item]
        self._items += len(listed)
        if self._items > _MOST_ITEMS:
            raise TemplateRuntimeError(f"列举超过 {_MOST_ITEMS} 项")
        return listed

    def _field(self, key: str) -> str:
        return clean(self._quantities.facts.fields.get(field_key(key), "").strip())


def _filter(form: str) -> Callable[[Context, Source], str]:
    """Make the filter that puts one form of a figure in its place."""

    @pass_context
    def say(context: Context, source: Source) -> str:
        vocabulary: _Vocabulary = context[_VOCABULARY]
        return vocabulary.say(source, form)

    return say


_FILTERS: Final[dict[str, Callable[..., Any]]] = {"中文数字": chinese_number, "个数": len}


def _line_of(error: Exception) -> int:
    """Find in which line of a template an error came up."""
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__)]
    return (lines[-1] or 1) if lines else 1


class Templates:
    """The templates of one pack; each is compiled when it is first rendered."""

    def __init__(self, text: TextBook) -> None:
        self._sources = text.templates
        self._environment = SandboxedEnvironment(
            undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False
        )
        self._environment.filters = {form: _filter(form) for form in FORMS} | _FILTERS
        self._known = Names(
            filters=(*FORMS, *_FILTERS),
            forms=FORMS,
            names=_NAMES,
            quantities={quantity.id for quantity in text.quantities},
            fields={field.key for field in text.fields},
        )
        self._checked: dict[str, Any] = {}

    def check(self) -> None:
        """Compile all of them.

        Raises:
            TemplateError: One says something that is not allowed.
        """
        for name in self._sources:
            self._compiled(name)

    def render(self, name: str, quantities: Quantities) -> tuple[Paragraph, ...]:
        """Render a template into paragraphs.

        Raises:
            TemplateError: It is not there, or says something that is not allowed.
        """
        compiled = self._compiled(name)
        vocabulary = _Vocabulary(quantities)
        try:
            text = compiled.render({_VOCABULARY: vocabulary, **vocabulary.functions()})
        except (UndefinedError, SecurityError, TemplateRuntimeError, TypeError) as error:
            raise TemplateError(name, _line_of(error), str(error)) from error
        return vocabulary.marks.paragraphs(text)

    def _compiled(self, name: str) -> Any:  # noqa: ANN401 - Jinja's template
        if name not in self._checked:
            source = self._sources.get(name)
            if source is None:
                raise TemplateError(name, 1, "没有这个模板")
            if len(source) > _LONGEST:
                raise TemplateError(name, 1, "模板过长")
            try:
                tree = self._environment.parse(source)
                check_template(name, tree, self._known)
                self._checked[name] = self._environment.from_string(tree)
            except TemplateSyntaxError as error:
                raise TemplateError(name, error.lineno, f"读不下去：{error.message}") from error
            except RecursionError as error:
                raise TemplateError(name, 1, "嵌套过深") from error
        return self._checked[name]
