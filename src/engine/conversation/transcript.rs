//! From the journal to a valid request.
