import hashlib
import shutil
import struct

import pytest
from fontTools.ttLib import TTFont

from budgettool.exporting.pdf.fonts import Cut, bundled_folder, open_font_book
from budgettool.exporting.pdf.text import Typesetter
from budgettool.exporting.pdf.truetype import Face, FontFileError

STYLES = ("song", "hei", "fangsong", "kai", "biaosong")


@pytest.fixture
def installed(tmp_path):
    """Make a font file that bears a given name, from a bundled face."""

    def make(name, file="office.ttf", fs_type=0, source="kai.ttf"):
        folder = tmp_path / "fonts"
        folder.mkdir(exist_ok=True)
        font = TTFont(bundled_folder() / source)
        for number in (1, 4):
            font["name"].setName(name, number, 3, 1, 0x804)
        font["OS/2"].fsType = fs_type
        font.save(folder / file)
        return folder

    return make


def test_bundled_faces_are_the_ones_that_the_script_made():
    folder = bundled_folder()
    listed = dict(
        line.split()[::-1] for line in (folder / "SHA256SUMS").read_text("ascii").splitlines()
    )
    made = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.glob("*.ttf")
    }
    assert made == listed


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("bold", [False, True])
def test_digits_of_every_style_have_one_width(fonts, style, bold):
    typesetter = Typesetter(fonts)
    widths = {round(typesetter.width(digit, Cut(style, bold)), 3) for digit in "0123456789"}
    assert len(widths) == 1


@pytest.mark.parametrize("style", STYLES)
def test_every_style_sets_ordinary_text_in_one_face(fonts, style):
    runs = Typesetter(fonts).runs("2020年部门收支总体情况表（万元）：1,990.5", Cut(style))
    assert len(runs) == 1


def test_full_width_yen_is_not_drawn_as_a_dollar_sign(fonts):
    assert not fonts.face("fangsong").glyph(ord("￥"))


@pytest.mark.parametrize("name", ["方正小标宋简体", "FZXiaoBiaoSong-B05S"])
def test_the_offices_own_title_face_is_preferred(installed, name):
    book = open_font_book([installed(name)])
    assert book.chain(Cut("biaosong"))[0].id == "own-biaosong"
    assert not book.sources["own-biaosong"].bundled


def test_fangsong_gb2312_goes_before_plain_fangsong(installed):
    installed("仿宋", "a.ttf")
    book = open_font_book([installed("仿宋_GB2312", "b.ttf")])
    assert book.sources["own-fangsong"].path.name == "b.ttf"


@pytest.mark.parametrize(
    ("bits", "used"), [(0, True), (4, True), (8, True), (2, False), (0x100, False)]
)
def test_a_face_that_may_not_be_embedded_is_left_alone(installed, bits, used):
    book = open_font_book([installed("宋体", fs_type=bits)])
    assert ("own-song" in book.sources) is used


def test_found_faces_are_remembered_until_a_file_changes(installed, tmp_path):
    folder, cache = installed("黑体"), tmp_path / "cache" / "fonts.json"
    assert "own-hei" in open_font_book([folder], cache).sources
    remembered = cache.read_text("utf-8")
    assert "own-hei" in open_font_book([folder], cache).sources
    assert cache.read_text("utf-8") == remembered
    (folder / "office.ttf").unlink()
    assert "own-hei" not in open_font_book([folder], cache).sources


@pytest.mark.parametrize("content", ["", "[]", '{"a": 1}', '{"a": [1, 2, 3]}', '{"a": []}', "{{"])
def test_a_damaged_cache_counts_as_none(installed, tmp_path, content):
    cache = tmp_path / "fonts.json"
    cache.write_text(content, "utf-8")
    assert "own-hei" in open_font_book([installed("黑体")], cache).sources


def test_broken_font_files_are_passed_over(installed):
    folder = installed("黑体")
    whole = (folder / "office.ttf").read_bytes()
    (folder / "cut.ttf").write_bytes(whole[:5000])
    (folder / "empty.ttf").write_bytes(b"")
    (folder / "text.ttf").write_bytes(b"no font")
    (folder / "endless.ttc").write_bytes(b"ttcf" + struct.pack(">II", 1, 0xFFFFFFFF))
    assert open_font_book([folder]).sources["own-hei"].path.name == "office.ttf"


def test_a_face_in_a_collection_is_found(tmp_path):
    whole = (bundled_folder() / "marks.ttf").read_bytes()
    header = b"ttcf" + struct.pack(">III", 0x10000, 1, 16)
    tables = struct.unpack_from(">H", whole, 4)[0]
    moved = bytearray(whole)
    for item in range(tables):
        place = 12 + 16 * item + 8
        struct.pack_into(">I", moved, place, struct.unpack_from(">I", whole, place)[0] + 16)
    face = Face(tmp_path / "marks.ttc", header + bytes(moved), 0)
    assert face.glyph(ord("☑"))


@pytest.mark.parametrize("length", [0, 3, 11, 12, 100, 700])
def test_a_truncated_face_is_refused(tmp_path, length):
    data = (bundled_folder() / "marks.ttf").read_bytes()[:length]
    with pytest.raises(FontFileError, match="不能使用"):
        Face(tmp_path / "x.ttf", data)


def test_no_folder_at_all_leaves_the_bundled_faces(tmp_path):
    assert set(open_font_book([tmp_path / "none"]).sources) == set(open_font_book().sources)
    shutil.rmtree(tmp_path)
