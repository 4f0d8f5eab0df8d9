"""The codebook as a dock, and the tag palette."""
