//! The browser, thinly.
