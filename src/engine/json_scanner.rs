//! JSON as it streams in.
