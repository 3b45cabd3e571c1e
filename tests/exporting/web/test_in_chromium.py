"""The page in a real browser: what it looks like, the keyboard, contrast, paper."""

import re
from datetime import UTC, datetime
from typing import NamedTuple

import pypdfium2
import pytest

from budgettool.exporting.web import write_web

REACHED = """() => {
  const e = document.activeElement;
  const box = e.getBoundingClientRect();
  return {tag: e.tagName, kind: e.className, role: e.getAttribute('role'),
          text: e.textContent.slice(0, 40), left: box.left, top: box.top,
          outline: getComputedStyle(e).outlineStyle};
}"""
CONTRASTS = """() => {
  const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const rgba = colour => {
    canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = ([r, g, b]) => [r, g, b].map(c => c / 255)
    .map(c => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4)
    .reduce((sum, c, i) => sum + c * [.2126, .7152, .0722][i], 0);
  const ground = e => {
    for (; e; e = e.parentElement) {
      const found = rgba(getComputedStyle(e).backgroundColor);
      if (found[3] === 255) return found;
    }
    return rgba('white');
  };
  const worst = {};
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const e = walk.currentNode.parentElement;
    if (!walk.currentNode.data.trim() || e.closest('title, desc')) continue;
    const style = getComputedStyle(e);
    const [a, b] = [rgba(e.closest('svg') ? style.fill : style.color), ground(e)].map(light);
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    const place = e.tagName + '.' + (e.getAttribute('class') || '');
    worst[place] = Math.min(worst[place] ?? 99, ratio);
  }
  return worst;
}"""
CLIPPED = """() => [...document.querySelectorAll('td, th')].filter(
  e => e.scrollWidth > e.clientWidth + 1).map(e => e.textContent)"""
BROKEN_CODES = """() => [...document.querySelectorAll('.grid td, .grid th')]
  .filter(e => /^[\\d,.-]+$/.test(e.textContent))
  .filter(e => { const r = document.createRange(); r.selectNodeContents(e);
                 return new Set([...r.getClientRects()].map(b => b.top)).size > 1; })
  .map(e => e.textContent)"""
MILLIMETRE = 72 / 25.4


def tab(page, until, most=200):
    """Press Tab until an element is reached, and give what was passed on the way."""
    passed = []
    for _ in range(most):
        page.keyboard.press("Tab")
        passed.append(page.evaluate(REACHED))
        if until(passed[-1]):
            return passed
    raise AssertionError(passed)


@pytest.mark.parametrize("width", [320, 360, 768, 1440])
def test_a_page_is_never_wider_than_its_window(shown, width):
    page = shown(width, 640)
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("width", [320, 1280])
def test_no_text_of_a_table_is_cut_off(shown, width):
    assert shown(width).evaluate(CLIPPED) == []


def test_no_code_and_no_figure_is_broken_however_wide_a_face_is(shown):
    page = shown(320)
    page.evaluate("document.styleSheets[0].insertRule('.grid col{width:1em!important}', 0)")
    assert page.evaluate(BROKEN_CODES) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_stands_out_from_its_ground(shown, scheme):
    worst = shown(color_scheme=scheme).evaluate(CONTRASTS)
    assert len(worst) > 15
    assert {place: ratio for place, ratio in worst.items() if ratio < 4.5} == {}


def test_dark_is_dark(shown):
    ground = "getComputedStyle(document.body).backgroundColor"
    assert shown(color_scheme="dark").evaluate(ground) == "rgb(22, 24, 29)"
    assert shown(color_scheme="light").evaluate(ground) == "rgb(255, 255, 255)"


def test_tab_reaches_the_way_past_the_contents_then_the_contents_then_the_tables(shown):
    page = shown()
    first, *rest = tab(page, lambda e: e["role"] == "region")
    assert (first["text"], first["left"] >= 0, first["top"] >= 0) == ("跳到正文", True, True)
    assert {e["tag"] for e in rest[:-1]} == {"A"}
    assert [e["text"] for e in rest[:2]] == [
        "第二部分　临溪市人民政府办公室情况说明",
        "一、收入支出预算总体情况说明",
    ]
    assert all(e["outline"] != "none" for e in (first, *rest))


def test_the_way_past_the_contents_leads_to_the_text(shown):
    page = shown()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    passed = tab(page, lambda e: e["role"] == "region")
    assert len(passed) == 1


