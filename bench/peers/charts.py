"""The charts of the job as anyone draws them with matplotlib: columns with their figures, text as text."""

from __future__ import annotations

import json
from pathlib import Path

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.figure import Figure

FONT = Path("styles", "fonts", "source-sans-pro", "SourceSansPro-Regular.ttf")
MM = 1 / 25.4


def draw(folder: Path) -> None:
    """Draw the charts that `charts.json` in `folder` tells of, into `assets/`."""
    font_manager.fontManager.addfont(folder / FONT)
    mpl.rcParams |= {"svg.fonttype": "none", "svg.hashsalt": "bench", "font.family": "Source Sans Pro"}
    for name, chart in json.loads((folder / "charts.json").read_text(encoding="utf-8")).items():
        width, height = chart["size_mm"]
        figure = Figure(figsize=(width * MM, height * MM))
        axes = figure.subplots()
        bars = axes.bar(chart["periods"], chart["figures"], color="#0D3053")
        axes.bar_label(bars, fontsize=8)
        axes.set_yticks([])
        axes.spines[["top", "left", "right"]].set_visible(False)
        axes.tick_params(labelsize=8)
        figure.savefig(folder / "assets" / f"{name}.svg", metadata={"Date": None})
