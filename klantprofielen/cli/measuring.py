"""What commands ask of the analysis: imported without what pandas would learn of pyarrow, which takes long."""

import os

from klantprofielen.cli.imports import without

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy would start more at once; no matrix is multiplied here
with without(("pyarrow",)):
    from klantprofielen.analysis.rank import rank_rapporten

__all__ = ["rank_rapporten"]
