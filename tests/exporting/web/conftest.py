"""A document of every kind of part, what a page says of itself, and a real browser."""

import os
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from budgettool.exporting.faces import bundled_folder
from budgettool.exporting.web import write_web
from budgettool.model import Project
from budgettool.packs.location import find_pack, pack_folders
from budgettool.sheets.document import Bar, Chart, Document, Part
from budgettool.sheets.packet import derive
from budgettool.sheets.text import Figure, Paragraph, Plain, Section

DRAFTS = Path(__file__).parents[2] / "data" / "packs"
CREATED = datetime(2020, 1, 15, 9, 30, tzinfo=UTC)
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{faces}</dir><cachedir>{folder}</cachedir>
<alias><family>sans-serif</family><prefer><family>Budget Hei</family></prefer></alias>
<alias><family>serif</family><prefer><family>Budget Song</family></prefer></alias>
</fontconfig>"""
VOID = {"meta", "link", "col", "rect"}
TOTAL = Figure("1,991.60万元", "收入总计", "金额")
OVERALL = Section(
    "overall",
    "一、收入支出预算总体情况说明",
    (
        Paragraph((Plain("2020年收入总计"), TOTAL, Plain("，支出总计相同。"))),
        Paragraph((Plain("（一）收入"),), level=1),
        Paragraph((Plain("1．财政拨款"),), level=2),
        Paragraph((Plain("由财政部门拨付。"),)),
    ),
)
CHART = Chart(
    "natures",
    "支出构成",
    (Bar("基本支出", 1_384_100_000, "1,384.10万元"), Bar("结余", -607_500_000, "-607.50万元")),
)
INDICATORS = (("产出目标", "数量", "设备", "1套"), ("产出目标", "数量", "培训次数", "≥10次"))


def project_fields(project):
    fields = {
        ("project", project, f"indicator.{key}", number): text
        for number, row in enumerate(INDICATORS)
        for key, text in zip(("level1", "level2", "name", "value"), row, strict=True)
    }
    return fields | {("project", project, "overview", 0): "完善平台的数据归集和共享。" * 9}


def form_sheets(facts, classification, names):
    """Draw form 10 and form 11 for projects of these names."""
    projects = tuple(Project(f"p{number}", name) for number, name in enumerate(names))
    fields = {k: v for project in projects for k, v in project_fields(project.id).items()}
    given = replace(facts, projects=projects, fields=fields)
    packet = derive(given, find_pack("forms-draft", pack_folders(DRAFTS)), classification)
    return tuple(sheet for sheet in packet.sheets if not sheet.header_rows)


def document_of(sheets, name="临溪市人民政府办公室", section=OVERALL):
    title = f"{name}2020年度部门预算"
    foot = (name, "2020年1月15日")
    return Document(
        title,
        name,
        2020,
        title,
        (
            Part("cover", "cover", lines=(name, "2020年度部门预算"), foot=foot),
            Part("contents", "contents"),
            Part("explanation", "text", f"第二部分　{name}情况说明", sections=(section,)),
            Part("charts", "charts", "图示", charts=(CHART,)),
            Part("annex", "tables", "附件　公开表", foot=foot, sheets=tuple(sheets)),
        ),
    )


class Page(HTMLParser):
    """A page as a list of elements, each with its attributes, its text and what it stands in."""

    def __init__(self, source):
        super().__init__()
        self.elements, self._open = [], []
        self.feed(source)
        self.close()
        assert self._open == [], "每个元素都应当闭合"

    def handle_starttag(self, tag, attrs):
        element = {"tag": tag, **dict(attrs), "text": "", "within": [e["tag"] for e in self._open]}
        element["parent"] = self._open[-1] if self._open else None
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        assert self._open.pop()["tag"] == tag

    def handle_data(self, data):
        for element in self._open:
            element["text"] += data

    def all(self, *tags):
        return [element for element in self.elements if element["tag"] in tags]

    def with_id(self, place):
        (found,) = [element for element in self.elements if element.get("id") == place]
        return found

    def rows(self, table, head="tbody"):
        """List the cells of each row in the head or body of a table, by its number."""
        (rows,) = ([e for e in self.all("tr") if e["parent"]["parent"] is table],)
        return [
            [cell for cell in self.all("td", "th") if cell["parent"] is row]
            for row in rows
            if row["parent"]["tag"] == head
        ]


@pytest.fixture(scope="session")
def forms(sample_facts, classification):
    return form_sheets(sample_facts, classification, ("智慧城市", "会务"))


@pytest.fixture(scope="session")
def make_forms(sample_facts, classification):
    return lambda names: form_sheets(sample_facts, classification, names)


@pytest.fixture(scope="session")
def make_document():
    return document_of


@pytest.fixture(scope="session")
def tables(sample):
    """The sample's tables whose columns have heads, which are all but the forms."""
    return tuple(sheet for sheet in sample.sheets if sheet.header_rows)


@pytest.fixture(scope="session")
def document(tables, forms):
    return document_of((*tables, *forms))


@pytest.fixture
def write(tmp_path):
    def written(document, name="公开.html", **more):
        path = tmp_path / name
        write_web(document, path, **({"created": CREATED} | more))
        return path

    return written


@pytest.fixture
def read(write):
    return lambda document, **more: Page(write(document, **more).read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def chromium():
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if not found:
        if os.environ.get("CI"):
            pytest.fail("Chromium is missing")
        pytest.skip("Chromium is not installed: how it shows a page cannot be seen")
    return found


@pytest.fixture(scope="session")
def browser(chromium, tmp_path_factory):
    """Start a browser that knows the bundled faces alone, so that every machine shows the same."""
    folder = tmp_path_factory.mktemp("fonts")
    (folder / "fonts.conf").write_text(FONTS.format(faces=bundled_folder(), folder=folder))
    faces = {**os.environ, "FONTCONFIG_FILE": str(folder / "fonts.conf")}
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"], env=faces)
        yield started
        started.close()


@pytest.fixture(scope="module")
def shown(browser, document, tmp_path_factory):
    """Open the document's page in a browser; what it complains of or asks for fails the test."""
    path = tmp_path_factory.mktemp("page") / "公开.html"
    write_web(document, path, created=CREATED, mark="草稿")
    opened, wrong = [], []

    def show(width=1280, height=800, **more):
        page = browser.new_page(viewport={"width": width, "height": height}, **more)
        opened.append(page)
        page.on("console", lambda message: wrong.append(message.text))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("requestfinished", lambda request: _complain(request.url, path, wrong))
        page.on("requestfailed", lambda request: wrong.append(request.url))
        page.goto(path.as_uri())
        return page

    yield show
    for page in opened:
        page.close()
    assert wrong == []


def _complain(url, path, wrong):
    if url.partition("#")[0] != path.as_uri() and not url.startswith("data:"):
        wrong.append(url)
