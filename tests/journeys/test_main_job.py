"""The main job with a capable provider: every stage over HTTP on the running product, faults on the way, and the bill."""

import io
import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import httpx
import pytest
from rich.console import Console

from demonstration import command
from demonstration.choices import SAMPLE
from demonstration.client import Api
from demonstration.job import Job
from demonstration.screen import Lines
from demonstration.summary import Summary
from igny8.core.embedded.programs import http_answers
from tests.journeys.product import Product
from tests.support.standin.faults import fault
from tests.support.standin.server import Exchange

ROOT = Path(__file__).resolve().parents[2]
pytestmark = [pytest.mark.heavy, pytest.mark.timeout(240)]
ARTICLES = 3
#: Credits, by operation: what one unit costs. Written down here on purpose, not read from the product.
PRICES = {"auto_cluster": 10.0, "generate_ideas": 15.0, "generate_image_prompts": 2.0, "generate_images": 5.0}
WORD = 0.01
KEYWORDS_A_REQUEST = 50


@fault
def rate_limited_one_second(exchange: Exchange) -> None:
    exchange.send(429, b'{"error": {"message": "slow down", "code": "rate_limit_exceeded"}}', **{"retry-after": "1"})


@pytest.fixture(scope="module")
def done(product: Product, tmp_path_factory: Any) -> tuple[int, str, Summary]:
    """The demo as a user starts it, once. :returns: exit code, what it printed, its summary."""
    var = tmp_path_factory.mktemp("var")
    product.provider.script(
        "ok", "rate_limited_one_second", "ok", "http_500", *["ok"] * 14, "truncated_answer", path="/completions"
    )
    screen = io.StringIO()
    environment = {
        "IGNY8_PUBLIC_URL": product.public_url,
        "IGNY8_SITES_URL": product.sites_url,
        "IGNY8_VAR": str(var),
        "ARTICLES": str(ARTICLES),
        "OPENAI_BASE_URL": product.provider.openai_url,
    }
    code = command.main(environment, console=Console(file=screen, width=80))
    assert code == 0, screen.getvalue()
    return code, screen.getvalue(), json.loads((var / "demo" / "summary.json").read_text())


@pytest.fixture
def owner(product: Product, done: tuple[int, str, Summary]) -> Api:
    """Signed in with the login that the demo printed."""
    line = next(line for line in done[1].splitlines() if line.startswith("Login"))
    _, email, password = line.split()
    api = product.api()
    api.sign_in(api.post("auth/login/", email=email, password=password))
    return api


def test_the_summary_is_complete_and_in_its_shape(done: tuple[int, str, Summary]) -> None:
    summary = done[2]
    assert list(summary) == [
        "model", "keywords", "clusters", "ideas", "tasks", "content", "images", "credits", "ledger_ok", "seconds",
    ]  # fmt: skip
    assert list(summary["keywords"]) == ["rows", "created", "duplicates", "rejected"]
    assert list(summary["credits"]) == ["granted", "settled", "released", "held", "available"]
    assert {tuple(item) for item in summary["content"]} == {("id", "title", "words", "url")}
    rows = len(SAMPLE.read_text().splitlines()) - 1
    counts = summary["keywords"]
    assert counts["rows"] == rows == counts["created"] + counts["duplicates"] + counts["rejected"]
    assert summary["model"].startswith("openai_compatible/")
    assert len(summary["content"]) == ARTICLES
    assert summary["tasks"] == ARTICLES
    assert summary["ideas"] >= ARTICLES
    assert summary["images"] == 2 * ARTICLES
    assert summary["clusters"] > 10
    assert summary["ledger_ok"] is True
    stages = ["register", "import", "cluster", "ideas", "write", "images", "approve", "publish", "audit", "total"]
    assert list(summary["seconds"]) == stages
    assert summary["seconds"]["total"] == pytest.approx(sum(list(summary["seconds"].values())[:-1]), abs=0.5)


def test_every_page_is_there_for_a_reader(done: tuple[int, str, Summary]) -> None:
    with httpx.Client(trust_env=False, timeout=20) as reader:
        for item in done[2]["content"]:
            answer = reader.get(item["url"])
            assert answer.status_code == 200
            assert item["title"] in answer.text
            assert "Keep notes of each attempt" in answer.text, "the provider's own text"
            assert item["words"] > 100


