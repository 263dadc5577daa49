from django.contrib import admin

from .models import Comment, Item, Project

admin.site.register([Project, Item, Comment])
