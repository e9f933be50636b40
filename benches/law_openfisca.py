"""Eight awards of the law as an OpenFisca tax-benefit system: variables of a year, formulas over all people at once."""

from __future__ import annotations

import numpy
from openfisca_core import entities, periods, simulations, taxbenefitsystems
from openfisca_core.variables import Variable

YEAR = 2025
LENGTH = 15
FACTS = ["rating", "ldtt", "cstdcs", "cstd_bo", "bk_bo", "bk_tinh", "bk_ttcp", "hcld_3", "sk_co_so", "sk_bo", "sk_toan_quoc"]
JUDGED = ["xet_ldtt", "xet_cstdcs", "xet_cstd_bo", "xet_cstd_tq", "xet_bk_bo", "xet_bk_ttcp", "xet_hcld_3", "xet_hcld_2"]

Person = entities.SingleEntity("person", "people", "", "")


def fact(name: str) -> type[Variable]:
    return type(name, (Variable,), {"value_type": int, "entity": Person, "definition_period": periods.DateUnit.YEAR, "default_value": 0})


def rule(name: str, formula) -> type[Variable]:  # noqa: ANN001 - a formula of OpenFisca
    return type(name, (Variable,), {
        "value_type": int, "entity": Person, "definition_period": periods.DateUnit.YEAR, "formula": formula,
    })


def years(person, period, name: str, count: int):  # noqa: ANN001, ANN201
    return [person(name, period.offset(-back, "year")) for back in range(count)]


def total(person, period, name: str, count: int):  # noqa: ANN001, ANN201
    return sum(years(person, period, name, count))


def run_length(person, period, parameters=None):  # noqa: ANN001, ANN201
    """How many years, this one the last, were rated good or better."""
    length = numpy.zeros(person.count, dtype=int)
    going = numpy.ones(person.count, dtype=bool)
    for own in years(person, period, "rating", LENGTH):
        going = going & (own >= 2)
        length = length + going
    return length


def since(*names: str):  # noqa: ANN201
    """Years since the earliest of some awards; 0: none."""

    def formula(person, period, parameters=None):  # noqa: ANN001, ANN202
        found = numpy.zeros(person.count, dtype=int)
        for name in names:
            for back, own in enumerate(years(person, period, name, LENGTH)):
                found = numpy.where(own > 0, numpy.maximum(found, back), found)
        return found

    return formula


def within(person, period, name: str, length, test=lambda own: own):  # noqa: ANN001, ANN201
    """What a variable adds up to in a run of years."""
    return sum(numpy.where(back < length, test(own), 0) for back, own in enumerate(years(person, period, name, LENGTH)))


def free(person, period):  # noqa: ANN001, ANN201
    return person("blocked", period) == 0


def xet_ldtt(person, period, parameters=None):  # noqa: ANN001, ANN201
    return 2 * (free(person, period) & (person("rating", period) >= 2))


def xet_cstdcs(person, period, parameters=None):  # noqa: ANN001, ANN201
    either = (person("rating", period) == 3) | (person("sk_co_so", period) > 0)
    return 2 * (free(person, period) & (person("ldtt", period) == 1) & either)


def xet_cstd_bo(person, period, parameters=None):  # noqa: ANN001, ANN201
    enough = free(person, period) & (total(person, period, "cstdcs", 3) == 3) & (total(person, period, "sk_bo", 3) > 0)
    return numpy.where(enough, numpy.where(total(person, period, "cstd_bo", 3) == 0, 2, 1), 0)


def xet_cstd_tq(person, period, parameters=None):  # noqa: ANN001, ANN201
    own = years(person, period, "cstd_bo", 5)
    pair = ((own[0] == 1) & (own[1] + own[2] + own[3] > 0)) | ((own[1] == 1) & (own[2] + own[3] + own[4] > 0))
    return 2 * (free(person, period) & pair & (total(person, period, "sk_toan_quoc", 6) > 0))


def xet_bk_bo(person, period, parameters=None):  # noqa: ANN001, ANN201
    best = years(person, period, "rating", 2)
    rated = (best[0] == 3) & (best[1] == 3) & (total(person, period, "sk_co_so", 2) >= 2)
    merit = (total(person, period, "cstdcs", 2) == 2) | rated
    return 2 * (free(person, period) & (total(person, period, "bk_bo", 2) == 0) & merit)


def xet_bk_ttcp(person, period, parameters=None):  # noqa: ANN001, ANN201
    run = person("run", period)
    after = numpy.minimum(run, person("since_bk", period))
    has = total(person, period, "bk_bo", LENGTH) + total(person, period, "bk_tinh", LENGTH) > 0
    new = total(person, period, "bk_ttcp", 5) + total(person, period, "hcld_3", 5) == 0
    anyhow = (run >= 5) & (within(person, period, "cstdcs", run) >= 3)
    since_then = (after >= 5) & (within(person, period, "cstdcs", after) >= 3)
    return numpy.where(free(person, period) & has & new & anyhow, numpy.where(since_then, 2, 1), 0)


def order(basis: str, excellent: int, title: str, titles: int):  # noqa: ANN201
    def formula(person, period, parameters=None):  # noqa: ANN001, ANN202
        run = numpy.minimum(person("run", period), person(basis, period))
        best = within(person, period, "rating", run, lambda own: own == 3) >= excellent
        has = within(person, period, title, run) >= titles
        new = total(person, period, "hcld_3", 5) == 0
        return 2 * (free(person, period) & new & (run >= 5) & best & has)

    return formula


def system() -> taxbenefitsystems.TaxBenefitSystem:
    own = taxbenefitsystems.TaxBenefitSystem([Person])
    for name in [*FACTS, "blocked"]:
        own.add_variable(fact(name))
    rules = {
        "run": run_length, "since_bk": since("bk_bo", "bk_tinh"), "since_bk_ttcp": since("bk_ttcp"), "since_hcld_3": since("hcld_3"),
        "xet_ldtt": xet_ldtt, "xet_cstdcs": xet_cstdcs, "xet_cstd_bo": xet_cstd_bo, "xet_cstd_tq": xet_cstd_tq,
        "xet_bk_bo": xet_bk_bo, "xet_bk_ttcp": xet_bk_ttcp,
        "xet_hcld_3": order("since_bk_ttcp", 1, "cstdcs", 3), "xet_hcld_2": order("since_hcld_3", 2, "cstd_bo", 1),
    }
    for name, formula in rules.items():
        own.add_variable(rule(name, formula))
    return own


SYSTEM = system()


def judge(people: list[dict]) -> list[list[int]]:
    """The answers of all people: 0 no, 1 a person must look, 2 yes; in the order of `JUDGED`."""
    simulation = simulations.SimulationBuilder().build_default_simulation(SYSTEM, len(people))
    for name in FACTS:
        told = numpy.array([person[name] for person in people])
        for back in range(LENGTH):
            simulation.set_input(name, str(YEAR - back), told[:, back])
    simulation.set_input("blocked", str(YEAR), numpy.array([person["blocked"] for person in people]))
    found = [simulation.calculate(name, str(YEAR)) for name in JUDGED]
    return numpy.stack(found, axis=1).tolist()
