//! json_protocol
