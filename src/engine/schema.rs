//! Tool schemas.
