"""What commands ask of the analysis: imported without what pandas would learn of pyarrow, which takes long."""

import os

from klantprofielen.cli.imports import without

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy would start more at once; no matrix is multiplied here
with without(("pyarrow",)):
    from klantprofielen.analysis.compare import compare_quarters
    from klantprofielen.analysis.figures import subjects_of
    from klantprofielen.analysis.rank import rank_rapporten
    from klantprofielen.analysis.trend import follow_trends

__all__ = ["compare_quarters", "follow_trends", "rank_rapporten", "subjects_of"]
