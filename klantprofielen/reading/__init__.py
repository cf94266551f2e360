"""From a file to its rapporten: words, cells, and the reading whose sums hold."""
