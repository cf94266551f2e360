"""Finished tables: what a view gets, and the builders that make it from reports."""

from klantprofielen.tables.checked import Checked, Failure
from klantprofielen.tables.doel import doel_columns
from klantprofielen.tables.findings import CHECK_COLUMNS, findings_table, summarize_checks
from klantprofielen.tables.overview import OVERVIEW_COLUMNS, overview_table
from klantprofielen.tables.sorting import Sort
from klantprofielen.tables.summary import REGISTER_COLUMNS, SUMMARY_COLUMNS, summary_table
from klantprofielen.tables.table import Cell, Column, Hidden, Kind, Note, Row, Table
from klantprofielen.tables.tidy import tidy_table

__all__ = [
    "CHECK_COLUMNS",
    "OVERVIEW_COLUMNS",
    "REGISTER_COLUMNS",
    "SUMMARY_COLUMNS",
    "Cell",
    "Checked",
    "Column",
    "Failure",
    "Hidden",
    "Kind",
    "Note",
    "Row",
    "Sort",
    "Table",
    "doel_columns",
    "findings_table",
    "overview_table",
    "summarize_checks",
    "summary_table",
    "tidy_table",
]
