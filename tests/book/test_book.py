import pytest

from budgettool.book import (
    BookExistsError,
    BookValueError,
    MissingBookError,
    MissingRowError,
    OpenedReadOnlyError,
    StoredPack,
)
from budgettool.codes import Code
from budgettool.model import (
    BalanceLine,
    Department,
    ExpenditureLine,
    Facts,
    IncomeLine,
    Project,
    Unit,
)

WAGES = ExpenditureLine("a", "016001", "2012601", "30101", amount=412_000_01)
SECRET = ExpenditureLine("b", "016001", secret=True, memo="涉密")


def insert(book, *rows, label="导入"):
    with book.edit(label) as edit:
        edit.insert_all(rows)


def test_a_book_gives_back_what_was_put_in_in_the_same_order(book, path, reopen):
    units = (
        Unit("u2", "016001", "机关", "行政", "016", merged=True),
        Unit("u1", "016", "局", "汇总"),
    )
    lines = (SECRET, WAGES, IncomeLine("i", amount=-1), BalanceLine("c", amount=0))
    insert(book, *units, Project("p", "档案抢救"), *lines)
    with book.edit("填表") as edit:
        edit.set_field(("unit", "016001", "reason", 0), "人员增加")
    expected = Facts(
        2020,
        Department("016", "示例市档案局", "市档案局", "档案局"),
        units,
        (Project("p", "档案抢救"),),
        lines,
        {("unit", "016001", "reason", 0): "人员增加"},
    )
    assert book.facts() == expected
    book.close()
    with reopen(path) as again:
        assert again.facts() == expected


def test_lines_read_from_a_book_are_frozen(book):
    insert(book, WAGES)
    (line,) = book.facts().lines
    with pytest.raises(AttributeError):
        line.amount = 1
    assert hash(line) == hash(WAGES)
    assert line.secret is False


def test_a_change_says_what_changed_before_and_after(book):
    insert(book, WAGES)
    with book.edit("改金额") as edit:
        edit.update("a", amount=1, unit="016001")
    (change,) = edit.change.edits
    assert (change.table, change.id) == ("expenditure_line", "a")
    assert (change.before, change.after) == ({"amount": 412_000_01}, {"amount": 1})


def test_an_edit_that_changes_nothing_leaves_no_trace(book):
    insert(book, WAGES)
    with book.edit("改金额") as edit:
        edit.update("a", amount=412_000_01)
    assert [group.label for group in book.history()] == ["新建账本", "导入"]


def test_an_exception_takes_back_the_whole_group(book):
    insert(book, WAGES)
    with pytest.raises(MissingRowError), book.edit("删除") as edit:  # noqa: PT012
        edit.delete("a")
        edit.delete("nowhere")
    assert book.facts().lines == (WAGES,)
    assert book.undo_label == "导入"


def test_undo_and_redo_survive_a_restart(book, path, reopen):
    insert(book, WAGES)
    with book.edit("改金额") as edit:
        edit.update("a", amount=5)
    book.undo()
    book.close()
    with reopen(path) as again:
        assert (again.undo_label, again.redo_label) == ("导入", "改金额")
        assert again.redo().edits[0].after == {"amount": 5}
        assert again.facts().lines[0].amount == 5
        assert again.redo() is None


def test_undo_of_a_deletion_restores_the_place(book):
    insert(book, WAGES, SECRET)
    with book.edit("删除") as edit:
        edit.delete("a")
    book.undo()
    assert book.facts().lines == (WAGES, SECRET)


def test_a_new_edit_ends_the_redo_chain(book):
    insert(book, WAGES)
    book.undo()
    insert(book, SECRET)
    assert book.redo() is None
    assert book.facts().lines == (SECRET,)


def test_creating_a_book_cannot_be_undone(book):
    assert book.undo() is None
    assert book.department.code == "016"


def test_history_tells_who_did_what_when(book, path, reopen):
    insert(book, WAGES)
    book.close()
    with reopen(path) as again:
        again.undo()
        told = [(g.label, g.holder, f"{g.at:%H:%M}", g.kind) for g in again.history()]
    assert told == [
        ("新建账本", "张三", "12:00", "create"),
        ("导入", "张三", "12:00", "edit"),
        ("导入", "李四", "13:00", "undo"),
    ]


def test_a_draft_empties_the_field_until_a_value_comes(book):
    insert(book, WAGES)
    with book.edit("录入") as edit:
        edit.draft("a", "amount", "约五万")
    assert book.drafts() == {("a", "amount"): "约五万"}
    assert book.facts().lines[0].amount is None
    with book.edit("录入") as edit:
        edit.update("a", amount=5_000_000)
    assert book.drafts() == {}
    book.undo()
    assert book.drafts() == {("a", "amount"): "约五万"}


def test_drafts_go_with_their_line(book):
    insert(book, WAGES)
    with book.edit("录入") as edit:
        edit.draft("a", "amount", "约五万")
        edit.delete("a")
    assert book.drafts() == {}


