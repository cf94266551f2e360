"""What reading one file may cost."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one file may cost (docs/DESIGN.md, section 8)."""

    file_mb: int = 20
    pages: int = 60
    memory_mb: int = 512
    seconds: float = 10
    unpacked_mb: int = 50
