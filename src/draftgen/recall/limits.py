"""How much text an annual report may have at most; what has more is something else."""

from draftgen.core.finding import UnreadableInput

MAX_CHARS = 1_000_000
MAX_CONTENTS = 20_000


def too_long(shown: str) -> UnreadableInput:
    """What is said of a file with more text than a report can have."""
    return UnreadableInput(f"{shown}的文字太多，不像一份年度报告，没有读取。请检查是不是选错了文件。")
