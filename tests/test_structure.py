"""The limits on the structure of the code: sizes, inheritance, names and circles of imports."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PATHS = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in (ROOT / "tui").rglob("*.py")
}
FUNCTION = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def trees() -> dict[str, ast.Module]:
    """The syntax tree of each module."""
    return {module: ast.parse(path.read_text("utf-8")) for module, path in PATHS.items()}


@cache
def nodes_of(module: str) -> list[ast.AST]:
    """All nodes of the syntax tree of a module."""
    return list(ast.walk(trees()[module]))


@cache
def classes() -> dict[tuple[str, str], ast.ClassDef]:
    """The classes that the modules define, by module and name."""
    return {
        (module, node.name): node
        for module, tree in trees().items()
        for node in tree.body
        if isinstance(node, ast.ClassDef)
    }


def source_of(module: str, node: ast.ImportFrom) -> str:
    """The module that an import names, in full."""
    if not node.level:
        return node.module or ""
    package = PATHS[module].name == "__init__.py"
    parts = module.split(".")
    parts = parts[: len(parts) - node.level + package]
    return ".".join([*parts, *([node.module] if node.module else [])])


def imports_of(module: str) -> Iterator[str]:
    """The modules of the project that a module imports while the program runs."""
    only_for_types = {
        inner
        for node in nodes_of(module)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in nodes_of(module):
        if not isinstance(node, ast.ImportFrom) or node in only_for_types:
            continue
        source = source_of(module, node)
        for alias in node.names:
            whole = f"{source}.{alias.name}"
            if whole in trees():
                yield whole
            elif source in trees():
                yield source


@cache
def imported_names(module: str) -> dict[str, tuple[str, str]]:
    """Each name that a module imports -> the module that it is from, and its name there."""
    return {
        alias.asname or alias.name: (source_of(module, node), alias.name)
        for node in nodes_of(module)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


def own_bases(module: str, node: ast.ClassDef) -> list[tuple[str, str]]:
    """The bases of a class that the project defines itself."""
    names = [ast.unparse(base).split("[")[0] for base in node.bases]
    found = (imported_names(module).get(name, (module, name)) for name in names)
    return [base for base in found if base in classes()]


def methods_of(key: tuple[str, str]) -> int:
    own = sum(isinstance(item, FUNCTION) for item in classes()[key].body)
    return own + sum(map(methods_of, own_bases(key[0], classes()[key])))


def depth_of(key: tuple[str, str]) -> int:
    return max((1 + depth_of(base) for base in own_bases(key[0], classes()[key])), default=0)


def test_classes_are_small_and_inherit_little() -> None:
    assert {key: n for key in classes() if (n := methods_of(key)) > 40} == {}
    assert {key: n for key in classes() if (n := depth_of(key)) > 2} == {}


def test_files_and_functions_are_short() -> None:
    lines = {name: path.read_text("utf-8").count("\n") for name, path in PATHS.items()}
    assert {name: n for name, n in lines.items() if n > 300} == {}
    functions = (
        (module, node.name, (node.end_lineno or 0) - node.lineno + 1)
        for module in trees()
        for node in nodes_of(module)
        if isinstance(node, FUNCTION)
    )
    assert [found for found in functions if found[2] > 40] == []


def test_a_public_class_has_a_name_of_its_own() -> None:
    names = Counter(name for _, name in classes() if not name.startswith("_"))
    assert {name for name, count in names.items() if count > 1} == set()


def test_no_module_imports_itself_through_others() -> None:
    edges = {module: set(imports_of(module)) - {module} for module in trees()}
    while True:
        leaves = {module for module, targets in edges.items() if not targets & edges.keys()}
        if not leaves:
            break
        edges = {module: targets for module, targets in edges.items() if module not in leaves}
    # What is left lies on a circle, or leads to one.
    on_circle = {m for m in edges if any(m in edges[n] for n in edges)}
    assert sorted(on_circle) == []


def test_stubs_and_made_up_names_do_not_stand_in_for_structure() -> None:
    text = {module: path.read_text("utf-8") for module, path in PATHS.items()}
    assert [m for m, source in text.items() if "raise NotImplementedError" in source] == []
    assert [m for m, source in text.items() if 'getattr(self, f"' in source] == []
