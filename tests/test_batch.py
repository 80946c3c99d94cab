"""`draftgen write FOLDER -o OUT`: many reports in one run."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

import pytest
from tests.desk import ROOT, TOWNSHIP, Desk

from draftgen import batch, pipeline
from draftgen.batch import Entry, Manner, State, manifest, pool, units
from draftgen.core.finding import DraftgenError, RefusedOutput, UnreadableInput

TOWN = TOWNSHIP.read_text("utf-8")
WENDENG = (ROOT / "examples" / "wendeng-2021" / "data.yaml").read_text("utf-8")


def town(name: str) -> str:
    return TOWN.replace("青石镇", name)


@pytest.fixture
def given(tmp_path: Path) -> Path:
    """What three offices have sent, and what else lies there."""
    folder = tmp_path / "数据"
    for name, text in {
        "柏河镇.yaml": town("柏河镇"),
        "乡 镇/禾田镇.yml": town("禾田镇"),
        "文登.yaml": WENDENG,
        "坏了.yaml": "年度: 2025\n",
        "本地规则.yaml": "关闭:\n  file-name: 不要\n",
        "文登.review.yaml": "",
        "phrasebank/overview/own.yaml": "statements: []\n",
        "~$柏河镇.xlsx": "",
        "说明.txt": "",
    }.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def states(done: batch.Batch) -> dict[str, State]:
    return {entry.unit: entry.state for entry in done.entries}


# --- which units there are ---


def test_a_folder_is_gone_through_and_each_unit_has_a_name(given: Path, tmp_path: Path) -> None:
    found = units.find([given], tmp_path / "out")
    assert [unit.name for unit in found] == ["乡 镇/禾田镇", "坏了", "文登", "本地规则", "柏河镇"]


def test_the_output_is_no_input(given: Path) -> None:
    batch.run([given], Manner(given / "写好"), jobs=1)
    shutil.copy(given / "柏河镇.yaml", given / "写好" / "抄来的.yaml")
    assert "写好/抄来的" not in {unit.name for unit in units.find([given], given / "写好")}


def test_names_differ_where_only_the_ending_does(tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("甲/data.yaml", "乙/data.yaml", "乙/data.xlsx")]
    assert [unit.name for unit in units.find(files, tmp_path)] == ["乙/data.xlsx", "乙/data.yaml", "甲/data"]


# --- what comes of them ---


def test_one_that_is_broken_stops_nothing(given: Path, tmp_path: Path) -> None:
    done = batch.run([given, given / "没有.yaml"], Manner(tmp_path / "out"), jobs=1)
    assert states(done) == {
        "数据/乡 镇/禾田镇": State.WRITTEN,
        "数据/坏了": State.FAILED,
        "数据/文登": State.WRITTEN,
        "数据/本地规则": State.STRANGE,
        "数据/柏河镇": State.WRITTEN,
        "数据/没有": State.FAILED,
    }
    by_name = {entry.unit: entry for entry in done.entries}
    assert by_name["数据/坏了"].first.startswith("坏了.yaml:")
    assert "找不到文件" in by_name["数据/没有"].first
    assert len(list((tmp_path / "out" / "数据" / "柏河镇").glob("*柏河镇*年度报告（草稿）.*"))) == 3


def test_the_bytes_do_not_depend_on_how_many_work(given: Path, tmp_path: Path) -> None:
    made = []
    for jobs in (1, 2, 3):
        batch.run([given], Manner(tmp_path / "out"), jobs=jobs)
        made.append(contents(tmp_path / "out"))
        shutil.rmtree(tmp_path / "out")
    assert made[0] == made[1] == made[2]
    assert sum(name.endswith("（草稿）.docx") for name in made[0]) == 3


def test_the_bytes_are_those_of_the_file_written_alone(desk: Desk) -> None:
    desk.put("各单位/柏河镇.yaml", town("柏河镇"))
    desk.run("write", "各单位", "-o", "全部", "--jobs", "2")
    desk.run("write", "各单位/柏河镇.yaml", "-o", "一份")
    alone = {name: data for name, data in contents(desk.folder / "一份").items() if not name.startswith(".")}
    assert alone.items() <= contents(desk.folder / "全部" / "柏河镇").items()


# --- the environment of this process ---


@pytest.mark.parametrize("before", [None, "", "2"])
def test_workers_begin_without_the_present_folder_and_the_environment_is_as_it_was(
    given: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: str | None
) -> None:
    if before is None:
        monkeypatch.delenv("PYTHONSAFEPATH", raising=False)
    else:
        monkeypatch.setenv("PYTHONSAFEPATH", before)
    environment = dict(os.environ)
    of_worker: list[str | None] = []

    def local(jobs: int | None, units: int) -> pool.Pool:
        made = pool_of(jobs, units)

        def make(workers: int) -> Executor:
            executor = made.make(workers)
            of_worker.append(executor.submit(os.getenv, "PYTHONSAFEPATH").result())
            return executor

        return made._replace(make=make)

    pool_of = pool.local
    monkeypatch.setattr(pool, "local", local)
    batch.run([given], Manner(tmp_path / "out"), jobs=2)
    assert of_worker == ["1"]
    assert dict(os.environ) == environment


def test_the_environment_is_as_it_was_also_where_somebody_interrupts(
    given: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PYTHONSAFEPATH", raising=False)
    environment = dict(os.environ)

    def interrupt(done: int, _of: int, _last: str) -> None:
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        batch.run([given], Manner(tmp_path / "out"), jobs=2, progress=interrupt)
    assert dict(os.environ) == environment


# --- again ---


def test_what_is_done_is_passed_over(given: Path, tmp_path: Path) -> None:
    manner = Manner(tmp_path / "out")
    assert batch.run([given], manner, jobs=1).kept == frozenset()
    before = contents(tmp_path / "out")
    assert batch.run([given], manner, jobs=1).kept == {"乡 镇/禾田镇", "文登", "柏河镇"}
    assert contents(tmp_path / "out") == before


def test_what_has_changed_is_written_anew(given: Path, tmp_path: Path) -> None:
    manner = Manner(tmp_path / "out")
    batch.run([given], manner, jobs=1)
    (given / "柏河镇.yaml").write_text(town("柏河镇").replace("电话: ", "电话: 0"), "utf-8")
    assert "柏河镇" not in batch.run([given], manner, jobs=1).kept
    (given / "文登.review.yaml").write_text("# 看过\n", "utf-8")
    assert "文登" not in batch.run([given], manner, jobs=1).kept
    (tmp_path / "out" / "乡 镇" / "禾田镇" / "澜江县禾田镇人民政府2025年核对单.docx").unlink()
    assert "乡 镇/禾田镇" not in batch.run([given], manner, jobs=1).kept
    (given / "phrasebank" / "overview" / "own.yaml").write_text("statements: []  # 改过\n", "utf-8")
    assert batch.run([given], manner, jobs=1).kept == {"乡 镇/禾田镇"}
    assert batch.run([given], manner._replace(formats=("md",)), jobs=1).kept == frozenset()


def test_a_file_of_last_year_that_comes_later_is_read(tmp_path: Path) -> None:
    shutil.copy(ROOT / "examples" / "lanjiang-2025" / "data.yaml", tmp_path / "data.yaml")
    manner = Manner(tmp_path / "out")
    [before] = batch.run([tmp_path / "data.yaml"], manner, jobs=1).entries
    assert "找不到文件" in before.first
    shutil.copy(ROOT / "examples" / "lanjiang-2025" / "2024.yaml", tmp_path / "2024.yaml")
    done = batch.run([tmp_path / "data.yaml"], manner, jobs=1)
    assert (done.kept, done.entries[0].errors) == (frozenset(), 0)
    (tmp_path / "2024.yaml").write_text((tmp_path / "2024.yaml").read_text("utf-8") + "\n# 改过\n", "utf-8")
    assert batch.run([tmp_path / "data.yaml"], manner, jobs=1).kept == frozenset()


def test_what_the_clerk_changed_is_not_overwritten(given: Path, tmp_path: Path) -> None:
    manner = Manner(tmp_path / "out")
    batch.run([given], manner, jobs=1)
    [report] = (tmp_path / "out" / "柏河镇").glob("*.md")
    report.write_text("改过的", "utf-8")
    assert "柏河镇" in batch.run([given], manner, jobs=1).kept
    (given / "柏河镇.yaml").write_text(town("柏河镇") + "\n", "utf-8")
    entry = next(entry for entry in batch.run([given], manner, jobs=1).entries if entry.unit == "柏河镇")
    assert entry.state is State.FAILED
    assert "改过，或者不是程序写的，没有覆盖" in entry.first
    assert report.read_text("utf-8") == "改过的"
    batch.run([given], manner._replace(force=True), jobs=1)
    assert [copy.read_text("utf-8") for copy in report.parent.glob("*备份*")] == ["改过的"]


def test_it_goes_on_where_it_was_killed(tmp_path: Path, passage_cache: Path) -> None:
    """kill -9 as soon as two of twenty are listed: no worker is left, and the next run makes what is missing."""
    for number in range(20):
        (tmp_path / f"{number:02}.yaml").write_text(town(f"柏{'甲乙丙丁戊己庚辛壬癸'[number % 10]}镇"), "utf-8")
    out = tmp_path / "out"
    words = [sys.executable, "-m", "draftgen", "write", str(tmp_path), "-o", str(out), "--jobs", "2"]
    environment = {**os.environ, "XDG_CACHE_HOME": str(passage_cache)}
    killed = subprocess.Popen(words, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    listed = out / manifest.NAME
    while killed.poll() is None and not (listed.exists() and listed.read_bytes().count(b"\n") >= 2):
        time.sleep(0.01)
    killed.send_signal(signal.SIGKILL)
    killed.communicate()  # returns when no worker holds the pipes any more
    whole = listed.read_bytes().count(b"\n")
    assert 2 <= whole < 20
    again = subprocess.run(words, env=environment, capture_output=True, encoding="utf-8", check=True)
    assert f"写好 20 份，其中 {whole} 份上次已经写好" in again.stdout
    made = contents(out)
    shutil.rmtree(out)
    subprocess.run([*words[:-1], "1"], env=environment, capture_output=True, check=True)
    leftovers = {name for name in made if Path(name).name.startswith(".draftgen-")}
    assert {name: data for name, data in made.items() if name not in leftovers} == contents(out)


def test_half_a_line_of_the_list_is_no_line(tmp_path: Path) -> None:
    entry = Entry("甲", "甲.yaml", State.WRITTEN, files=("甲/甲.md",), sources={"甲.yaml": "0"}, basis="1")
    whole, half = manifest.as_line(entry), manifest.as_line(entry._replace(unit="乙"))[:40]
    (tmp_path / manifest.NAME).write_bytes(whole + half)
    with manifest.Manifest(tmp_path, Path.write_bytes) as listed:
        assert listed.entries == {"甲": entry}
        listed.add(entry._replace(unit="丙"))
        listed.settle()
    assert (tmp_path / manifest.NAME).read_bytes() == manifest.as_line(entry._replace(unit="丙")) + whole


@pytest.mark.parametrize("line", [b"[]", b"{}", b"null", b"\xff", b'{"a":' * 50_000, b'"\\ud800"'])
def test_any_line_of_the_list_is_read(tmp_path: Path, line: bytes) -> None:
    (tmp_path / manifest.NAME).write_bytes(line + b"\n")
    with manifest.Manifest(tmp_path, Path.write_bytes) as listed:
        assert listed.entries == {}


def test_one_batch_at_a_time_in_a_folder(given: Path, tmp_path: Path) -> None:
    held = manifest.Manifest(tmp_path / "out", Path.write_bytes)
    with held, pytest.raises(RefusedOutput, match="另一个窗口正在往"):
        batch.run([given], Manner(tmp_path / "out"), jobs=1)


# --- who does the work ---


class Breaking(Executor):
    """An executor whose process ends at the second unit."""

    def __init__(self) -> None:
        self.asked = 0

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> "Future[Any]":
        self.asked += 1
        done: Future[Any] = Future()
        if self.asked == 2:
            done.set_exception(BrokenProcessPool("killed"))
        else:
            done.set_result(fn(*args, **kwargs))
        return done


def test_a_process_that_ends_costs_no_unit(given: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "local", lambda _jobs, _units: pool.Pool(lambda _: Breaking(), 2, 4))
    done = batch.run([given], Manner(tmp_path / "out"))
    assert sorted(states(done).values()) == [State.STRANGE, *[State.WRITTEN] * 3, State.FAILED]
    monkeypatch.setattr(pool, "apart", lambda: pool.Pool(lambda _: Broken(), 1, 1))
    again = batch.run([given], Manner(tmp_path / "out", force=True))
    assert any("进程意外结束" in entry.first for entry in again.entries)


class Broken(Executor):
    """An executor whose process ends at every unit."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> "Future[Any]":
        del fn, args, kwargs
        raise BrokenProcessPool("killed")


