"""Lists of last year's text: what joins them, and the words around that nobody touched."""

from tests.test_reuse import SITE, last_report, said, this_year


def test_what_joins_a_list_stands_behind_what_is_said_of_its_last_item() -> None:
    requests = {
        "新收": {"自然人": 6},
        "予以公开": {"自然人": 3},
        "部分公开": {"自然人": 1},
        "无法提供": {"本机关不掌握": {"自然人": 2}},
    }
    old = "办结申请3件，其中予以公开2件；本机关不掌握1件，均为历史档案。"
    text = said(last_report(old, requests={0: 3, 2: 2, 4: 1, 5: 3}), this_year(表三=requests))
    assert text.startswith("办结申请6件，其中予以公开3件；本机关不掌握2件，均为历史档案；部分公开1件。")


def test_words_between_figures_that_nobody_touched_stay() -> None:
    old = "全年在县政府门户网站发布信息313条，其中，公告公示126条、工作动态187条。"
    new = "全年在县政府门户网站发布信息402条，其中，公告公示150条、工作动态252条。"
    assert said(last_report(old), this_year(SITE)) == new
