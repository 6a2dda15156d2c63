//! Checks of what a model wants to draw.
