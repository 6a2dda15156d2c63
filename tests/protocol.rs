//! The panel's side of the protocol reads and writes what the host's side does.
//!
//! `tests/fixtures/host/*.json` are read here and by `plugin/tests/`, so that neither side can
//! change a name or a shape alone.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test stops at the first thing that is not as it must be"
)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use limn::engine::host::{HostError, HostEvent, HostReply, HostRequest};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Direction {
    Request,
    Reply,
    Event,
    Error,
}

#[derive(Deserialize)]
struct Fixture {
    name: String,
    direction: Direction,
    message: Value,
}

impl Fixture {
    /// The message without its envelope, as it crosses between the channel and the engine.
    fn body(&self) -> Value {
        let body = match self.direction {
            Direction::Error => &self.message["payload"],
            Direction::Request | Direction::Reply | Direction::Event => &self.message,
        };
        let mut body = body.clone();
        if let Some(fields) = body.as_object_mut() {
            fields.remove("id");
            fields.remove("epoch");
        }
        body
    }
}

fn fixtures() -> Vec<(PathBuf, Fixture)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/host");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(&folder)
        .expect("the folder of fixtures")
        .map(|entry| entry.expect("a fixture").path())
        .collect();
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let text = std::fs::read_to_string(&path).expect("a readable fixture");
            let fixture = serde_json::from_str(&text)
                .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            (path, fixture)
        })
        .collect()
}

/// Reads `body` as `T` and writes it again.
fn through<T: DeserializeOwned + Serialize>(body: &Value) -> serde_json::Result<Value> {
    serde_json::to_value(serde_json::from_value::<T>(body.clone())?)
}

/// JSON has one kind of number: 14 and 14.0 are the same.
fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => one.as_f64() == other.as_f64(),
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            one.len() == other.len()
                && one
                    .iter()
                    .all(|(key, value)| other.get(key).is_some_and(|other| same(value, other)))
        }
        _ => one == other,
    }
}

#[test]
fn every_fixture_is_read_and_written_back_unchanged() {
    for (path, fixture) in fixtures() {
        let body = fixture.body();
        let written = match fixture.direction {
            Direction::Request => through::<HostRequest>(&body),
            Direction::Reply => through::<HostReply>(&body),
            Direction::Event => through::<HostEvent>(&body),
            Direction::Error => through::<HostError>(&body),
        };
        let written = written.unwrap_or_else(|error| {
            panic!("{} ({}): {error}", path.display(), fixture.name);
        });
        assert!(
            same(&written, &body),
            "{}: read\n{body:#}\nwrote\n{written:#}",
            path.display()
        );
    }
}

#[test]
fn the_fixtures_cover_every_type_and_code_that_the_host_sends_or_takes() {
    let told: BTreeSet<String> = fixtures()
        .iter()
        .map(|(_, fixture)| match fixture.direction {
            Direction::Error => fixture.message["payload"]["code"].clone(),
            _ => fixture.message["type"].clone(),
        })
        .filter_map(|kind| kind.as_str().map(str::to_owned))
        .collect();
    let expected = [
        "GET_CURRENT_PAGE",
        "GET_SHAPES",
        "GET_SELECTED_SHAPES",
        "APPLY",
        "SELECT_SHAPES",
        "ZOOM_TO_SHAPES",
        "GET_LEDGER",
        "PAGE",
        "SHAPES",
        "APPLIED",
        "DONE",
        "LEDGER",
        "HELLO",
        "THEME_CHANGE",
        "SELECTION_CHANGE",
        "PAGE_CHANGE",
        "NOT_FOUND",
        "INVALID",
        "PAGE_CHANGED",
        "READ_ONLY",
        "REJECTED",
        "ROLLBACK_FAILED",
        "UNSUPPORTED",
    ];
    let missing: Vec<&str> = expected
        .into_iter()
        .filter(|kind| !told.contains(*kind))
        .collect();
    assert!(missing.is_empty(), "no fixture for {missing:?}");
}

#[test]
fn a_request_of_an_unknown_type_is_not_read_as_another() {
    let unknown = serde_json::json!({ "type": "GET_WEATHER", "payload": {} });
    assert!(serde_json::from_value::<HostRequest>(unknown).is_err());
}
