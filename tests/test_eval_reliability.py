"""Confidence against what is held: ranges, their error, and the plot."""

import xml.etree.ElementTree as ET

import pytest

from eval.reliability import as_svg, bins, expected_error


def test_ranges_of_confidence_and_the_share_held() -> None:
    low, high = bins([0.05, 0.07, 1.0, 0.95], [False, True, True, True])
    assert (low.questions, low.held) == (2, 0.5)
    assert low.confidence == pytest.approx(0.06)
    assert (high.questions, high.held, high.low) == (2, 1.0, 1.0)


@pytest.mark.parametrize(
    ("confidences", "held", "error"),
    [([0.5, 0.5], [True, False], 0.0), ([1.0, 1.0], [False, False], 1.0), ([], [], 0.0)],
)
def test_the_error_of_calibration(confidences: list[float], held: list[bool], error: float) -> None:
    assert expected_error(bins(confidences, held)) == pytest.approx(error)


def test_the_plot_is_sound_whatever_its_title() -> None:
    drawn = ET.fromstring(as_svg("<a> & b", bins([0.4, 0.9], [True, True])))
    assert len(drawn.findall("{http://www.w3.org/2000/svg}circle")) == 2
