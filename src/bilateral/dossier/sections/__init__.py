"""The sections of the dossier, each from what was measured; a section with nothing measured is absent."""
