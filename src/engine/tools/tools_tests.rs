//! What every tool owes, checked for all of them.

use super::*;

#[test]
fn the_whole_list_of_tools_stays_small() {
    let size: usize = descriptions()
        .iter()
        .map(|tool| serde_json::to_string(tool).unwrap().len())
        .sum();
    assert!(
        size < 16 * 1024,
        "{size} bytes of schemas; every step pays for them"
    );
}

#[test]
fn every_tool_is_described_within_the_providers_limits() {
    for tool in descriptions() {
        assert!(
            !tool.description.is_empty(),
            "{} has no description",
            tool.name
        );
        assert!(
            tool.description.len() < 1024,
            "{} is described at too great length",
            tool.name
        );
        let is_valid = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
        assert!(
            tool.name.len() <= 64 && tool.name.chars().all(is_valid),
            "{}",
            tool.name
        );
        assert_eq!(
            tool.parameters.get("type").and_then(Value::as_str),
            Some("object")
        );
    }
}

#[test]
fn tools_are_found_by_name() {
    for tool in TOOLS {
        assert_eq!(find(tool.name).map(|found| found.name), Some(tool.name));
    }
    assert!(find("paint").is_none());
}

#[test]
fn a_long_result_is_cut_and_says_so() {
    let outcome = Outcome {
        content: "ä".repeat(RESULT_BYTES_MAX),
        ..Outcome::default()
    };
    let result = outcome.into_result(Millis(1));
    assert!(result.content.len() < RESULT_BYTES_MAX + 64);
    assert!(result.content.ends_with("(cut: too long; ask for less)"));
}
