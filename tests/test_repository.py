"""The files around the code agree with one another."""

import ast
import re
import subprocess
import tomllib

import pytest
from django.conf import settings

ROOT = settings.BASE_DIR
FACING_OUT = ["views", "api", "feeds", "sitemaps", "files", "filters"]
BEHIND_THE_DOOR = ["models", "dossier", "actions"]


def read(name):
    return (ROOT / name).read_text(encoding="utf-8")


def existing(modules):
    """Give the full names of those that exist."""
    package = ROOT / "procurement"
    return {
        f"procurement.{m}"
        for m in modules
        if list(package.glob(f"{m}.py")) or list(package.glob(f"{m}/*.py"))
    }


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_requirements_are_pinned_with_a_reason(name):
    lines = [line for line in read(name).splitlines() if line and not line.startswith("-r ")]

    assert lines
    assert [line.startswith("# ") for line in lines] == [True, False] * (len(lines) // 2)
    assert [
        line
        for line in lines[1::2]
        if not re.fullmatch(r"[A-Za-z0-9._-]+(?:\[[a-z]+\])?==[0-9][0-9.]*", line)
    ] == []


def test_make_help_lists_every_target():
    targets = set(re.search(r"^\.PHONY: (.*)$", read("Makefile"), re.M)[1].split())
    rules = set(re.findall(r"^([a-z]+):", read("Makefile"), re.M))
    printed = subprocess.run(
        ["make", "-s", "help"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout

    assert targets == rules == set(re.findall(r"make ([a-z]+)", printed))


def test_import_contract_names_every_module_it_is_about():
    contracts = tomllib.loads(read("pyproject.toml"))["tool"]["importlinter"]["contracts"]
    door = next(contract for contract in contracts if contract["type"] == "forbidden")

    assert set(door["source_modules"]) == existing(FACING_OUT)
    assert set(door["forbidden_modules"]) == existing(BEHIND_THE_DOOR)


def test_image_and_project_name_the_same_python():
    project = tomllib.loads(read("pyproject.toml"))

    assert re.findall(r"^FROM (\S+)", read("Dockerfile"), re.M) == ["python:3.11-slim"]
    assert project["project"]["requires-python"] == ">=3.11"
    assert project["tool"]["ruff"]["target-version"] == "py311"


def test_compose_and_ci_use_the_same_postgresql():
    composed = re.findall(r"image: postgres:(\d+)$", read("docker-compose.yml"), re.M)

    assert composed == re.findall(r"postgresql-(\d+)", read(".ci/run"))
    assert len(composed) == 1


def test_compose_has_no_secret_of_its_own():
    compose = read("docker-compose.yml")

    for secret in ("SECRET_KEY", "POSTGRES_PASSWORD", "DATABASE_PASSWORD"):
        values = re.findall(rf"^ +{secret}: (.*)$", compose, re.M)
        assert values
        assert [
            value for value in values if not re.fullmatch(r"\$\{[A-Z_]+:\?[^}]+\}", value)
        ] == []


def test_image_does_not_run_as_root():
    assert re.findall(r"^USER (\S+)$", read("Dockerfile"), re.M) == ["tracker"]


@pytest.mark.parametrize(
    "name", ["LICENSE", "Dockerfile", "docker-compose.yml", ".ci/run", "Makefile"]
)
def test_file_has_no_tabs_where_none_belong_and_ends_in_a_line(name):
    text = read(name)

    assert text.endswith("\n")
    assert name == "Makefile" or "\t" not in text


@pytest.mark.once
@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("told", "", "told: not “told” but"),
        ("rows", "def sweep_rows(): ...", "sweep_rows: not “sweep” but"),
        ("rows", "class Found: ...", "Found: not “found” but"),
        ("rows", "class Row:\n    def found(self): ...", ""),
        ("rows", "def not_found(): ...", ""),
        ("rows", "def _told(): ...", ""),
    ],
)
def test_a_name_that_is_not_in_the_vocabulary_s_words_is_told_with_what_to_say(
    tmp_path, name, text, fault
):
    write_tree(tmp_path, name, text + "\n" * 40)

    done = subprocess.run(
        [ROOT / "scripts/names", tmp_path], capture_output=True, text=True, check=False
    )

    assert (done.returncode, fault in done.stdout) == (int(bool(fault)), True)


@pytest.mark.once
@pytest.mark.parametrize(("lines", "code"), [(29, 1), (30, 0), (250, 0), (251, 1)])
def test_a_file_has_between_30_and_250_lines(tmp_path, lines, code):
    write_tree(tmp_path, "rows", "\n" * lines)

    done = subprocess.run([ROOT / "scripts/names", tmp_path], capture_output=True, check=False)

    assert done.returncode == code


def write_tree(folder, name, text):
    """Write what scripts/names reads: the vocabulary, its settings, and one file."""
    (folder / "docs").mkdir()
    (folder / "procurement").mkdir()
    (folder / "docs/vocabulary.md").write_text(read("docs/vocabulary.md"), encoding="utf-8")
    tables = "\n".join(f"[tool.names.{table}]" for table in ("small", "large", "exempt"))
    (folder / "pyproject.toml").write_text(tables, encoding="utf-8")
    (folder / f"procurement/{name}.py").write_text(text, encoding="utf-8")


def test_what_a_package_offers_is_taken_somewhere():
    """The linter cannot tell: what a package imports for others looks unused to it."""
    offered, taken = set(), set()
    for path in [*ROOT.glob("procurement/**/*.py"), *ROOT.glob("t*/**/*.py")]:
        is_offer = path.name == "__init__.py" and path.is_relative_to(ROOT / "procurement")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                names = {one.asname or one.name for one in node.names}
                (offered if is_offer else taken).update(names)
            elif isinstance(node, (ast.Attribute, ast.Name)):
                taken.add(node.attr if isinstance(node, ast.Attribute) else node.id)
            elif isinstance(node, ast.Constant) and path.name == "__init__.py":
                taken.add(node.value)  # of a list of all names

    assert sorted(offered - taken) == []
