"""The register on disk and the compiled database: the only room that knows the database engines."""
