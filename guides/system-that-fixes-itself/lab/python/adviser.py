"""
The adviser: told of a symptom, answers with a recommendation, and can reach nothing.

Stands where a model would stand. It is right or wrong by the lab's orders: the signal carries, for
the adviser alone, what it shall say and how long it shall think. It holds no credential.
"""

import asyncio
from typing import Literal

from fastapi import FastAPI
from pydantic import BaseModel


class Signal(BaseModel):
    cluster_id: str
    deployment: str
    seen: int
    symptom: Literal["crashed", "overloaded"]
    replicas: int
    lab_says: str | None = None
    lab_thinks_ms: int = 0
    lab_target: str | None = None


# begin: recommendation
class Recommendation(BaseModel):
    cluster_id: str
    deployment: str
    seen: int
    kind: str
    replicas: int | None = None


app = FastAPI()


@app.post("/recommend")
async def recommend(signal: Signal) -> Recommendation:
    kind, replicas = await diagnose(signal)
    return Recommendation(
        cluster_id=signal.cluster_id,
        deployment=signal.lab_target or signal.deployment,
        seen=signal.seen,
        kind=kind,
        replicas=replicas,
    )
# end: recommendation


async def diagnose(signal: Signal) -> tuple[str, int | None]:
    await asyncio.sleep(signal.lab_thinks_ms / 1000)
    kind = signal.lab_says or ("restart" if signal.symptom == "crashed" else "scale")
    return hostile(kind, signal) if ":" in kind else (kind, signal.replicas + 1 if kind == "scale" else None)


def hostile(kind: str, signal: Signal) -> tuple[str, int | None]:
    """`hostile:scale-up` asks for what a repair may ask for; the others for what none may."""
    act = kind.removeprefix("hostile:")
    replicas = {"scale-to-0": 0, "scale-up": signal.replicas + 1}.get(act)
    return ("scale" if replicas is not None else act), replicas
