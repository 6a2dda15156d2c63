//! The kept schemas are those of the input types.

use std::path::Path;

use schemars::JsonSchema;

use super::*;
use crate::engine::schema::{description, tool_schema, unknown_fields};
use crate::engine::tools::{TOOLS, draw, edit, inspect};

/// Set to 1 to write the files anew.
const UPDATE: &str = "LIMN_UPDATE_SNAPSHOTS";

fn derived<T: JsonSchema>(name: &'static str) -> (&'static str, String) {
    let snapshot = json!({ "description": description::<T>(), "parameters": tool_schema::<T>() });
    (name, format!("{snapshot:#}\n"))
}

#[test]
fn the_kept_schemas_are_those_of_the_input_types() {
    let all = [
        derived::<draw::Input>("draw"),
        derived::<edit::Input>("edit"),
        derived::<inspect::Input>("inspect"),
    ];
    for tool in TOOLS {
        let (_, derived) = all
            .iter()
            .find(|(name, _)| *name == tool.name)
            .unwrap_or_else(|| panic!("derive the schema of {} here too", tool.name));
        if std::env::var(UPDATE).is_ok_and(|value| value == "1") {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/engine/tools/schemas");
            std::fs::write(folder.join(format!("{}.json", tool.name)), derived).unwrap();
        } else {
            assert_eq!(
                tool.snapshot, derived,
                "the input type of {} has changed. If that was meant, write its schema anew with \
                 {UPDATE}=1 cargo test --lib kept_schemas, then read the difference in \
                 src/engine/tools/schemas/{}.json",
                tool.name, tool.name
            );
        }
    }
}

#[test]
fn a_definition_stands_by_itself() {
    let tools = crate::engine::tools::descriptions();
    let properties = definition(&tools[0].parameters, "Node", &["type", "children"]);
    let unknown = |value: Value| unknown_fields(&value, &properties).len();
    assert_eq!(unknown(json!({ "x": 1, "layout": { "gap": 4 } })), 0);
    assert_eq!(unknown(json!({ "type": "text", "children": [] })), 2);
    let node = definition(&tools[0].parameters, "Node", &[]);
    let nested = json!({ "type": "board", "children": [{ "type": "text", "words": "a" }] });
    assert_eq!(unknown_fields(&nested, &node).len(), 1);
}
