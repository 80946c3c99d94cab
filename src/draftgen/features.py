"""What a clerk's hint looks like to the ranker: its characters and pairs of characters, the same in training and at run time."""

import math
from collections import Counter
from collections.abc import Mapping
from functools import cache, lru_cache


@lru_cache(1 << 12)  # each model looks at the same hint
def grams(text: str) -> tuple[str, ...]:
    """Every character and pair of characters of ``text``, in order; signs and spaces part them."""
    runs = "".join(char if "\u4e00" <= char <= "\u9fff" or char.isalnum() else " " for char in text.lower()).split()
    return tuple([run[i : i + n] for run in runs for n in (1, 2) for i in range(len(run) - n + 1)])


def weigh(text: str, idf: Mapping[str, float]) -> dict[str, float]:
    """The TF-IDF vector of ``text`` (sublinear counts, length 1) over the known grams: as scikit-learn makes it."""
    counts = Counter(gram for gram in grams(text) if gram in idf)
    raw = {gram: (1 + math.log(count)) * idf[gram] for gram, count in counts.items()}
    length = math.sqrt(math.fsum(value * value for value in raw.values()))
    return {gram: value / length for gram, value in raw.items()} if length else {}


def likeness(one: str, other: str) -> float:
    """How many characters and pairs two texts share, 0 to 1 (Dice); pairs count double."""
    (left, size), (right, other_size) = _counted(one), _counted(other)
    shared = sum([min(left[gram], right[gram]) * len(gram) for gram in left.keys() & right.keys()])
    return 2 * shared / (size + other_size) if size + other_size else 0.0


@cache  # a hint is compared with every theme, and a theme's name with every hint
def _counted(text: str) -> tuple[dict[str, int], int]:
    counts = Counter(grams(text))
    return dict(counts), sum(count * len(gram) for gram, count in counts.items())


def shared_pairs(words: str, title: str) -> int:
    """How many telling pairs of neighbouring characters of ``title`` stand in ``words``: 答复 for 答复说理不充分."""
    pairs = (title[start : start + 2] for start in range(len(title) - 1))
    return sum(pair in words and pair not in _ANYWHERE and not set(pair) & _SAY_LITTLE for pair in pairs)


_SAY_LITTLE = frozenset("不够的有待还较为")
# Words of any title of section five.
_ANYWHERE = frozenset({"公开", "信息", "工作", "政府", "人员", "承办"})


# What only judges, softens or holds a sentence together: 慢 in 更新慢, whose 更新 says what it is about.
_JUDGING = frozenset(
    "的了着过得地不没有在是就都被把给也还又很太最更和与及或而但只才再一些个这那未少多慢差低弱缺乏够足老旧乱难高强好待较仍需尚存紧空重大到位"
)
_NAMED = 0.75


def names(said: str, hint: str) -> bool:
    """Whether a text names what a hint is about, and so may stand for it: 信息更新滞后 for 更新慢, not for 搜索不好用.

    A hint that only judges (太慢) is about nothing that is known.
    """
    telling = [char for char in hint if char.isalnum() and char not in _JUDGING]
    return bool(telling) and sum(char in said for char in telling) >= _NAMED * len(telling)


def says(said: str, hint: str) -> bool:
    """Whether a text names what a hint is about in the hint's own words: half of its pairs of neighbours stand there.

    社区公示栏旧了 is no 社区公开栏内容更换较慢, though most of its characters are.
    """
    plain = "".join(char for char in hint if char.isalnum())
    pairs = [plain[start : start + 2] for start in range(len(plain) - 1)]
    return names(said, hint) and 2 * sum(pair in said for pair in pairs) >= len(pairs)