def test_what_is_printed_can_be_opened(product: Product, done: tuple[int, str, Summary]) -> None:
    text = done[1]
    assert "\x1b" not in text
    assert f"OPENAI_BASE_URL={product.provider.openai_url}" in text
    assert "make down stops it" in text
    addresses = {word for word in text.split() if word.startswith("http")}
    assert len(addresses) == ARTICLES + 2, "articles, home page, dashboard"
    assert [a for a in addresses if not http_answers(a, ok=lambda status: status == 200)] == []


def test_the_bill_is_the_sum_of_the_prices(owner: Api, done: tuple[int, str, Summary]) -> None:
    summary = done[2]
    runs = list(owner.every("ai/runs/"))
    assert {run["status"] for run in runs} == {"succeeded"}
    count = Counter(run["operation"] for run in runs)
    words = sum(run["result"]["words"] for run in runs if run["operation"] == "generate_content")
    by_hand = (
        PRICES["auto_cluster"] * -(-summary["keywords"]["created"] // KEYWORDS_A_REQUEST)
        + PRICES["generate_ideas"] * count["generate_ideas"]
        + WORD * words
        + PRICES["generate_image_prompts"] * ARTICLES
        + PRICES["generate_images"] * summary["images"]
    )
    credits_ = summary["credits"]
    assert credits_["settled"] == pytest.approx(by_hand, abs=0.001)
    assert credits_["granted"] == 1000
    assert credits_["held"] == 0
    assert credits_["available"] == pytest.approx(1000 - by_hand, abs=0.001)
    assert owner.get("billing/balance/")["available"] == pytest.approx(credits_["available"], abs=0.001)
    assert owner.get("billing/audit/")["ok"] is True


def test_the_faults_really_happened_and_nobody_noticed(
    product: Product, owner: Api, done: tuple[int, str, Summary]
) -> None:
    behaviours = Counter(request.behaviour for request in product.provider.asked("/completions"))
    assert {name for name in behaviours if name != "ok"} == {"rate_limited_one_second", "http_500", "truncated_answer"}
    assert sum(run["attempt"] > 1 for run in owner.every("ai/runs/")) >= 1
    assert product.provider.asked("/embeddings")
    assert len(product.provider.asked("/generations")) == 2 * ARTICLES
    assert product.said == [], "no program of the product died"


def test_every_image_is_the_providers(owner: Api, done: tuple[int, str, Summary], tmp_path: Path) -> None:
    images = list(owner.every("writer/images/"))
    assert {image["status"] for image in images} == {"ready"}
    assert {image["provider"] for image in images} == {"gpt-image-1-mini"}
    assert all(image["alt_text"] for image in images)


def test_an_interrupted_job_leaves_nothing_behind(product: Product) -> None:
    job = Job(product.api(), keywords=SAMPLE, articles=1, screen=Lines(Console(file=io.StringIO())))
    job.register()
    job.import_keywords()
    product.provider.latency_s = 1.0
    run_id = job.api.post("planner/keywords/auto-cluster/", **job.site)["run_id"]
    job.give_up()
    (run,) = job.api.follow([run_id], lambda share, note="": None)
    product.provider.latency_s = 0.0
    assert run["status"] == "cancelled"
    audit = job.api.get("billing/audit/")
    assert (audit["available"], audit["held"], audit["settled"], audit["ok"]) == (1000, 0, 0, True)


def test_ctrl_c_ends_the_command_in_good_order(product: Product, tmp_path: Path) -> None:
    product.provider.latency_s = 0.5
    asked = len(product.provider.requests)
    child = subprocess.Popen(
        [sys.executable, str(ROOT / "backend" / "demo.py")],
        env={**os.environ, "IGNY8_PUBLIC_URL": product.public_url, "IGNY8_VAR": str(tmp_path), "ARTICLES": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert child.stdout is not None
    said = ""
    while "Cluster the keywords" not in said and (line := child.stdout.readline()):
        said += line
    ends = time.monotonic() + 20
    while len(product.provider.requests) == asked and time.monotonic() < ends:
        time.sleep(0.05)
    child.send_signal(signal.SIGINT)
    said += child.communicate(timeout=30)[0]
    product.provider.latency_s = 0.0
    assert child.returncode == 130, said
    assert "  stopped (" in said.splitlines()[-2]
    assert said.splitlines()[-1].startswith("The demo was interrupted.")
    assert "Traceback" not in said
    assert "\x1b" not in said
    assert not (tmp_path / "demo").exists()
