//! Schemas as they are derived, bounded, made strict, and used to check names.

use proptest::prelude::*;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::*;
use crate::engine::canvas::{Node, Properties};

/// Draws layers.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Draw {
    /// Where the layers go.
    parent: Option<String>,
    /// The layers.
    nodes: Vec<Node>,
}

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct Edit {
    changes: Vec<EditChange>,
    mode: Option<Mode>,
    limit: Option<u8>,
    extra: Option<Value>,
}

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
struct EditChange {
    /// Which layer.
    id: String,
    #[serde(flatten)]
    properties: Properties,
}

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Mode {
    /// Keep everything.
    Keep,
    /// Move by a distance.
    Shift { by: f64 },
}

fn tiny() -> BoundedLimits {
    BoundedLimits {
        max_depth: 2,
        max_items: 4,
        max_string_chars: 24,
        whole_numbers: Some((-50, 50)),
        narrowings: vec![Narrowing {
            definition: "Node",
            only: None,
            required: &["type", "name", "x"],
            optional: &["text", "children"],
        }],
    }
}

fn unlimited_choice() -> BoundedLimits {
    BoundedLimits {
        narrowings: Vec::new(),
        whole_numbers: None,
        ..tiny()
    }
}

/// Every schema inside a schema, itself included.
fn all_schemas(schema: &Value) -> Vec<Map<String, Value>> {
    let mut found = Vec::new();
    let mut waiting = vec![schema.clone()];
    while let Some(next) = waiting.pop() {
        if let Value::Object(mut keywords) = next {
            walk::for_each_inside(&mut keywords, &mut |inside| waiting.push(inside.clone()));
            found.push(keywords);
        }
    }
    found
}

fn property_names(schema: &Value, pointer: &str) -> Vec<String> {
    let properties = schema.pointer(pointer).unwrap().as_object().unwrap();
    properties.keys().cloned().collect()
}

#[test]
fn the_draw_schema_is_small() {
    let length = tool_schema::<Draw>().to_string().len();
    assert!(length < 5_800, "{length} bytes");
}

#[test]
fn a_flattened_layer_is_one_object_with_its_type_first_and_its_children_last() {
    let schema = tool_schema::<Draw>();
    assert_eq!(property_names(&schema, "/properties"), ["parent", "nodes"]);
    let names = property_names(&schema, "/$defs/Node/properties");
    assert_eq!(names[..6], ["type", "name", "x", "y", "width", "height"]);
    assert_eq!(names.last().unwrap(), "children");
    assert_eq!(
        schema.pointer("/$defs/Node/required"),
        Some(&json!(["type"]))
    );
    assert_eq!(
        schema.pointer("/$defs/Node/properties/children/items"),
        Some(&json!({"$ref": "#/$defs/Node"}))
    );
    assert_eq!(property_names(&schema, "/$defs"), ["Node"]);
}

#[test]
fn options_are_left_out_and_never_null() {
    let schema = tool_schema::<Draw>();
    assert_eq!(schema["required"], json!(["nodes"]));
    assert_eq!(
        schema["properties"]["parent"],
        json!({"type": "string", "description": "Where the layers go."})
    );
    assert!(!schema.to_string().contains("null"));
}

#[test]
fn the_noise_of_the_generator_is_gone() {
    for schema in [tool_schema::<Draw>(), tool_schema::<Edit>()] {
        for keywords in all_schemas(&schema) {
            for noise in ["$schema", "title", "format", "default", "oneOf", "$values"] {
                assert!(!keywords.contains_key(noise), "{noise} in {keywords:?}");
            }
            if keywords.contains_key("properties") {
                assert_eq!(keywords["additionalProperties"], json!(false));
            }
        }
        assert!(schema.get("description").is_none());
    }
    let limit = &tool_schema::<Edit>()["properties"]["limit"];
    assert_eq!(limit, &json!({"type": "integer", "minimum": 0}));
}

#[test]
fn enums_are_lists_of_values_that_say_what_needs_saying() {
    let schema = tool_schema::<Draw>();
    let kind = schema.pointer("/$defs/Node/properties/type").unwrap();
    assert_eq!(kind["enum"][0], json!("board"));
    let description = kind["description"].as_str().unwrap();
    assert!(description.starts_with("What to draw. board: A frame that holds other layers"));
    assert!(!description.contains("rectangle:"));
    assert_eq!(
        schema.pointer("/$defs/Node/properties/textAlign"),
        Some(&json!({
            "description": "Horizontal alignment of text in its box.",
            "type": "string",
            "enum": ["left", "center", "right", "justify"],
        }))
    );
}

