"""What merging looks up or leaves as it is, held against doing it in full."""

from __future__ import annotations

from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from backchannel.dossier import merge as merging
from backchannel.dossier.evidence import EventType, Evidence, Issue, Party, Report
from backchannel.dossier.merge import merge
from backchannel.dossier.spelling import bare
from backchannel.text import Source, Span
from tests.dossier.test_same_party_lookup import parties
from tests.strategies import RANDOM_MODELS

WORDS = "the levy on milk levies of border troops withdrawal talks".split()
ACTS = (None, EventType.AGREE, EventType.REJECT)


def _same_issues(a: Issue, b: Issue) -> bool:
    """The definition: acts that do not differ, and words of which one name holds the other's; one
    word is enough if both names are about it.
    """
    if a.act is not None and b.act is not None and a.act is not b.act:
        return False
    one, two = (
        {w.rstrip("s") for w in bare(i.name).split() if w not in merging._FILLER} for i in (a, b)
    )
    if not one or not two:
        return False
    if not (one <= two or two <= one):
        return False
    shared = one & two
    return one == two or len(shared) >= 2 or shared <= {merging._issue_head(i.name) for i in (a, b)}


def _scanned(readings: list[list[Issue]]) -> list[str]:
    kept: list[Issue] = []
    for issue in (issue for issues in readings for issue in issues):
        known = next((k for k in kept if _same_issues(k, issue)), None)
        if known is None:
            kept.append(issue)
        elif known.act is None:
            kept[kept.index(known)] = Issue(known.id, known.name, act=issue.act)
    return [f"{issue.name} {issue.act}" for issue in kept]


@settings(max_examples=8 * RANDOM_MODELS, deadline=None)
@given(
    st.lists(
        st.lists(
            st.tuples(
                st.lists(st.sampled_from(WORDS), min_size=1, max_size=4), st.sampled_from(ACTS)
            ),
            max_size=5,
        ),
        min_size=1,
        max_size=3,
    )
)
def test_issues_looked_up_by_word(told: list[list[tuple[list[str], EventType | None]]]) -> None:
    readings = [
        [Issue(f"i{at}", " ".join(words), act=act) for at, (words, act) in enumerate(issues)]
        for issues in told
    ]
    merged = merge([Evidence(issues=tuple(issues)) for issues in readings])
    assert [f"{issue.name} {issue.act}" for issue in merged.issues] == _scanned(readings)


@settings(max_examples=4 * RANDOM_MODELS, deadline=None)
@given(parties())
def test_parties_that_nobody_joined_are_as_if_made_anew(readings: list[list[Party]]) -> None:
    source = Source("They met.", "report.txt")
    report = Report(source, body=(Span(0, 9),))
    evidence = [Evidence((report,), tuple(parties)) for parties in readings]
    merged = merge(evidence)
    with patch.object(merging, "_is_orderly", lambda party: False):
        assert merge(evidence) == merged
