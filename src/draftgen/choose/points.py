"""Section five: each problem the clerk named, in the bank's words, with the measure that answers it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from draftgen.choose.eligible import holds, lot, may_say, tells
from draftgen.core.figure import Facts, Text
from draftgen.core.outline import Point, Suggestion
from draftgen.core.passage import Bank, Passage, Theme, ThemeScorer
from draftgen.core.record import Issue, Record, Source

# Below this score a hint fits no theme, and the clerk's own words stand alone.
FITS = 0.12
# A hint of this many characters says more than the name of its theme.
SAYS_MORE = 9
# A plan of this many characters that does not end like a noun is a clause.
CLAUSE = 9
OFFERED = 3
# Titles whose likeness to the words falls into the same fifth are equally good.
NEARLY = 5
_VERBS = (*"增设配编做建开搞对把让请每各由多定抓按", "完善", "健全", "加强", "组织", "安排", "明确", "制定")
_NOUNS = (
    "制度", "机制", "领域", "信息", "渠道", "平台", "栏目", "专题", "专栏", "事项", "清单", "目录", "内容", "能力", "建设",
    "工作", "宣传", "培训", "考核", "公开", "公示", "管理", "环境", "服务", "政策", "事务", "救助", "补贴", "流程", "形式",
)  # fmt: skip
# How much it counts that a measure belongs to the problem it would answer.
_ANSWERS = 0.5
_OWN = "improvements.own"
_ANY_PLAN = Facts(texts={"plan": Text("plan", "打算", ("",))})


def points(bank: Bank, facts: Facts, record: Record, scorer: ThemeScorer) -> tuple[Point, ...]:
    """The points of 问题和打算; if there are none, at most three that the facts suggest, all to be confirmed."""
    matcher = _Matcher(bank, facts, record, scorer)
    if record.issues:
        return tuple(matcher.point(number, issue) for number, issue in enumerate(record.issues, 1))
    return tuple(matcher.offered(number, passage) for number, passage in enumerate(matcher.suggested(), 1))


@dataclass
class _Matcher:
    bank: Bank
    facts: Facts
    record: Record
    scorer: ThemeScorer
    _used: set[str] = field(default_factory=set)
    _told: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        self._problems = self.bank.section("problems")
        self._measures = self.bank.section("measures")

    def point(self, number: int, issue: Issue) -> Point:
        """One pair of 问题和打算. The clerk's own words are kept where they say more than the theme's name."""
        own = Text(f"issues.{number}", "问题和打算", (formal(issue.problem, self.bank.words.spoken),), (issue.source,))
        problem = self._problem(number, issue.problem)
        keep = problem is None or says_more(issue.problem)
        measure = self._measure(number, issue, problem.passage if problem else None)
        return Point(problem, measure, own if keep else None, self._plan_in_words(number, issue))

    def _plan_in_words(self, number: int, issue: Issue) -> Text | None:
        words = tuple(formal(item, self.bank.words.spoken) for item in issue.plan)
        if not is_clause(words):
            return None
        return Text(f"issues.{number}.plan", "打算", ("，".join(words),), (issue.plan_source,))

    def _problem(self, number: int, hint: str) -> Suggestion | None:
        scored = [(self.scorer.score(hint, theme), theme) for theme in self._problems if theme.id not in self._used]
        scored.sort(key=lambda pair: (-pair[0], pair[1].id))
        for score, theme in scored:
            if score < FITS:
                return None
            best = self._best(theme.passages)
            if says_more(hint) or (best is not None and not tells(best, self.facts)):
                best = self._titled(theme.passages, hint)
            if best is not None:
                self._used.add(theme.id)
                self._told |= tells(best, self.facts)
                return Suggestion(f"problems.{number}", best, score, (f"与“{hint}”相近", f"主题：{theme.label}"))
        return None

    def _best(self, passages: Sequence[Passage], local: Facts | None = None) -> Passage | None:
        facts = self.facts if local is None else self.facts.overlaid(local)
        agency, year = self.record.agency, self.record.year
        fitting = [p for p in passages if may_say(p, facts, agency, year)]
        fitting.sort(key=lambda p: (-self._news(tells(p, facts)), p.shipped, -lot(agency.name, year, p.id), p.id))
        return fitting[0] if fitting else None

    def _titled(self, passages: Sequence[Passage], words: str) -> Passage | None:
        """Where the clerk's own words stand, the passage whose title names them best: it must not say something else."""
        agency, year = self.record.agency, self.record.year
        fitting = [p for p in passages if may_say(p, self.facts.overlaid(_ANY_PLAN), agency, year) and p.title]
        fitting.sort(
            key=lambda p: (-int(self.scorer.closeness(words, p.title) * NEARLY), -lot(agency.name, year, p.id), p.id)
        )
        return fitting[0] if fitting else None

    def _news(self, facts: frozenset[str]) -> int:
        """How many facts a problem would tell, less those that another problem has told already."""
        return len(facts) - 2 * len(facts & self._told)

    def _measure(self, number: int, issue: Issue, problem: Passage | None) -> Suggestion | None:
        """With a plan, a wording that carries the plan's own words; without, an answer to be confirmed."""
        place = f"measures.{number}"
        answers = set(problem.remedies) if problem is not None else set()
        if not issue.plan:
            best = self._best([p for p in self._remedies() if p.id in answers and not carries_plan(p)])
            if best is None:
                return None
            self._used |= {best.id, f"measures:{best.theme}"}
            return Suggestion(place, best, 0.0, ("数据里没有写打算，按问题给出",), confirmed=False)
        words = tuple(formal(item, self.bank.words.spoken) for item in issue.plan)
        local = Facts(texts={"plan": Text("plan", "打算", _topics(words), (issue.plan_source,))})
        score, best = self._by_plan("，".join((*issue.plan, issue.problem)), answers, local)
        if best is None:
            own = [p for theme in self._measures if theme.id == _OWN for p in theme.passages]
            score, best = 0.0, self._best([p for p in own if p.id not in self._used] or own, local)
        if best is None:
            return None
        self._used |= {best.id, f"measures:{best.theme}"}
        return Suggestion(place, best, score, (f"与打算“{'、'.join(issue.plan)}”相近",), local=local)

    def _by_plan(self, hint: str, answers: set[str], local: Facts) -> tuple[float, Passage | None]:
        # A plan that stands in its own words needs only a title, and the title must answer the problem.
        clause = is_clause(local.texts["plan"].items)
        answering = _ANSWERS * (3 if clause else 1)
        ranked: list[tuple[float, Theme]] = []
        for theme in self._measures:
            if f"measures:{theme.id}" in self._used or theme.id == _OWN:
                continue
            bonus = answering if any(p.id in answers for p in theme.passages) else 0.0
            ranked.append((self.scorer.score(hint, theme) + bonus, theme))
        ranked.sort(key=lambda pair: (-pair[0], pair[1].id))
        for score, theme in ranked:
            if score < FITS:
                break
            if clause:
                best = self._titled([p for p in theme.passages if p.id not in self._used], hint)
            else:
                best = self._best([p for p in theme.passages if carries_plan(p)], local)
            if best is not None:
                return score, best
        return 0.0, None

    def _remedies(self) -> Iterable[Passage]:
        return (passage for theme in self._measures for passage in theme.passages if passage.id not in self._used)

    def suggested(self) -> list[Passage]:
        """Problems that the facts alone speak for, one a theme, the clearest first."""
        found: list[Passage] = []
        agency, year = self.record.agency, self.record.year
        for theme in self._problems:
            fitting = [
                p
                for p in theme.passages
                if p.evidence and all(holds(c, self.facts) for c in p.evidence) and may_say(p, self.facts, agency, year)
            ]
            if fitting:
                found.append(max(fitting, key=lambda p: (len(tells(p, self.facts)), lot(agency.name, year, p.id))))
        found.sort(key=lambda p: (-len(tells(p, self.facts)), -lot(agency.name, year, p.id)))
        return found[:OFFERED]

    def offered(self, number: int, passage: Passage) -> Point:
        """A problem that nobody named, with its measure: both to be confirmed."""
        problem = Suggestion(f"problems.{number}", passage, 0.0, ("数据显示可能有这个问题",), confirmed=False)
        return Point(problem, self._measure(number, Issue("", (), Source(), Source()), passage))


