"""What stands at the edge of pages: the running head, page numbers, the mark of a draft.

A table of several pages has its title in the head of those that follow the first, because Word
repeats only the rows of a table's header by itself.
"""

from collections.abc import Iterable
from typing import Final

from budgettool.exporting.word.faces import FACES
from budgettool.exporting.word.markup import (
    DECLARATION,
    MAIN,
    RELATIONS,
    escape,
    field,
    one_line,
    paragraph,
    run,
    width_of,
)
from budgettool.exporting.word.package import Side
from budgettool.exporting.word.styles import size_of

TEXT_FOOT: Final = 10.5
TABLE_FOOT: Final = 9.0
_TABLE_HEAD: Final = 8.0

_RULE: Final = '<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="808080"/></w:pBdr>'
_SPACES: Final = (
    f'xmlns:w="{MAIN}" xmlns:r="{RELATIONS}" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:w10="urn:schemas-microsoft-com:office:word"'
)
_SHAPE_TYPE: Final = (
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
    'path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/>'
    '<v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>'
    '<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/>'
    '<v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/>'
    '<v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/>'
    '<v:f eqn="sum @6 0 @5"/></v:formulas><v:path textpathok="t" o:connecttype="custom" '
    'o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/>'
    '<v:textpath on="t" fitshape="t"/><v:handles><v:h position="#0,bottomRight" '
    'xrange="6629,14971"/></v:handles><o:lock v:ext="edit" text="t" shapetype="t"/></v:shapetype>'
)
_MARK_LENGTH: Final = 360.0
_MARK_TALLEST: Final = 150.0


class Edges:
    """The heads and feet of one file, each different one made once.

    Attributes:
        head: What stands at the head of pages.
        mark: A word that stands large and light behind pages; empty for none.
        first: How many parts of the file come before.
    """

    def __init__(self, head: str, mark: str, first: int) -> None:
        self.head = head
        self.mark = mark
        self.first = first
        self._parts: dict[tuple[str, str], str] = {}

    def bare_head(self) -> str:
        """Refer to a head that bears the mark alone; nothing where there is no mark."""
        if not self.mark:
            return ""
        return self._refer("header", paragraph("Header", self._marking()))

    def running_head(self) -> str:
        """Refer to a head with the document's name above a rule."""
        rule = _RULE if self.head else ""
        return self._refer("header", paragraph("Header", run(self.head) + self._marking(), rule))

    def table_head(self, below: Iterable[str] = (), *, kind: str = "default") -> str:
        """Refer to a head with the document's name in small type.

        Args:
            below: Paragraphs that stand below it.
            kind: On which pages of a section it stands: `default` or `first`.
        """
        named = run(self.head, size_of(_TABLE_HEAD)) + self._marking()
        content = "".join((paragraph("Header", named), *below))
        return self._refer("header", content, kind)

    def foot(self, size: float, *, kind: str = "default") -> str:
        """Refer to a foot with the page's number and how many there are."""
        look = size_of(size)
        numbers = field("PAGE", "1", look) + run(" / ", look) + field("NUMPAGES", "1", look)
        return self._refer("footer", paragraph("Footer", numbers), kind)

    def parts(self) -> list[Side]:
        """Give the parts of all heads and feet, in the order in which they were referred to."""
        roots = {"header": "hdr", "footer": "ftr"}
        return [
            Side(
                name,
                kind,
                f"{DECLARATION}<w:{roots[kind]} {_SPACES}>{content}</w:{roots[kind]}>",
            )
            for (kind, content), name in self._parts.items()
        ]

    def _refer(self, part: str, content: str, kind: str = "default") -> str:
        number = self.first + 1 + len(self._parts)
        name = self._parts.setdefault((part, content), f"{part}{number}")
        place = name.removeprefix(part)
        return f'<w:{part}Reference w:type="{kind}" r:id="rId{place}"/>'

    def _marking(self) -> str:
        """Draw the mark as Word's own watermarks are, so that Word can take it away again."""
        if not self.mark:
            return ""
        word = one_line(self.mark)
        height = min(_MARK_LENGTH / max(width_of(self.mark), 1.0), _MARK_TALLEST)
        width = height * max(width_of(self.mark), 1.0)
        return (
            f"<w:r><w:rPr><w:noProof/></w:rPr><w:pict>{_SHAPE_TYPE}"
            '<v:shape id="PowerPlusWaterMarkObject1" o:spid="_x0000_s2049" type="#_x0000_t136" '
            f'alt="{word}" style="position:absolute;margin-left:0;margin-top:0;'
            f"width:{width:.1f}pt;height:{height:.1f}pt;rotation:315;z-index:-251658752;"
            "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
            'mso-position-vertical:center;mso-position-vertical-relative:margin" '
            'o:allowincell="f" fillcolor="#d9d9d9" stroked="f"><v:fill opacity=".5"/>'
            f'<v:textpath style="font-family:&quot;{FACES["hei"]}&quot;;font-size:1pt" '
            f'string="{escape(self.mark)}"/></v:shape></w:pict></w:r>'
        )
