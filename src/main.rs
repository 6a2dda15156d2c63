//! Limn.
fn main() {}
