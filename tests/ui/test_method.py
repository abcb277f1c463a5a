"""The method page: the index file and the engine's numbers, nothing else and nothing less."""

from __future__ import annotations

import csv
import io
import math
import re
import tomllib
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import scoring
from data.drawing import COUNTS_WITH
from data.indicators import index_file, indicator_table
from layers.soundness import HIGH, LOW, audited, sensitive
from layers.standing import official_run
from scoring import audit, read_index, read_table, sensitivity, uncertainty
from scoring.draws import FACTORS
from tests.test_app import HOSTILE, ROOT, markup, opened
from tests.ui.method_pages import article, of, page, plain, shipped
from text import LANGUAGES, messages, t
from ui.downloads import to_csv
from ui.method import SECTIONS
from ui.method_audit import BREAKS, audit_rows, colour_class
from ui.method_doubt import sensitivity_rows
from ui.method_indicators import STATES, states
from ui.method_own import example
from ui.method_words import LEVELS, Level, amount, fraction, percent, signed, whole_percent

pytestmark = pytest.mark.whole


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_everything_in_the_index_file_is_on_the_page(lang: str, level: Level) -> None:
    raw = tomllib.loads(index_file(level).read_text("utf-8"))
    whole = shipped(lang, level)
    for key in ("id", "edition", f"name_{lang}", f"note_{lang}"):
        assert raw["index"][key] in whole
    total = sum(one["weight"] for one in raw["pillar"])
    for one in raw["pillar"]:
        row = whole.split(f'<h4><span data-name="">{one[f"name_{lang}"]}')[1].split("</li>")[0]
        assert one[f"reason_{lang}"] in row
        assert f"<strong>{percent(lang, one['weight'] / total)}</strong>" in row
        assert t(lang, "pages.method.pillar.weight", weight=one["weight"]) in row
    assert len(re.findall("<article ", whole)) == len(raw["indicator"])
    for one in raw["indicator"]:
        box = plain(article(whole, one["id"]))
        for key in ("name", "unit", "reason", "source"):
            assert one[f"{key}_{lang}"] in box
        for dataset in one["datasets"]:
            assert dataset in box
        low, high = (amount(lang, value) for value in one["goalposts"])
        worst, best = (low, high) if one.get("direction", "up") == "up" else (high, low)
        assert box.index(f"{worst} {one[f'unit_{lang}']}") >= 0
        zero, full = (amount(lang, points) for points in raw["method"]["scale"])
        for points, post in ((zero, worst), (full, best)):
            assert t(lang, "pages.method.points_at", points=points) + post + " " in box
        pillar = next(p for p in raw["pillar"] if p["id"] == one["pillar"])
        inside = one["weight"] / sum(
            other["weight"] for other in raw["indicator"] if other["pillar"] == one["pillar"]
        )
        words = t(
            lang,
            "pages.method.weight_in",
            weight=one["weight"],
            share=percent(lang, inside),
            effective=percent(lang, inside * pillar["weight"] / total),
        )
        assert words in box
        assert one.get("column", one["id"]) in box
        if "denominator" in one:
            assert t(lang, f"layers.figure.{one['denominator']}.name") in box
            assert amount(lang, one["per"]) in box
        for limit in one.get("limits", ()):
            assert amount(lang, limit) in box
        if "step" in one:
            assert amount(lang, one["step"]) in box


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_settings_of_the_uncertainty_are_those_of_the_run(lang: str, level: Level) -> None:
    run, whole = official_run(level), plain(shipped(lang, level))
    drawn, choices = run.result.index.uncertainty, run.result.index.method
    numbers = {
        "draws": f"{drawn.draws:,}",
        "seed": drawn.seed,
        "interval": percent(lang, drawn.interval),
        "tier": percent(lang, drawn.tier),
    }
    assert t(lang, "pages.method.doubt_numbers", **numbers) in whole
    assert t(lang, "pages.method.weights", cv=percent(lang, drawn.weights_cv)) in whole
    ways = len(drawn.normalise)
    assert t(lang, "pages.method.ways", n=ways, share=f"1/{ways}") in whole
    assert t(lang, "pages.method.step.missing", share=fraction(choices.least_share)) in whole
    assert fraction(choices.least_share) == "2/3"
    for name, p in COUNTS_WITH.items():
        level_word = t(lang, f"vocab.confidence.{name}")
        assert t(lang, "pages.method.counts_with", level=level_word, p=amount(lang, p)) in whole
    for factor in FACTORS:
        assert t(lang, f"pages.method.factor.{factor}") in whole
    off = len(FACTORS) - len(run.spread.factors)
    assert whole.count(t(lang, "pages.method.drawn.off")) >= off > 0
    shift = t(
        lang,
        "pages.method.doubt_shift",
        shift=f"{run.spread.shift:.1f}",
        draws=f"{run.spread.draws:,}",
        units=t(lang, f"pages.method.units.{level}"),
    )
    assert shift in whole
    assert run.spread.record.key in whole


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_sensitivity_on_the_page_is_the_engines(lang: str, level: Level) -> None:
    run, whole = official_run(level), shipped(lang, level)
    found = sensitivity(run.result, run.sampler, n=1000)
    assert set(found.indices.index) == set(run.spread.factors)
    bars = whole.split('class="dqm-bars"')[1].split("</ul>")[0]
    rows = bars.split("<li>")[1:]
    assert len(rows) == len(found.indices)
    for (name, values), row in zip(found.indices.iterrows(), rows, strict=True):
        assert t(lang, f"pages.method.factor.{name}") in row
        for kind in ("first", "total"):
            value, low, high = (
                whole_percent(lang, float(values[key]))
                for key in (kind, f"{kind}_low", f"{kind}_high")
            )
            assert f"<strong>{value}</strong> <small>{low} – {high}</small>" in row
    assert f"{found.runs:,}" in whole
    assert sensitive(run) is sensitive(run)
    written = list(
        csv.DictReader(io.StringIO(to_csv(sensitivity_rows(of(level))).decode("utf-8-sig")))
    )
    assert [float(one["total_high"]) for one in written] == list(found.indices["total_high"])
    assert {one["run_record"] for one in written} == {found.record.key}


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_audit_on_the_page_is_the_engines(lang: str, level: Level) -> None:
    run, whole = official_run(level), shipped(lang, level)
    found = audit(run.result, HIGH, LOW)
    heat = whole.split('class="dqm-heat"')[1].split("</table>")[0]
    cells = [plain(one) for one in re.findall(r"<td[^>]*>.*?</td>", heat)][1:]
    wanted = [
        "1" if first == second else signed(lang, float(r))
        for first, row in found.pillars.iterrows()
        for second, r in row.items()
    ]
    assert cells == wanted
    for kind in ("within", "across"):
        pairs = getattr(found, kind)
        title = f">{t(lang, f'pages.method.audit.{kind}')}</h4>"
        part = whole.split(title)[1].split('class="dqm-part"')[0]
        shown = re.findall(r"<strong>([−\d.]+)</strong>", part)
        assert sorted(shown) == sorted(signed(lang, float(r)) for r in pairs["r"])
        assert (t(lang, "pages.method.audit.no_pairs") in part) == pairs.empty
    balance = whole.split(f">{t(lang, 'pages.method.audit.balance')}</h4>")[1].split("</table>")[0]
    for row, pillar in zip(balance.split("<tr>")[2:], run.result.index.pillars, strict=True):
        texts = [plain(one) for one in re.findall(r"<td>.*?</td>", row)]
        assert texts == [
            run.result.index.node(pillar).name.in_language(lang),
            percent(lang, float(found.weights[pillar])),
            percent(lang, float(found.importance[pillar])),
            f"{found.alpha[pillar]:.2f}",
            f"{found.without[pillar]:.1f}",
        ]


