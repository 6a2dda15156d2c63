//! `draw` against a host that only keeps what it is sent.

use super::*;
use crate::engine::canvas::{Applied, CreatedShape, PageSnapshot};
use crate::engine::host::{HostError, HostErrorCode, HostReply};

fn batches(arguments: &str, piece: usize) -> (Vec<Vec<Operation>>, DrawRun) {
    let aliases = Aliases::default();
    let mut run = DrawRun::default();
    let mut batches = Vec::new();
    let mut number = 0;
    let characters: Vec<char> = arguments.chars().collect();
    let mut pieces = characters.chunks(piece);
    loop {
        number += 1;
        match run.next_request(&OperationId(format!("t/{number}"))) {
            Some(DrawRequest::Other(HostRequest::ReadPage { .. })) => {
                run.take_reply(&Ok(HostReply::Page(page())));
            }
            Some(DrawRequest::Other(_)) => run.take_reply(&Ok(HostReply::Done {})),
            Some(DrawRequest::Apply(operations)) => {
                run.take_reply(&Ok(HostReply::Applied(applied(&operations))));
                batches.push(operations);
            }
            None => match pieces.next() {
                Some(piece) => run.push(&piece.iter().collect::<String>(), &aliases),
                None if run.is_finished() => break,
                None => run.end_arguments(),
            },
        }
    }
    (batches, run)
}

fn page() -> PageSnapshot {
    PageSnapshot {
        page_id: "p".into(),
        page_name: "Page".to_owned(),
        file_name: "File".to_owned(),
        shapes: Vec::new(),
        omitted: 0,
    }
}

fn applied(operations: &[Operation]) -> Applied {
    let mut applied = Applied::default();
    for operation in operations {
        if let Operation::Draw { node, .. } = operation {
            create(node, &mut applied.created);
        }
    }
    applied
}

fn create(node: &PlacedNode, created: &mut Vec<CreatedShape>) {
    created.push(CreatedShape {
        reference: node.reference.clone(),
        id: format!("id-of-{}", node.reference).into(),
        kind: node.kind.name().to_owned(),
        name: node.properties.name.clone().unwrap_or_default(),
        parent_id: None,
        x: 0.0,
        y: 0.0,
        width: 1.0,
        height: 1.0,
    });
    for child in &node.children {
        create(child, created);
    }
}

fn parents(batches: &[Vec<Operation>]) -> Vec<String> {
    batches
        .iter()
        .flatten()
        .filter_map(|operation| match operation {
            Operation::Draw { parent, .. } => Some(parent.clone()),
            _ => None,
        })
        .collect()
}

const NESTED: &str = r#"{"nodes":[{"type":"board","name":"A","width":9,"height":9,"children":[{"type":"board","name":"B","width":5,"height":5,"children":[{"type":"ellipse","name":"C","width":1,"height":1}]}]}]}"#;

#[test]
fn children_name_their_parent_by_reference_or_by_id() {
    let (one_batch, _) = batches(NESTED, 1000);
    assert_eq!(one_batch.len(), 1);
    assert_eq!(parents(&one_batch), ["page", "t/3#0", "t/3#0.0"]);

    let (many, run) = batches(NESTED, 1);
    assert_eq!(many.len(), 3);
    assert_eq!(parents(&many)[0], "page");
    assert!(parents(&many)[1].starts_with("id-of-"));
    assert_eq!(run.facts().added, 3);
}

#[test]
fn what_is_written_after_children_is_set_afterwards() {
    let (batches, run) = batches(
        r##"{"nodes":[{"type":"board","name":"A","children":[],"fill":"#ff0000"}]}"##,
        3,
    );
    let update = batches.iter().flatten().any(|operation| {
        matches!(operation, Operation::Update { properties, .. } if properties.fill.is_some())
    });
    assert!(update, "{batches:?}");
    assert!(run.problems.is_empty());
}

