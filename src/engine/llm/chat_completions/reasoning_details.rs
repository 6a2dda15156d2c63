//! OpenRouter's account of a model's reasoning, put together from its fragments.
//!
//! ```text
//! {"type":"reasoning.text","index":0,"text":"I "}
//! {"type":"reasoning.text","index":0,"text":"think","signature":"…"}   more of the same block
//! {"type":"reasoning.encrypted","index":1,"data":"…"}                  the next block
//! ```
//!
//! Invariant: the sequence of blocks is the one that came, because the provider checks it when it is
//! sent back; encrypted blocks are never joined.

use serde_json::Value;

/// Appends a detail of the reasoning, joining the fragments of one block: they are to be sent back
/// as a sequence of blocks, and a signature may come late, without text.
pub(super) fn add_detail(details: &mut Vec<Value>, detail: &Value) {
    const JOINED: [&str; 2] = ["text", "summary"];
    let same = |last: &Value, key: &str| {
        let (a, b) = (last.get(key), detail.get(key));
        a == b || [a, b].iter().any(|side| side.is_none_or(Value::is_null))
    };
    if let Some(last) = details.last_mut()
        && detail.get("type").is_some()
        && last.get("type") == detail.get("type")
        && same(last, "index")
        && same(last, "id")
        && JOINED.iter().any(|key| last.get(*key).is_some())
        && let (Some(last), Some(fields)) = (last.as_object_mut(), detail.as_object())
    {
        for (key, value) in fields {
            match (last.get_mut(key), value) {
                (Some(Value::String(text)), Value::String(more))
                    if JOINED.contains(&key.as_str()) =>
                {
                    text.push_str(more);
                }
                (_, Value::Null) => {}
                (Some(known), value) if known.is_null() => *known = value.clone(),
                (None, value) => {
                    last.insert(key.clone(), value.clone());
                }
                (Some(_), _) => {}
            }
        }
        return;
    }
    if detail.is_object() {
        details.push(detail.clone());
    }
}
