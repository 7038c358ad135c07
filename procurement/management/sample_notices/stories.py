"""Stories: the notices that one contracting process goes through, and how often each is told.

The first number is the story's weight in a large set; the second in a demonstration, where
processes of several notices are to be met soon.
"""

from .chance import spread

CF_STORIES = {
    ("award",): (690, 520),
    ("tender",): (100, 90),
    ("tender", "award"): (88, 120),
    ("award", "awardUpdate"): (56, 70),
    ("tender", "tenderAmendment"): (24, 30),
    ("tender", "tenderAmendment", "award"): (18, 60),
    ("planning",): (12, 30),
    ("planning", "tender", "award"): (8, 50),
    ("planning", "tender", "award", "awardUpdate"): (4, 30),
}
FTS_STORIES = {
    ("UK6",): (190, 110),
    ("UK7",): (220, 130),
    ("UK4",): (130, 90),
    ("UK5",): (30, 20),
    ("UK2",): (60, 40),
    ("UK1",): (30, 20),
    ("UK3",): (15, 15),
    ("UK10",): (16, 15),
    ("UK11",): (6, 6),
    ("UK13",): (3, 3),
    ("UK14",): (5, 5),
    ("UK14", "UK15"): (5, 5),
    ("UK14", "UK15", "UK16"): (2, 2),
    ("UK4", "UK4"): (30, 30),
    ("UK4", "UK12"): (22, 40),
    ("UK5", "UK7"): (25, 30),
    ("UK6", "UK7"): (80, 90),
    ("UK4", "UK6"): (40, 50),
    ("UK4", "UK6", "UK7"): (30, 90),
    ("UK7", "UK10"): (20, 30),
    ("UK7", "UK9"): (6, 8),
    ("UK7", "UK10", "UK11"): (6, 20),
    ("UK2", "UK4", "UK6", "UK7"): (12, 60),
    ("UK1", "UK2", "UK4", "UK6", "UK7"): (4, 30),
    ("UK2", "UK4", "UK6", "UK7", "UK10"): (6, 60),
}
# how many workdays after the notice before it, at least and at most
DELAYS = {
    "tender": (30, 90), "tenderAmendment": (3, 12), "award": (30, 70), "awardUpdate": (15, 120),
    "UK2": (15, 60), "UK4": (20, 70), "UK6": (30, 70), "UK7": (8, 25), "UK9": (90, 180),
    "UK10": (40, 150), "UK11": (60, 200), "UK12": (10, 90), "UK15": (20, 90), "UK16": (60, 160),
}  # fmt: skip


def told(sample: bool) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    """Give the stories of both shapes, each as often as its weight, to pick from."""
    which = int(sample)
    finder = spread({story: weight[which] for story, weight in CF_STORIES.items()})
    tender = spread({story: weight[which] for story, weight in FTS_STORIES.items()})
    return finder, tender


def delay(stage: str, luck: float) -> float:
    """Give how many workdays after the one before a notice follows; `luck` is from 0 to 1."""
    least, most = DELAYS[stage]
    return least + (most - least) * luck
