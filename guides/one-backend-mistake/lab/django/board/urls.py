from django.contrib import admin
from django.urls import path

from . import blocking, views

urlpatterns = [
    path("admin/", admin.site.urls),
    path("api/projects/<int:project>/items", views.items),
    path("projects/<int:project>", views.page),
    path("events", views.events),
    path("events/blocking", blocking.events),
]
