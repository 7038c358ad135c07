"""OCDS, the foreign format: read, merged, converted and written here; its words stay inside."""
