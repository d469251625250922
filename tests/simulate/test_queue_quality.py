from lamplight.simulate.queue_quality import TopQuality, judge_queue


def test_the_queue_is_judged_by_true_networks_reached_and_leads_that_are_right() -> None:
    labels = {"n1": 1, "n2": 1, "n3": 0, "n4": None}
    queue = ["n1", "n1", "n3", "n4", None, *["n3"] * 5, "n2"]

    judged = judge_queue(queue, labels)

    assert judged["10"] == TopQuality(recall=0.5, precision=2 / 8)
    assert judged["50"] == TopQuality(recall=1.0, precision=3 / 9)
    assert judged["1%"] == TopQuality(recall=0.5, precision=1.0)


def test_one_per_cent_is_rounded_up() -> None:
    labels = {f"n{number}": int(number == 1) for number in range(101)}

    judged = judge_queue([f"n{number}" for number in range(101)], labels)

    assert judged["1%"] == TopQuality(recall=1.0, precision=0.5)


def test_without_labels_nothing_is_said_of_the_queue() -> None:
    judged = judge_queue(["n1", "n2"], {"n1": None, "n2": None})

    assert set(judged.values()) == {TopQuality(None, None)}
