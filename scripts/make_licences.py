"""docs/licences.md from what is installed: every package that draftgen leads to, its licence, and what it is for.

    python scripts/make_licences.py          writes the page
    python scripts/make_licences.py --check  says what is missing or not compatible; exit status 1 then

Packages that are not installed here, being for another system, must be named in _ELSEWHERE.
"""

import re
import sys
import tomllib
from collections.abc import Iterable, Mapping
from importlib import metadata
from pathlib import Path
from typing import Any, NamedTuple

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "licences.md"
# May be used, unchanged and as packages of their own, by a program under the MIT licence.
FREE = frozenset(
    {
        "0BSD",
        "Apache-2.0",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "CC0-1.0",
        "ISC",
        "MIT",
        "MIT-0",
        "MIT-CMU",
        "MPL-2.0",
        "PSF-2.0",
        "Unicode-3.0",
        "Unlicense",
        "Zlib",
    }
)
# Only for what is never handed on with draftgen.
FREE_FOR_MAINTAINERS = FREE | {"LGPL-2.1-only"}
# Parts that a licence names although they are not among what is above; each was looked at.
_PARTS = {"GPL-3.0-or-later WITH GCC-exception-3.1": "BSD-3-Clause"}
# Packages whose metadata name no licence: what their licence file says, and what they carry.
_IN_ITS_FILE = {"axe-playwright-python": "MIT AND MPL-2.0"}
# Only on Windows, or only on an older Python: not installed where this page is made.
_ELSEWHERE = {"colorama": "BSD-3-Clause", "tzdata": "Apache-2.0"}
_WORDS = (
    (r"BSD.*2.?clause|simplified bsd", "BSD-2-Clause"),
    (r"BSD", "BSD-3-Clause"),
    (r"\bMIT\b", "MIT"),
    (r"apache", "Apache-2.0"),
    (r"mozilla|MPL", "MPL-2.0"),
    (r"LGPLv?-?2\.1", "LGPL-2.1-only"),
    (r"python software foundation|PSF|matplotlib", "PSF-2.0"),
    (r"ISC", "ISC"),
    (r"unlicense", "Unlicense"),
)
MAINTAINERS = ("train", "dask", "bench", "test")


class Package(NamedTuple):
    """A package with its licence as an SPDX expression ("" where nothing is said) and what leads to it."""

    name: str
    licence: str
    used_for: tuple[str, ...]


def packages() -> tuple[Package, ...]:
    """Every package that draftgen, with all its extras and on any system, leads to."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras: Mapping[str, list[str]] = project["optional-dependencies"]
    wanted = {"draftgen": project["dependencies"], **{name: lines for name, lines in extras.items() if name != "all"}}
    used: dict[str, list[str]] = {}
    for purpose, lines in wanted.items():
        for name in closure(lines):
            used.setdefault(name, []).append(purpose)
    # What every installation has needs no further reason.
    return tuple(
        Package(name, licence(name), ("draftgen",) if "draftgen" in found else tuple(found))
        for name, found in sorted(used.items())
    )


def closure(lines: Iterable[str]) -> set[str]:
    """The names of all packages that these requirements lead to, on any system and any supported Python."""
    seen: set[tuple[str, str]] = set()
    rest = [Requirement(line) for line in lines]
    while rest:
        one = rest.pop()
        name = canonicalize_name(one.name)
        for extra in ("", *one.extras):
            if (name, extra) in seen:
                continue
            seen.add((name, extra))
            try:
                needed = metadata.requires(name) or []
            except metadata.PackageNotFoundError:
                continue
            rest += [inner for line in needed if _applies(inner := Requirement(line), extra)]
    return {name for name, _ in seen}


def _applies(one: Requirement, extra: str) -> bool:
    """Whether a requirement may hold somewhere: on this system or on Windows, on any supported Python."""
    if one.marker is None:
        return True
    systems: tuple[dict[str, str], ...] = ({}, {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"})
    pythons: tuple[dict[str, str], ...] = (
        {},
        *({"python_version": v, "python_full_version": f"{v}.0"} for v in ("3.11", "3.14")),
    )
    return any(one.marker.evaluate({**system, **python, "extra": extra}) for system in systems for python in pythons)


def licence(name: str) -> str:
    """The licence of a package from its metadata, as an SPDX expression; "" if they say none that is known."""
    try:
        about: Any = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return _ELSEWHERE.get(name, "")
    if about.get("License-Expression"):
        return str(about["License-Expression"])
    if about.get("License") in FREE_FOR_MAINTAINERS:  # says more than "BSD License" among the classifiers
        return str(about["License"])
    classified = [
        line.rpartition(" :: ")[2] for line in about.get_all("Classifier") or [] if line.startswith("License ::")
    ]
    said = [line for line in classified if line != "OSI Approved"] or [(about.get("License") or "").split("\n")[0]]
    found = {word for line in said for pattern, word in _WORDS if re.search(pattern, line, re.IGNORECASE)}
    if "BSD-2-Clause" in found:
        found.discard("BSD-3-Clause")
    return " OR ".join(sorted(found)) or _IN_ITS_FILE.get(name, "")


def compatible(package: Package) -> bool:
    """Whether each part of a package's licence is free, or one of those it leaves the choice of."""
    allowed = FREE_FOR_MAINTAINERS if set(package.used_for) <= set(MAINTAINERS) else FREE
    text = package.licence
    for part, stands_for in _PARTS.items():
        text = text.replace(part, stands_for)
    return _holds(text, allowed)


