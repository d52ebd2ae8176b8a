"""The stages of the main job, with progress bars, and the summary of what came out."""

import json
import os
import secrets
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import httpx
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from demonstration.client import Api, ApiFault
from demonstration.pages import check_page

SAMPLE = Path(__file__).resolve().parent.parent / "igny8" / "planning" / "samples" / "home-coffee.csv"


class Report(Protocol):
    """Tells the bar of a stage the share done (0 to 1) and a phrase."""

    def __call__(self, share: float, note: str = "") -> None: ...


class JobFailed(Exception):
    """The job cannot go on; the sentence says why."""


class Job:
    """One run of the main job. ``seconds`` and ``summary`` grow stage by stage."""

    def __init__(self, api: Api, *, keywords: Path, articles: int, progress: Progress) -> None:
        self.api, self.keywords, self.articles, self.progress = api, keywords, articles, progress
        self.seconds: dict[str, float] = {}
        self.summary: dict[str, Any] = {}
        self.login = {"email": f"demo-{secrets.token_hex(4)}@example.com", "password": secrets.token_urlsafe(12)}
        self.site_id = self.sector_id = ""
        self.content: dict[str, dict[str, Any]] = {}

    @contextmanager
    def stage(self, name: str, label: str) -> Iterator[Report]:
        """A timed stage with its bar."""
        task: TaskID = self.progress.add_task(label, total=1.0, note="")
        started = time.monotonic()

        def report(share: float, note: str = "") -> None:
            self.progress.update(task, completed=min(share, 1.0), note=note[:60])

        yield report
        self.seconds[name] = round(time.monotonic() - started, 2)
        self.progress.update(task, completed=1.0)

    def run(self) -> None:
        """All stages in order."""
        started = time.monotonic()
        self.register()
        self.import_keywords()
        self.cluster()
        ideas = self.make_ideas()
        self.write(ideas)
        self.make_images()
        self.approve()
        self.publish()
        self.audit()
        self.seconds["total"] = round(time.monotonic() - started, 2)
        self.summary["seconds"] = self.seconds

    def register(self) -> None:
        with self.stage("register", "Register, create site and sector") as report:
            topic = self.keywords.stem.replace("_", " ").replace("-", " ").strip().title()[:60] or "Demo"
            self.api.sign_in(self.api.post("auth/register/", **self.login, name="Demo Owner", account_name="Demo"))
            report(0.5)
            self.site_id = self.api.post("accounts/sites/", name=topic)["id"]
            self.sector_id = self.api.post("accounts/sectors/", site_id=self.site_id, name="Main topic")["id"]
            model = self.api.get("ai/model/")
            self.summary["model"] = f"{model['provider']}/{model['model']}"
            self.is_draft = model["is_draft_quality"]

    def import_keywords(self) -> None:
        name = self.keywords.name if len(self.keywords.name) <= 24 else f"{self.keywords.name[:23]}…"
        with self.stage("import", f"Import {name}") as report:
            started = self.api.upload(
                "planner/keywords/import/", file=self.keywords, site_id=self.site_id, sector_id=self.sector_id
            )
            while True:
                row = self.api.get(f"planner/imports/{started['import_id']}/")
                if row["status"] in {"done", "failed"}:
                    break
                report(0.3, f"{row['rows_read']} rows" if "rows_read" in row else "")
                time.sleep(0.3)
            if row["status"] == "failed":
                raise JobFailed(f"The import failed: {row['error']}")
            self.summary["keywords"] = {k: row[k] for k in ("rows", "created", "duplicates", "rejected")}
            report(1, f"{row['created']} keywords")

    def cluster(self) -> None:
        with self.stage("cluster", "Cluster the keywords") as report:
            started = self.api.post("planner/keywords/auto-cluster/", site_id=self.site_id, sector_id=self.sector_id)
            self.succeeded(self.api.follow([started["run_id"]], report))
            self.clusters = list(self.api.every("planner/clusters/", site_id=self.site_id))
            self.summary["clusters"] = len(self.clusters)
            report(1, f"{len(self.clusters)} clusters")

    def make_ideas(self) -> list[dict[str, Any]]:
        with self.stage("ideas", "Make ideas") as report:
            ranked = sorted(
                [c for c in self.clusters if c["keyword_count"] >= 2] or self.clusters,
                key=lambda c: (-(c["total_volume"] or 0), -c["keyword_count"], c["name"]),
            )
            # A few to spare: what a small model cannot write is left out, never filled up. Clusters whose intent is
            # taken already are skipped by the product, so more are asked for until there are enough.
            order = [c["id"] for c in ranked]
            wanted, at = self.articles + max(2, self.articles // 2), 0
            ideas: list[dict[str, Any]] = []
            while len(ideas) < wanted and at < len(order):
                batch = order[at : at + wanted - len(ideas)]
                at += len(batch)
                started = self.api.post("planner/clusters/generate-ideas/", cluster_ids=batch, count=1)
                if started["run_ids"]:
                    self.succeeded(self.api.follow(started["run_ids"], report))
                ideas = list(self.api.every("planner/ideas/", site_id=self.site_id))
            if not ideas:
                raise JobFailed("No cluster of this file gave an idea.")
            ideas.sort(key=lambda i: order.index(i["cluster_id"]))
            self.summary["ideas"] = len(ideas)
            report(1, f"{len(ideas)} ideas")
            return ideas

    def write(self, ideas: list[dict[str, Any]]) -> None:
        with self.stage("write", "Queue tasks and write articles") as report:
            tasks = 0
            while ideas and len(self.content) < self.articles:
                batch = [ideas.pop(0) for _ in range(min(len(ideas), self.articles - len(self.content)))]
                self.api.post("planner/ideas/approve/", ids=[i["id"] for i in batch])
                self.api.post("planner/ideas/queue/", ids=[i["id"] for i in batch])
                wanted = {i["id"] for i in batch}
                task_ids = [
                    t["id"] for t in self.api.every("writer/tasks/", site_id=self.site_id) if t["idea_id"] in wanted
                ]
                tasks += len(task_ids)
                started = self.api.post("writer/tasks/generate-content/", ids=task_ids)
                for run in self.api.follow(started["run_ids"], report):
                    if run["status"] == "succeeded":
                        item = self.api.get(f"writer/content/{run['result']['content_id']}/")
                        self.content[item["id"]] = item
                    else:
                        self.progress.console.print(f"  left out: {run['error']}")
            self.summary["tasks"] = tasks
            if len(self.content) < self.articles:
                raise JobFailed(f"Only {len(self.content)} of {self.articles} articles could be written.")
            report(1, f"{len(self.content)} articles, {sum(c['word_count'] for c in self.content.values())} words")

    def make_images(self) -> None:
        with self.stage("images", "Make images") as report:
            started = self.api.post("writer/image-prompts/", content_ids=list(self.content))
            self.succeeded(self.api.follow(started["run_ids"], lambda s, n: report(s / 3, n)))
            images = [
                i["id"]
                for c in self.content
                for i in self.api.every("writer/images/", content_id=c)
                if i["status"] == "planned"
            ]
            run_ids: list[str] = []
            for at in range(0, len(images), 6):
                run_ids += self.api.post("writer/images/generate/", image_ids=images[at : at + 6])["run_ids"]
            self.succeeded(self.api.follow(run_ids, lambda s, n: report(1 / 3 + s * 2 / 3, n)))
            ready = [
                i
                for c in self.content
                for i in self.api.every("writer/images/", content_id=c)
                if i["status"] == "ready"
            ]
            self.summary["images"] = len(ready)
            report(1, f"{len(ready)} images")

    def approve(self) -> None:
        with self.stage("approve", "Review and approve") as report:
            for number, content_id in enumerate(self.content, 1):
                version = self.api.get(f"writer/content/{content_id}/")["current_version"]
                self.api.post(f"writer/content/{content_id}/submit-review/", expected_version=version)
                self.api.post(f"writer/content/{content_id}/approve/", expected_version=version)
                report(number / len(self.content))

    def publish(self) -> None:
        with self.stage("publish", "Publish and check every page") as report:
            self.api.post("publisher/publish/", content_ids=list(self.content))
            ends = time.monotonic() + 180
            while True:
                records = list(self.api.every("publisher/records/", site_id=self.site_id))
                live = [r for r in records if r["status"] == "live"]
                bad = [r for r in records if r["status"] == "failed"]
                if bad:
                    raise JobFailed(f"Publishing failed: {bad[0]['error']}")
                if len(live) == len(self.content):
                    break
                if time.monotonic() > ends:
                    raise JobFailed(f"Only {len(live)} of {len(self.content)} pages were live after three minutes.")
                report(len(live) / len(self.content) / 2, f"{len(live)} live")
                time.sleep(0.5)
            out = []
            with httpx.Client(timeout=20, trust_env=False) as reader:
                for number, record in enumerate(live, 1):
                    item = self.content[record["content_id"]]
                    check_page(reader, url=record["url"], title=item["title"])
                    out.append(
                        {
                            "id": item["id"],
                            "title": item["title"],
                            "words": item["word_count"],
                            "url": record["url"],
                        }
                    )
                    report(0.5 + number / len(live) / 2, "checked")
            self.summary["content"] = out

    def audit(self) -> None:
        with self.stage("audit", "Audit the ledger") as report:
            found = self.api.get("billing/audit/")
            names = ("granted", "settled", "released", "held", "available")
            self.summary["credits"] = {name: found[name] for name in names}
            self.summary["ledger_ok"] = bool(found["ok"])
            report(1, "in balance" if found["ok"] else "NOT in balance")

    @staticmethod
    def succeeded(runs: list[dict[str, Any]]) -> None:
        for run in runs:
            if run["status"] != "succeeded":
                raise JobFailed(f"{run['function']} {run['status']}: {run['error']}")


def _articles() -> int:
    raw = os.environ.get("ARTICLES", "3").strip() or "3"
    if not (raw.isascii() and raw.isdigit() and 1 <= int(raw) <= 100):
        raise JobFailed(f"ARTICLES={raw!r} is not a whole number from 1 to 100.")
    return int(raw)


def main() -> int:
    """Run the job. :returns: 0 when every page was published and the ledger is in balance."""
    console = Console()
    var = Path(os.environ.get("IGNY8_VAR") or Path(__file__).resolve().parents[2] / "var")
    try:
        keywords = Path(os.environ.get("KEYWORDS") or SAMPLE).expanduser()
        if not keywords.is_file():
            raise JobFailed(f"KEYWORDS={keywords} is not a file.")
        columns = (
            TextColumn("{task.description:<34}"),
            BarColumn(24),
            TimeElapsedColumn(),
            TextColumn("{task.fields[note]}"),
        )
        with Progress(*columns, console=console, refresh_per_second=4) as progress:
            api = Api(os.environ.get("IGNY8_PUBLIC_URL", "http://127.0.0.1:8000"))
            job = Job(api, keywords=keywords, articles=_articles(), progress=progress)
            job.run()
    except (JobFailed, ApiFault, httpx.HTTPError) as exc:
        console.print(f"[red]The demo stopped.[/red] {exc}", highlight=False)
        return 1
    except KeyboardInterrupt:
        console.print("The demo was interrupted; running it again starts afresh.")
        return 130
    target = var / "demo" / "summary.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(job.summary, indent=2) + "\n")
    show(console, job, target)
    return 0 if job.summary["ledger_ok"] else 1


def show(console: Console, job: Job, target: Path) -> None:
    """What came out, for a person."""
    s = job.summary
    console.print(
        f"\nWritten by {s['model']}" + (", as drafts: a small model on this machine." if job.is_draft else ".")
    )
    console.print(
        f"{s['keywords']['created']} keywords, {s['clusters']} clusters, {s['ideas']} ideas, {len(s['content'])} articles,"
        f" {s['images']} images in {s['seconds']['total']:.0f} s; {s['credits']['settled']} credits settled,"
        f" ledger {'in balance' if s['ledger_ok'] else 'NOT in balance'}."
    )
    for item in s["content"]:
        console.print(f"  {item['url']}  {item['title']} ({item['words']} words)", highlight=False, soft_wrap=True)
    console.print(f"Login: {job.login['email']} / {job.login['password']}", highlight=False)
    console.print(f"Summary: {target}", highlight=False, soft_wrap=True)


if __name__ == "__main__":
    sys.exit(main())