def test_a_wide_table_moves_by_arrows_while_its_names_and_heads_stay(shown):
    page = shown(768, 600, reduced_motion="reduce")
    tab(
        page,
        lambda e: (
            e["role"] == "region"
            and "行政运行" in page.evaluate("document.activeElement.textContent")
        ),
    )
    place = "document.activeElement"
    assert page.evaluate(f"{place}.scrollWidth > {place}.clientWidth")
    moved = 0
    for _ in range(100):
        page.keyboard.press("ArrowRight")
        moved = page.evaluate(f"{place}.scrollLeft")
        if moved > 300:
            break
    assert moved > 300
    name = page.evaluate(f"{place}.querySelector('tbody .fixed').getBoundingClientRect().left")
    region = page.evaluate(f"{place}.getBoundingClientRect().left")
    assert 0 <= name - region < 3


def test_heads_stay_above_a_long_table(shown):
    page = shown(1280, 600, reduced_motion="reduce")
    top = """() => {
      const long = e => e.scrollHeight > e.clientHeight + 200;
      const region = [...document.querySelectorAll('.scroll')].find(long);
      region.scrollTop = 200;
      const [inner, outer] = [region.querySelector('thead'), region];
      return inner.getBoundingClientRect().top - outer.getBoundingClientRect().top;
    }"""
    assert 0 <= page.evaluate(top) < 3


def test_a_region_has_the_name_of_its_table(shown, tables):
    page = shown()
    for sheet in tables[:2]:
        name = f"{sheet.number} {sheet.title}（草稿）"
        assert page.get_by_role("region", name=re.compile(re.escape(sheet.title))).count() == 1, (
            name
        )


def test_a_browser_says_the_heads_of_a_figure(shown):
    page = shown()
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="行政单位离退休"))
    assert row.count() > 1
    assert page.get_by_role("columnheader", name="工资福利支出").count() > 1


def test_the_page_works_without_script(shown):
    page = shown(java_script_enabled=False)
    page.get_by_role("link", name="预算05表").first.click()
    assert page.url.endswith("#annex/05")


class Printed(NamedTuple):
    """A printed page: its size in points, its text without spaces, its characters' edges."""

    width: float
    height: float
    text: str
    edges: list[tuple[float, float]]


@pytest.fixture(scope="module")
def printed(shown):
    content = shown().pdf(prefer_css_page_size=True)
    file = pypdfium2.PdfDocument(content)
    pages = [printed_page(file[number]) for number in range(len(file))]
    file.close()
    return pages


def printed_page(page):
    text = page.get_textpage()
    boxes = [text.get_charbox(n) for n in range(text.count_chars())]
    words = "".join(text.get_text_range().split())
    return Printed(*page.get_size(), words, [(left, right) for left, _, right, _ in boxes])


def test_tables_are_printed_on_pages_of_their_own_shape(printed, document):
    shapes = {
        sheet.title: page.width > page.height
        for sheet in document.sheets
        for page in printed
        if sheet.title in page.text
    }
    assert shapes == {
        sheet.title: sheet.page.orientation == "landscape" for sheet in document.sheets
    }
    first = printed[0]
    assert (round(first.width), round(first.height)) == (595, 842)
    assert "2020年度部门预算" in first.text


def test_contents_and_links_are_not_printed(printed):
    whole = "".join(page.text for page in printed)
    assert "目录" not in whole
    assert "跳到正文" not in whole
    assert "CSV" not in whole


def test_heads_are_repeated_where_a_table_goes_on(printed):
    pages = [page.text for page in printed if "部门预算经济分类" in page.text]
    titles = [text for text in pages if "支出经济分类汇总表" in text or "基本支出情况表" in text]
    assert len(pages) > len(titles) > 1


def test_nothing_printed_runs_over_the_edge_of_its_page(printed):
    margin = 8 * MILLIMETRE
    for page in printed:
        assert min(left for left, _ in page.edges if left) > margin
        assert max(right for _, right in page.edges) < page.width - margin


def test_every_printed_page_bears_the_mark_and_its_number(printed):
    for number, page in enumerate(printed, 1):
        assert "草稿" in page.text
        assert f"{number}/{len(printed)}" in page.text


def test_a_name_of_sixty_characters_fits_on_a_telephone(
    browser, make_document, make_forms, tmp_path
):
    name = "某某市" + "经济技术开发区管理委员会" * 5
    path = tmp_path / "公开.html"
    write_web(
        make_document(make_forms((name,)), name=name),
        path,
        created=datetime(2020, 1, 15, tzinfo=UTC),
    )
    page = browser.new_page(viewport={"width": 320, "height": 640})
    page.goto(path.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.close()


def test_a_link_to_one_of_many_forms_leads_there(browser, make_document, make_forms, tmp_path):
    path = tmp_path / "公开.html"
    document = make_document(make_forms([f"项目{number}" for number in range(60)]))
    write_web(document, path, created=datetime(2020, 1, 15, tzinfo=UTC))
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(path.as_uri())
    page.get_by_role("link", name="项目47", exact=True).click()
    heading = page.get_by_role("heading", name="项目47", exact=True)
    assert 0 <= heading.bounding_box()["y"] < 40
    page.close()
