"""The forms of a page as a browser has them, read from its HTML alone."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import quote_from_bytes

# Of no row on the page.
NOT_SENT = {"submit", "button", "reset", "image", "file"}


@dataclass
class Control:
    """One control: what it sends as it stands, and whether the page says that it is wrong."""

    name: str
    kind: str
    values: list[str] = field(default_factory=list)
    is_wrong: bool = False


@dataclass
class Form:
    """One form: where it goes, its controls, and the button that a person would press."""

    method: str
    action: str
    controls: list[Control] = field(default_factory=list)
    button: tuple[str, str] | None = None

    def pairs(self) -> list[tuple[str, str]]:
        """Give what is sent."""
        sent = [(one.name, value) for one in self.controls for value in one.values]
        return [*sent, self.button] if self.button else sent


def encoded(pairs) -> bytes:
    """Give the body that a browser sends; what is no text, as the bytes that it would have."""
    return "&".join(f"{_quoted(name)}={_quoted(value)}" for name, value in pairs).encode()


def _quoted(text):
    return quote_from_bytes(text.encode("utf-8", "surrogatepass"), safe="")


def forms(html: str) -> list[Form]:
    """Give the forms of a page."""
    reader = _Reader()
    reader.feed(html)
    return reader.found


def complains(html: str) -> bool:
    """Tell whether a page says anywhere that something is wrong."""
    return bool(re.search(r'class="[^"]*\b(errorlist|errornote|error|warning)\b', html))


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.found, self.form, self.copied, self.select, self.area = [], None, 0, None, None

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        if tag == "template":
            self.copied += 1
        if self.copied:
            return
        if tag == "form":
            self.form = Form(given.get("method", "get").lower(), given.get("action", ""))
            self.found.append(self.form)
        elif self.form is not None and "disabled" not in given:
            self._control(tag, given)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag):
        if tag == "template":
            self.copied -= 1
        elif tag == "form":
            self.form = None
        elif tag == "select":
            self._chosen()
        elif tag == "textarea":
            self.area = None

    def handle_data(self, data):
        if self.area is not None and not self.copied:
            text = self.area.values[0] + data
            self.area.values[0] = text

    def _control(self, tag, given):
        name = given.get("name", "")
        if tag == "option" and self.select is not None:
            self.options.append((given.get("value", ""), "selected" in given))
        elif tag == "select" and name:
            self.select, self.options = self._add(name, "choice", [], given), []
            self.several = "multiple" in given
            if "admin-autocomplete" in given.get("class", ""):
                self.select.kind = "key"
        elif tag == "textarea" and name:
            self.area = self._add(name, "text", [""], given)
        elif tag == "input" and name:
            self._input(name, given)
        elif tag == "button" and name:
            self._button(name, given)

    def _button(self, name, given):
        # One that checks nothing only looks: it finds, or shows the same page.
        if "formnovalidate" not in given and (self.form.button is None or name == "_save"):
            self.form.button = (name, given.get("value", ""))

    def _input(self, name, given):
        type_ = given.get("type", "text")
        if type_ == "submit" and self.form.button is None and name not in ("_restore",):
            self.form.button = (name, given.get("value", ""))
        if type_ in NOT_SENT:
            return
        if type_ in ("checkbox", "radio"):
            values = [given.get("value", "on")] if "checked" in given else []
            # Of several buttons of one name one is chosen.
            one = next((one for one in self.form.controls if one.name == name), None)
            if type_ == "radio" and one:
                one.values.extend(values)
            else:
                self._add(name, "box", values, given)
        else:
            self._add(name, _kind(name, type_, given), [given.get("value", "")], given)

    def _add(self, name, kind, values, given):
        control = Control(name, kind, values, given.get("aria-invalid") == "true")
        self.form.controls.append(control)
        return control

    def _chosen(self):
        if self.select is None:
            return
        chosen = [value for value, selected in self.options if selected]
        if not chosen and not self.several and self.options:
            chosen = [self.options[0][0]]
        self.select.values += chosen
        if all(value.isdigit() for value, _ in self.options if value):
            self.select.kind = "key"
        self.select = None


def _kind(name, type_, given):
    if type_ == "hidden":
        return "key" if name.endswith("-id") else "hidden"
    if "typed" in given.get("class", "").split():
        return "typed"
    return "number" if type_ == "number" else "text"
