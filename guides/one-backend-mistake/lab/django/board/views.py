import json

from django.db import connection, transaction
from django.db.models import Count
from django.http import JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from .events import hub
from .models import Comment, Item


def newest(project):
    items = Item.objects.filter(project=project).annotate(comments=Count("comment"))
    return items.order_by("-id").values("id", "title", "state", "comments")[:20]


@csrf_exempt
def items(request, project):
    if request.method == "GET":
        return JsonResponse({"items": list(newest(project))})
    title = json.loads(request.body).get("title")
    if not isinstance(title, str) or not title:
        return JsonResponse({"error": "title"}, status=400)
    return JsonResponse({"id": add(project, title)}, status=201)


@transaction.atomic
def add(project, title):
    item = Item.objects.create(project_id=project, title=title)
    Comment.objects.create(item=item, body="created")
    event = json.dumps({"id": item.id, "project": project, "title": title})
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify('items', %s)", [event])
    return item.id


def page(request, project):
    return render(request, "project.html", {"project": project, "items": newest(project)})


async def events(request):
    return StreamingHttpResponse(hub.stream(), content_type="text/event-stream")
