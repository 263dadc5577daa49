"""Events from the database to browsers, under an asynchronous server."""

import asyncio
import os

import psycopg

URL = os.environ["DATABASE_URL"]


class Hub:
    """One connection to the database for all who listen in this process."""

    def __init__(self):
        self.queues = set()
        self.task = None

    async def listen(self):
        async with await psycopg.AsyncConnection.connect(URL, autocommit=True) as connection:
            await connection.execute("LISTEN items")
            async for notify in connection.notifies():
                for queue in self.queues:
                    queue.put_nowait(notify.payload)

    async def stream(self):
        queue = asyncio.Queue()
        self.queues.add(queue)
        self.task = self.task or asyncio.create_task(self.listen())
        try:
            yield ": hello\n\n"
            while True:
                yield f"data: {await queue.get()}\n\n"
        finally:
            self.queues.discard(queue)


hub = Hub()
