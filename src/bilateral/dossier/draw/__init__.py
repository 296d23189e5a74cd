"""Scales, axes, hatches, glyphs and text widths: what every chart of the dossier is composed of."""
