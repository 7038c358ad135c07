"""SQLite as Django has it, with a file that only whoever runs the site may read."""
