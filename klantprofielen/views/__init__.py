"""How finished tables look: on a terminal, in a pipe, as data, in a file. Nothing is computed here."""
