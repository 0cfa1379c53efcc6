"""Checks an evidence pack with nothing but the pack and Python: ``python checker.py FOLDER [LAST_HASH]``.

Every claim is worked out again from ``facts.json``; the last hash, noted elsewhere, tells a pack written anew.
"""

import json
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

Json = dict[str, Any]
Who = set[tuple[str, str]]  # people and their areas
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def check_pack(folder: Path, root: str | None = None) -> list[str]:
    """What is wrong with a pack, nothing when it holds; `root` is the last hash as it was noted elsewhere."""
    if not (folder / "manifest.json").is_file():
        return [f"{folder}: cannot be read as an evidence pack: it holds no manifest.json"]
    try:
        manifest = json.loads((folder / "manifest.json").read_bytes())
        problems = list(_hashes(folder, manifest, root))
        facts = json.loads((folder / "facts.json").read_bytes())
        return [*problems, *_dates(facts, manifest), *_asked(facts), *_answers(folder, facts, manifest)]
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        return [f"{folder}: cannot be read as an evidence pack: {type(error).__name__} {error}"]


def _hashes(folder: Path, manifest: Json, root: str | None) -> Iterator[str]:
    link = sha256(f"radroster evidence\n{manifest['department']}\n{manifest['as_of']}\n".encode()).hexdigest()
    for entry in manifest["files"]:
        name, file = entry["path"], folder / entry["path"]
        digest = sha256(file.read_bytes()).hexdigest() if file.is_file() else "missing"
        link = sha256(f"{link}\n{name}\n{digest}\n".encode()).hexdigest()
        if digest != entry["sha256"]:
            yield f"{name}: its content has the hash {digest[:12]}, the manifest says {entry['sha256'][:12]}"
        if link != entry["chain"]:
            yield f"{name}: the chain of hashes breaks here"
    for noted in (manifest["root"], root or link):
        if link != noted:
            yield f"manifest.json: the chain ends in {link[:12]}, noted is {noted[:12]}"
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    for name in sorted(found - {"manifest.json", *(entry["path"] for entry in manifest["files"])}):
        yield f"{name}: is in the folder and not in the manifest"


def _dates(facts: Json, manifest: Json) -> Iterator[str]:
    as_of = facts["header"]["as_of"]
    if (told := [manifest["department"], manifest["as_of"]]) != [facts["header"]["department"], as_of]:
        yield f"manifest.json: it is about {' on '.join(told)}, the facts are about something else"
    for holder, paper in ((one, paper) for one in facts["people"] for paper in one["papers"]):
        if max(paper["since"] or "", paper["verified_on"] or "") > as_of:
            yield f"facts.json: {holder['id']}, {paper['code']} has a date after {as_of}"
    every = {task["id"]: task["every"] for task in facts["tasks"]}
    for one in facts["results"]:
        if one["done_on"] > as_of or one["counts_to"] != _counts_to(every[one["task"]], one["done_on"]):
            yield f"facts.json: {one['task']} of {one['unit']} on {one['done_on']} has a date that cannot be"
    for duty in facts["duties"]:
        if (duty["status"] == "past") != (duty["date"] < as_of):
            yield f"facts.json: {duty['id']} is told as {duty['status']} on {as_of}"


def _asked(facts: Json) -> Iterator[str]:
    """Facts that no question is about: leaving out a question is no way to leave out a gap."""
    asked, areas = facts["questions"], _by_id(facts["areas"])
    kinds = {"students": any(one["student"] for one in facts["people"]), "control": bool(facts["tasks"])}
    for kind in ("register", "papers", *(kind for kind, there in kinds.items() if there)):
        if sum(question["kind"] == kind for question in asked) != 1:
            yield f"facts.json: there is not one question about {kind}"
    for rule in facts["rules"]:
        answering = [question for question in asked if rule["id"] in question["rules"]]
        if rule["teams"] and not answering:
            yield f"facts.json: no question answers for rule {rule['id']}"
        for area in sorted({duty["area"] for duty in facts["duties"]}):
            wanted = not rule["teams"] and areas[area]["requires"] and area in (rule["areas"] or [area])
            if wanted and not any(area in question["areas"] for question in answering):
                yield f"facts.json: no question answers for rule {rule['id']} in {area}"


