//! chat_completions
