"""What is refused of texts."""

from budgettool.errors import BudgetToolError


class TemplateError(BudgetToolError):
    """A template says something that is not allowed or not known.

    Attributes:
        template: Its name.
        line: Where, from 1.
    """

    def __init__(self, template: str, line: int, reason: str) -> None:
        super().__init__(f"文字模板 {template}.j2 第 {line} 行：{reason}")
        self.template = template
        self.line = line
        self.reason = reason


class MisusedError(BudgetToolError):
    """A template uses as a figure, or as text, what is none."""


class TooMuchError(BudgetToolError):
    """A template lists or writes more than any text has."""
