from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backchannel.reading.chrome import chrome_rules, match_rule
from backchannel.reading.line_choice import choose_lines, with_lists
from backchannel.reading.line_context import CONTEXT, line_context, line_shapes, same_runs
from backchannel.reading.line_features import NAMES, line_features, main_stretch, second_features
from backchannel.reading.line_judge import Trees, load_judge
from backchannel.reading.lines import lines_of
from backchannel.reading.residue import judge_lines

REPORT = [
    "The envoys of both governments met in the capital on Tuesday for the first time in a year.",
    "The foreign minister said that the talks had been useful and that they would be resumed soon.",
    "The opposition demanded that the government publish the protocol of the meeting in a week.",
    "Neither side would say who had asked for the meeting, or what had been offered to the other.",
    "A third round is planned for the end of the month, according to the host country's ministry.",
]
SITE_ABOVE = [
    "Skip to main content", "Sign in", "Home", "News", "Sport", "Weather", "Business", "Culture",
    "Search", "Newsletters", "Envoys of both sides meet", "By Ann Lee", "12 March 2024",
    "Share this article", "Facebook", "Twitter", "Email",
]  # fmt: skip
SITE_BELOW = [
    "You may also like", "Ten recipes for autumn", "Why the river is low", "Most read",
    "Storm closes schools", "Leave a comment", "Privacy policy", "Contact us", "About us",
    "© 2024 The Courier. All rights reserved.",
]  # fmt: skip
PAGE = "\n\n".join([*SITE_ABOVE, *REPORT, *SITE_BELOW])


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Home » World » Talks", "breadcrumb"),
        ("by admin", "byline"),
        ("READ MORE: Storm closes schools", "see_also"),
        ("You might also like", "related_posts"),
        ("Leave a Reply", "comment_form"),
        ("This site is protected by reCAPTCHA.", "spam_notice"),
        ("We use cookies to improve your visit.", "cookie_notice"),
        ("Share - Print - Email", "share_bar"),
        ("Subscribe to our newsletter", "newsletter"),
        ("You have 2 free articles left.", "subscribe"),
        ("ADVERTISEMENT", "advertisement"),
        (">> RELATED: Cyclist fined for riding on the pier", "see_also"),
        ("• Also in the Mercury: Court clerk finds lost ring", "see_also"),
        ("ON PAGE 7: Bakers' prices", "see_also"),
        ("Next: Letter no. 12, The price of sand", "see_also"),
        ("*Sponsored* Boots for every path", "advertisement"),
        ("[JINGLE - Harbour Dairy, fresh at six]", "advertisement"),
        ("FROM OUR SPONSORS: Fenn's Umbrellas", "advertisement"),
        ("Sign up: the Morning Letter, every weekday", "newsletter"),
        ("Join our WhatsApp channel for the latest", "newsletter"),
        ("Download (PDF, 120 KB)", "player"),
        ("[Transcript, made by machine. Check against the recording.]", "notice"),
        ("Last update: Monday 4 May 2020, 09:15", "byline"),
        ("Photo: A bridge at dawn", "caption"),
        ("© 2024 The Courier", "copyright"),
        ("Tags: talks, river", "tags"),
        ("Skip to main content", "navigation"),
        ("Listen to this article (4 min)", "player"),
        ("Got a tip? Write to us", "contact"),
        ("Follow the author on Twitter", "share_bar"),
        ("Ann Lee covers talks. Follow her on Twitter @annlee.", "contact"),
        ("E-mail Ann Lee at ann@courier.example for more.", "contact"),
        ("Also on courier.example Storm closes schools", "see_also"),
        ("More:", "related_posts"),
        ("Want more stories like this? Here are ten.", "related_posts"),
        ("Liked this story? Tell a friend.", "share_bar"),
        ("The day's news, every morning in your inbox.", "newsletter"),
        ("Do you rely on us? Click here to support the paper.", "subscribe"),
        ("If you buy through our links, the Courier may earn a commission.", "notice"),
        ("The views expressed here do not necessarily reflect those of the editors.", "notice"),
    ],
)
def test_wordings_of_sites_are_known_by_kind(line: str, kind: str) -> None:
    rule = match_rule(line)
    assert rule is not None
    assert rule.kind == kind


