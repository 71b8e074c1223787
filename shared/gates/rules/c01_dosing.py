"""C01: no one is told how much to take. Doses of a study, told as such, pass."""

from shared.gates.family import Family
from shared.gates.rules.dosing.customs import CUSTOMS
from shared.gates.rules.dosing.directions import DIRECTIONS
from shared.gates.rules.dosing.orders import ORDERS
from shared.gates.rules.dosing.portions import PORTIONS

FAMILY = Family(
    id="C01",
    version=2,
    severity="block",
    reason="tells someone how much to take",
    patterns=(*ORDERS, *DIRECTIONS, *CUSTOMS, *PORTIONS),
)