@pytest.mark.parametrize("value", [1.0, "1", True, 10**18, -(10**18)])
def test_an_amount_is_a_whole_number_of_fen(book, value):
    insert(book, WAGES)
    with pytest.raises(BookValueError), book.edit("改金额") as edit:
        edit.update("a", amount=value)
    with pytest.raises(BookValueError):
        insert(book, ExpenditureLine("c", amount=value))
    assert book.facts().lines == (WAGES,)


@pytest.mark.parametrize("memo", ["\ud800", "长" * 1_000_001, None])
def test_a_text_that_cannot_be_kept_is_refused(book, memo):
    with pytest.raises(BookValueError):
        insert(book, ExpenditureLine("c", memo=memo))
    insert(book, WAGES)


def test_a_misspelt_field_is_our_mistake(book):
    insert(book, WAGES)
    with pytest.raises(TypeError), book.edit("改金额") as edit:
        edit.update("a", amout=1)


def test_department_pack_codes_and_mappings_are_content_too(book):
    before = (book.department, book.pack, book.own_codes(), book.mappings())
    code = Code("function", "2012699", "其他档案事务支出", "项", "20126", aliases=("甲", "乙"))
    pack = StoredPack("henan-2020", "2", {"pack.toml": "id = 2\n", "06.toml": ""})
    with book.edit("设置") as edit:
        edit.set_department(Department("017", "示例市地方志办公室"))
        edit.set_pack(pack)
        edit.set_code(code)
        edit.set_mapping("老表", {"列": ["A", 1]})
    after = (Department("017", "示例市地方志办公室"), pack, (code,), {"老表": {"列": ["A", 1]}})
    assert (book.department, book.pack, book.own_codes(), book.mappings()) == after
    book.undo()
    assert (book.department, book.pack, book.own_codes(), book.mappings()) == before
    book.redo()
    with book.edit("删除") as edit:
        edit.remove_code("function", "2012699")
        edit.set_mapping("老表", None)
    assert (book.own_codes(), book.mappings()) == ((), {})


def test_two_runs_write_the_same_bytes(create, tmp_path):
    for name in ("甲.ysb", "乙.ysb"):
        with create(tmp_path / name) as book:
            insert(book, WAGES, SECRET)
    assert (tmp_path / "甲.ysb").read_bytes() == (tmp_path / "乙.ysb").read_bytes()


def test_nothing_is_left_beside_a_closed_book(book, path):
    insert(book, WAGES)
    book.close()
    assert list(path.parent.iterdir()) == [path]


def test_a_new_book_never_overwrites(create, path):
    path.write_bytes("别的文件".encode())
    with pytest.raises(BookExistsError, match=r"2020\.ysb.*已经存在"):
        create(path)
    assert path.read_bytes() == "别的文件".encode()
    assert list(path.parent.iterdir()) == [path]


def test_a_missing_folder_or_book_is_told(create, reopen, tmp_path):
    with pytest.raises(MissingBookError):
        create(tmp_path / "没有" / "2020.ysb")
    with pytest.raises(MissingBookError):
        reopen(tmp_path / "没有.ysb")
    assert list(tmp_path.iterdir()) == []


def test_save_as_goes_on_with_the_new_file(book, path, reopen):
    insert(book, WAGES)
    book.save_as(path.with_name("副本.ysb"))
    insert(book, SECRET)
    with reopen(path) as old:
        assert old.facts().lines == (WAGES,)
    assert book.path.name == "副本.ysb"
    book.undo()
    book.undo()
    assert book.facts().lines == ()


def test_save_as_does_not_overwrite(book, path):
    other = path.with_name("别的.ysb")
    other.write_bytes(b"x")
    with pytest.raises(BookExistsError):
        book.save_as(other)
    insert(book, WAGES)
    assert (book.path, other.read_bytes()) == (path, b"x")


def test_a_reader_follows_the_writer(book, path, reopen):
    with reopen(path, writable=False) as reader:
        assert reader.read_only
        assert not reader.changed_elsewhere()
        insert(book, WAGES)
        assert not book.changed_elsewhere()
        assert reader.changed_elsewhere()
        assert reader.facts().lines == (WAGES,)
        assert not reader.changed_elsewhere()
        with pytest.raises(OpenedReadOnlyError), reader.edit("改金额") as edit:
            edit.delete("a")


def test_a_sound_book_passes_its_check(book):
    insert(book, WAGES)
    book.check()


def test_a_backup_is_a_book_where_the_user_finds_it(book, reopen):
    insert(book, WAGES)
    backup = book.back_up()
    assert backup.relative_to(book.path.parent).as_posix() == (
        "2020.备份/20200102-120000 手动备份.ysb"
    )
    with reopen(backup) as copy:
        assert copy.facts() == book.facts()


def test_only_some_backups_are_kept(book):
    (book.path.parent / "2020.备份").mkdir()
    mine = book.path.parent / "2020.备份" / "我的.ysb"
    mine.touch()
    made = [book.back_up(f"第{number}次", kept=2) for number in range(1, 5)]
    assert [backup.exists() for backup in made] == [False, False, True, True]
    assert mine.exists()
