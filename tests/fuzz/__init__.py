"""Mutated reports by the thousand: whatever is done to a file, it is refused, or read with the figures that it had."""
