"""Numerals: every one of a text is found and typed; what only looks like a count is never taken for one."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draftgen.numerals import Numeral, NumeralKind, parse, read, scan, share, write, write_percent

COUNTABLE = (NumeralKind.COUNT, NumeralKind.PERCENT, NumeralKind.MULTIPLE)


def figures(text: str) -> list[tuple[str, str]]:
    """The counts, percentages and multiples of a text: as printed, with value and measure word."""
    return [(n.text, said(n)) for n in scan(text) if n.kind in COUNTABLE]


def said(numeral: Numeral) -> str:
    value = "?" if numeral.value is None else write(numeral.value)
    upper = "" if numeral.upper is None else f"~{write(numeral.upper)}"
    return f"{'约' if numeral.approximate else ''}{value}{upper}{numeral.unit}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("公开信息313条，其中公告126条", [("313", "313条"), ("126", "126条")]),
        ("占比66.7%", [("66.7%", "66.7")]),
        ("收到１２６件", [("１２６", "126件")]),
        ("收到3,512件、1,234,567次", [("3,512", "3512件"), ("1,234,567", "1234567次")]),
        ("发布1 136条", [("1 136", "1136条")]),
        ("访问量1.2万次", [("1.2万", "12000次")]),
        ("访问量1亿3千万次", [("1亿3千万", "130000000次")]),
        ("收费44.862万元、3940元", [("44.862", "44.862万元"), ("3940", "3940元")]),
        ("百分之八十五和百分之九十九点五", [("百分之八十五", "85"), ("百分之九十九点五", "99.5")]),
        ("新收17 件，均已答复", [("17", "17件")]),
        ("培训两次、会议三次、检查十二次", [("两", "2次"), ("三", "3次"), ("十二", "12次")]),
        ("发布信息一千二百三十四条", [("一千二百三十四", "1234条")]),
        ("一百零五件、一万二千件", [("一百零五", "105件"), ("一万二千", "12000件")]),
        ("是上年的2.5倍，翻了两倍", [("2.5倍", "2.5"), ("两倍", "2")]),
        ("访问 1.2 万次，是上年的 1.4 倍", [("1.2 万", "12000次"), ("1.4 倍", "1.4")]),
        ("收费 12.5 万元", [("12.5", "12.5万元")]),
        ("提高3.2个百分点", [("3.2", "3.2个百分点")]),
        ("平均8.5个工作日", [("8.5", "8.5个工作日")]),
        ("12345件", [("12345", "12345件")]),
        ("参训640人次，到会27人，举办3场次", [("640", "640人次"), ("27", "27人"), ("3", "3场次")]),
        ("制发5部规章，涉及3部门", [("5", "5部"), ("3", "3部门")]),
    ],
)
def test_counts_are_read_exactly_with_their_measure_word(text: str, expected: list[tuple[str, str]]) -> None:
    assert figures(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("14万余条", "约140000条"),
        ("万余条", "约10000条"),
        ("300多条", "约300条"),
        ("近300条", "约300条"),
        ("约300条", "约300条"),
        ("300条左右", "约300条"),
        ("300条以上", "约300条"),
        ("不少于2次", "约2次"),
        ("数十条", "约?条"),
        ("几十次", "约?次"),
        ("10～15件", "约10~15件"),
        ("3至5个工作日", "约3~5个工作日"),
        ("2万～5万条", "约20000~50000条"),
        ("60%～70%", "约60~70"),
        ("三千余件", "约3000件"),
        ("120 余人次", "约120人次"),
        ("八成以上", "约80"),
        ("最近3次", "3次"),
        ("就近2处", "2处"),
    ],
)
def test_approximate_numbers_and_ranges_are_flagged(text: str, expected: str) -> None:
    assert [said(n) for n in scan(text) if n.kind in COUNTABLE] == [expected]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("国办公开办函〔2021〕30号", "document"),
        ("(2021)30号", "document"),
        ("国令第711号", "document"),
        ("第二十条第（一）项", "article"),
        ("第三十六条", "article"),
        ("第3次", "ordinal"),
        ("第一批", "ordinal"),
        ("（一）主动公开", "ordinal"),
        ("1.主动公开", "ordinal"),
        ("二、", "ordinal"),
        ("电话：0631-8451085", "phone"),
        ("电话：8451085", "phone"),
        ("（0631）8451085", "phone"),
        ("18600000000", "phone"),
        ("邮编：264400", "address"),
        ("世纪大道84号903室", "address address"),
        ("http://www.example.gov.cn/art/2024/1/23/9.html", "address"),
        ("office2@example.gov.cn", "address"),
        ("5月25日", "date"),
        ("2021年1月1日起至2021年12月31日", "date date"),
        ("1-12月", "date"),
        ("上午9:00", "date"),
        ("2021年", "year"),
        ("二〇二一年", "year"),
        ("2021—2025年", "year"),
        ("12345热线", "fixed"),
        ("三审三校", "fixed"),
        ("十四五", "fixed"),
        ("5G", "fixed"),
        ("7×24小时", "fixed"),
        ("[image: 1639549713(1)]", "fixed"),
        ("“分- 2 -级审核", "fixed"),
        ("共313，同比", "bare"),
    ],
)
def test_numerals_that_are_no_figures_have_a_kind_of_their_own(text: str, kinds: str) -> None:
    assert " ".join(n.kind.value for n in scan(text)) == kinds


TRAPS = (
    "一是加强领导；二是健全机制",
    "六稳六保",
    "三公经费",
    "第一时间",
    "一图读懂",
    "一网通办",
    "二十大精神",
    "万无一失",
    "更换零件",
    "十三五成就巡礼",
    "“十四五”规划",
    "一般信息",
    "统一部署",
    "进一步",
    "一事一审",
    "一次性告知",
    "六部分组成",
    "两微一端",
    "五公开",
    "逐一处理",
    "同一件",
    "每一件",
    "双随机、一公开",
    "十一期间",
    "两会期间",
    "一期间",
    "最多跑一次",
    "百姓关心",
    "三安全一稳定",
    "一站式服务",
    "四类过程性信息",
    "第三方合法权益",
)


@pytest.mark.parametrize("text", TRAPS)
def test_fixed_expressions_are_never_figures(text: str) -> None:
    assert figures(text) == []


def test_a_full_width_comma_inside_digits_leaves_the_value_open() -> None:
    assert [(n.text, n.value) for n in scan("收到3，512件")] == [("3，512", None)]


def test_a_full_width_comma_between_two_counts_parts_them() -> None:
    assert figures("公告126条，513件") == [("126", "126条"), ("513", "513件")]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("十", 10),
        ("十五", 15),
        ("二十", 20),
        ("一百二", 120),
        ("一百零二", 102),
        ("一百一十五", 115),
        ("三千零七", 3007),
        ("一万二", 12000),
        ("一万零二", 10002),
        ("一亿零五十", 100000050),
        ("二〇二一", 2021),
        ("两千三百", 2300),
        ("1.2万", 12000),
        ("3千", 3000),
        ("零", 0),
    ],
)
def test_chinese_numbers_are_read_exactly(text: str, value: int) -> None:
    assert read(text) == value


@pytest.mark.parametrize("text", ["", "百", "百千", "十百", "一二百", "两两", "万", "百一十二百", "三万5", "条"])
def test_what_is_no_well_formed_number_is_not_read(text: str) -> None:
    assert read(text) is None


def chinese(number: int) -> str:
    """A number below 10^12 in Chinese characters, the school way."""
    if number < 10_000:
        text, zero = "", False
        for size, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
            digit = number // size % 10
            text += ("零" if zero and digit and text else "") + (
                f"{'零一二三四五六七八九'[digit]}{unit}" if digit else ""
            )
            zero = not digit
        return text or "零"
    size, unit = (10**8, "亿") if number >= 10**8 else (10**4, "万")
    low = number % size
    gap = "零" if low and low < size // 10 else ""
    return f"{chinese(number // size)}{unit}{gap}{chinese(low) if low else ''}"


@given(st.integers(0, 10**11))
def test_every_number_written_in_characters_is_read_back(number: int) -> None:
    assert read(chinese(number)) == number


@given(st.integers(0, 10**9), st.sampled_from("件条篇份次场名个处家期"))
def test_every_count_in_either_script_has_its_value(number: int, unit: str) -> None:
    for written in (str(number), f"{number:,}", chinese(number)):
        if written != "零":  # 零件 is a word
            assert figures(f"全年共公开{written}{unit}。") == [(written, f"{number}{unit}")]


@given(
    st.text(
        alphabet="一二三十百千万亿零两0123456789.,，、%件条次年月日第（）()〔〕号倍成余多近约～-至到 公开", max_size=24
    )
)
def test_any_text_is_scanned_in_order_without_overlap(text: str) -> None:
    end = 0
    for numeral in scan(text):
        assert numeral.text == text[numeral.start : numeral.end]
        assert end <= numeral.start < numeral.end <= max(numeral.stop, numeral.end) <= len(text)
        end = numeral.end
    assert {i for i, char in enumerate(text) if char.isdigit()} <= {
        i for numeral in scan(text) for i in range(numeral.start, numeral.end)
    }


@given(st.decimals(0, 10**9, places=4))
def test_what_is_written_is_parsed_back(value: Decimal) -> None:
    assert parse(write(value)) == value


def test_shares_are_rounded_half_up_as_a_calculator_does() -> None:
    assert write_percent(share(Decimal(2), Decimal(3))) == "66.7%"
    assert write_percent(share(Decimal(1), Decimal(80))) == "1.3%"
    assert write_percent(Decimal(100)) == "100%"
    assert write_percent(Decimal(100), decimals=True) == "100%"
    assert write_percent(Decimal(98), decimals=True) == "98.0%"


def test_a_given_percentage_is_printed_as_it_was_given() -> None:
    assert write_percent(Decimal("99.96")) == "99.96%"  # not 100%
    assert write_percent(Decimal("93.75"), decimals=True) == "93.75%"


def test_letters_of_other_languages_are_no_numerals() -> None:
    assert [(n.text, n.unit) for n in scan("ÂÃ件，Éé年，¡第¢条，3件，二件")] == [("3", "件"), ("二", "件")]


def test_an_address_of_mail_takes_no_more_of_the_words_before_it_than_one_may_have() -> None:
    assert figures(f"举办培训5次{'后' * 64}@example.cn") == [("5", "5次")]


@pytest.mark.parametrize("one", ["路", "青石镇", "a", "a.", "1年", "一月"])
def test_a_text_without_end_is_read_in_one_pass(one: str) -> None:
    assert figures(f"{one * 100_000}，收到7件")[-1:] == [("7", "7件")]
