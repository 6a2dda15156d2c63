//! A conversation's first title.