def _holds(text: str, allowed: frozenset[str]) -> bool:
    """Whether an SPDX expression can be met with the ``allowed`` licences alone."""
    inner = re.sub(r"\(([^()]*)\)", lambda group: "MIT" if _holds(group[1], allowed) else "none", text)
    if inner != text:
        return _holds(inner, allowed)
    return any(all(word.strip() in allowed for word in choice.split(" AND ")) for choice in text.split(" OR "))


_HEAD = """# Licences

draftgen is under the MIT licence (`LICENSE`). This page lists every package that it leads to, by the licence that the
package itself names. `python scripts/make_licences.py` makes it; a test holds it complete, and every licence compatible.
None of these packages is part of draftgen: they are installed beside it, unchanged, each with its own licence file.

draftgen itself contains two things by others:

| what | licence | where |
|---|---|---|
| htmx | 0BSD | `src/draftgen/web/static/htmx.LICENSE.txt` |
| a table of traditional characters after Unicode's data | Unicode-3.0 | `src/draftgen/characters/UNICODE-LICENSE.txt` |

"""


def page() -> str:
    """The page as Markdown: what a clerk gets, then what only maintainers install."""
    found = packages()
    clerks = [one for one in found if not set(one.used_for) <= set(MAINTAINERS)]
    others = [one for one in found if set(one.used_for) <= set(MAINTAINERS)]
    parts = [_HEAD]
    for title, listed in (("What users install", clerks), ("What only maintainers install", others)):
        rows = "".join(f"| {one.name} | {one.licence} | {', '.join(one.used_for)} |\n" for one in listed)
        parts.append(f"## {title}\n\n| package | licence | for |\n|---|---|---|\n{rows}\n")
    return "".join(parts).rstrip("\n") + "\n"


def faults() -> list[str]:
    """What is missing on the page, or not compatible.

    A tool of the maintainers may lead to a new package any day: it must be compatible, and is on the page when that is
    made again.
    """
    text = PAGE.read_text("utf-8") if PAGE.exists() else ""
    rows = dict(re.findall(r"^\| ([a-z0-9-]+) \| ([^|]+) \|", text, re.MULTILINE))
    found = []
    for one in packages():
        if one.name not in rows and not (set(one.used_for) <= set(MAINTAINERS) and compatible(one)):
            found.append(f"{one.name} is missing in {PAGE.name}")
        elif not compatible(named := one._replace(licence=one.licence or rows.get(one.name, "").strip())):
            found.append(f"{one.name}: {named.licence or 'no licence'} is not compatible")
    return found


def main() -> None:
    """Writes the page, or checks it."""
    if "--check" not in sys.argv[1:]:
        PAGE.write_text(page(), encoding="utf-8", newline="\n")
    problems = faults()
    sys.stdout.writelines(f"{line}\n" for line in problems or [f"{PAGE.name}: complete, all compatible"])
    sys.exit(bool(problems))


if __name__ == "__main__":
    main()
