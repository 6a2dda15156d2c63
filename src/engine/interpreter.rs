//! The built-in command interpreter.