#[test]
fn tagged_variants_stay_alternatives_with_their_descriptions() {
    let mode = tool_schema::<Edit>()["properties"]["mode"].clone();
    assert_eq!(
        mode["anyOf"][1]["description"],
        json!("Move by a distance.")
    );
    assert_eq!(
        mode["anyOf"][1]["properties"],
        json!({"kind": {"type": "string", "const": "shift"}, "by": {"type": "number"}})
    );
}

#[test]
fn strict_schemas_require_everything_and_say_null_where_it_was_optional() {
    for schema in [tool_schema::<Draw>(), tool_schema::<Edit>()] {
        let schema = strict(&schema);
        for keywords in all_schemas(&schema) {
            if keywords.get("type") == Some(&json!("object")) {
                let names: Vec<&String> =
                    keywords["properties"].as_object().unwrap().keys().collect();
                assert_eq!(keywords["required"], json!(names));
                assert_eq!(keywords["additionalProperties"], json!(false));
            }
            if keywords.contains_key("$ref") {
                assert_eq!(keywords.len(), 1, "{keywords:?}");
            }
            for unsupported in ["oneOf", "allOf", "not", "minLength", "maxLength", "default"] {
                assert!(!keywords.contains_key(unsupported));
            }
        }
    }
    let schema = strict(&tool_schema::<Draw>());
    assert_eq!(
        schema.pointer("/properties/parent/type"),
        Some(&json!(["string", "null"]))
    );
    assert_eq!(
        schema.pointer("/properties/nodes/type"),
        Some(&json!("array"))
    );
    let align = schema.pointer("/$defs/Node/properties/textAlign").unwrap();
    assert_eq!(
        align["enum"],
        json!(["left", "center", "right", "justify", null])
    );
    let fill = schema.pointer("/$defs/Node/properties/fill/anyOf").unwrap();
    assert_eq!(
        fill.as_array().unwrap().last(),
        Some(&json!({"type": "null"}))
    );
}

#[test]
fn nulls_of_strict_mode_are_taken_out_before_reading() {
    let written =
        json!({"parent": null, "nodes": [{"type": "text", "fill": null, "children": null}]});
    let plain = without_nulls(written);
    assert_eq!(plain, json!({"nodes": [{"type": "text"}]}));
    let draw: Draw = serde_json::from_value(plain).unwrap();
    assert_eq!((draw.parent, draw.nodes.len()), (None, 1));
}

#[test]
fn bounded_schemas_end_everywhere() {
    for schema in [tool_schema::<Draw>(), tool_schema::<Edit>()] {
        let schema = bounded(&schema, &tiny());
        for keywords in all_schemas(&schema) {
            for endless in ["$ref", "$defs", "description"] {
                assert!(!keywords.contains_key(endless), "{endless} in {keywords:?}");
            }
            let has = |names: &[&str]| names.iter().any(|name| keywords.contains_key(*name));
            match keywords.get("type").and_then(Value::as_str) {
                Some("array") => assert!(keywords["maxItems"].as_u64().unwrap() <= 4),
                Some("string") => assert!(has(&["maxLength", "enum", "const", "pattern"])),
                Some("number") => panic!("{keywords:?}"),
                Some("integer") => assert_eq!(keywords["maximum"], json!(50)),
                Some("object") => assert_eq!(keywords["additionalProperties"], json!(false)),
                _ => {}
            }
        }
    }
}

#[test]
fn a_narrowed_layer_offers_only_what_is_named_and_nests_as_deep_as_allowed() {
    let schema = bounded(&tool_schema::<Draw>(), &tiny());
    let outer = schema.pointer("/properties/nodes/items").unwrap();
    assert_eq!(
        property_names(outer, "/properties"),
        ["type", "name", "x", "text", "children"]
    );
    assert_eq!(outer["required"], json!(["type", "name", "x"]));
    let inner = outer.pointer("/properties/children/items").unwrap();
    assert_eq!(
        property_names(inner, "/properties"),
        ["type", "name", "x", "text"]
    );
    assert_eq!(
        inner["properties"]["x"],
        json!({"type": "integer", "minimum": -50, "maximum": 50})
    );
}

