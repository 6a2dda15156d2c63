//! Enums that are written as an object with a member that names the variant.
//!
//! ```json
//! {"end":"failed","title":"…","remedy":"…"}
//! {"type":"THEME_CHANGE","payload":{"theme":"light"}}
//! ```
//!
//! Invariants: the name of the variant is written first; members that a variant does not know are
//! passed over, wherever the name stands.

use serde::de::value::StrDeserializer;
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error as _, Unexpected, VariantAccess, Visitor,
};
use serde::forward_to_deserialize_any;
use serde_json::{Error, Map, Value};

use super::Reader;

/// An object as the source of an enum: the name of its variant, and what holds its members.
pub(crate) struct Tagged<'de> {
    variant: &'de str,
    members: &'de Value,
}

impl<'de> Tagged<'de> {
    /// Finds the name in the member `tag`; the variant's members are in `content`, or beside it.
    pub(crate) fn of(
        value: &'de Value,
        tag: &'static str,
        content: Option<&'static str>,
    ) -> Result<Self, Error> {
        let variant = value.get(tag).ok_or_else(|| Error::missing_field(tag))?;
        let members = match content {
            Some(content) => value.get(content).unwrap_or(&Value::Null),
            None => value,
        };
        Ok(Self {
            variant: variant
                .as_str()
                .ok_or_else(|| Error::custom(format_args!("`{tag}` must be a text")))?,
            members,
        })
    }

    /// A variant without members.
    pub(crate) const fn unit(variant: &'de str) -> Self {
        Self {
            variant,
            members: &Value::Null,
        }
    }
}

impl<'de> Deserializer<'de> for Tagged<'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_enum(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option
        unit unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

impl<'de> EnumAccess<'de> for Tagged<'de> {
    type Error = Error;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(
        self,
        seed: V,
    ) -> Result<(V::Value, Self::Variant), Error> {
        let variant = seed.deserialize(StrDeserializer::<Error>::new(self.variant))?;
        Ok((variant, self))
    }
}

impl<'de> VariantAccess<'de> for Tagged<'de> {
    type Error = Error;

    fn unit_variant(self) -> Result<(), Error> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Error> {
        seed.deserialize(Reader(self.members))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Error> {
        Err(Error::invalid_type(Unexpected::TupleVariant, &visitor))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        Reader(self.members).deserialize_struct("", fields, visitor)
    }
}

/// The inverse of [`Tagged::of`], from how an enum is written without a tag: `{"variant":{…}}`, or
/// `"variant"` if it has no members.
pub(crate) fn tag(value: Value, tag: &str, content: Option<&str>) -> Value {
    let mut object = Map::new();
    match value {
        Value::Object(variants) => {
            for (variant, members) in variants {
                object.insert(tag.to_owned(), Value::String(variant));
                match (content, members) {
                    (Some(content), members) => {
                        object.insert(content.to_owned(), members);
                    }
                    (None, Value::Object(members)) => object.extend(members),
                    // A variant that holds a text or a list cannot lie beside its name.
                    (None, _) => {}
                }
            }
        }
        variant => {
            object.insert(tag.to_owned(), variant);
        }
    }
    Value::Object(object)
}
