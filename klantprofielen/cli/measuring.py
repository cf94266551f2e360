"""What commands ask of the analysis: imported without what pandas would learn of pyarrow, which takes long."""

from klantprofielen.cli.imports import without

with without(("pyarrow",)):
    from klantprofielen.analysis.compare import compare_quarters
    from klantprofielen.analysis.figures import subjects_of
    from klantprofielen.analysis.rank import rank_rapporten
    from klantprofielen.analysis.trend import follow_trends

__all__ = ["compare_quarters", "follow_trends", "rank_rapporten", "subjects_of"]