#[test]
fn a_layer_narrowed_twice_is_one_of_two() {
    let part = |value, required, optional| Narrowing {
        definition: "Node",
        only: Some(("type", value)),
        required,
        optional,
    };
    let limits = BoundedLimits {
        narrowings: vec![
            part(&["board"], &["type", "x"], &["children"]),
            part(&["text"], &["type", "text"], &[]),
        ],
        ..tiny()
    };
    let schema = bounded(&tool_schema::<Draw>(), &limits);
    let nodes = schema.pointer("/properties/nodes/items/anyOf").unwrap();
    let (board, text) = (&nodes[0], &nodes[1]);
    assert_eq!(board["properties"]["type"]["enum"], json!(["board"]));
    assert_eq!(
        property_names(board, "/properties"),
        ["type", "x", "children"]
    );
    assert_eq!(text["properties"]["type"]["enum"], json!(["text"]));
    assert_eq!(text["required"], json!(["type", "text"]));
    let inner = board.pointer("/properties/children/items/anyOf").unwrap();
    assert_eq!(property_names(&inner[0], "/properties"), ["type", "x"]);
}

#[test]
fn plain_alternatives_win_over_nested_ones() {
    let schema = bounded(&tool_schema::<Draw>(), &unlimited_choice());
    let node = schema
        .pointer("/properties/nodes/items/properties")
        .unwrap();
    assert_eq!(node["radius"], json!({"type": "number"}));
    assert_eq!(
        node["fill"],
        json!({"type": "string", "pattern": "^(none|#[0-9a-fA-F]{6}|#[0-9a-fA-F]{8})$"})
    );
    let mode = &bounded(&tool_schema::<Edit>(), &tiny())["properties"]["mode"];
    assert_eq!(mode["anyOf"].as_array().unwrap().len(), 2);
}

/// The messages about `value` as the input of `T`.
fn complaints<T: JsonSchema>(value: Value) -> Vec<String> {
    unknown_fields(&value, &tool_schema::<T>())
        .iter()
        .map(ToString::to_string)
        .collect()
}

#[test]
fn invented_members_are_named_with_their_place_and_a_suggestion() {
    let written = json!({
        "prent": "page",
        "nodes": [
            {"type": "text", "colour": "#000000", "font_size": 12},
            {"type": "board", "children": [
                {"type": "text", "widht": 3, "characters": "Hi", "zIndex": 4},
                {"type": "text", "stroke": {"colour": "#000000"}, "layout": {"gpa": 4}},
            ]},
        ],
    });
    assert_eq!(
        complaints::<Draw>(written),
        [
            r#"prent is not known; did you mean "parent"?"#,
            r#"nodes[0].colour is not known; did you mean "fill"?"#,
            r#"nodes[0].font_size is not known; did you mean "fontSize"?"#,
            r#"nodes[1].children[0].widht is not known; did you mean "width"?"#,
            r#"nodes[1].children[0].characters is not known; did you mean "text"?"#,
            r"nodes[1].children[0].zIndex is not known",
            r#"nodes[1].children[1].stroke.colour is not known; did you mean "color"?"#,
            r#"nodes[1].children[1].layout.gpa is not known; did you mean "gap"?"#,
        ]
    );
}

#[test]
fn known_members_are_not_complained_about() {
    let gradient = json!({"gradient": "linear", "stops": [{"color": "#000000", "offset": 0}]});
    let written = json!({"nodes": [{"type": "board", "fill": gradient, "radius": [1, 2, 3, 4]}]});
    assert_eq!(complaints::<Draw>(written), [""; 0]);
    let free = json!({"changes": [], "extra": {"anything": {"at": "all"}}});
    assert_eq!(complaints::<Edit>(free), [""; 0]);
}

