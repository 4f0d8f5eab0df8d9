"""From the source to what people install: the bundle, its gates, packages, installers."""
