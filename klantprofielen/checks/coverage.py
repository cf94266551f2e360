"""The sentence under the table: the doelgroepregister, and the printed percentage of it that is known in Sonar."""

from collections.abc import Iterator
from fractions import Fraction

from klantprofielen.checks.kinds import build_finding
from klantprofielen.language import translate as _
from klantprofielen.model import Finding, Rapport
from klantprofielen.notation import format_number, format_percentage, format_share


def check_coverage(rapport: Rapport) -> Iterator[Finding]:
    """The printed percentage must be one to which the exact one can be rounded."""
    percentage, dekking = rapport.dekking_gedrukt, rapport.dekking
    if percentage is None or dekking is None or percentage.fits(dekking):
        return
    low, high = percentage.window
    message = _("{printed} is printed, but {totaal} of {register} is {dekking}; {printed} stands for {low} to {high}")
    facts = {
        "printed": format_percentage(percentage),
        "totaal": format_number(rapport.cijfers.totaal_sonar or 0),
        "register": format_number(rapport.doelgroepregister or 0),
        "dekking": format_share(dekking, percentage.decimals + 2),
        "low": format_share(max(low, Fraction(0)), percentage.decimals + 1),
        "high": format_share(high, percentage.decimals + 1),
    }
    expected = format_share(dekking, percentage.decimals)
    yield build_finding(
        "coverage", message.format_map(facts), column="dekking", printed=facts["printed"], expected=expected
    )


def check_register_below_sonar(rapport: Rapport) -> Iterator[Finding]:
    """Who is counted in Sonar is counted in the doelgroepregister too: in the region, and in each gemeente."""
    counts = [(None, rapport.doelgroepregister, rapport.cijfers)]
    for rij, register, cijfers in (*counts, *((rij, rij.doelgroepregister, rij.cijfers) for rij in rapport.rijen)):
        totaal = cijfers.totaal_sonar
        if register is None or totaal is None or register >= totaal:
            continue
        message = _("the doelgroepregister has {register} persons, fewer than the {totaal} of them in Sonar").format(
            register=format_number(register), totaal=format_number(totaal)
        )
        yield build_finding("register-below-sonar", message, rij=rij, column="doelgroepregister", printed=register)


def check_register(rapport: Rapport) -> Iterator[Finding]:
    """Without the sentence there is no coverage; without the percentage in it nothing proves the register."""
    if rapport.doelgroepregister is not None and rapport.dekking_gedrukt is None:
        message = _("the percentage that is known in Sonar was not found, so the doelgroepregister cannot be checked")
        yield build_finding("no-percentage", message, column="dekking")
    if rapport.doelgroepregister is None:
        yield build_finding(
            "no-register",
            _(
                "the number of persons in the doelgroepregister was not found, or sentences contradict each other; "
                "so there is no coverage"
            ),
        )
