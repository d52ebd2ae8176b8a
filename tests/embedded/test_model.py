"""The embedded language model: it answers in OpenAI's form and comes back at its address."""

import json
import os
import signal
import urllib.request
from pathlib import Path

from igny8.core.embedded import ensure_services
from igny8.core.embedded.processes import record_read


def test_model_answers_and_returns_to_its_address_after_kill_9(var: Path) -> None:
    url = ensure_services(postgres=False, redis=False, model=True, var=var).model_url
    question = {"messages": [{"role": "user", "content": "Say hello."}], "max_tokens": 4}
    request = urllib.request.Request(
        f"{url}/chat/completions", data=json.dumps(question).encode(), headers={"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=60) as answer:
        body = json.load(answer)
    assert body["choices"][0]["message"]["content"]
    assert body["usage"]["completion_tokens"] <= 4
    record = record_read(var / "run" / "model.json")
    assert record is not None
    os.kill(record.pid, signal.SIGKILL)
    assert ensure_services(postgres=False, redis=False, model=True, var=var).model_url == url
