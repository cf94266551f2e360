"""What follows from the reports: the tidy table, and what is measured over it."""
