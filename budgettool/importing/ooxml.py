"""Opens the zip package of an xlsx file safely, and walks its XML parts.

Sizes are checked before anything is unpacked and while it is; a part that declares a document type
(the way of entity bombs) is refused. Leaves the meaning of the parts to `xlsx`.
"""

import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from xml.parsers import expat

from budgettool.importing.errors import DamagedError, EncryptedError, TooLargeError

MAX_UNPACKED = 300 * 1024 * 1024
"""Bytes of all parts together once unpacked."""

MAX_RATIO = 250
"""Unpacked to packed bytes, of a part above `_RATIO_MATTERS`: real sheets stay below 60."""

MAX_PARTS = 20_000

_RATIO_MATTERS = 20 * 1024 * 1024
_CHUNK = 1 << 18
_ENCRYPTED = 0x1

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Text = Callable[[str], None]


class Package:
    """An open xlsx file: its parts, checked."""

    def __init__(self, path: Path, archive: zipfile.ZipFile) -> None:
        self.path = path
        self._archive = archive
        self._sizes = {info.filename: info.file_size for info in archive.infolist()}
        self._check(archive.infolist())

    def has(self, part: str) -> bool:
        """Whether the package has that part."""
        return part in self._sizes

    def walk(
        self, part: str, start: Start, end: End, text: Text | None = None
    ) -> Iterator[tuple[int, int]]:
        """Send a part's elements to callbacks; names come without their prefix.

        Yields:
            Bytes read so far, and of how many.
        """
        parser = expat.ParserCreate("utf-8")  # whatever it declares: no writer uses another
        parser.StartElementHandler = _by_root(parser, start, end)
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        parser.buffer_text = True
        if text:
            parser.CharacterDataHandler = text
        done, total = 0, self._sizes[part]
        with _damage_named(self.path), self._archive.open(part) as file:
            while chunk := file.read(_CHUNK):
                done += len(chunk)
                parser.Parse(chunk, False)  # noqa: FBT003 - the library's own signature
                yield done, total
            parser.Parse(b"", True)  # noqa: FBT003 - the library's own signature

    def _refuse_doctype(self, *_args: object) -> None:
        raise DamagedError(self.path, "含有不允许的 XML 声明")

    def _check(self, parts: list[zipfile.ZipInfo]) -> None:
        if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
            raise TooLargeError(self.path, f"解压后超过 {MAX_UNPACKED // 1024**2} MB")
        for part in parts:
            if part.flag_bits & _ENCRYPTED:
                raise EncryptedError(self.path)
            swollen = part.file_size > MAX_RATIO * max(part.compress_size, 1)
            if swollen and part.file_size > _RATIO_MATTERS:
                raise TooLargeError(self.path, "压缩比异常，可能是压缩炸弹")


def _by_root(parser: expat.XMLParserType, start: Start, end: End) -> Start:
    """Connect the callbacks at the first element, which shows whether names have a prefix."""

    def plain_start(name: str, values: dict[str, str]) -> None:
        start(name.rpartition(":")[2], values)

    def root(name: str, values: dict[str, str]) -> None:
        prefixed = ":" in name
        parser.StartElementHandler = plain_start if prefixed else start
        parser.EndElementHandler = (lambda name: end(name.rpartition(":")[2])) if prefixed else end
        plain_start(name, values)

    return root


@contextmanager
def open_package(path: Path) -> Iterator[Package]:
    """Open a zip package.

    Raises:
        DamagedError: It is no sound zip file.
        TooLargeError: Unpacked it would be too large.
    """
    with _damage_named(path), zipfile.ZipFile(path) as archive:
        yield Package(path, archive)


@contextmanager
def _damage_named(path: Path) -> Iterator[None]:
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise DamagedError(path) from error
    except expat.ExpatError as error:
        raise DamagedError(path, "XML 不完整") from error
