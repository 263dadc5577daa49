"""The policy, asked: Rego text evaluated in this process by rego-cpp. Anything but a clear yes is no."""

from pathlib import Path

import regopy

TEXT = Path(__file__).with_name("executor.rego").read_text()


class Policy:
    def __init__(self) -> None:
        self._rego = regopy.Interpreter()
        self._rego.add_module("executor.rego", TEXT)

    # begin: allows
    def allows(self, question: dict) -> bool:
        try:
            self._rego.set_input(question)
            answer = self._rego.query("allowed = data.executor.allow")
            return answer.binding("allowed").json() == "true"
        except Exception:
            return False
    # end: allows
