"""*Model*: who can do what and prefers what, as forms and as its file, both ways."""

from __future__ import annotations

from fastapi import APIRouter

from modusvivendi.workbench.rendering import Place
from modusvivendi.workbench.twins import At, Shown, page

router = APIRouter(tags=["Model"])
place = Place("/model", "Model", "m")


@page(router, "/model", "model.html.j2", "The model of the case")
def model(at: At) -> Shown:
    """Give the model's file."""
    found = at.place.model()
    return Shown({"text": found.text, "version": found.version})
