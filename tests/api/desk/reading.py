"""Pages as tests read them: text, links and forms, and forms sent with everything that a browser would send."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

import httpx2
from fastapi.testclient import TestClient

VOID = {"br", "col", "hr", "img", "input", "link", "meta", "circle", "path", "line"}


@dataclass
class Element:
    """One element with its attributes, its text and what is in it."""

    tag: str
    attributes: dict[str, str]
    children: list["Element"] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def all(self, tag: str = "", **wanted: str) -> list["Element"]:
        """Everything in it of that tag, with these attributes; `class_` is one of its classes."""
        found = []
        for child in self.children:
            fits = tag in {"", child.tag} and all(child.has(name, value) for name, value in wanted.items())
            found += ([child] if fits else []) + child.all(tag, **wanted)
        return found

    def has(self, name: str, value: str) -> bool:
        """Whether an attribute has that value."""
        if name == "class_":
            return value in self.attributes.get("class", "").split()
        return self.attributes.get(name.rstrip("_")) == value

    @property
    def text(self) -> str:
        """All text in it, on one line."""
        return " ".join(" ".join(self.texts).split())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        one = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(one)
        if tag not in VOID and not (self.get_starttag_text() or "").endswith("/>"):
            self.open.append(one)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID or tag not in {one.tag for one in self.open}:
            return
        while self.open.pop().tag != tag:
            pass

    def handle_data(self, data: str) -> None:
        for one in self.open:
            one.texts.append(data)


def read(html: str) -> Element:
    """The root of a page."""
    reader = _Reader()
    reader.feed(html)
    return reader.root


def show(client: TestClient | httpx2.Client, path: str) -> Element:
    """The page at a path, which is there."""
    answer = client.get(path, follow_redirects=True)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    return read(answer.text)


def shifts(page: Element) -> list[str]:
    """The shifts on somebody's page: date, chip, times and place, without the way to offer them."""
    return [one.text.partition(" ·")[0] for listed in page.all(class_="shifts") for one in listed.all("li")]


def fields(form: Element) -> dict[str, str]:
    """What a form would send as it stands."""
    sent = {
        one.attributes["name"]: one.attributes.get("value", "")
        for one in form.all("input")
        if one.attributes.get("type") not in {"radio", "checkbox"} or "checked" in one.attributes
    }
    for choice in form.all("select"):
        options = choice.all("option")
        chosen = next((one for one in options if "selected" in one.attributes), options[0])
        sent[choice.attributes["name"]] = chosen.attributes.get("value", chosen.text)
    return sent


def send(
    client: TestClient | httpx2.Client, page: Element, action: str, *, follow: bool = True, **filled: str
) -> httpx2.Response:
    """Fill in the form that changes something and whose action ends so, and send it as a browser would."""
    (form,) = (one for one in page.all("form", method="post") if one.attributes["action"].endswith(action))
    content, headers = fields(form) | filled, {"Sec-Fetch-Site": "same-origin"}
    return client.post(form.attributes["action"], data=content, headers=headers, follow_redirects=follow)
