//! What a reload makes of a turn that was running.