@pytest.mark.parametrize(
    "line",
    [
        *REPORT,
        "Related companies were named in the indictment, the prosecutor said.",
        "The photo showed the minister with the general.",
        "She read more of the statement to reporters.",
        "Copyright law was the subject of the talks.",
        "Home affairs minister Ann Lee rejected the offer.",
        "By Friday the crossing was closed again.",
        "Both sides share the river, and the blame.",
        "Watch posts along the border were shelled.",
        "Subscribers to the treaty met in Vienna.",
        "Elsewhere, shells fell on two villages.",
        "Inside the hall - which had been cleared twice - the vote went on.",
        "More than forty boats followed the tug out of the harbour.",
        "Earlier the guards had opened the gate for an hour.",
        "- We join the strike tomorrow, the drivers' secretary said.",
        "Trending downwards, exports fell by a third.",
        "The group accepted the terms and conditions that the mediators had set.",
        "The broker may earn a commission of two per cent, prosecutors said.",
        "More: a novel of that name was cited by the judge.",
        "He told reporters to follow the money, and the minister on her visits.",
        "The ministry asked families to write to the consul at once.",
    ],
)
def test_sentences_of_reports_are_no_wording_of_sites(line: str) -> None:
    assert match_rule(line) is None


def test_every_rule_has_a_reason_and_a_place() -> None:
    assert len(chrome_rules()) > 50
    assert all(rule.reason and rule.kind for rule in chrome_rules())


def test_a_whole_page_is_told_from_its_report() -> None:
    verdicts = judge_lines(lines_of(PAGE))
    body = [v.line.text for v in verdicts if v.role in ("body", "heading")]
    assert body == REPORT
    kinds = {v.line.text: v.kind for v in verdicts}
    assert kinds["Ten recipes for autumn"] == "related_posts"
    assert next(v.line.text for v in verdicts if v.role == "title") == "Envoys of both sides meet"
    assert all(v.reason for v in verdicts if v.role == "residue")


def test_a_report_without_its_page_keeps_all_its_lines() -> None:
    verdicts = judge_lines(lines_of("\n\n".join(REPORT)))
    assert [v.role for v in verdicts] == ["body"] * len(REPORT)


def test_a_short_last_sentence_is_body() -> None:
    verdicts = judge_lines(lines_of("\n\n".join([*REPORT, "Nobody objected."])))
    assert verdicts[-1].role == "body"


def test_lists_and_timestamps_of_a_live_blog_are_kept() -> None:
    entries = "\n\n".join(f"{12 - n}:0{n}\n{line}" for n, line in enumerate(REPORT))
    text = f"LIVE | What we know\n\n{entries}\n\n" + "\n".join(SITE_BELOW)
    roles = {v.line.text: v.role for v in judge_lines(lines_of(text))}
    assert all(roles[line] == "body" for line in REPORT)
    assert roles["11:01"] in ("body", "heading")


def test_the_judge_gives_the_same_for_a_line_at_a_time_and_for_all() -> None:
    judge = load_judge()
    features = line_features(lines_of(PAGE))
    assert features.shape == (len(lines_of(PAGE)), len(NAMES))
    together = judge.first.probability(features)
    alone = np.concatenate([judge.first.probability(row[None]) for row in features])
    np.testing.assert_array_equal(together, alone)
    assert second_features(features, together).shape[0] == len(features)


def slow_probability(trees: Trees, row: np.ndarray) -> float:
    """The definition: walk each tree, add the leaves of a forest, average the forests."""
    leaves = []
    for root in trees.roots:
        at = int(root)
        while trees.left[at] != at:
            goes_left = row[trees.feature[at]] <= trees.threshold[at]
            at = int(trees.left[at] if goes_left else trees.right[at])
        leaves.append(float(trees.value[at]))
    size = len(leaves) // trees.groups
    sums = [sum(leaves[g * size : (g + 1) * size]) for g in range(trees.groups)]
    return float(np.mean([1 / (1 + np.exp(-s)) for s in sums]))


def test_the_trees_agree_with_their_definition() -> None:
    judge = load_judge()
    features = line_features(lines_of(PAGE))
    fast = judge.first.probability(features)
    for row, value in zip(features[::7], fast[::7], strict=True):
        assert slow_probability(judge.first, row) == pytest.approx(float(value), abs=1e-6)


def chosen(text: str, chances: list[float]) -> list[str]:
    lines = lines_of(text)
    kept = choose_lines(lines, [match_rule(line.text) for line in lines], chances)
    return [line.text for line, stays in zip(lines, kept, strict=True) if stays]


def test_amid_the_report_a_sentence_stays_on_less_than_a_line_that_is_none() -> None:
    text = "\n".join([REPORT[0], "They met again.", "Storm closes schools", REPORT[1]])
    assert chosen(text, [0.9, 0.3, 0.3, 0.9]) == [REPORT[0], "They met again.", REPORT[1]]


