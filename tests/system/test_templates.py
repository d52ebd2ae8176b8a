"""Prompts replace names and do nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from igny8.system.base.templates import TemplateInvalid, render, variables_in


def test_every_place_of_a_variable_is_filled() -> None:
    assert render("{{a}} and {{ b }} and {{a}}", {"a": "1", "b": 2, "unused": 3}) == "1 and 2 and 1"
    assert variables_in("{{b}} {{a}} {{b}}") == ("b", "a")


def test_an_unknown_variable_is_named() -> None:
    with pytest.raises(TemplateInvalid, match="keyword_list") as caught:
        render("{{keyword_list}}", {"keywords": "x"})
    assert caught.value.errors == {"body": ["Unknown variable: keyword_list. Known: keywords."]}


@pytest.mark.parametrize(
    "attack",
    [
        "{{ 7*7 }}",
        "{{ keywords.__class__ }}",
        "{{ keywords|safe }}",
        "{{ settings.SECRET_KEY }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ config }} {% for x in y %}{% endfor %}",
        "{# comment #}",
        "{{}}",
        "{{ }}",
        "{{{{keywords}}}}",
        "{{ keywords",
        "{{\nkeywords keywords\n}}",
        "{{Keywords}}",
        "{{__import__}}",
    ],
)
def test_anything_but_a_name_is_refused(attack: str) -> None:
    with pytest.raises(TemplateInvalid):
        render(attack, {"keywords": "x", "config": "y"})


@pytest.mark.parametrize("value", ["{{secret}}", "{{a}}", r"\1 \g<0>", "{% x %}", "{{", "}}", "${a}", "%(a)s", "{0}"])
def test_the_text_of_a_variable_is_never_looked_at_again(value: str) -> None:
    assert render("[{{a}}]", {"a": value, "secret": "leaked"}) == f"[{value}]"


def test_json_in_a_prompt_stays_as_it_is() -> None:
    sample = '{"a": {"b": [{"c": 1}]}} ${x} %s {0} {name}'
    assert render(sample, {}) == sample


@given(st.text(), st.dictionaries(st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True), st.text()))
def test_a_template_renders_or_is_refused(template: str, values: dict[str, str]) -> None:
    try:
        rendered = render(template, values)
    except TemplateInvalid:
        return
    if "{{" not in template:
        assert rendered == template
