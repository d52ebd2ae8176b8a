"""The benchmark table, and the reader of labelled files."""

import pytest

from bench.clustering import generated_keywords, read_labelled
from bench.report import Row, table


def test_goals_are_judged_on_the_figure_or_on_the_ratio():
    assert Row("a", 59.0, unit="s", goal="<= 60").met is True
    assert Row("a", 61.0, goal="<= 60 s with embedding").met is False
    assert Row("a", 40.0, 100.0, goal="ratio >= 0.33").met is True
    assert Row("a", 30.0, 100.0, goal="ratio >= 0.33").met is False
    assert Row("a", 30.0, goal="ratio >= 0.33").met is None
    assert Row("a", 30.0).met is None
    with pytest.raises(ValueError, match="is no goal"):
        _ = Row("a", 1.0, goal="fast").met


def test_table_holds_ratio_and_verdict():
    lines = table(
        [Row("import", 2.0, 1.0, "s", "ratio <= 3"), Row("memory", 1500.0, None, "MB", "<= 1000")]
    ).splitlines()
    assert lines[0].split() == ["ours", "peer", "ratio", "unit", "goal"]
    assert lines[2].split() == ["import", "2.00", "1.00", "2.00", "s", "ratio", "<=", "3", "met"]
    assert lines[3].split() == ["memory", "1,500", "-", "-", "MB", "<=", "1000", "MISSED"]


def test_labelled_files_by_header_or_position(tmp_path):
    named, bare = tmp_path / "named.csv", tmp_path / "bare.csv"
    named.write_text("\ufeffid,Label,Text\n1,x,one\n2,y,two\n", encoding="utf-8")
    bare.write_text('a,b\n"one, really",x\ntwo,y\nbroken\n', encoding="utf-8")
    assert read_labelled(named) == (["one", "two"], ["x", "y"])
    assert read_labelled(bare) == (["one, really", "two"], ["x", "y"])
    bare.write_text("text,label\n", encoding="utf-8")
    with pytest.raises(ValueError, match="no rows"):
        read_labelled(bare)


def test_generated_keywords_are_different_and_always_the_same():
    keywords = generated_keywords(800)
    assert len(set(keywords)) == 800
    assert keywords == generated_keywords(800)
