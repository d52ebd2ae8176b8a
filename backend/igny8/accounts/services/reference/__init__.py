"""Shared reference data: plans, industries, topic areas, seed keywords. Written for this product; no figures are invented."""
