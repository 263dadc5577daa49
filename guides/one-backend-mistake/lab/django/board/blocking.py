"""The mistake on purpose: a stream under a server that gives each request a thread."""

import psycopg
from django.http import StreamingHttpResponse

from .events import URL


def blocking():
    """Holds a worker's thread, and a connection, for as long as the browser listens."""
    with psycopg.connect(URL, autocommit=True) as connection:
        connection.execute("LISTEN items")
        yield ": hello\n\n"
        for notify in connection.notifies():
            yield f"data: {notify.payload}\n\n"


def events(request):
    return StreamingHttpResponse(blocking(), content_type="text/event-stream")
