"""The target as typed: a share, and the measure that should reach it."""

from klantprofielen.analysis.doel import DEKKING, DOEL_MATEN, Doel
from klantprofielen.cli.selection import did_you_mean
from klantprofielen.errors import UsageError
from klantprofielen.language import translate
from klantprofielen.notation import parse_share


def parse_doel(share: str | None, maat: str | None) -> Doel | None:
    """The target, where one is asked for.

    Raises:
        UsageError: the share is none above 0% up to 100%, the measure can have no target, or there is no share for it.
    """
    if share is None:
        if maat is not None:
            raise UsageError(message=translate("--target-by needs a target: --target 80%"))
        return None
    aandeel = parse_share(share)
    if aandeel is None or not 0 < aandeel <= 1:
        message = translate("--target: expected a share above 0% up to 100%, such as 80%, found '{found}'")
        raise UsageError(message=message.format(found=share))
    return Doel(aandeel, _parse_maat(maat) if maat is not None else DEKKING)


def _parse_maat(text: str) -> str:
    key = text.strip().casefold().replace("-", "_")
    if key not in DOEL_MATEN:
        message = translate("--target-by: '{name}' can have no target").format(name=text)
        choices = translate("; choose from {keys}").format(keys=", ".join(DOEL_MATEN))
        raise UsageError(message=message + (did_you_mean(key, DOEL_MATEN) or choices))
    return key
