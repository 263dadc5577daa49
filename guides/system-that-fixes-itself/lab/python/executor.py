"""
The executor of one cluster. It asks for tasks of its own cluster, and nobody can call it.

Started with LAB_CAREFUL=no it runs what it is handed: a pull without a policy, for comparison.
Knows nothing of the experiment.
"""

import json
import os
import time
import urllib.error
import urllib.request
from collections import Counter

from policy import Policy

BACKEND, CLUSTER = os.environ["LAB_BACKEND"], os.environ["LAB_CLUSTER"]
HERE, TOKEN, LOCAL = os.environ["LAB_CLUSTER_ID"], os.environ["LAB_TOKEN"], os.environ["LAB_LOCAL_TOKEN"]
CAREFUL, WAIT, PAUSE = os.environ["LAB_CAREFUL"] == "yes", int(os.environ["LAB_WAIT"]), int(os.environ["LAB_PAUSE"])
LEASE = 1.2
"""Seconds after which a claim is no longer this executor's: less than the backend's 1.5 s."""


def call(address: str, token: str, method: str, body: dict | None = None, timeout: float = 2.0) -> tuple[int, dict]:
    """The status and the answer; status 0 when there is no answer."""
    headers = {"authorization": f"Bearer {token}", "content-type": "application/json"}
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(address, data, headers, method=method)
    try:
        with urllib.request.urlopen(request, timeout=timeout) as answer:
            return answer.status, json.loads(answer.read() or b"{}")
    except urllib.error.HTTPError as error:
        return error.code, {}
    except (OSError, ValueError):
        return 0, {}


class Executor:
    def __init__(self) -> None:
        self.policy, self.repairs = Policy(), Counter()

    # begin: step
    def step(self) -> bool:
        """Claims one task and deals with it. False when there was none."""
        asked = time.monotonic()
        status, task = call(f"{BACKEND}/claim", TOKEN, "POST", {"waitMs": WAIT})
        if status != 200:
            return False
        outcome = self.deal(task, asked)
        if outcome != "late":  # then it may be somebody else's by now
            call(f"{BACKEND}/tasks/{task['id']}/report", TOKEN, "POST", {"outcome": outcome})
        return True

    def deal(self, task: dict, asked: float) -> str:
        status, now = call(f"{CLUSTER}/deployments/{task['deployment']}", LOCAL, "GET")
        if CAREFUL and (status != 200 or not self.allowed(task, now)):
            return "refused"
        if CAREFUL and time.monotonic() > asked + task["waited_ms"] / 1000 + LEASE:
            return "late"
        if task["mode"] == "shadow":
            return "would"
        return self.patch(task)
    # end: step

    # begin: patch
    def allowed(self, task: dict, now: dict) -> bool:
        repairs = self.repairs[task["deployment"]]
        return self.policy.allows(
            {"task": task, "now": now, "here": HERE, "age_ms": task["age_ms"], "repairs_of_it": repairs}
        )

    def patch(self, task: dict) -> str:
        change = {"kind": task["kind"], "replicas": task["replicas"], "by": f"task {task['id']}"}
        if CAREFUL:
            change["resourceVersion"] = task["seen"]
        status, _ = call(f"{CLUSTER}/deployments/{task['deployment']}", LOCAL, "PATCH", change)
        self.repairs[task["deployment"]] += status == 200
        return "done" if status == 200 else "conflict" if status == 409 else "failed"
    # end: patch


executor = Executor()
print("ready", flush=True)
while True:
    if not executor.step():
        time.sleep(PAUSE / 1000)
