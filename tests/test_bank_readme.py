"""A passage added by the five steps of `phrasebank/README.md` is checked, suggested and written."""

from pathlib import Path

from tests.desk import BANK_GUIDE, Desk, step_two

STEPS = BANK_GUIDE.read_text("utf-8").split("## 五步加一句话")[1].split("\n## ")[0]
COMMANDS = [line.strip() for line in STEPS.split("\n") if line.startswith("    draftgen ")]
SAYS = "党政办公室安排兼职人员1名承担政府信息公开工作，年内参加县级业务培训1次。"


def test_the_steps_name_every_command_that_is_run_here() -> None:
    assert [command.split()[1] for command in COMMANDS] == ["phrases", "phrases", "suggest", "write", "phrases"]


def follow(desk: Desk, folder: str) -> Path:
    """Steps one to four, with ``folder`` as the phrasebank."""
    block = step_two().text
    return desk.put(f"{folder}/{block.split(chr(10))[0].removeprefix('# phrasebank/')}", block)


def command(name: str) -> list[str]:
    return next(line for line in COMMANDS if line.split()[1] == name).split()[1:]


def test_a_passage_beside_the_data(desk: Desk) -> None:
    follow(desk, "phrasebank")
    checked = desk.run("phrases", "check", "phrasebank")
    assert checked.returncode == 0
    assert "必须改" not in checked.stdout
    asked = desk.run(*command("suggest"))
    assert asked.returncode == 0
    assert f"1. {SAYS}" in asked.stdout
    assert "本单位自己的语句" in asked.stdout.split("\n2. ")[0]
    assert desk.run(*command("write")).returncode == 0
    assert SAYS in desk.report()


def test_a_passage_in_the_users_own_folder(desk: Desk) -> None:
    """The second of the four places where passages are read from."""
    file = follow(desk, "home/draftgen/phrasebank")
    assert desk.run("phrases", "check", str(file.parents[1])).returncode == 0
    assert SAYS in desk.run(*command("suggest")).stdout
    assert desk.run(*command("write")).returncode == 0
    assert SAYS in desk.report()


def test_a_slip_in_the_second_step_is_found_with_its_line(desk: Desk) -> None:
    file = follow(desk, "phrasebank")
    file.write_text(file.read_text("utf-8").replace("{{ staff.part }}", "1"), "utf-8")
    checked = desk.run("phrases", "check", "phrasebank")
    assert checked.returncode == 1
    assert "supervision.yaml:5:1" in checked.stdout
