"""The editors' desk: a record seen whole, and a small form for each statement."""
