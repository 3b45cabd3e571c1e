"""Templates of a pack's text: compiled once, checked, and rendered into paragraphs with figures.

    {{ 名("部门") }}{{ 名("年度") }}年收入总计{{ "收入总计" | 金额 }}。
    {% for 类 in 各("类支出") %}
    {{ 类 | 名称 }}（类）支出{{ 类 | 金额 }}，占{{ 类 | 占比 }}
    {% endfor %}

What a template may say is in `allowed`. Jinja is loaded when the first is compiled, not before.
Leaves words of the department's own to `markup`.
"""

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from budgettool.packs.text import TextBook
from budgettool.sheets.quantities import Quantities
from budgettool.sheets.text import Paragraph

if TYPE_CHECKING:
    from budgettool.narrative.allowed import Mentioned
    from budgettool.narrative.rendering import Renderer


class Templates:
    """The templates of one pack; each is compiled when it is first rendered."""

    def __init__(self, text: TextBook) -> None:
        self._text = text

    @property
    def sources(self) -> Mapping[str, str]:
        """The templates as they are written, by name."""
        return self._text.templates

    def check(self) -> None:
        """Compile all of them.

        Raises:
            TemplateError: One says something that is not allowed.
        """
        for name in self.sources:
            self._renderer.compile(name)

    def render(self, name: str, quantities: Quantities) -> tuple[Paragraph, ...]:
        """Render a template into paragraphs.

        Raises:
            TemplateError: It is not there, or says something that is not allowed.
        """
        return self._renderer.render(name, quantities)

    def mentioned(self, name: str) -> "Mentioned":
        """List the quantities and fields that a template names: what its section is made of.

        Raises:
            TemplateError: It is not there, or says something that is not allowed.
        """
        return self._renderer.compile(name).mentioned

    @cached_property
    def _renderer(self) -> "Renderer":
        from budgettool.narrative.rendering import Renderer  # noqa: PLC0415 - loads Jinja

        return Renderer(self._text)
