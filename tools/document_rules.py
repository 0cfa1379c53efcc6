"""Write docs/rules.md from the code: every rule family and every term, what it reads, and what a unit of it is.

python tools/document_rules.py            # write the page
python tools/document_rules.py --check    # exit code 1 when the page on disk is not current
"""

import argparse
import inspect
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from models.base import Noun
from models.calendar import clock_text
from models.policy import Level
from scheduler.family import PersonRule, TeamRule
from scheduler.rulebook import ALWAYS, AnyFamily, families

PAGE = Path(__file__).resolve().parents[1] / "docs" / "rules.md"
HEAD = """# Rules and terms

Every rule of a department is a policy item that names one of these families. `limits` are the family's own; `scope`
chooses whom and what the item is about; `level` says how strictly it is meant, and `price` what a unit of it costs
where it is priced. This page is written by `tools/document_rules.py`.
"""


def page() -> str:
    """The page as it should stand on disk."""
    found = families()
    index = "\n".join(f"- [{name}](#{name}) {_rule(family)}" for name, family in found.items())
    return "\n".join((HEAD, index, "", *("\n".join(_section(name, family)) for name, family in found.items())))


def _section(name: str, family: AnyFamily) -> Iterator[str]:
    yield f"## {name}\n"
    yield f"**{_rule(family)}** {inspect.getdoc(type(family))}\n"
    yield f"- Kind: {_kind(family)}"
    yield f"- Levels: {', '.join(level.value for level in Level if level in family.levels)}"
    yield f"- Unit: {family.unit}" + (" (a price is for an hour of it)" if family.by_the_hour else "")
    yield f"- Scope: {', '.join(sorted(family.filters)) or 'the whole department'}"
    if name in {item.family for item in ALWAYS}:
        yield "- Always in force, listed or not"
    yield ""
    yield from _limits(family.limits)


def _rule(family: AnyFamily) -> str:
    """The first line of the family's file: the rule as a manager would say it."""
    return (inspect.getdoc(inspect.getmodule(type(family))) or "").split("\n")[0]


def _kind(family: AnyFamily) -> str:
    if isinstance(family, TeamRule):
        return "rule about a team"
    return "rule about one person's line" if isinstance(family, PersonRule) else "term of the cost"


def _limits(limits: type[Noun]) -> Iterator[str]:
    schema = limits.model_json_schema()
    fields: dict[str, Any] = schema.get("properties", {})
    if not fields:
        yield "No limits.\n"
        return
    yield "| limit | type | default | meaning |"
    yield "|---|---|---|---|"
    for name, field in fields.items():
        needed = name in schema.get("required", ())
        default = "needed" if needed else _json(field.get("default"))
        if field.get("type") == "string" and isinstance(field.get("default"), int):
            default = f"`{clock_text(field['default'])}`"
        yield f"| `{name}` | {_type(field, schema)} | {default} | {_told(field.get('description', ''))} |"
    yield ""


def _type(field: dict[str, Any], schema: dict[str, Any]) -> str:
    if "$ref" in field:
        return _type(schema["$defs"][field["$ref"].rpartition("/")[2]], schema)
    if "anyOf" in field:
        parts = [part for part in field["anyOf"] if part.get("type") != "null"]
        return " or ".join(_type(part, schema) for part in parts)
    if "enum" in field:
        return " or ".join(f"`{value}`" for value in field["enum"])
    return _plain(field, schema)


def _plain(field: dict[str, Any], schema: dict[str, Any]) -> str:
    kind = field["type"]
    if kind == "array":
        return f"list of {_type(field['items'], schema)}"
    if kind != "object":
        return f"{kind} ≥ {field['minimum']}" if "minimum" in field else str(kind)
    if "properties" in field:
        return "{" + ", ".join(f"`{name}`" for name in field["properties"]) + "}"
    return f"by id: {_type(field['additionalProperties'], schema)}"


def _json(value: object) -> str:
    if isinstance(value, list) and value:
        return ", ".join(_json(one) for one in value)
    return "none" if value in (None, []) else f"`{str(value).lower() if isinstance(value, bool) else value}`"


def _told(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def publish(path: Path, text: str, *, told: str, what: str) -> int:
    """Write a page, or with ``--check`` say whether the one on disk is current; gives the exit code.

    `told` is the help, `what` is counted on the page.
    """
    parser = argparse.ArgumentParser(description=told.split("\n", maxsplit=1)[0])
    parser.add_argument("--check", action="store_true", help="only say whether the page is current")
    if parser.parse_args().check:
        current = path.exists() and path.read_text(encoding="utf-8") == text
        print(f"{path.name} is {'current' if current else f'not current. Maybe run tools/{Path(sys.argv[0]).name}'}")
        return 0 if current else 1
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    print(f"wrote {path.name}: {what}")
    return 0


def main() -> int:
    """Write or check the page."""
    return publish(PAGE, page(), told=__doc__, what=f"{len(families())} families")


if __name__ == "__main__":
    sys.exit(main())
