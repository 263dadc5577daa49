"""The same policy for the pushing controller, behind the address that OPA's data interface has."""

from fastapi import FastAPI

from policy import Policy

app = FastAPI()
policy = Policy()


@app.post("/v1/data/executor/allow")
async def allow(body: dict) -> dict:
    # Asynchronous, and so one question at a time: the interpreter is not made for two threads.
    return {"result": policy.allows(body["input"])}
