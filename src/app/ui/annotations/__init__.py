"""Lists, cards and details of annotations."""
