"""Rendering templates with Jinja, in its sandbox. Imported where the first template is rendered."""

import traceback
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, NamedTuple

from jinja2 import (
    StrictUndefined,
    Template,
    TemplateSyntaxError,
    Undefined,
    pass_context,
)
from jinja2.exceptions import SecurityError, TemplateRuntimeError, UndefinedError
from jinja2.runtime import Context
from jinja2.sandbox import SandboxedEnvironment

from budgettool.narrative.allowed import (
    APPLY,
    SUBJECT,
    Mentioned,
    Names,
    applied,
    check_template,
    mentioned,
)
from budgettool.narrative.errors import MisusedError, TemplateError, TooMuchError
from budgettool.narrative.vocabulary import Source, Vocabulary
from budgettool.packs.labels import chinese_number
from budgettool.packs.text import TextBook
from budgettool.sheets.measured import FORMS
from budgettool.sheets.quantities import NAMES, Quantities
from budgettool.sheets.text import Paragraph

_VOCABULARY: Final = "_vocabulary"
_MISWRITTEN: Final = "函数里名称的个数不对，或者把不能相比的放在一起比"
_LONGEST: Final = 200_000
_LONGEST_TEXT: Final = 2_000_000
_FILTERS: Final[dict[str, Callable[..., Any]]] = {"中文数字": chinese_number, "个数": len}


class Compiled(NamedTuple):
    """A template that may be rendered, and what it names."""

    template: Template
    mentioned: Mentioned


def _filter(form: str) -> Callable[[Context, Source], str]:
    """Make the filter that puts one form of a figure in its place."""

    @pass_context
    def say(context: Context, source: Source) -> str:
        vocabulary: Vocabulary = context[_VOCABULARY]
        return vocabulary.say(source, form)

    return say


class Renderer:
    """The environment of one pack's templates."""

    def __init__(self, text: TextBook) -> None:
        self._sources = text.templates
        self._environment = SandboxedEnvironment(
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            autoescape=False,
            finalize=_written,
        )
        self._environment.filters = {form: _filter(form) for form in FORMS} | _FILTERS
        self._environment.globals = {}
        self._known = Names(
            filters=(*FORMS, *_FILTERS),
            forms=FORMS,
            names={*NAMES, *text.names},
            quantities={quantity.id for quantity in text.quantities},
            many={quantity.id for quantity in text.quantities if quantity.rows},
            fields={field.key for field in text.fields},
            templates=frozenset(text.templates),
        )
        self._compiled: dict[str, Compiled] = {}

    def compile(self, name: str) -> Compiled:
        """Compile a template, and those that it applies.

        Raises:
            TemplateError: It is not there, or says something that is not allowed.
        """
        if name not in self._compiled:
            self._compiled[name] = self._made(name)
        return self._compiled[name]

    def render(self, name: str, quantities: Quantities) -> tuple[Paragraph, ...]:
        """Render a template into paragraphs.

        Raises:
            TemplateError: It is not there, or says something that is not allowed.
        """
        vocabulary = Vocabulary(quantities, self._applied)
        return vocabulary.marks.paragraphs(self._text(name, vocabulary, {}))

    def _applied(self, vocabulary: Vocabulary, name: str, source: Source) -> str:
        return self._text(name, vocabulary, {SUBJECT: source}).strip("\n")

    def _text(self, name: str, vocabulary: Vocabulary, given: dict[str, Any]) -> str:
        template = self.compile(name).template
        context = {**vocabulary.functions(), **given, _VOCABULARY: vocabulary}
        try:
            return "".join(_measured(template.generate(context)))
        except (MisusedError, TooMuchError) as error:
            raise TemplateError(name, _line_of(error), f"写到这里出错：{error}") from error
        except UndefinedError as error:
            raise TemplateError(name, _line_of(error), "这里还没有这个名称") from error
        except (SecurityError, TemplateRuntimeError, TypeError) as error:
            raise TemplateError(name, _line_of(error), _MISWRITTEN) from error

    def _made(self, name: str) -> Compiled:
        source = self._sources.get(name)
        if source is None:
            raise TemplateError(name, 1, "没有这个模板")
        if len(source) > _LONGEST:
            raise TemplateError(name, 1, "模板过长")
        try:
            tree = self._environment.parse(source)
            check_template(name, tree, self._known)
            self._check_applied(name, applied(tree))
            return Compiled(self._environment.from_string(tree), mentioned(tree, self._known))
        except TemplateSyntaxError as error:
            raise TemplateError(name, error.lineno, f"读不下去：{error.message}") from error
        except (RecursionError, SyntaxError) as error:
            raise TemplateError(name, 1, "嵌套过深") from error

    def _check_applied(self, name: str, others: Iterable[tuple[str, int]]) -> None:
        """Refuse to apply a template that applies another: so none can apply itself."""
        for other, line in others:
            if applied(self._environment.parse(self._sources[other])):
                raise TemplateError(name, line, f"{APPLY}的模板 {other}.j2 里不能再{APPLY}")
            self.compile(other)


def _written(value: object) -> object:
    """Let nothing be printed but texts and numbers; what is not defined says so itself."""
    if isinstance(value, bool) or not isinstance(value, str | int | Undefined):
        raise MisusedError("写出的不是文字；数要写明说它的什么，如“| 金额”")
    return value


def _measured(pieces: Iterable[str]) -> Iterator[str]:
    """Pass a text on, and stop where it grows beyond any that is printed."""
    length = 0
    for piece in pieces:
        length += len(piece)
        if length > _LONGEST_TEXT:
            raise TooMuchError("写出的文字过长")
        yield piece


def _line_of(error: Exception) -> int:
    """Find in which line of a template an error came up."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = [frame.lineno for frame in frames if frame.filename == "<template>"]
    return (lines[-1] or 1) if lines else 1
