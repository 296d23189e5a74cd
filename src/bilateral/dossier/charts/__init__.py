"""The dossier's pictures: inline SVG, themed by CSS variables, every mark a link to its claims."""
