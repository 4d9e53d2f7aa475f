"""Pictures of figures: lines, bars, rankings and small multiples, as vector and as raster."""
