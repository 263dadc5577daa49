//! YAML as plain values, read within a budget: no bomb, no depth, no surprise type.
//!
//! A scalar keeps the text the writer typed (`1.10` stays `1.10`, `yes` stays `yes`): the first pass finds the shape
//! and every text; where it met numbers or the like, a second reads every scalar as text.

use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::value::Value;

/// The top level of a block, in order. `Err` says in words why it cannot be read.
pub fn parse(raw: &str) -> Result<Vec<(String, Value)>, String> {
    if raw.trim().is_empty() {
        return Ok(Vec::new());
    }
    let shape: Shape = serde_saphyr::from_str_with_options(raw, options()).map_err(|error| plain(&error))?;
    match read(raw, shape)? {
        Value::Map(entries) => Ok(entries),
        Value::Null => Ok(Vec::new()),
        _ => Err("it is not a list of fields".into()),
    }
}

fn read(raw: &str, shape: Shape) -> Result<Value, String> {
    if let Some(known) = shape.known() {
        return Ok(known);
    }
    serde_saphyr::with_deserializer_from_str_with_options(raw, options(), |de| shape.deserialize(de))
        .map_err(|error| plain(&error))
}

fn options() -> serde_saphyr::Options {
    serde_saphyr::options! {
        budget: serde_saphyr::budget! {
            max_depth: 32,
            flow_nesting_limit: 32,
            max_nodes: 10_000,
            max_events: 40_000,
            max_aliases: 64,
            max_anchors: 64,
            max_documents: 1,
            max_recorded_anchor_events: 20_000,
            max_recorded_anchor_bytes: 256 * 1024,
            max_total_scalar_bytes: 64 * 1024,
            max_merge_keys: 16,
        },
        alias_limits: serde_saphyr::alias_limits! {
            max_total_replayed_events: 20_000,
            max_replay_stack_depth: 16,
            max_alias_expansions_per_anchor: 64,
        },
        duplicate_keys: serde_saphyr::DuplicateKeyPolicy::LastWins,
        strict_booleans: true,
        null_as_string: true,
        emit_comments: false,
        with_snippet: false,
    }
}

/// The first line of the parser's complaint: the rest repeats the text.
fn plain(error: &serde_saphyr::Error) -> String {
    error.to_string().lines().next().unwrap_or_default().trim().to_owned()
}

/// What stands where, before numbers are read as text.
enum Shape {
    Null,
    Text(String),
    /// A number or a truth value, whose text is not known yet.
    Scalar,
    List(Vec<Shape>),
    Map(Vec<(String, Shape)>),
}

impl Shape {
    /// What is read; `None` where a scalar's text is not known.
    fn known(&self) -> Option<Value> {
        match self {
            Shape::Null => Some(Value::Null),
            Shape::Text(text) => Some(Value::Text(text.clone())),
            Shape::Scalar => None,
            Shape::List(items) => items.iter().map(Shape::known).collect::<Option<_>>().map(Value::List),
            Shape::Map(entries) => {
                let known = entries.iter().map(|(key, value)| Some((key.clone(), value.known()?)));
                known.collect::<Option<_>>().map(Value::Map)
            }
        }
    }
}

impl<'de> Deserialize<'de> for Shape {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ShapeVisitor)
    }
}

struct ShapeVisitor;

macro_rules! scalar {
    ($($name:ident: $type:ty),*) => {
        $(fn $name<E>(self, _: $type) -> Result<Shape, E> {
            Ok(Shape::Scalar)
        })*
    };
}

impl<'de> Visitor<'de> for ShapeVisitor {
    type Value = Shape;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a YAML value")
    }

    scalar!(visit_bool: bool, visit_i64: i64, visit_u64: u64, visit_i128: i128, visit_u128: u128,
        visit_f64: f64, visit_bytes: &[u8]);

    fn visit_str<E>(self, text: &str) -> Result<Shape, E> {
        Ok(Shape::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Shape, E> {
        Ok(Shape::Text(text))
    }

    fn visit_unit<E>(self) -> Result<Shape, E> {
        Ok(Shape::Null)
    }

    fn visit_none<E>(self) -> Result<Shape, E> {
        Ok(Shape::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Shape, D::Error> {
        <Shape as Deserialize>::deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Shape, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Shape::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Shape, A::Error> {
        let mut values = Vec::new();
        while let Some((Key(key), value)) = map.next_entry()? {
            values.push((key, value));
        }
        Ok(Shape::Map(values))
    }
}

/// A key as text; anything else than a scalar becomes an empty key.
struct Key(String);

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Key)
    }
}

impl<'de> DeserializeSeed<'de> for Shape {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        match self {
            Shape::Null => IgnoredAny::deserialize(deserializer).map(|_| Value::Null),
            Shape::Text(_) | Shape::Scalar => String::deserialize(deserializer).map(Value::Text),
            Shape::List(items) => deserializer.deserialize_seq(ListVisitor(items)),
            Shape::Map(values) => deserializer.deserialize_map(MapVisitor(values)),
        }
    }
}

struct ListVisitor(Vec<Shape>);

impl<'de> Visitor<'de> for ListVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let mut items = Vec::with_capacity(self.0.len());
        for shape in self.0 {
            items.extend(seq.next_element_seed(shape)?);
        }
        Ok(Value::List(items))
    }
}

struct MapVisitor(Vec<(String, Shape)>);

impl<'de> Visitor<'de> for MapVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a mapping")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut entries = Vec::with_capacity(self.0.len());
        for (_, shape) in self.0 {
            let Some(Key(key)) = map.next_key()? else { break };
            entries.push((key, map.next_value_seed(shape)?));
        }
        Ok(Value::Map(entries))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn text(raw: &str) -> Value {
        parse(raw).unwrap().remove(0).1
    }

    #[test]
    fn keeps_the_text_of_a_scalar() {
        for typed in ["1.10", "yes", "true", "0x1F", "2025-01-15", "1e3", "012", "Ünï", "+1"] {
            assert_eq!(text(&format!("a: {typed}")), Value::Text(typed.into()), "{typed}");
        }
        assert_eq!(text("a: ~"), Value::Null);
        assert_eq!(text("a:"), Value::Null);
        assert_eq!(text("a: 'it''s'"), Value::Text("it's".into()));
        assert_eq!(text("a: ''"), Value::Text(String::new()));
    }

    #[test]
    fn reads_lists_and_mappings() {
        assert_eq!(
            text("a: [1.0, ~, x]"),
            Value::List(vec![Value::Text("1.0".into()), Value::Null, Value::Text("x".into())])
        );
        assert_eq!(text("a:\n  b: 1\n"), Value::Map(vec![("b".into(), Value::Text("1".into()))]));
    }

    #[test]
    fn says_why_it_cannot_read() {
        for raw in ["- a\n- b\n", "just text", "a: [1", "a: &x [*x]", "a: b: c"] {
            assert!(parse(raw).is_err(), "{raw}");
        }
        assert_eq!(parse("").unwrap(), vec![]);
        assert_eq!(parse("# only a comment\n").unwrap(), vec![]);
    }
}
