"""What is shipped: a wheel for every system, with all that the program looks up while it runs."""

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[1]
CARRIED = (".py", ".csv", ".mo", ".json", ".typed")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built without installing anything."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=120)
    (path,) = folder.glob("*.whl")
    return path


def test_the_wheel_is_for_every_system(wheel: Path) -> None:
    assert wheel.name.endswith("-py3-none-any.whl")


def test_the_wheel_holds_every_module_table_catalogue_and_schema(wheel: Path) -> None:
    package = ROOT / "klantprofielen"
    files = (path for path in package.rglob("*") if path.name.endswith(CARRIED))
    needed = {path.relative_to(ROOT).as_posix() for path in files}
    with ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert needed <= names
    assert {"klantprofielen/py.typed", "klantprofielen/schemas/summary-1.json"} <= needed
    assert any(name.endswith("/licenses/LICENSE") for name in names)
    assert not any(name.startswith(("tests/", "examples/", "docs/")) for name in names)
