//! Tagged enums and flat structs, read and written as serde's own derives would.

use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::engine::canvas::{Node, Properties, Shape, Sides};
use crate::engine::host::{HostReply, HostRequest};
use crate::engine::tools::edit::Step;

fn refusal<T: DeserializeOwned + std::fmt::Debug>(value: Value) -> String {
    from_value::<T>(&value).unwrap_err().to_string()
}

#[test]
fn what_a_model_got_wrong_is_named() {
    assert_eq!(
        refusal::<Step>(json!({ "action": "paint", "ids": [] })),
        "unknown variant `paint`, expected one of `set`, `shift`, `move`, `order`, `delete`"
    );
    assert_eq!(
        refusal::<Step>(json!({ "ids": [] })),
        "missing field `action`"
    );
    assert_eq!(
        refusal::<Step>(json!({ "action": 1 })),
        "`action` must be a text"
    );
    assert_eq!(
        refusal::<Node>(json!({ "type": "text", "fontSize": "big" })),
        "invalid type: string \"big\", expected f64"
    );
    assert_eq!(
        refusal::<Properties>(json!({ "fill": "red" })),
        "\"red\" is not a colour; write \"#rrggbb\" or \"#rrggbbaa\""
    );
    assert_eq!(
        refusal::<Sides>(json!([1, 2])),
        "invalid length 2, expected an array of length 4"
    );
}

#[test]
fn members_beside_the_tag_are_no_payload() {
    let beside = json!({ "type": "GET_SELECTED_SHAPES", "depth": 1 });
    assert!(from_value::<HostRequest>(&beside).is_err());
    let done = json!({ "id": "1", "type": "DONE", "payload": {}, "epoch": 3 });
    assert_eq!(from_value::<HostReply>(&done).unwrap(), HostReply::Done {});
}

#[test]
fn properties_lie_between_the_members_around_them() {
    let text = r#"{"id":"8f","type":"board","parentId":"9a","name":"Card","x":1.0,"children":[{"id":"8a","type":"image","width":2.0}],"childCount":4}"#;
    let shape: Shape = read(text).unwrap();
    assert_eq!(shape.properties.name.as_deref(), Some("Card"));
    assert_eq!(shape.child_count, 4);
    assert_eq!(write(&shape).unwrap(), text);
}

#[test]
fn a_member_called_properties_is_passed_over() {
    let node: Node = read(r#"{"type":"text","properties":{"x":1},"y":2}"#).unwrap();
    assert_eq!((node.properties.x, node.properties.y), (None, Some(2.0)));
}

#[test]
fn sides_are_one_number_or_four() {
    for text in ["8.0", "[1.0,2.0,3.0,4.0]"] {
        assert_eq!(write(&read::<Sides>(text).unwrap()).unwrap(), text);
    }
}

#[test]
fn a_struct_is_an_object_and_its_members_are_read_by_kind() {
    assert_eq!(
        refusal::<Step>(json!({ "action": "set", "ids": ["s1"], "set": [1] })),
        "invalid type: sequence, expected struct Properties"
    );
    assert_eq!(
        refusal::<Properties>(json!({ "fontWeight": -4 })),
        "invalid type: integer `-4`, expected u16"
    );
    assert_eq!(
        refusal::<Properties>(json!({ "fontWeight": 70_000 })),
        "invalid value: integer `70000`, expected u16"
    );
    assert_eq!(
        refusal::<Properties>(json!({ "textAlign": "middle" })),
        "unknown variant `middle`, expected one of `left`, `center`, `right`, `justify`"
    );
    let properties: Properties = read(r#"{"x":8,"opacity":null,"later":{}}"#).unwrap();
    assert_eq!((properties.x, properties.opacity), (Some(8.0), None));
}

fn any_json() -> impl Strategy<Value = Value> {
    let plain = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,8}".prop_map(Value::from),
    ];
    plain.prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((".{0,4}", inner), 0..4)
                .prop_map(|members| members.into_iter().collect()),
        ]
    })
}

proptest! {
    #[test]
    fn any_data_is_read_as_it_is(value in any_json()) {
        prop_assert_eq!(&from_value::<Value>(&value).unwrap(), &value);
        prop_assert_eq!(&to_value(&value).unwrap(), &value);
    }
}
