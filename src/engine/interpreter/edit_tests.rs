//! Changes to the selection: what is said, and the steps that come of it.

use super::{EMPTY, answer, user};

pub(super) const SELECTED: &str = r##"{"page":{"name":"Page 1"},"selection":[
{"id":"s3","type":"rectangle","name":"Card","x":10,"y":20,"width":100,"height":40,"fill":"#ffffff","parent":"s1"},
{"id":"s4","type":"text","name":"Label","x":200,"y":90,"width":50,"height":20,"fontSize":16,"text":"Hi","parent":"s1"},
{"id":"s5","type":"ellipse","name":"Dot","x":400,"y":60,"width":30,"height":30,"parent":"s1"}],
"selectionCount":3,"shapes":[{"id":"s1","type":"board","name":"Screen","x":0,"y":0,"width":800,"height":600},
{"id":"s2","type":"ellipse","name":"Moon","x":900,"y":0,"width":30,"height":30}]}"##;

/// One rectangle is selected.
const ONE: &str = r##"{"page":{"name":"Page 1"},"selection":[
{"id":"s3","type":"rectangle","name":"Card","x":10,"y":20,"width":100,"height":40,"fill":"#ffffff","rotation":10,"parent":"s1"}],
"selectionCount":1,"shapes":[{"id":"s1","type":"board","name":"Screen","x":0,"y":0,"width":800,"height":600}]}"##;

/// `(what is said, steps as JSON without quotation marks)`, with one rectangle selected.
const ONE_TABLE: &[(&str, &str)] = &[
    ("make it red", "set s3 {fill:#ff0000}"),
    ("make this RED please", "set s3 {fill:#ff0000}"),
    ("red", "set s3 {fill:#ff0000}"),
    ("change the fill to #ff8800", "set s3 {fill:#ff8800}"),
    ("change color to dark blue", "set s3 {fill:#00008b}"),
    ("fill it with light gray", "set s3 {fill:#d3d3d3}"),
    ("make it bigger", "set s3 {width:125.0,height:50.0}"),
    ("bigger", "set s3 {width:125.0,height:50.0}"),
    ("make it 20% smaller", "set s3 {width:80.0,height:32.0}"),
    ("50% bigger", "set s3 {width:150.0,height:60.0}"),
    ("make it twice as big", "set s3 {width:200.0,height:80.0}"),
    ("2x bigger", "set s3 {width:200.0,height:80.0}"),
    ("make it half the size", "set s3 {width:50.0,height:20.0}"),
    ("make it wider", "set s3 {width:125.0}"),
    ("make it 20px wider", "set s3 {width:120.0}"),
    ("taller by 10 px", "set s3 {height:50.0}"),
    ("make it narrower", "set s3 {width:80.0}"),
    ("set the width to 200", "set s3 {width:200.0}"),
    (
        "set width 200 and height 80",
        "set s3 {width:200.0,height:80.0}",
    ),
    ("make it 300 by 200", "set s3 {width:300.0,height:200.0}"),
    ("resize to 64x64", "set s3 {width:64.0,height:64.0}"),
    ("double the width", "set s3 {width:200.0}"),
    ("make it rounded", "set s3 {radius:12.0}"),
    ("corner radius 8", "set s3 {radius:8.0}"),
    ("fully rounded corners", "set s3 {radius:20.0}"),
    ("sharp corners", "set s3 {radius:0.0}"),
    ("make it transparent", "set s3 {opacity:0.5}"),
    ("50% opacity", "set s3 {opacity:0.5}"),
    ("set the opacity to 0.3", "set s3 {opacity:0.3}"),
    ("30% transparent", "set s3 {opacity:0.7}"),
    (
        "add a shadow",
        "set s3 {shadow:{x:0.0,y:8.0,blur:24.0,spread:0.0,color:#10182829}}",
    ),
    (
        "remove the shadow",
        "set s3 {shadow:{x:0.0,y:0.0,blur:0.0,spread:0.0,color:#00000000}}",
    ),
    (
        "add a red outline",
        "set s3 {stroke:{color:#ff0000,width:1.0,align:inner}}",
    ),
    (
        "give it a 2px blue border",
        "set s3 {stroke:{color:#0000ff,width:2.0,align:inner}}",
    ),
    (
        "no border",
        "set s3 {stroke:{color:#14181f,width:0.0,align:inner}}",
    ),
    ("remove the fill", "set s3 {fill:none}"),
    ("rename it to Main card", "set s3 {name:Main card}"),
    ("rename to \"Hero\"", "set s3 {name:Hero}"),
    ("call it Big box", "set s3 {name:Big box}"),
    ("move it 20 px right", "shift s3 20 0"),
    ("move it up 10", "shift s3 0 -10"),
    ("move it 20 px right and 10 down", "shift s3 20 10"),
    ("nudge left", "shift s3 -1 0"),
    ("move it to 100, 200", "set s3 {x:100.0,y:200.0}"),
    ("rotate 45 degrees", "set s3 {rotation:55.0}"),
    ("rotate it to 45°", "set s3 {rotation:45.0}"),
    (
        "rotate 20 degrees counterclockwise",
        "set s3 {rotation:350.0}",
    ),
    ("delete it", "delete s3"),
    ("remove this", "delete s3"),
    ("hide it", "set s3 {hidden:true}"),
    ("show it", "set s3 {hidden:false}"),
    ("bring to front", "order s3 front"),
    ("send it to the back", "order s3 back"),
    ("bring forward", "order s3 forward"),
    ("send backward", "order s3 backward"),
    ("center it", "set s3 {x:350.0,y:280.0}"),
    ("center it horizontally", "set s3 {x:350.0}"),
    (
        "make it red and add a shadow and rename it to Alert",
        "set s3 {name:Alert,fill:#ff0000,shadow:{x:0.0,y:8.0,blur:24.0,spread:0.0,color:#10182829}}",
    ),
    ("delete the screen", "delete s1"),
    ("make the card green", "set s3 {fill:#008000}"),
];