def _answers(folder: Path, facts: Json, manifest: Json) -> Iterator[str]:
    named = {f"questions/{question['id']}.json": question for question in facts["questions"]}
    listed = [entry["path"] for entry in manifest["files"] if entry["path"].endswith(".json")]
    for name in sorted({*listed, *named} - {"facts.json"}):
        if name not in named or name not in listed or not (folder / name).is_file():
            yield f"{name}: " + ("the answer is missing" if name in named else "answers no question of the facts")
            continue
        told = json.loads((folder / name).read_bytes())
        for difference in list(_differences(_answer(facts, named[name]), told, ""))[:3]:  # where to look
            yield f"{name}: {difference}"


def _answer(facts: Json, question: Json) -> Json:
    rules = [rule for rule in facts["rules"] if question["kind"] == "register" or rule["id"] in question["rules"]]
    teams = [_by_id(facts["teams"])[team] for rule in rules for team in rule["teams"]]
    about = {*question["areas"], *(area for team in teams for area in team["areas"])}
    if question["kind"] in {"register", "students", "control"}:
        about |= {duty["area"] for duty in facts["duties"]}
    claims = list(_MAKERS[question["kind"]](facts, question))
    return {
        "header": facts["header"], "question": question, "rules": rules, "teams": teams, "claims": claims,
        "areas": [area for area in facts["areas"] if area["id"] in about],
        "gaps": len([claim for claim in claims if not claim["met"]]),
    }  # fmt: skip


def _register(facts: Json, _: Json) -> Iterator[Json]:
    people, areas = _by_id(facts["people"]), _by_id(facts["areas"])
    for duty in facts["duties"]:
        holder, requires = people[duty["person"]], areas[duty["area"]]["requires"]
        rules = [one["id"] for one in facts["rules"] if requires and not one["teams"] and _applies(one, duty, holder)]
        able = requires is None or all(_able(holder, requires, day) for day in _touched(duty))
        sides = {"satisfies": rules if able else [], "misses": [] if able else rules}
        yield {"duty": duty, "name": holder["name"], **sides, "met": able or not rules}


def _duties(facts: Json, question: Json) -> Iterator[Json]:
    people, areas = _by_id(facts["people"]), _by_id(facts["areas"])
    for rule in (_by_id(facts["rules"])[one] for one in question["rules"]):
        for duty in facts["duties"]:
            holder, requires = people[duty["person"]], areas[duty["area"]]["requires"]
            if duty["area"] in question["areas"] and requires and _applies(rule, duty, holder):
                yield {
                    "duty": duty, "name": holder["name"], "rule": rule["id"], "citation": rule["citation"],
                    "papers": [paper for paper in holder["papers"] if paper["code"] in _codes(requires)],
                    "met": all(_able(holder, requires, day) for day in _touched(duty)),
                }  # fmt: skip


def _team(facts: Json, question: Json) -> Iterator[Json]:
    for rule in (_by_id(facts["rules"])[one] for one in question["rules"]):
        for team in (_by_id(facts["teams"])[one] for one in rule["teams"]):
            for day in _days(facts["header"]["first"], facts["header"]["last"]):
                closed = str(day) in facts["header"]["holidays"] and not team["on_holidays"]
                asked = str(day) in (team["dates"] or [str(day)]) and DAYS[day.weekday()] in team["weekdays"]
                if asked and not closed and _in_force(rule, str(day)):
                    for claim in _team_day(facts, team, day, plus_one=question["plus_one"]):
                        yield {"team": team["id"], "rule": rule["id"], "date": str(day), **claim}


