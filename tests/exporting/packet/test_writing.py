import errno
import json
import os
from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pikepdf
import pytest

from budgettool.exporting.packet import PacketNotWrittenError, write_packet
from budgettool.packs.text import Format

ALL: tuple[Format, ...] = ("pdf", "docx", "xlsx", "html")


def silent(*_):
    """Tell nobody."""


def no_room(_):
    raise OSError(errno.ENOSPC, "No space left on device")


class Stopped(Exception):  # noqa: N818 - what a window raises to stop
    pass


def test_each_kind_of_file_is_written_under_one_name(outward, imprint, tmp_path):
    written = write_packet(outward, tmp_path, ALL, imprint, silent)
    stem = "临溪市人民政府办公室2020年度部门预算（草稿）"
    assert [file.path.name for file in written.files] == [f"{stem}.{kind}" for kind in ALL]
    assert {path.name for path in tmp_path.iterdir()} == {
        *(file.path.name for file in written.files),
        f"{stem}_数据",
    }
    assert written.report.pages == len(pikepdf.open(written.files[0].path).pages)
    assert written.replaced == 0


def test_word_has_the_page_numbers_of_the_pdf(outward, imprint, tmp_path):
    both = write_packet(outward, tmp_path, ["pdf", "docx"], imprint, silent)
    (tmp_path / "alone").mkdir()
    alone = write_packet(outward, tmp_path / "alone", ["docx"], imprint, silent)
    assert both.files[1].path.read_bytes() == alone.files[0].path.read_bytes()
    annex = next(place.page for place in both.report.places if place.anchor == "annex")
    body = docx.Document(alone.files[0].path).element.body
    said = "".join(text for each in body.xpath("./w:sdt") for text in each.itertext())
    assert f"年度部门预算表\t{annex}" in said


def test_a_final_one_bears_no_mark(tables, imprint, tmp_path):
    final = replace(imprint, draft=False)
    written = write_packet(tables, tmp_path, ["pdf", "xlsx"], final, silent)
    assert all("草稿" not in file.path.name for file in written.files)
    with pikepdf.open(written.files[0].path) as pdf:
        assert "草稿" not in str(pdf.docinfo.Title)


def test_a_title_inside_says_that_it_is_a_draft(tables, imprint, tmp_path):
    written = write_packet(tables, tmp_path, ["pdf"], imprint, silent)
    with pikepdf.open(written.files[0].path) as pdf:
        assert str(pdf.docinfo.Title) == written.files[0].path.stem


def test_a_workbook_of_text_alone_holds_all_tables(sample, outward, imprint, tmp_path):
    parts = tuple(part for part in outward.document.parts if part.kind == "text")
    text = replace(outward, document=replace(outward.document, parts=parts))
    written = write_packet(text, tmp_path, ["xlsx"], imprint, silent)
    assert len(openpyxl.load_workbook(written.files[0].path).sheetnames) == len(sample.sheets)


def test_what_was_there_is_replaced_and_counted(tables, imprint, tmp_path):
    first = write_packet(tables, tmp_path, ["xlsx", "html"], imprint, silent)
    again = write_packet(tables, tmp_path, ["xlsx", "html"], imprint, silent)
    assert again.replaced == sum(1 + len(file.beside) for file in first.files)
    assert again.files == first.files


def test_data_of_a_table_that_is_no_longer_published_do_not_stay(tables, imprint, tmp_path):
    (page,) = write_packet(tables, tmp_path, ["html"], imprint, silent).files
    folder = page.beside[0].parent
    (folder / "我的.csv").write_text("own")
    annex = tables.document.parts[0]
    fewer = replace(annex, sheets=annex.sheets[:1])
    document = replace(tables.document, parts=(fewer,))
    write_packet(replace(tables, document=document), tmp_path, ["html"], imprint, silent)
    assert {path.name for path in folder.iterdir()} == {"01.csv", "tables.json", "我的.csv"}
    assert len(json.loads((folder / "tables.json").read_bytes())["tables"]) == 1


