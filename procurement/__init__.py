"""The record of decisions about public contracts."""