#[test]
fn an_unknown_parent_draws_nothing() {
    let (batches, run) = batches(
        r#"{"parent":"s9","nodes":[{"type":"board","name":"A"}]}"#,
        3,
    );
    assert!(batches.is_empty());
    let outcome = run.outcome(&mut Aliases::default());
    assert!(outcome.is_error);
    assert!(outcome.content.contains("s9"), "{}", outcome.content);
}

#[test]
fn a_call_without_layers_says_that_nothing_was_drawn() {
    let (_, run) = batches(r#"{"nodes":[]}"#, 3);
    assert_eq!(
        run.outcome(&mut Aliases::default()).content,
        "Nothing was drawn."
    );
}

#[test]
fn a_refused_batch_is_sent_again_without_the_layer_to_blame() {
    let mut run = DrawRun::default();
    run.push(
        r#"{"nodes":[{"type":"text","text":"a"},{"type":"text","text":"b"}]}"#,
        &Aliases::default(),
    );
    run.free_space = Some(FreeSpace::default());
    assert!(
        matches!(run.next_request(&"t/1".into()), Some(DrawRequest::Apply(operations)) if operations.len() == 2)
    );
    run.take_reply(&Err(HostError {
        code: HostErrorCode::Rejected,
        message: "no such font".to_owned(),
        operation: Some(0),
    }));
    match run.next_request(&"t/2".into()) {
        Some(DrawRequest::Apply(operations)) => {
            assert!(
                matches!(operations.as_slice(), [Operation::Draw { node, .. }] if node.properties.text.as_deref() == Some("b"))
            );
        }
        other => panic!("{other:?}"),
    }
    assert!(
        run.problems[0].contains("nodes[0]: no such font"),
        "{:?}",
        run.problems
    );
}

const GROUPED: &str = r#"{"nodes":[{"type":"group","name":"Face","x":10,"y":10,"children":[{"type":"ellipse","name":"Eye","width":4,"height":4},{"type":"group","name":"Mouth","children":[{"type":"line","name":"Lip","width":9,"height":0}],"opacity":0.5},{"type":"group","name":"Beard","children":[]}]},{"type":"ellipse","name":"Hat","width":9,"height":9}]}"#;

#[test]
fn a_group_is_sent_once_and_with_its_layers() {
    for piece in [1, 7, 1000] {
        let (batches, run) = batches(GROUPED, piece);
        let operations: Vec<&Operation> = batches.iter().flatten().collect();
        let [
            Operation::Draw { node: face, .. },
            Operation::Update { properties, .. },
            Operation::Draw { node: hat, .. },
        ] = operations.as_slice()
        else {
            panic!("{operations:?}");
        };
        let names: Vec<&str> = face
            .children
            .iter()
            .filter_map(|child| child.properties.name.as_deref())
            .collect();
        assert_eq!(names, ["Eye", "Mouth"]);
        assert_eq!(
            face.children[1].children[0].properties.name.as_deref(),
            Some("Lip")
        );
        assert_eq!(properties.opacity, Some(0.5));
        assert_eq!(hat.properties.name.as_deref(), Some("Hat"));
        assert_eq!(run.facts().added, 5);
        assert_eq!(
            run.problems,
            ["nodes[0].children[2]: a group needs layers inside it"]
        );
    }
}

#[test]
fn a_group_that_is_cut_off_keeps_its_whole_layers() {
    let (batches, run) = batches(
        r#"{"nodes":[{"type":"group","children":[{"type":"ellipse","name":"Eye"},{"type":"ell"#,
        5,
    );
    assert_eq!(batches.len(), 1);
    assert_eq!(run.facts().added, 2);
}

#[test]
fn a_group_without_layers_is_refused() {
    for arguments in [
        r#"{"nodes":[{"type":"group"}]}"#,
        r#"{"nodes":[{"type":"group","children":[{"type":"text"},{"type":"group"}]}]}"#,
    ] {
        let (batches, run) = batches(arguments, 5);
        assert!(batches.is_empty(), "{batches:?}");
        let refused = run.problems.last().unwrap();
        assert_eq!(refused, "nodes[0]: a group needs layers inside it");
        assert!(run.is_finished());
    }
}