/// The same with a rectangle, a text and an ellipse selected.
const MANY_TABLE: &[(&str, &str)] = &[
    ("make it red", "set s3,s4,s5 {fill:#ff0000}"),
    ("make the text white", "set s4 {fill:#ffffff}"),
    (
        "change the text to Hello there",
        "set s4 {text:Hello there}",
    ),
    ("font size 24", "set s4 {fontSize:24.0}"),
    ("make the text bigger", "set s4 {fontSize:20.0}"),
    ("bold", "set s4 {fontWeight:700}"),
    ("uppercase", "set s4 {text:HI}"),
    ("align these left", "set s3,s4,s5 {x:10.0}"),
    (
        "align right",
        "set s3 {x:330.0}; set s4 {x:380.0}; set s5 {x:400.0}",
    ),
    ("align top", "set s3,s4,s5 {y:20.0}"),
    (
        "algin the bottoms",
        "set s3 {y:70.0}; set s4 {y:90.0}; set s5 {y:80.0}",
    ),
    (
        "center them vertically",
        "set s3 {y:45.0}; set s4 {y:55.0}; set s5 {y:50.0}",
    ),
    (
        "distribute horizontally",
        "set s3 {x:10.0}; set s4 {x:230.0}; set s5 {x:400.0}",
    ),
    (
        "distribute them evenly",
        "set s3 {x:10.0}; set s4 {x:230.0}; set s5 {x:400.0}",
    ),
    (
        "space them 16 px apart",
        "set s3 {x:10.0}; set s4 {x:126.0}; set s5 {x:192.0}",
    ),
    (
        "put them in a row",
        "set s3 {x:10.0,y:20.0}; set s4 {x:126.0,y:20.0}; set s5 {x:192.0,y:20.0}",
    ),
    (
        "put these in a column with 8 px gap",
        "set s3 {x:10.0,y:20.0}; set s5 {x:10.0,y:68.0}; set s4 {x:10.0,y:106.0}",
    ),
    ("delete these", "delete s3,s4,s5"),
    ("delete everything", "delete s1,s2"),
    ("hide the moon", "set s2 {hidden:true}"),
];