@pytest.mark.parametrize("level", LEVELS)
def test_every_cell_is_counted_once_and_shown(level: Level) -> None:
    method, whole = of(level), shipped("en", level)
    table = whole.split("dqm-coverage")[1].split("</table>")[0].split("<tbody>")[1]
    rows = table.split("<tr>")[1:]
    n = len(method.run.result.ranking)
    for (id, found), row in zip(states(method).items(), rows, strict=True):
        assert sum(count for name, count in found.items() if name != "zero") == n, id
        numbers = [plain(one) for one in re.findall(r"<td>(\d[\d,]*)</td>", row)]
        assert numbers == [str(found[name]) for name in STATES]
    if level == "district":
        area = states(method)["parks_mean_area_km2"]
        assert (area["missing"], area["not_applicable"]) == (4, 2)
        assert states(method)["honours_national"]["zero"] == int(
            indicator_table()["honours_national"].eq(0).sum()
        )


def test_no_sentence_of_the_page_holds_a_number_of_its_own() -> None:
    # Names of methods, of published results and of files hold some; settings never do.
    named = re.compile(
        r"known\.|scale_spoken|audit\.(grid|alpha)_means|pages\.method\.range|_means|own\.lines"
    )
    for lang in LANGUAGES:
        for key, text in messages(lang).items():
            if key.startswith("pages.method.") and not named.search(key):
                sentence = text if isinstance(text, str) else " ".join(text)
                digits = re.sub(r"\{\w+\}", "", sentence)
                assert key == "pages.method.normalise.rank" or not re.search(r"\d", digits), key


