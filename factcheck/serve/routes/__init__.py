"""The addresses of the service, one file a subject."""

from __future__ import annotations
