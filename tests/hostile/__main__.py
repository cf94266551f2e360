"""Runs the command on every hostile file; tells how long and how large: `python -m hostile [WORD]`, from `tests`."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

from hostile.catalogue import CASES

PAGE = os.sysconf("SC_PAGE_SIZE")
COMMAND = [sys.executable, "-m", "klantprofielen"]


def main(words: list[str]) -> None:
    """A line per file whose name has these words; `!!` before those that break a promise."""
    with tempfile.TemporaryDirectory() as folder:
        for name, make in CASES.items():
            if all(word in name for word in words):
                path = Path(folder) / "file"
                path.write_bytes(make())
                code, seconds, megabytes, output = measure([*COMMAND, "check", str(path)])
                mark = (
                    "!!"
                    if code not in {0, 1, 65, 66, 77} or seconds > 3 or megabytes > 250 or "Traceback" in output
                    else "  "
                )
                size = path.stat().st_size / 1e6
                print(
                    f"{mark} {name[:50]:50} {size:7.3f} MB  exit {code:3} {seconds:6.2f} s {megabytes:4.0f} MB  {output[:100].replace(str(path), '')!r}",
                    flush=True,
                )


def measure(command: list[str]) -> tuple[int, float, float, str]:
    """Exit code, seconds, the most memory of all processes together in MB, and what went to standard error."""
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        output: list[bytes] = []
        reading = Thread(target=lambda: output.append(process.communicate(timeout=60)[1]))
        reading.start()
        peak = 0.0
        while reading.is_alive():
            peak = max(peak, sum(map(_resident, _tree(process.pid))))
            time.sleep(0.005)
    return process.returncode, time.perf_counter() - start, peak, b"".join(output).decode(errors="replace")


def _tree(pid: int) -> Iterator[int]:
    yield pid
    try:
        tasks = [path.name for path in Path(f"/proc/{pid}/task").iterdir()]
        children = [word for task in tasks for word in Path(f"/proc/{pid}/task/{task}/children").read_text().split()]
    except OSError:  # it has just ended
        return
    for child in children:
        yield from _tree(int(child))


def _resident(pid: int) -> float:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]) * PAGE / 1e6
    except OSError:
        return 0


if __name__ == "__main__":
    main(sys.argv[1:])
