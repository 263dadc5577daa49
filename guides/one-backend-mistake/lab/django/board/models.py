from django.db import models


class Project(models.Model):
    name = models.TextField()

    class Meta:
        db_table = "project"


class Item(models.Model):
    project = models.ForeignKey(Project, on_delete=models.CASCADE)
    title = models.TextField()
    state = models.TextField(default="open")

    class Meta:
        db_table = "item"


class Comment(models.Model):
    item = models.ForeignKey(Item, on_delete=models.CASCADE)
    body = models.TextField()

    class Meta:
        db_table = "comment"
