"""The review page in real Chromium: every key, a crash, two tabs, a narrow window."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.page import CHROMIUM, Clerk, Running, browser_missing
from tests.reviewing import LAST, SITE, data_in

from draftgen import review
from draftgen.review import State

MISSING = browser_missing()
if MISSING and os.environ.get("CI"):
    pytest.fail(f"CI tries the page in a browser: {MISSING}", pytrace=False)
pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"THE PAGE IS NOT TRIED: {MISSING}")
WIDE = {"width": 1366, "height": 768}


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - may be missing

    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DRAFTGEN_FEEDBACK", str(tmp_path / "feedback.jsonl"))
    return data_in(tmp_path)


@pytest.fixture
def running(data: Path) -> Iterator[Running]:
    started = Running(data)
    yield started
    started.kill()


def clerk_at(chromium: Any, running: Running, **view: Any) -> Clerk:
    context = chromium.new_context(viewport=view.get("viewport", WIDE), locale="zh-CN")
    page = context.new_page()
    clerk = Clerk(page)
    page.on("pageerror", lambda error: clerk.faults.append(str(error)))
    page.on("console", lambda said: clerk.faults.append(said.text) if said.type == "error" else None)
    page.on("request", lambda asked: clerk.asked.append(asked.url))
    page.goto(running.address)
    page.wait_for_selector("#findings h2")
    return clerk


@pytest.fixture
def clerk(chromium: Any, running: Running) -> Iterator[Clerk]:
    at = clerk_at(chromium, running)
    yield at
    at.page.context.close()
    assert at.faults == []
    assert all(url.startswith(f"http://127.0.0.1:{running.port}/") for url in at.asked)


def kept(data: Path) -> dict[str, review.Decision]:
    path = data.with_name("data.review.yaml")
    return dict(review.read(path)[0].places) if path.exists() else {}


# --- the keys ---


def test_a_accepts_and_goes_on_with_the_focus_on_the_next(clerk: Clerk, data: Path) -> None:
    first = clerk.place
    clerk.press("a")
    assert clerk.status == "已采用。"
    assert clerk.count.startswith("已定 1 / ")
    assert kept(data)[first].state is State.ACCEPTED
    assert clerk.place != first
    assert clerk.focused == f"u-{clerk.place}"


def test_s_swaps_and_a_number_chooses(clerk: Clerk, data: Path) -> None:
    clerk.go(SITE)
    before = clerk.sentence(SITE)
    clerk.press("s")
    after = clerk.sentence(SITE)
    assert after != before
    assert kept(data)[SITE].state is State.CHOSEN
    assert clerk.focused == f"u-{SITE}"
    clerk.press("3")
    assert clerk.sentence(SITE) not in (before, after)
    assert clerk.place == SITE


def test_r_refuses_then_leaves_empty_and_u_takes_back_to_the_start(clerk: Clerk, data: Path) -> None:
    start = clerk.report()
    clerk.go("overview.supervision.staff")
    before = clerk.sentence(clerk.place)
    clerk.press("r")
    assert clerk.sentence("overview.supervision.staff") != before
    clerk.press("r")
    assert clerk.sentence("overview.supervision.staff").startswith("不写：")
    assert before not in "".join(clerk.report())
    clerk.press("u")
    clerk.press("u")
    assert clerk.report() == start
    assert kept(data) == {}
    clerk.press("u")
    assert clerk.status == "已经退到开始的地方了。"


def test_e_edits_with_figures_as_chips(clerk: Clerk, data: Path) -> None:
    clerk.go("overview.supervision.staff")
    clerk.press("e")
    assert clerk.focused == "editor"
    chip = clerk.page.locator("#editor .chip", has_text="2")
    assert chip.get_attribute("data-slot") == "{{ staff.full }}"
    assert chip.get_attribute("contenteditable") == "false"
    clerk.page.keyboard.type("确实够用。")
    clerk.press("Control+Enter")
    assert kept(data)["overview.supervision.staff"].state is State.EDITED
    assert kept(data)["overview.supervision.staff"].text.endswith("{{ staff.full }}名。确实够用。")
    assert clerk.sentence("overview.supervision.staff").endswith("2名。确实够用。")


def test_a_chip_can_be_moved_deleted_and_put_back_but_not_typed_over(clerk: Clerk, data: Path) -> None:
    clerk.go("overview.supervision.staff")
    clerk.press("e")
    editor = clerk.page.locator("#editor")
    before = editor.inner_text()
    clerk.page.locator("#editor .chip", has_text="2").click()
    clerk.page.keyboard.press("7")
    assert clerk.page.locator("#editor .chip", has_text="2").inner_text() == "2"
    clerk.page.keyboard.press("Control+a")
    clerk.page.keyboard.press("Backspace")
    assert clerk.page.locator("#editor .chip").count() == 0
    clerk.page.keyboard.type("名专职。")
    clerk.page.locator("[data-chip='{{ staff.full }}']").click()
    assert editor.inner_text() != before
    for _ in "名专职。":
        clerk.page.keyboard.press("Alt+ArrowLeft")
    clerk.press("Control+Enter")
    assert kept(data)["overview.supervision.staff"].text == "{{ staff.full }}名专职。"


def test_a_typed_number_is_flagged_and_becomes_the_figure_when_it_is_one(clerk: Clerk, data: Path) -> None:
    clerk.go("overview.supervision.staff")
    clerk.press("e")
    clerk.page.keyboard.press("Control+a")
    clerk.page.keyboard.type("网站全年313条。")
    assert clerk.page.inner_text("#typed-note").startswith("直接打上去的数：313。")
    clerk.press("Control+Enter")
    assert clerk.place == "overview.supervision.staff"
    assert clerk.page.get_by_role("button", name="是“网站发布条数”（313条）").is_visible()
    clerk.press("y")
    assert kept(data)["overview.supervision.staff"].text == "网站全年{{ site.count }}条。"


def test_a_number_of_last_year_has_its_candidates(chromium: Any, data: Path, tmp_path: Path) -> None:
    (tmp_path / "2020年报.txt").write_text(LAST, "utf-8")
    running = Running(data, "--reuse", "2020年报.txt")
    try:
        clerk = clerk_at(chromium, running)
        place = clerk.page.locator(".unit", has_text="公开信息300【待核】条").get_attribute("data-place")
        clerk.go(place)
        assert "300 是去年的数，今年可能是：" in clerk.page.inner_text("#card")
        clerk.page.get_by_role("button", name="“网站发布条数”（313条）").click()
        clerk.settle()
        assert clerk.sentence(place) == "全区各单位通过门户网站公开信息313条。【请确认】"
        assert kept(data)[place].text == "全区各单位通过门户网站公开信息{{ site.count }}条。"
        clerk.page.context.close()
    finally:
        running.kill()


def test_slash_searches_by_a_hint(clerk: Clerk, data: Path) -> None:
    clerk.go("problems.1")
    clerk.press("/")
    assert clerk.focused == "hint"
    clerk.page.keyboard.type("网站更新慢")
    clerk.page.wait_for_selector("#found li")
    clerk.page.locator("#found button").first.click()
    clerk.settle()
    assert kept(data)["problems.1"].state is State.CHOSEN
    assert "业务骨干" not in clerk.sentence("problems.1")
    assert clerk.focused == "u-problems.1"


def test_the_whole_paragraph_at_once_and_the_figures_by_tab(clerk: Clerk) -> None:
    clerk.go(SITE)
    clerk.page.keyboard.press("Tab")
    assert clerk.page.evaluate("document.activeElement.textContent") in ("区政府门户网站", "313", "我局")
    assert "data.yaml" in clerk.page.evaluate("document.activeElement.getAttribute('aria-label')")
    clerk.press("Shift+A")
    assert "这一段采用了" in clerk.status
    assert clerk.place.startswith("overview.requests.")


def test_an_input_method_does_not_swallow_the_keys(clerk: Clerk) -> None:
    clerk.page.evaluate(
        "document.activeElement.dispatchEvent("
        "new KeyboardEvent('keydown', {key: 'Process', code: 'KeyA', bubbles: true}))"
    )
    clerk.settle()
    assert clerk.count.startswith("已定 1 / ")


def test_fast_fingers_lose_no_key(clerk: Clerk) -> None:
    for _ in range(8):
        clerk.page.keyboard.press("a", delay=0)
    clerk.page.get_by_text("已定 8 / ").wait_for()
    assert clerk.status == "已采用。"


def test_problems_change_places_and_a_paragraph_is_added(clerk: Clerk, data: Path) -> None:
    clerk.go("problems.2")
    clerk.page.get_by_role("button", name="这个问题往前移").click()
    clerk.settle()
    assert clerk.sentence("problems.2").startswith("一是")
    assert clerk.sentence("measures.2").startswith("一是")
    clerk.page.locator("#own summary").click()
    clerk.page.fill("#own-text", "自己写的一段。")
    clerk.page.get_by_role("button", name="写进报告").click()
    clerk.settle()
    assert clerk.place == "problems.own.1"
    assert kept(data)["problems.own.1"].text == "自己写的一段。"
    assert "自己写的一段。" in clerk.report()


def test_by_keyboard_alone_to_the_end(clerk: Clerk, data: Path) -> None:
    keys = 0
    while "全部定完了" not in clerk.status and keys < 60:
        clerk.press("Shift+A")
        keys += 1
        if clerk.count.split()[1] == clerk.count.split()[3]:
            break
    done, whole = clerk.count.split()[1], clerk.count.split()[3]
    assert done == whole
    clerk.page.keyboard.press("Control+Enter")
    clerk.page.get_by_role("heading", name="报告写好了").wait_for()
    names = clerk.page.locator(".files li").all_inner_texts()
    assert any(name.endswith("（草稿）.docx") for name in names)
    assert all((data.parent / name).exists() for name in names)
    assert keys <= 20


def test_help_and_findings(clerk: Clerk) -> None:
    clerk.page.keyboard.press("?")
    assert clerk.page.locator("#help").is_visible()
    clerk.page.keyboard.press("Escape")
    assert not clerk.page.locator("#help").is_visible()
    assert "提示" in clerk.page.inner_text("#findings")


def test_data_that_were_changed_meanwhile_are_read_anew(clerk: Clerk, data: Path) -> None:
    clerk.go(SITE)
    clerk.press("a")
    before = clerk.sentence(SITE)
    data_in(data.parent, ("条数: 313", "条数: 320"), ("公告公示: 126", "公告公示: 133"))
    clerk.page.reload()
    clerk.page.wait_for_selector("#findings h2")
    assert clerk.status == "数据文件改过了，已经重新读入。"
    assert clerk.sentence(SITE) == before.replace("313", "320").replace("126", "133")
    data.write_text("年度: [", "utf-8")
    clerk.page.reload()
    clerk.page.wait_for_selector("#findings h2")
    assert "还按原来的审" in clerk.status


# --- reload, crash, two tabs ---


def test_reload_in_the_middle_shows_what_was_decided(clerk: Clerk) -> None:
    clerk.press("a")
    clerk.press("s")
    before = clerk.report()
    clerk.page.reload()
    clerk.page.wait_for_selector("#findings h2")
    assert clerk.report() == before
    assert clerk.count.startswith("已定 1 / ")


def test_a_crash_loses_nothing_not_even_what_is_being_typed(chromium: Any, data: Path) -> None:
    first = Running(data)
    clerk = clerk_at(chromium, first)
    clerk.press("a")
    clerk.go("overview.supervision.staff")
    clerk.press("e")
    clerk.page.keyboard.type("还没保存的话")
    clerk.settle()
    clerk.page.wait_for_timeout(300)
    first.kill()
    clerk.page.context.close()
    second = Running(data)
    again = clerk_at(chromium, second)
    assert again.count.startswith("已定 1 / ")
    assert again.status == "上次有一处修改没有保存，按 E 取回。"
    again.press("e")
    assert again.page.inner_text("#editor").endswith("还没保存的话")
    assert "已经替您取回" in again.page.inner_text("#card")
    again.page.context.close()
    second.kill()


def test_without_the_program_the_page_says_that_all_is_saved(chromium: Any, data: Path) -> None:
    started = Running(data)
    clerk = clerk_at(chromium, started)
    started.kill()
    clerk.page.keyboard.press("j")
    told = clerk.page.get_by_text("和程序断开了。已做的决定都已存盘")
    told.wait_for()
    assert told.is_visible()
    clerk.page.context.close()


def test_two_tabs_see_each_other(chromium: Any, clerk: Clerk, running: Running) -> None:
    other = clerk_at(chromium, running)
    clerk.press("a")
    assert other.count.startswith("已定 0 / ")
    other.press("j")
    assert other.status == "另一个页面也在审阅，已经更新。"
    assert other.count.startswith("已定 1 / ")
    other.go("overview.supervision.staff")
    other.press("r")
    assert other.report() != clerk.report()
    clerk.press("s")
    assert "另一个页面也在审阅，已经更新。" in clerk.status
    other.press("k")
    assert other.report() == clerk.report()
    other.page.context.close()


def test_a_second_review_is_told_and_refused(running: Running, data: Path) -> None:
    import subprocess  # noqa: PLC0415
    import sys  # noqa: PLC0415

    done = subprocess.run(
        [sys.executable, "-m", "draftgen", "review", data.name, "--no-browser"],
        cwd=data.parent,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert running.process.poll() is None
    assert done.returncode == 1
    assert "正在另一个窗口里审阅" in done.stderr


# --- for everybody ---


def test_what_a_clerk_typed_is_shown_as_text(clerk: Clerk) -> None:
    clerk.go("overview.supervision.staff")
    clerk.press("e")
    clerk.page.keyboard.press("Control+a")
    clerk.page.keyboard.type("<img src=x onerror=alert(1)>&amp;{{7*7}}")
    clerk.press("Control+Enter")
    assert clerk.sentence("overview.supervision.staff") == "<img src=x onerror=alert(1)>&amp;{{7*7}}。"
    assert clerk.page.locator("#report img").count() == 0


@pytest.mark.parametrize("size", [(1366, 768), (683, 384), (420, 800)], ids=["office", "200 %", "narrow"])
def test_nothing_runs_out_of_the_window(chromium: Any, running: Running, size: tuple[int, int]) -> None:
    clerk = clerk_at(chromium, running, viewport={"width": size[0], "height": size[1]})
    for _ in range(3):
        clerk.press("a")
    assert clerk.page.evaluate("document.documentElement.scrollWidth") <= size[0]
    box = clerk.page.locator(f"[id='u-{clerk.place}']").bounding_box()
    assert box is not None
    assert 0 <= box["y"] < size[1]
    button = clerk.page.locator("[data-key=a]").bounding_box()
    assert button is not None
    assert button["y"] < size[1]
    clerk.page.context.close()


def test_no_fault_of_accessibility(clerk: Clerk) -> None:
    axe_playwright = pytest.importorskip("axe_playwright_python", reason="AXE IS NOT TRIED: not installed")
    axe = (Path(axe_playwright.__file__).parent / "axe.min.js").read_text("utf-8")
    clerk.press("a")
    clerk.go("problems.1")
    for prepare in ("", "e", "Escape", "?"):
        if prepare:
            clerk.press(prepare)
        clerk.page.evaluate(axe)
        found = clerk.page.evaluate(
            "async () => (await axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']}))"
            ".violations.map(v => [v.id, v.nodes.map(n => n.html.slice(0, 120)).slice(0, 3)])"
        )
        assert found == [], prepare


def test_without_scripts_there_is_a_plain_sentence(chromium: Any, running: Running) -> None:
    page = chromium.new_context(java_script_enabled=False).new_page()
    page.goto(running.address)
    assert page.inner_text("body").strip().startswith("这个浏览器太旧，打不开审阅页面。")
    assert not page.locator("#desk").is_visible()
    page.context.close()
