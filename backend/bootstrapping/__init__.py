"""What ``backend/bootstrap.py`` does, on the standard library alone: it runs before any package is installed."""
