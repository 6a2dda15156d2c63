//! Every line of every sketch can be read.

use super::*;
use crate::engine::interpreter::build::brief_of;
use crate::engine::interpreter::spec::Spec;

#[test]
fn every_line_names_a_known_kind_or_sketch_and_known_looks() {
    let brief = brief_of(&Spec::default(), 0, 1);
    let mut seen = 0;
    for line in SKETCHES
        .iter()
        .flat_map(|file| file.lines())
        .filter(|line| !line.is_empty() && !line.starts_with(['#', '=']))
    {
        let unquoted: Vec<&str> = line.split('"').step_by(2).collect();
        let mut words = unquoted
            .iter()
            .flat_map(|part| part.split_whitespace())
            .filter(|word| !word.ends_with('?'));
        let name = words.next().unwrap();
        assert!(
            "board rectangle ellipse text icon table slot pick repeat"
                .split(' ')
                .any(|known| known == name)
                || name == "setting-{3}"
                || !lines_of(name).is_empty(),
            "{line}"
        );
        for look in words {
            let look = look.rsplit('?').next().unwrap();
            let look = ["{1}", "{2}", "{3}", "{4}"]
                .iter()
                .fold(look.to_owned(), |look, text| look.replace(text, "1"));
            assert!(
                look::apply(&mut board("x"), &look, &brief),
                "{line}: {look}"
            );
        }
        seen += 1;
    }
    assert!(seen > 200, "{seen}");
}

#[test]
fn what_a_person_wrote_is_never_read_as_notation() {
    let mut brief = brief_of(&Spec::default(), 0, 1);
    brief.title = Some("Say \"{1}\" stretch".to_owned());
    let node = sketch(&brief, "toast", &[]);
    let words = &node.children[1].children[0].properties;
    assert_eq!(words.text, brief.title);
}

#[test]
fn an_unknown_sketch_is_an_empty_board() {
    let brief = brief_of(&Spec::default(), 0, 1);
    assert!(sketch(&brief, "unicorn", &[]).children.is_empty());
}