def test_marks_without_a_word_stay_amid_the_report_and_right_below_it_only() -> None:
    text = "\n".join(["* * *", REPORT[0], "___", REPORT[1], "***", "About us", "___"])
    assert chosen(text, [0.0, 0.9, 0.0, 0.9, 0.0, 0.0, 0.0]) == [REPORT[0], "___", REPORT[1], "***"]


def test_wording_of_sites_has_to_be_outweighed() -> None:
    text = "\n".join([REPORT[0], "Read more", "Leave a comment", REPORT[1]])
    assert chosen(text, [0.9, 0.55, 0.65, 0.9]) == [REPORT[0], "Leave a comment", REPORT[1]]


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30), st.data())
def test_a_list_never_lowers_a_chance_and_stays_within_its_range(
    chances: list[float], data: st.DataObject
) -> None:
    some = st.sampled_from(["Two eggs", "one lemon", "3 cups", "They met again.", "Read more"])
    lines = lines_of("\n".join(data.draw(some) for _ in chances))
    raised = with_lists(lines, [match_rule(line.text) for line in lines], chances)
    assert all(new >= old for new, old in zip(raised, chances, strict=True))
    assert max(raised) <= max(chances)


def test_context_is_of_the_page_not_of_the_site() -> None:
    text = "\n".join([*REPORT[:2], "Storm closes schools in two towns", *REPORT[2:], *SITE_BELOW,
                      "Storm closes schools in two towns"])  # fmt: skip
    lines = lines_of(text)
    rules = [match_rule(line.text) for line in lines]
    prose = np.array([line.text in REPORT for line in lines])
    context = line_context(lines, rules, prose, (0, 6))
    assert context.shape == (len(lines), len(CONTEXT))
    link = context[2]
    assert link[CONTEXT.index("trigrams_outside")] == 1
    assert link[CONTEXT.index("hole")] == 1
    assert context[0, CONTEXT.index("trigrams_outside")] == 0
    assert line_context([], [], np.zeros(0, dtype=bool), (0, 0)).shape == (0, len(CONTEXT))


@given(st.lists(st.sampled_from("ab"), max_size=12))
def test_runs_are_as_long_as_they_look(values: list[str]) -> None:
    length, place = same_runs(values)
    for i, value in enumerate(values):
        low = i
        while low > 0 and values[low - 1] == value:
            low -= 1
        high = i
        while high + 1 < len(values) and values[high + 1] == value:
            high += 1
        assert (length[i], place[i]) == (high - low + 1, i - low)


def test_shapes_tell_a_list_from_a_sentence() -> None:
    shapes = line_shapes(lines_of("Two eggs\nOne lemon\nThey met again on Monday in the capital."))
    assert shapes[0] == shapes[1] != shapes[2]


@given(st.lists(st.integers(-9, 9).map(float), max_size=12))
def test_the_main_stretch_is_the_largest_sum(scores: list[float]) -> None:
    start, end = main_stretch(scores)
    sums = [sum(scores[i:j]) for i in range(len(scores)) for j in range(i + 1, len(scores) + 1)]
    assert sum(scores[start:end]) == max([0.0, *sums])


def test_pages_of_the_scored_set_keep_to_their_floor(shared: Path) -> None:
    """Wording and place alone on a few pages: the trained judge has its own, cross-validated."""
    import gzip

    with gzip.open(shared / "gold" / "residue" / "seed.jsonl.gz", "rt", encoding="utf-8") as rows:
        page = json.loads(next(rows))
    text = "\n".join(page["lines"])
    kept = {v.line.text for v in judge_lines(lines_of(text)) if v.role in ("body", "heading")}
    for line, label in zip(page["lines"], page["labels"], strict=True):
        if label is not None:
            assert (line.strip() in kept) == (label == "body"), line


@pytest.mark.parametrize(
    "line",
    [
        "by " + "A" * 300 + "!",
        "share on x " * 36 + "!",
        "follow x " * 45 + "!",
        "x | " * 100 + "!",
        "a  " * 130 + "!",
        "a   b" * 80 + "!",
        "a › " * 100 + "!",
        "Home / a / " * 38 + "!",
        "The A, " * 60 + "!",
        "click here to your inbox " * 17 + "!",
        "a. follow him on " * 25 + "!",
        "email a at a@a at a@" * 21 + "!",
    ],
)
def test_no_line_makes_a_rule_try_for_ever(line: str) -> None:
    match_rule(line[:420])