def _team_day(facts: Json, team: Json, day: date, *, plus_one: bool) -> Iterator[Json]:
    able = {one["id"] for one in facts["people"] if _able(one, team["requires"], str(day))}
    window = [_clock(facts, day, team[end]) for end in ("start", "end")]
    until, others = "reached_until" if team["on_call"] else "covers_until", team["count"] - 1
    for times, there in _cut(facts, team["areas"], able, window, until):
        counted = {who for who, _ in there}
        scan = sorted({who for who, area in there if area == team["areas"][0]})
        beside = (counted - set(scan)) | set(scan[others:]) if plus_one and len(scan) >= others else set()
        met = len(counted) > others and (bool(beside) or not plus_one)
        yield {**times, "needed": team["count"], "counted": sorted(counted), "plus_one": sorted(beside), "met": met}


def _students(facts: Json, _: Json) -> Iterator[Json]:
    people, areas = _by_id(facts["people"]), _by_id(facts["areas"])
    on_site = [(one, people[one["person"]], areas[one["area"]]) for one in facts["duties"] if one["covers_until"]]
    mine = [(one["date"], place["group"], one) for one, who, place in on_site if who["student"]]
    for day, group in dict.fromkeys((day, group) for day, group, _ in mine):
        here = [one for *key, one in mine if key == [day, group]]
        window = [min(_at(one["begins"]) for one in here), max(_at(one["ends"]) for one in here)]
        where = [trio for trio in on_site if trio[2]["group"] == group]
        counted = [one for one, who, at in where if who["student"] or _able(who, at["requires"] or {"all_of": []}, day)]
        for times, there in _cut({**facts, "duties": counted}, [*areas], set(people), window, "ends"):
            taught, fit = (sorted({who for who, _ in there if people[who]["student"] is one}) for one in (True, False))
            if taught:
                names = {"students": taught, "qualified": fit}
                yield {"group": group, "date": day, **times, **names, "met": len(taught) <= len(fit)}


def _papers(facts: Json, _: Json) -> Iterator[Json]:
    for holder in facts["people"]:
        for paper in holder["papers"]:
            own, seen = paper["issuer"] in facts["header"]["own_issuers"], paper["verified_on"]
            met = own or (seen is not None and seen <= (paper["until"] or seen))
            yield {"id": holder["id"], "name": holder["name"], "paper": paper, "needs_source": not own, "met": met}


def _control(facts: Json, _: Json) -> Iterator[Json]:
    modality = {area["id"]: area["modality"] for area in facts["areas"]}
    past = [one for one in facts["duties"] if one["status"] == "past" and one["covers_until"]]
    for day in sorted({duty["date"] for duty in past}):
        for unit in facts["units"]:
            people = sorted({one["person"] for one in past if [one["date"], one["area"]] == [day, unit["area"]]})
            for task in facts["tasks"]:
                about = [one for one in facts["results"] if [one["unit"], one["task"]] == [unit["id"], task["id"]]]
                last = max(
                    (one for one in about if one["done_on"] <= day), key=lambda one: one["done_on"], default=None
                )
                if people and task["modality"] == modality[unit["area"]]:
                    met = last is not None and last["passed"] and day <= _counts_to(task["every"], last["done_on"])
                    yield {"date": day, "unit": unit, "task": task, "people": people, "result": last, "met": met}