def test_a_fault_of_the_program_costs_one_unit(given: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = pipeline.write

    def fail(job: Any, wordings: Any) -> Any:
        if job.data.stem == "柏河镇":
            raise ZeroDivisionError
        return write(job, wordings)

    monkeypatch.setattr(pipeline, "write", fail)
    done = batch.run([given], Manner(tmp_path / "out"), jobs=1)
    assert [entry.first for entry in done.entries if entry.unit == "柏河镇"] == [
        "写这一份时程序出错（ZeroDivisionError），其余的不受影响。"
    ]
    assert states(done)["文登"] is State.WRITTEN


def test_a_cluster_takes_the_place_of_the_processes(given: Path, tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed", reason="pip install 'draftgen[dask]'")
    out = tmp_path / "out"
    batch.run([given], Manner(out), jobs=1)
    here = contents(out)
    shutil.rmtree(out)
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
    ) as cluster:
        done = batch.run([given], Manner(out), cluster=cluster.scheduler_address)
        kept = batch.run([given], Manner(out), cluster=cluster.scheduler_address).kept
    assert sum(state is State.WRITTEN for state in states(done).values()) == 3
    assert len(kept) == 3
    assert contents(out) == here


def test_a_cluster_that_is_not_there_is_said(given: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed", reason="pip install 'draftgen[dask]'")
    monkeypatch.setattr(pool, "_ANSWER", "1s")
    with pytest.raises(UnreadableInput, match="连不上"):
        batch.run([given], Manner(tmp_path / "out"), cluster="tcp://127.0.0.1:9")


def test_without_the_package_for_clusters(given: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(DraftgenError, match=r"draftgen\[dask\]"):
        batch.run([given], Manner(tmp_path / "out"), cluster="tcp://127.0.0.1:8786")


# --- the command ---


def test_what_the_clerk_sees(desk: Desk) -> None:
    desk.put("各单位/柏河镇.yaml", town("柏河镇"))
    desk.put("各单位/坏了.yaml", "年度: 2025\n")
    desk.put("各单位/名单.yml", "单位: 甲\n")
    first = desk.run("write", "各单位", "-o", "写好")
    assert first.returncode == 1
    assert first.stdout.splitlines()[:8] == [
        "共 2 份：写好 1 份；没有写成 1 份。",
        "",
        "没有写成 1 份",
        "  坏了　共 4 处要改",
        "    坏了.yaml:1:1　没有写“机关”。",
        "      写一行“机关:”，下面分行写“名称: ××局”等，比“机关”多缩进两格。",
        "",
        "不是数据文件，没有理会 1 个",
    ]
    (desk.folder / "各单位" / "坏了.yaml").unlink()
    again = desk.run("write", "各单位", "-o", "写好", "--json")
    assert again.returncode == 0
    listed = {unit["unit"]: (unit["state"], unit["kept"]) for unit in json.loads(again.stdout)["units"]}
    assert listed == {"名单": ("strange", False), "柏河镇": ("written", True)}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["各单位"], "要用 -o"),
        (["2025.yaml", "各单位", "-o", "x", "--ledger", "l.json"], "只能在写一份报告时用"),
        (["空的", "-o", "x"], "这里没有数据文件"),
        (["各单位", "-o", "x", "--bank", "没有"], "语句库文件夹不存在"),
        (["各单位", "-o", "2025.yaml"], "不能写入"),
    ],
)
def test_what_cannot_be_asked_of_many(desk: Desk, words: list[str], said: str) -> None:
    desk.put("各单位/柏河镇.yaml", town("柏河镇"))
    (desk.folder / "空的").mkdir()
    done = desk.run("write", *words)
    assert done.returncode
    assert said in done.stderr