def test_any_level_of_an_address_is_taken_and_only_known_ones_count() -> None:
    for wish in (HOSTILE["district"], HOSTILE["record"], "town ", "DISTRICT"):
        whole = page("en", wish)
        assert official_run().result.index.name.en in whole
        assert "<img" not in whole
    assert official_run("town").result.index.name.en in page("en", "town")


def test_the_contents_lead_to_every_section() -> None:
    at = opened("pages/method.py", lang="zh")
    nav = next(one for one in markup(at) if "<nav" in one)
    anchors = re.findall(r'href="#(\w+)"', nav)
    assert anchors == list(SECTIONS)
    assert [one.proto.anchor for one in at.subheader if one.proto.anchor] == anchors


def test_the_switch_shows_the_other_index() -> None:
    at = opened("pages/method.py", lang="zh")
    at.button_group(key="method-level").set_value("town").run()
    assert not at.exception
    assert official_run("town").result.index.name.zh in "".join(markup(at))


def test_the_example_has_five_lines_and_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = example().splitlines()
    assert len(lines) == 5
    assert [one.value for one in opened("pages/method.py", lang="en").code] == [example()]
    folder = Path(scoring.__file__).parent / "examples"
    (tmp_path / "index.toml").write_bytes((folder / "template.toml").read_bytes())
    monkeypatch.chdir(tmp_path)
    frame = pd.read_csv(folder / "template.csv", index_col=0, dtype=object)
    frame.columns = frame.columns.astype(str)
    table = read_table(folder / "template.csv", read_index("index.toml"))
    names: dict[str, Any] = {"frame": frame, "print": lambda *_: None}
    exec(example(), names)  # noqa: S102 - our own five lines, to see that they run
    assert set(names["result"].ranking.index) == set(table.units)
    assert not names["spread"].ranking.empty


def test_the_known_answers_are_in_the_tests() -> None:
    known = (ROOT / "tests" / "scoring" / "test_known_answers.py").read_text("utf-8")
    for words in ("ASEM", "COINr 1.1.14", "CLOSE = 1e-9", "def test_all_51_ranks", "== 51"):
        assert words in known
    examples = (ROOT / "tests" / "scoring" / "test_examples.py").read_text("utf-8")
    assert "def test_the_human_development_index_by_the_technical_note" in examples
    assert "def test_nested_means" in examples


def test_the_files_are_the_engines_own() -> None:
    run, rows = official_run(), audit_rows(of("district"))
    found = audit(run.result)
    parts = {one["part"] for one in rows}
    assert parts == {
        "effective_weight", "correlation_of_pillars", "within_a_pillar", "across_pillars",
        "alpha", "importance", "without",
    }  # fmt: skip
    weights = {one["first"]: one["value"] for one in rows if one["part"] == "effective_weight"}
    assert weights == found.weights.to_dict()
    across = [one["value"] for one in rows if one["part"] == "across_pillars"]
    assert across == list(found.across["r"])
    assert run.spread.record.restore() == run.result.index
    again = uncertainty(run.result, run.sampler)
    assert again.record.to_json() == run.spread.record.to_json()
    assert audited(run) is audited(run)


def test_colours_of_correlations_change_where_pairs_are_named() -> None:
    assert [colour_class(r) for r in (-1, LOW, -0.39, -0.1, 0, 0.1, 0.3, 0.5, HIGH, 1)] == [
        0, 0, 1, 2, 2, 3, 4, 5, 6, 6,
    ]  # fmt: skip
    assert list(BREAKS) == sorted(BREAKS)


def test_numbers_are_written_as_the_file_has_them() -> None:
    assert [amount("en", v) for v in (100000, 0.6, 2 / 3, -1.5, 0)] == [
        "100,000", "0.6", "0.666667", "−1.5", "0",
    ]  # fmt: skip
    assert [percent("en", v) for v in (0.125, 0.2, 1 / 12)] == ["12.5%", "20%", "8.3%"]
    assert [whole_percent("en", v) for v in (-0.004, -0.02, 0.335)] == ["0%", "−2%", "34%"]
    assert [signed("en", v) for v in (-0.001, -0.456)] == ["0.00", "−0.46"]
    assert not math.isnan(float(signed("en", 0.1)))
