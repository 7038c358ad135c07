"""What a browser would send of a page's form: its successful controls, read from the HTML alone."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

BUTTONS = {"submit", "button", "reset", "image", "file"}


@dataclass
class Form:
    """A form of a page: where it goes, and its controls in order."""

    method: str
    action: str
    controls: list[tuple[str, str]] = field(default_factory=list)
    buttons: list[tuple[str, str]] = field(default_factory=list)

    def data(self) -> dict[str, list[str]]:
        """Give {name: [values]} of what is sent."""
        found: dict[str, list[str]] = {}
        for name, value in self.controls:
            found.setdefault(name, []).append(value)
        return found


def forms(html: str) -> list[Form]:
    """Give the forms of a page."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.forms


def form_to(html: str, action: str) -> Form:
    """Give the only posting form of a page that goes to an address."""
    (found,) = [one for one in forms(html) if (one.method, one.action) == ("post", action)]
    return found


def largest(html: str) -> Form:
    """Give the posting form with the most controls: the page's own, beside the log out."""
    return max(
        (one for one in forms(html) if one.method == "post"), key=lambda one: len(one.controls)
    )


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.forms = []
        self.form = self.select = self.text = self.option = None
        # What stands in a template is no part of the page.
        self.templates = 0

    def handle_starttag(self, tag, attrs):
        said = {name: value if value is not None else "" for name, value in attrs}
        if tag == "template":
            self.templates += 1
        if self.templates:
            return
        if tag == "form":
            self.form = Form(said.get("method", "get").lower(), said.get("action", ""))
            self.forms.append(self.form)
        elif self.form is not None and "disabled" not in said:
            self._control(tag, said)

    def _control(self, tag, said):
        name, kind = said.get("name", ""), said.get("type", "text")
        if tag == "input" and kind in BUTTONS:
            self.form.buttons.append((name, said.get("value", "")))
        elif tag == "input" and name:
            ticked = kind not in ("checkbox", "radio") or "checked" in said
            default = "on" if kind in ("checkbox", "radio") else ""
            if ticked:
                self.form.controls.append((name, said.get("value", default)))
        elif tag == "textarea" and name:
            self.text = (name, [])
        elif tag == "select" and name:
            self.select = (name, "multiple" in said, [])
        elif tag == "option" and self.select:
            self.option = [said.get("value"), "selected" in said, ""]
            self.select[2].append(self.option)

    def handle_data(self, data):
        if self.text:
            self.text[1].append(data)
        elif self.option:
            self.option[2] += data

    def handle_endtag(self, tag):
        if tag == "template":
            self.templates -= 1
        elif self.templates or self.form is None:
            return
        elif tag == "form":
            self.form = None
        elif tag == "option":
            self.option = None
        elif tag == "textarea" and self.text:
            name, parts = self.text
            # HTML drops the line break that follows the tag.
            self.form.controls.append((name, "".join(parts).removeprefix("\n")))
            self.text = None
        elif tag == "select" and self.select:
            self._chosen(*self.select)
            self.select = self.option = None

    def _chosen(self, name, many, options):
        values = [(text.strip() if value is None else value, on) for value, on, text in options]
        chosen = [value for value, on in values if on]
        if not many:
            chosen = (chosen or [value for value, _ in values][:1])[-1:]
        self.form.controls += [(name, value) for value in chosen]
