"""What is told of requests beside table 3: how long they took and what was charged (domain.md 1.5, 2, 3.1)."""

from decimal import Decimal

from draftgen.load.given import GivenYear
from draftgen.numerals import write

# Working days (条例 第三十三条): twenty, and twenty more where it is extended.
_LIMIT = Decimal(40)
# The smallest fee, by the piece or by the page (国办函〔2020〕109号).
_LEAST_FEE = Decimal(10)


def check(year: GivenYear) -> None:
    """Adds a finding for each figure that cannot be, or that hardly can be."""
    _days(year)
    _fee_cases(year)


def _days(year: GivenYear) -> None:
    days, rate = year.value("days"), year.value("answer_rate")
    if days is None or days <= _LIMIT or (rate is not None and rate < 100):
        return
    on_time = "，按时答复率写的是 100%" if rate is not None else ""
    year.remarks.ask(
        "days",
        year.place("days"),
        f"平均办理天数 {write(days)} 个工作日{on_time}；法定期限是 20 个工作日，延长后也只有 {write(_LIMIT)} 个。",
        "核对天数和按时答复率：是不是按自然日算的；补正、征求第三方意见的时间不算在内。",
    )


def _fee_cases(year: GivenYear) -> None:
    cases, fee = year.value("fee_cases"), year.value("fee")
    new, before = year.value("requests.new"), year.value("requests.carried_in")
    if cases is None:
        return
    if new is not None and before is not None and cases > new + before:
        year.remarks.error(
            "fee-cases",
            year.place("fee_cases"),
            f"收取信息处理费的有 {write(cases)} 件，表三全年要办的申请只有 {write(new)} + {write(before)} = {write(new + before)} 件。",
            "核对收费的件数，会不会填成了金额或者页数；没有收的不填。",
        )
    elif fee is not None and ((cases == 0) != (fee == 0) or fee < _LEAST_FEE * cases):
        year.remarks.error(
            "fee-cases",
            year.place("fee_cases"),
            f"信息处理费 {write(fee)} 元，件数写的是 {write(cases)} 件，两个数不能都对。",
            "收了费的每件至少 10 元；没有收的，两处都不填或者都写 0。",
        )