/// Steps in short form.
fn short(answer: &super::Answer) -> String {
    let steps: Vec<String> = answer
        .calls
        .iter()
        .filter(|(tool, _)| tool == "edit")
        .flat_map(|(_, input)| input["steps"].as_array().unwrap())
        .map(|step| {
            let ids: Vec<&str> = step["ids"]
                .as_array()
                .unwrap()
                .iter()
                .map(|id| id.as_str().unwrap())
                .collect();
            let ids = ids.join(",");
            match step["action"].as_str().unwrap() {
                "set" => format!("set {ids} {}", step["set"].to_string().replace('"', "")),
                "shift" => format!(
                    "shift {ids} {} {}",
                    step["dx"].as_f64().unwrap(),
                    step["dy"].as_f64().unwrap()
                ),
                "order" => format!("order {ids} {}", step["to"].as_str().unwrap()),
                action => format!("{action} {ids}"),
            }
        })
        .collect();
    steps.join("; ")
}

fn check_table(table: &[(&str, &str)], context: &str) {
    let mut wrong = Vec::new();
    for (said, steps) in table {
        let answer = answer(vec![user(said, context)]);
        if short(&answer) != *steps || answer.text.contains("did not understand") {
            wrong.push(format!("{said}: {} ({})", short(&answer), answer.text));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn changes_to_one_layer_become_steps() {
    check_table(ONE_TABLE, ONE);
}

#[test]
fn changes_to_several_layers_are_reckoned_among_them() {
    check_table(MANY_TABLE, SELECTED);
}

#[test]
fn with_nothing_selected_it_asks_to_select_first() {
    for said in [
        "make it red",
        "align these left",
        "delete it",
        "rename it to X",
        "bigger",
    ] {
        let answer = answer(vec![user(said, EMPTY)]);
        assert!(answer.calls.is_empty(), "{said}");
        assert!(
            answer.text.contains("Select the layers"),
            "{said}: {}",
            answer.text
        );
    }
}

#[test]
fn what_cannot_be_done_is_said_with_the_way_to_do_it() {
    for (said, part) in [
        ("duplicate it", "Ctrl+D"),
        ("group these", "Ctrl+G"),
        ("flip it", "Shift+H"),
        ("lock it", "Lock"),
        ("make it italic", "Text panel"),
    ] {
        let answer = answer(vec![user(said, ONE)]);
        assert!(answer.text.contains(part), "{said}: {}", answer.text);
        assert!(answer.calls.is_empty(), "{said}");
    }
    let alone = answer(vec![user("distribute horizontally", ONE)]);
    assert!(alone.text.contains("at least three"), "{}", alone.text);
    let text = answer(vec![user("make it bold", ONE)]);
    assert!(text.text.contains("not a text layer"), "{}", text.text);
}

#[test]
fn layers_of_different_boards_are_not_compared() {
    let apart = SELECTED.replacen(r#""parent":"s1""#, r#""parent":"s9""#, 1);
    let answer = answer(vec![user("align left", &apart)]);
    assert!(answer.calls.is_empty());
    assert!(answer.text.contains("different boards"), "{}", answer.text);
}

#[test]
fn the_selection_is_told_from_the_context() {
    let answer = answer(vec![user("what is selected?", SELECTED)]);
    assert!(
        answer.text.starts_with("3 layers are selected"),
        "{}",
        answer.text
    );
    assert!(
        answer
            .text
            .contains("**Card**: rectangle, 100 × 40 at 10, 20, #ffffff")
    );
}
