//! Reactive pieces whose type says what they yield, not which closure yields it.
//!
//! Every closure has a type of its own, and the framework's machinery behind an attribute, a text, a
//! memo or a list is compiled once for each type that it meets. Behind a box the same machinery
//! serves all of them, which makes the panel's download smaller; the cost is one small allocation
//! where the piece is made. Invariant: nothing here decides when something is drawn; that is the
//! framework's, with the same rules as without the box.

use leptos::ev::MouseEvent;
use leptos::prelude::*;

/// A value that is read again when something that it depends on changes: for an attribute, a class,
/// a property, or a text or view among the children.
pub(crate) type Live<T> = Box<dyn Fn() -> T + Send>;

/// What `read` yields, followed.
pub(crate) fn live<T>(read: impl Fn() -> T + Send + 'static) -> Live<T> {
    Box::new(read)
}

/// What a press does.
pub(crate) fn press(act: impl FnMut() + 'static) -> Box<dyn FnMut(MouseEvent)> {
    let mut act: Box<dyn FnMut()> = Box::new(act);
    Box::new(move |_| act())
}

/// A value that is computed once for all who read it, and tells them only when it is another one.
pub(crate) fn memo<T: PartialEq + Send + Sync + 'static>(
    compute: impl Fn() -> T + Send + Sync + 'static,
) -> Memo<T> {
    let compute: Box<dyn Fn() -> T + Send + Sync> = Box::new(compute);
    Memo::new(move |_| compute())
}

/// Shows its children while a condition holds, and what is given as `fallback` otherwise.
#[component]
pub(crate) fn Show(
    /// The condition.
    #[prop(into)]
    when: Signal<bool>,
    /// What is shown while it holds.
    children: ChildrenFn,
    /// What is shown otherwise.
    #[prop(optional, into)]
    fallback: ViewFn,
) -> impl IntoView {
    let is_shown = memo(move || when.get());
    live(move || {
        if is_shown.get() {
            children()
        } else {
            fallback.run()
        }
    })
}

/// A row of a list: what it is known by, and how it is drawn if it is new.
struct Row {
    key: String,
    draw: Box<dyn FnOnce() -> AnyView + Send>,
}

/// A list of which only the rows change that come, go or move.
#[component]
pub(crate) fn For<T, List, Key, View>(
    /// The items.
    each: impl Fn() -> List + Send + 'static,
    /// What an item is known by; its text must differ from item to item.
    key: impl Fn(&T) -> Key + Send + 'static,
    /// How a new item is drawn.
    children: impl Fn(T) -> View + Clone + Send + 'static,
) -> impl IntoView
where
    T: Send + 'static,
    List: IntoIterator<Item = T>,
    Key: ToString,
    View: IntoView + 'static,
{
    rows(Box::new(move || {
        each()
            .into_iter()
            .map(|item| {
                let children = children.clone();
                Row {
                    key: key(&item).to_string(),
                    draw: Box::new(move || children(item).into_any()),
                }
            })
            .collect()
    }))
}

fn rows(each: Live<Vec<Row>>) -> AnyView {
    use leptos::control_flow::{For, ForProps};

    let props = ForProps::builder()
        .each(each)
        .key(|row: &Row| row.key.clone())
        .children(|row: Row| (row.draw)())
        .build();
    For(props).into_any()
}