@pytest.mark.parametrize("stage", ["写 PDF", "写 Excel", "放到文件夹里"])
def test_where_it_is_stopped_nothing_is_left(tables, imprint, tmp_path, stage):
    def stop(now, *_):
        if now == stage:
            raise Stopped

    with pytest.raises(Stopped):
        write_packet(tables, tmp_path, ["pdf", "xlsx"], imprint, stop)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", ALL)
def test_a_full_disk_is_named_and_leaves_what_was_there(
    tables, imprint, tmp_path, kind, monkeypatch
):
    before = write_packet(tables, tmp_path, ["pdf", kind], imprint, silent).files[0].path
    content = before.read_bytes()

    listed = sorted(tmp_path.rglob("*"))
    later = replace(imprint, created=imprint.created.replace(year=2027))
    monkeypatch.setattr(os, "fsync", no_room)
    with pytest.raises(PacketNotWrittenError) as refused:
        write_packet(tables, tmp_path, [kind], later, silent)
    assert "磁盘已满" in str(refused.value)
    assert str(tmp_path / before.stem) in str(refused.value)
    assert "/new/" not in str(refused.value)
    assert before.read_bytes() == content
    assert sorted(tmp_path.rglob("*")) == listed


def test_a_target_that_cannot_be_replaced_leaves_all_as_it_was(tables, imprint, tmp_path):
    written = write_packet(tables, tmp_path, ["pdf", "xlsx"], imprint, silent)
    pdf, workbook = (file.path for file in written.files)
    workbook.unlink()
    before = pdf.read_bytes()
    later = replace(imprint, created=imprint.created.replace(year=2027))

    def take_away(stage, *_):
        if stage == "放到文件夹里":
            (ready,) = tmp_path.glob(".*/new/*.xlsx")
            ready.unlink()

    with pytest.raises(PacketNotWrittenError) as refused:
        write_packet(tables, tmp_path, ["pdf", "xlsx"], later, take_away)
    assert refused.value.path == workbook
    assert pdf.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == [pdf.name]


def test_a_folder_that_is_gone_is_named(tables, imprint, tmp_path):
    with pytest.raises(PacketNotWrittenError, match="没有这个文件或文件夹"):
        write_packet(tables, tmp_path / "没有", ["pdf"], imprint, silent)


@pytest.mark.parametrize(
    "name",
    ["长" * 60, "甲/乙局", "某局（驻外）:*?", "镕㛃𫖯办公室", "甲\\乙", "..", "Ａ·Ｂ", "局" * 300],
)
def test_whatever_a_department_is_called_its_files_are_there(named, imprint, tmp_path, name):
    written = write_packet(named(name), tmp_path, ALL, imprint, silent)
    for file in written.files:
        assert file.path.parent == tmp_path
        assert file.path.stat().st_size > 0
        assert "2020年部门预算公开表（草稿）" in file.path.name
        assert len(f"{file.path.stem}_数据".encode()) <= 255
    assert Path(written.files[-1].beside[0]).is_file()


def test_two_writings_give_the_same_bytes(outward, imprint, tmp_path):
    contents = []
    for name in ("一", "二"):
        (tmp_path / name).mkdir()
        write_packet(outward, tmp_path / name, ALL, imprint, silent)
        contents.append(
            {
                path.relative_to(tmp_path / name): path.read_bytes()
                for path in (tmp_path / name).rglob("*")
                if path.is_file()
            }
        )
    assert contents[0] == contents[1]


def test_progress_names_each_kind_and_how_far_it_is(tables, imprint, tmp_path):
    told = []
    write_packet(tables, tmp_path, ALL, imprint, lambda *step: told.append(step))
    assert list(dict.fromkeys(stage for stage, *_ in told)) == [
        "写 PDF", "写 Word", "写 Excel", "写 网页", "放到文件夹里",
    ]  # fmt: skip
    pages = [(done, total) for stage, done, total in told if stage == "写 PDF" and total]
    assert pages[-1][0] == pages[-1][1] == 3
