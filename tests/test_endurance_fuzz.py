"""Readers are given files that are nearly valid, and every file that once failed: they read or refuse, in Chinese."""

from functools import cache
from pathlib import Path

import pytest
from benchmarks.endurance import fuzzing, seeds
from benchmarks.endurance.fuzzing import READERS

CORPUS = sorted(fuzzing.CORPUS.glob("*/*"))
SLOW = {"pdf", "doc", "xls"}  # in a process of their own: benchmarks/endurance gives them their time
FEW = 12


@cache
def made(folder: Path) -> dict[str, bytes]:
    return seeds.made(folder, office=False)


@pytest.fixture(scope="module")
def valid(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return made(tmp_path_factory.mktemp("seeds"))


@pytest.mark.parametrize("name", sorted(set(READERS) - SLOW))
def test_nearly_valid_files(name: str, valid: dict[str, bytes]) -> None:
    trial = fuzzing.fuzz(name, fuzzing.readers(valid)[name], 600, seed=5, most=FEW)
    assert trial.broken == []
    assert trial.times == FEW


@pytest.mark.parametrize("name", sorted(set(READERS) - SLOW - {"csv"}))
def test_the_valid_files_are_read(name: str, valid: dict[str, bytes], tmp_path: Path) -> None:
    reader = fuzzing.readers(valid)[name]
    fuzzing.furnish(tmp_path, reader)
    for seed, data in reader.seeds.items():
        assert fuzzing.one(reader.read, data, f".{seed.rpartition('.')[2]}", tmp_path) == "读了"


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_what_once_failed(path: Path, valid: dict[str, bytes], tmp_path: Path) -> None:
    fuzzing.furnish(tmp_path, fuzzing.readers(valid)[path.parent.name])
    said = fuzzing.one(READERS[path.parent.name][0], path.read_bytes(), path.suffix, tmp_path)
    assert said in ("读了", "拒绝")


def test_the_corpus_is_there() -> None:
    assert CORPUS