#[test]
fn an_alternative_is_judged_by_its_fixed_members() {
    let shift = json!({"changes": [], "mode": {"kind": "shift", "bi": 3}});
    assert_eq!(
        complaints::<Edit>(shift),
        [r#"mode.bi is not known; did you mean "by"?"#]
    );
}

#[test]
fn every_alias_leads_to_a_name_that_a_layer_or_a_tool_knows() {
    let layers = tool_schema::<Draw>().to_string();
    for (alias, names) in unknown::ALIASES {
        assert!(!names.is_empty());
        for name in names {
            assert!(
                layers.contains(&format!("\"{name}\":")),
                "{alias} leads to {name}"
            );
        }
    }
}

/// Values that fit `schema`. Patterns are only those of colours.
fn fitting(schema: &Value) -> BoxedStrategy<Value> {
    if let Some(Value::Array(alternatives)) = schema.get("anyOf") {
        let strategies: Vec<_> = alternatives.iter().map(fitting).collect();
        return prop::sample::select(strategies)
            .prop_flat_map(|one| one)
            .boxed();
    }
    if let Some(constant) = schema.get("const") {
        return Just(constant.clone()).boxed();
    }
    if let Some(Value::Array(values)) = schema.get("enum") {
        return prop::sample::select(values.clone()).boxed();
    }
    let number = |keyword: &str, default: i64| {
        schema
            .get(keyword)
            .and_then(Value::as_i64)
            .unwrap_or(default)
    };
    match schema.get("type").and_then(Value::as_str) {
        Some("string") if schema.get("pattern").is_some() => {
            "#[0-9a-f]{6}".prop_map(Value::from).boxed()
        }
        Some("string") => "[ -~]{0,8}".prop_map(Value::from).boxed(),
        Some("integer") => (number("minimum", 0)..=number("maximum", 100))
            .prop_map(Value::from)
            .boxed(),
        Some("number") => (-100.0..100.0_f64).prop_map(Value::from).boxed(),
        Some("boolean") => any::<bool>().prop_map(Value::from).boxed(),
        Some("array") => {
            let least = usize::try_from(number("minItems", 0)).unwrap();
            let most = usize::try_from(number("maxItems", 4)).unwrap();
            prop::collection::vec(fitting(&schema["items"]), least..=most)
                .prop_map(Value::from)
                .boxed()
        }
        Some("object") => {
            let required = schema["required"].as_array().cloned().unwrap_or_default();
            let members: Vec<_> = schema["properties"]
                .as_object()
                .unwrap()
                .iter()
                .map(|(name, property)| {
                    let value = fitting(property);
                    let value = if required.contains(&json!(name)) {
                        value.prop_map(Some).boxed()
                    } else {
                        prop::option::weighted(0.3, value).boxed()
                    };
                    (Just(name.clone()), value)
                })
                .collect();
            members
                .prop_map(|members| {
                    let given = members
                        .into_iter()
                        .filter_map(|(name, value)| Some((name, value?)));
                    given.collect()
                })
                .boxed()
        }
        _ => Just(Value::Null).boxed(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_fits_a_bounded_schema_is_read_and_has_no_unknown_members(
        draw in fitting(&bounded(&tool_schema::<Draw>(), &tiny())),
        wide_draw in fitting(&bounded(&tool_schema::<Draw>(), &unlimited_choice())),
        edit in fitting(&bounded(&tool_schema::<Edit>(), &tiny())),
    ) {
        for draw in [draw, wide_draw] {
            prop_assert_eq!(unknown_fields(&draw, &tool_schema::<Draw>()), []);
            prop_assert!(serde_json::from_value::<Draw>(draw.clone()).is_ok(), "{}", draw);
        }
        prop_assert_eq!(unknown_fields(&edit, &tool_schema::<Edit>()), []);
        let read: Edit = serde_json::from_value(edit.clone()).unwrap();
        let again = serde_json::to_value(read).unwrap();
        for member in ["limit", "extra"] {
            prop_assert_eq!(&again[member], &edit[member]);
        }
        let ids = |edit: &Value| -> Vec<Value> {
            let changes = edit["changes"].as_array().unwrap();
            changes.iter().map(|change| change["id"].clone()).collect()
        };
        prop_assert_eq!(ids(&again), ids(&edit));
    }

    #[test]
    fn finding_unknown_members_survives_any_value(name in any::<String>(), value in "[a-z]{0,4}") {
        let written = json!({&name: value, "nodes": [{&name: {&name: value}}, [value]]});
        let schema = tool_schema::<Draw>();
        for unknown in unknown_fields(&written, &schema) {
            prop_assert_eq!(&unknown.name, &name);
        }
    }
}
