"""The files of any search: how rows become CSV, JSON, Excel and OCDS."""
