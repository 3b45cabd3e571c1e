"""What a pack says of its text is read strictly: a slip stops with its file and place."""

import pytest

from budgettool.packs.loader import load_pack
from budgettool.packs.location import pack_folders, read_pack_files
from budgettool.packs.reading import PackError

TOTAL = '[[quantities]]\nid = "总"\nvalue = "01.收入合计[金额]"\n'


@pytest.fixture(scope="module")
def files():
    return read_pack_files("henan-2020", pack_folders())


@pytest.fixture
def load(files):
    """Load the pack with another text."""

    def loaded(text):
        return load_pack({**files, "text.toml": text}).text

    return loaded


def test_a_pack_may_have_words_that_its_text_uses_as_names(load):
    assert load('[text.names]\n"起点" = "50万元"').names == {"起点": "50万元"}


REFUSED = [
    ('[text.names]\n"起 点" = "x"', r"text.names.起 点：不能为空，也不能有空格"),
    ('[text.names]\n"起点" = 50', r"text.names.起点：应为文字"),
    ('[text]\ntitel = "x"', r"text.titel：不认识这一项"),
    ('[text]\ntitle = "{month}"', r"花括号里只能写.*没有“month”"),
    ('[[quantities]]\nid = "甲 乙"\nvalue = "1"', r"quantities\[1\].*id：不能为空，也不能有空格"),
    ('[[quantities]]\nid = "甲"', r"应写明 value、field、rows、forms 四者之一"),
    (TOTAL + 'field = "duties"', r"应写明 value、field、rows、forms 四者之一"),
    (TOTAL + TOTAL, r"quantities：“总”重复"),
    ('[[quantities]]\nid = "甲"\nvalue = "01.收入合计[金客]"', r"01表没有列“金客”"),
    ('[[quantities]]\nid = "甲"\nvalue = "99.收入合计[金额]"', r"没有表“99”"),
    ('[[quantities]]\nid = "甲"\nvalue = "乙 + 丙"', r"“乙”不是前面写过的数"),
    ('[[quantities]]\nid = "甲"\nvalue = "1 +"', r"quantities\[1\]\(甲\).value：引用“1 \+”"),
    ('[[quantities]]\nid = "甲"\nfield = "dutis"', r"fields.toml 里没有“dutis”"),
    ('[[quantities]]\nid = "甲"\nrows = "04/支"\ncolumn = "合计"', r"没有“04/支”"),
    ('[[quantities]]\nid = "甲"\nrows = "04/支出"\ncolumn = "合"', r"04/支出没有列“合”"),
    ('[[quantities]]\nid = "甲"\nforms = "10"', r"\(甲\).forms：没有按项目填的表单“10”"),
    ('[[quantities]]\nid = "甲"\nforms = "11"\nsums = "by_project"\ncolumn = "数"',
     r"\(甲\).sums：by_project表没有列“数”"),
    (TOTAL + 'whole = "全"', r"quantities\(总\).whole：没有“全”"),
    (TOTAL + 'whole = "总"', r"quantities\(总\).whole：绕回了“总”"),
    (TOTAL + 'part_of = "二"\n[[quantities]]\nid = "二"\nvalue = "总"\npart_of = "总"',
     r"quantities\(总\).part_of：绕回了“总”"),
    ('[[parts]]\nid = "a"\nkind = "text"\nsections = [{ id = "none" }]', r"没有模板 none.j2"),
    ('[[parts]]\nid = "a"\nkind = "texts"', r"“texts”不在可选值之内"),
    ('[[parts]]\nid = "a"\nkind = "tables"\ntables = ["procurement"]', r"没有表“procurement”"),
    ('[[parts]]\nid = "a"\nkind = "charts"\ncharts = [{ id = "c", quantities = ["甲"] }]',
     r"没有“甲”"),
    ('[[parts]]\nid = "a"\nkind = "text"\n' * 2, r"parts：“a”重复"),
    ('[[profiles]]\nid = "p"\nname = "全"\nparts = ["a"]', r"没有“a”这一部分"),
    ('[[profiles]]\nid = "p"\nname = "全"\nparts = []\n' * 2, r"profiles：“p”重复"),
    ('[[parts]]\nid = "a"\nkind = "text"\n[[profiles]]\nid = "p"\nname = "全"\nparts = ["a", "a"]',
     r"profiles\[1\]\(p\).parts：“a”重复"),
    (TOTAL + '[[parts]]\nid = "a"\nkind = "charts"\ncharts = ['
     + '{ id = "c", quantities = ["总"] },' * 2 + "]", r"parts\[1\]\(a\).charts：“c”重复"),
    ('[[profiles]]\nid = "p"\nname = "全"\nformats = ["odt"]', r"不认识“odt”"),
    ("[[chapters]]", r"chapters：不认识这一项"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "reason"), REFUSED)
def test_a_slip_is_refused_with_its_place(load, text, reason):
    with pytest.raises(PackError, match=reason) as caught:
        load(text)
    assert "text.toml" in str(caught.value)
