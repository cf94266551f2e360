"""A page as it is drawn, to see whether a figure that its text holds is there for a person to see."""

from dataclasses import dataclass

CONTRAST = 24  # of 255 shades: what differs less from what is around it cannot be seen
LOOKS = (0.15, 0.3, 0.45)  # of the height of a line, above the baseline; each figure has ink at one of these at least


@dataclass(frozen=True, slots=True)
class Picture:
    """The pixels of a part of a page in shades of grey, row by row, in the direction of reading.

    `left` and `top` are where it begins, in points; `scale` is pixels a point.
    """

    shades: bytes
    width: int
    stride: int
    scale: float
    left: float
    top: float

    def shows(self, x0: float, x1: float, y: float, height: float) -> bool:
        """Whether anything is drawn from x0 to x1 on a baseline (points): not where all of it has one shade.

        What is outside the page says nothing: some programs turn a page and leave its edges as they were.
        """
        first = max(0, int((x0 - self.left) * self.scale) - 1)
        last = min(self.width, int((x1 - self.left) * self.scale) + 2)
        rows = [int((y - self.top - look * height) * self.scale) * self.stride for look in LOOKS]
        looks = b"".join(self.shades[row + first : row + last] for row in rows if row >= 0)
        return not looks or max(looks) - min(looks) >= CONTRAST
