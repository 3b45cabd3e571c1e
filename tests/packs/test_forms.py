"""Cells of forms against the fields that a pack defines."""

import pytest

from budgettool.packs.loader import load_pack
from budgettool.packs.reading import PackError


def reading(henan, file, old, new):
    assert old in henan.files[file]
    return load_pack({**henan.files, file: henan.files[file].replace(old, new)})


@pytest.mark.parametrize(
    ("file", "old", "new", "place", "reason"),
    [
        (
            "tables/11.toml",
            '{ field = "leader" }',
            '{ field = "leeder" }',
            "form.rows[3].cells",
            "fields.toml 里没有 subject 为 project、key 为“leeder”的栏目",
        ),
        (
            "tables/10.toml",
            '{ field = "note" }',
            '{ field = "goal" }',
            "form.rows[11].cells",
            "fields.toml 里没有 subject 为 department、key 为“indicator.goal”的栏目",
        ),
        (
            "fields.toml",
            'key = "task.name"\nrepeat = "task"',
            'key = "task.name"',
            "form.rows[4].cells",
            "栏目“task.name”的 repeat 与这一行的 repeat 不同",
        ),
    ],
)
def test_a_cell_must_show_a_field_that_there_is(henan, file, old, new, place, reason):
    with pytest.raises(PackError) as refused:
        reading(henan, file, old, new)
    assert refused.value.place == place
    assert refused.value.reason == reason


def test_a_pack_without_fields_may_show_any(henan):
    files = {name: text for name, text in henan.files.items() if name != "text.toml"}
    del files["fields.toml"]
    assert load_pack(files).table("11").form is not None


def test_a_cell_knows_that_its_field_is_money(henan):
    cells = [cell for row in henan.table("11").form.rows for cell in row.cells]
    assert [cell.field for cell in cells if cell.money] == ["total", "prior_total", "prior"]