def _counts_to(every: str, done: str) -> str:
    day = date.fromisoformat(done)
    if every in {"day", "week"}:
        return str(day + timedelta({"day": 0, "week": 6}[every]))
    years, month = divmod(day.month - 1 + {"month": 1, "quarter": 3, "half_year": 6, "year": 14}[every], 12)
    last = (date(day.year + years + month // 11, (month + 1) % 12 + 1, 1) - timedelta(1)).day
    return str(date(day.year + years, month + 1, min(day.day, last)) - timedelta(1))


_MAKERS = {
    "register": _register, "duties": _duties, "team": _team, "students": _students, "papers": _papers,
    "control": _control,
}  # fmt: skip


def _cut(facts: Json, areas: list[str], able: set[str], window: list[datetime], end: str) -> Iterator[tuple[Json, Who]]:
    duties = [one for one in facts["duties"] if one[end] and one["area"] in areas and one["person"] in able]
    spans = [(_at(one["begins"]), _at(one[end]), (one["person"], one["area"])) for one in duties]
    cuts = sorted({*window, *(edge for span in spans for edge in span[:2] if window[0] < edge < window[1])})
    found: list[tuple[datetime, Who]] = []
    for now in cuts[:-1]:
        there = {who for come, go, who in spans if come <= now < go}
        if not found or {who for who, _ in found[-1][1]} != {who for who, _ in there}:
            found.append((now, there))
    for (now, there), later in zip(found, [*(now for now, _ in found[1:]), cuts[-1]], strict=False):
        yield {"begins": _local(facts, now), "ends": _local(facts, later)}, there


def _able(holder: Json, requires: Json, day: str) -> bool:
    if "has" in requires:
        mine = [one for one in holder["papers"] if one["code"] == requires["has"] and one["signed_off"]]
        return any((one["since"] or day) <= day <= (one["until"] or day) for one in mine)
    enough, parts = (any, requires["any_of"]) if "any_of" in requires else (all, requires["all_of"])
    return enough(_able(holder, one, day) for one in parts)


def _codes(requires: Json) -> set[str]:
    parts = requires.get("any_of", []) + requires.get("all_of", [])
    return {requires["has"]} if "has" in requires else {code for part in parts for code in _codes(part)}


def _applies(rule: Json, duty: Json, holder: Json) -> bool:
    here = _in_force(rule, duty["date"]) and duty["area"] in (rule["areas"] or [duty["area"]])
    return here and (rule["students"] or not holder["student"])


def _in_force(rule: Json, day: str) -> bool:
    return (rule["effective_from"] or day) <= day <= (rule["effective_to"] or day)


def _touched(duty: Json) -> list[str]:
    last = (datetime.fromisoformat(duty["ends"]) - timedelta(minutes=1)).date()
    return [str(day) for day in _days(duty["date"], str(last))]


def _days(first: str, last: str) -> list[date]:
    begin = date.fromisoformat(first)
    return [begin + timedelta(number) for number in range((date.fromisoformat(last) - begin).days + 1)]


def _clock(facts: Json, day: date, clock: str) -> datetime:
    later, at = (timedelta(1), time()) if clock == "24:00" else (timedelta(), time.fromisoformat(clock))
    return datetime.combine(day + later, at, ZoneInfo(facts["header"]["zone"])).astimezone(UTC)


def _local(facts: Json, instant: datetime) -> str:
    return instant.astimezone(ZoneInfo(facts["header"]["zone"])).isoformat(timespec="minutes")


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def _by_id(rows: list[Json]) -> dict[str, Json]:
    return {row["id"]: row for row in rows}


def _differences(derived: Any, told: Any, place: str) -> Iterator[str]:  # noqa: ANN401 - JSON of any shape
    if isinstance(derived, dict) and isinstance(told, dict):
        for name in sorted(derived.keys() | told.keys()):
            yield from _differences(derived.get(name), told.get(name), f"{place}.{name}".lstrip("."))
    elif isinstance(derived, list) and isinstance(told, list) and len(derived) == len(told):
        for number, pair in enumerate(zip(derived, told, strict=True)):
            label = pair[0].get("duty", pair[0]).get("id", number) if isinstance(pair[0], dict) else number
            yield from _differences(*pair, f"{place}[{label}]")
    elif derived != told or isinstance(derived, bool) != isinstance(told, bool):
        yield f"{place} is {str(told)[:90]}; from the facts follows {str(derived)[:90]}"


if __name__ == "__main__":
    sys.exit("\n".join(check_pack(Path(sys.argv[1]), *sys.argv[2:])) or None)
