//! What the tools' schemas say about colours and fills; the other types derive theirs.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::{Color, Fill, Gradient};

impl JsonSchema for Color {
    fn schema_name() -> Cow<'static, str> {
        "Color".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^#([0-9a-fA-F]{6}|[0-9a-fA-F]{8})$" })
    }
}

impl JsonSchema for Fill {
    fn schema_name() -> Cow<'static, str> {
        "Fill".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let gradient = generator.subschema_for::<Gradient>();
        json_schema!({ "anyOf": [
            { "type": "string", "pattern": "^(none|#[0-9a-fA-F]{6}|#[0-9a-fA-F]{8})$" },
            gradient,
        ] })
    }
}