def says_more(hint: str) -> bool:
    """Whether a hint says more than the name of its theme, so that its own words must stand."""
    return len(_han(hint)) >= SAYS_MORE


def carries_plan(passage: Passage) -> bool:
    """Whether a measure has a slot for the clerk's own plan."""
    return any(slot.path == "plan" for slot in passage.slots)


def is_clause(plan: tuple[str, ...]) -> bool:
    """Whether a plan says what will be done (各站所定信息联络人) and so stands as a sentence, not as a list of topics."""
    return any(
        "，" in item or item.startswith(_VERBS) or (len(_han(item)) >= CLAUSE and not item.endswith(_NOUNS))
        for item in plan
    )


def formal(text: str, spoken: Iterable[tuple[str, str]]) -> str:
    """A clerk's rough words in the register of the report: the replacements of words.yaml, longest first."""
    plain = text.strip().rstrip("。；;.!！").replace(",", "，").replace(";", "；")
    for rough, fine in sorted(spoken, key=lambda pair: -len(pair[0])):
        plain = plain.replace(rough, fine)
    return plain


def _topics(words: tuple[str, ...]) -> tuple[str, ...]:
    """A plan typed on one line as its topics: 培训、考核 is two."""
    return tuple(part for word in words for part in word.replace("，", "、").split("、") if part)


def _han(text: str) -> str:
    return "".join(char for char in text if "\u4e00" <= char <= "\u9fff" or char.isdigit())
