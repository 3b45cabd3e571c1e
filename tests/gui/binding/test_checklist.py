"""What the page says is wanting, what was left out, and where its buttons lead."""

from budgettool.gui.binding.checklist import count_wanting, list_groups


def texts(page):
    return page.checks.texts()


def test_what_is_not_recorded_is_wanting_until_it_is(page, made_anew, few, qtbot):
    assert "● 没有记保密审查" in texts(page)
    (button,) = [b for b in page.checks.buttons if "保密审查" in b.accessibleName()]
    with qtbot.waitSignal(page.wanted) as led:
        button.click()
    assert led.args == ["checks", "public"]

    def record():
        with few.deciding() as book:
            book.record("secrecy_review", "李四 2026-12-01")

    made_anew(page, record)
    assert "✓ 保密审查：李四 2026-12-01" in texts(page)


def test_the_days_to_publish_are_counted_down(page, made_anew, few):
    assert any("公开期限无从计算" in text for text in texts(page))

    def record(**records):
        def act():
            with few.deciding() as book:
                for key, value in records.items():
                    book.record(key, value)

        return act

    made_anew(page, record(approval_date="2026-11-10"))
    assert "◇ 2026-11-10 批复，应在 2026-11-30 前公开，还有 8 天" in texts(page)
    made_anew(page, record(approval_date="2026-11-01"))
    assert any("已逾期 1 天" in text and text.startswith("●") for text in texts(page))
    made_anew(page, record(publication_date="2026-11-20"))
    assert "✓ 2026-11-01 批复，2026-11-20 公开，在二十日以内" in texts(page)


def test_required_parts_that_are_not_chosen_are_named(page):
    assert "○ 没有选“附件：预算表”，公开时应当有" in texts(page)
    assert "○ 没有选“情况说明”，公开时应当有" in texts(page)
    assert not any("图表" in text for text in texts(page))


def test_what_is_left_out_is_counted(page, made_anew, few):
    assert "✓ 没有涉密明细" in texts(page)

    def hide():
        line = next(each for each in few.lines.values() if hasattr(each, "secret") and each.amount)
        with few.edit("涉密") as edit:
            edit.update(line.id, secret=True)

    made_anew(page, hide)
    assert any(text.startswith("◇ 1 条涉密明细，本年 ") for text in texts(page))


def test_a_telephone_that_is_masked_is_told(page, made_anew, few):
    def fill():
        with few.edit("填") as edit:
            edit.set_field(("department", "", "duties", 0), "电话 13800138000")

    made_anew(page, fill)
    assert any("已遮盖" in text and "临溪市政府办公室" in text for text in texts(page))


def test_a_character_that_no_font_has_is_named(page, made_anew, few):
    assert "✓ 没有印不出的字" in texts(page)

    def fill():
        with few.edit("填") as edit:
            edit.set_field(("department", "", "duties", 0), "承办\U0002fa1d事务")

    made_anew(page, fill)
    assert any("没有字体能印出“\U0002fa1d”" in text for text in texts(page))


def test_what_waits_to_be_filled_leads_to_its_section(page, made_anew, few, qtbot):
    def empty():
        with few.edit("填") as edit:
            edit.set_field(("department", "", "text.duties", 0), "一是【待填：职能】。")

    made_anew(page, empty)
    assert "● “一、主要职能”有 1 处待填" in texts(page)
    (button,) = [b for b in page.checks.buttons if "待填" in b.accessibleName()]
    with qtbot.waitSignal(page.wanted) as led:
        button.click()
    assert led.args == ["texts", "duties"]


def test_the_head_counts_what_is_wanting(page, few):
    wanting = count_wanting(list_groups(page.bound, few.checks.words))
    assert wanting == sum(text[0] in "●○" for text in texts(page))
    assert page.head.checks_button.text() == f"公开前核对 {wanting}"


def test_a_draft_leads_to_sealing(window, qtbot):
    (button,) = [b for b in window.page.checks.buttons if b.text() == "去定稿"]
    button.click()
    qtbot.waitUntil(lambda: window.page.page_id == "checks")
    assert window.page.sealing.isVisible()
