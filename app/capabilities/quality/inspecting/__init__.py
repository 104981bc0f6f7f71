"""Inspecting: what people do with inspections, from asking for one to releasing production."""
