"""What a dossier is about is told by states that its reports name."""

from __future__ import annotations

from backchannel.reading.anchors import states_of
from backchannel.reading.read import read
from backchannel.reading.report import read_report
from backchannel.text import Source


def test_a_state_met_only_in_an_adjective_is_not_what_a_dossier_is_about() -> None:
    bare = (
        "The ferry is gone\n\nThe state took the ferry from its French owners in 1987. The "
        "ministry has paid nothing this year, and the ministry has told nobody why. The government "
        "says that "
        "the cabinet will meet."
    )
    named = (
        "Ferry talks\n\nThe government of Portugal offered talks on Monday. Portugal wants the "
        "ferry back, the minister said. Portugal will pay."
    )
    states = states_of([read(read_report(Source(t, "t"))) for t in (bare, named)])
    assert states[0] == "PRT"
