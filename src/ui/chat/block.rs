//! Markdown blocks as elements: the boundary that nothing a model writes can cross as markup.
//!
//! Invariants: text only ever becomes text nodes and attribute values of a fixed set of elements;
//! images are named, never loaded; a link says where it leads.

use leptos::prelude::*;

use crate::engine::markdown::{Block, ColumnAlign, Inline, ListItem};
use crate::ui::icons::{Glyph, icon};
use crate::ui::kit::clipboard::CopyButton;
use crate::ui::kit::format::address_owner;

/// Whether a block may still change. One that may is drawn again with every frame, so it gets
/// nothing that keeps a state of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Writing {
    /// It is as it will stay.
    Closed,
    /// More is coming.
    Open,
}

/// Draws blocks below each other.
pub(super) fn blocks(list: &[Block], writing: Writing) -> Vec<AnyView> {
    list.iter()
        .map(|block| draw_block(block, writing))
        .collect()
}

/// Draws one block.
pub(super) fn draw_block(block: &Block, writing: Writing) -> AnyView {
    match block {
        Block::Paragraph(content) => view! { <p>{inlines(content)}</p> }.into_any(),
        Block::Heading { level, content } => heading(*level, content),
        Block::Code { language, code } => code_block(language, code, writing),
        Block::Quote(content) => {
            view! { <blockquote>{blocks(content, writing)}</blockquote> }.into_any()
        }
        Block::List { start, items } => list(*start, items, writing),
        Block::Table {
            alignments,
            head,
            rows,
        } => table(alignments, head, rows),
        Block::Rule => view! { <hr /> }.into_any(),
        Block::Html(text) => view! { <p class="raw-html">{text.clone()}</p> }.into_any(),
    }
}

/// Headings of an answer stand below the panel's own, so the first level is an `h2`.
fn heading(level: u8, content: &[Inline]) -> AnyView {
    let content = inlines(content);
    match level {
        1 => view! { <h2 class="heading heading-1">{content}</h2> }.into_any(),
        2 => view! { <h3 class="heading heading-2">{content}</h3> }.into_any(),
        3 => view! { <h4 class="heading">{content}</h4> }.into_any(),
        _ => view! { <h5 class="heading">{content}</h5> }.into_any(),
    }
}

fn code_block(language: &str, code: &str, writing: Writing) -> AnyView {
    let copied = code.to_owned();
    let copy = (writing == Writing::Closed).then(|| {
        view! { <CopyButton label="Copy code" text=Callback::new(move |()| copied.clone()) /> }
    });
    let language = if language.is_empty() {
        "code"
    } else {
        language
    };
    view! {
        <div class="code-block">
            <div class="code-head">
                <span>{language.to_owned()}</span>
                {copy}
            </div>
            <pre tabindex="0"><code>{code.to_owned()}</code></pre>
        </div>
    }
    .into_any()
}

fn list(start: Option<u64>, items: &[ListItem], writing: Writing) -> AnyView {
    let rows: Vec<_> = items
        .iter()
        .map(|item| {
            let tick = item.checked.map(|is_done| {
                let (glyph, said) = if is_done {
                    (Glyph::TaskDone, "done")
                } else {
                    (Glyph::TaskOpen, "open")
                };
                view! { <span class="task-mark" role="img" aria-label=said>{icon(glyph)}</span> }
            });
            view! {
                <li class:task=item.checked.is_some()>{tick}{blocks(&item.blocks, writing)}</li>
            }
        })
        .collect();
    match start {
        Some(first) => view! { <ol start=first.to_string()>{rows}</ol> }.into_any(),
        None => view! { <ul>{rows}</ul> }.into_any(),
    }
}

fn table(alignments: &[ColumnAlign], head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>]) -> AnyView {
    let class_of = |column: usize| match alignments.get(column) {
        Some(ColumnAlign::Center) => "align-center",
        Some(ColumnAlign::Right) => "align-right",
        Some(ColumnAlign::None | ColumnAlign::Left) | None => "",
    };
    let head: Vec<_> = head
        .iter()
        .enumerate()
        .map(|(column, cell)| {
            view! { <th scope="col" class=class_of(column)>{inlines(cell)}</th> }
        })
        .collect();
    let rows: Vec<_> = rows
        .iter()
        .map(|row| {
            let cells: Vec<_> = row
                .iter()
                .enumerate()
                .map(|(column, cell)| view! { <td class=class_of(column)>{inlines(cell)}</td> })
                .collect();
            view! { <tr>{cells}</tr> }
        })
        .collect();
    view! {
        <div class="table-scroll" role="region" aria-label="Table" tabindex="0">
            <table>
                <thead>
                    <tr>{head}</tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn inlines(content: &[Inline]) -> Vec<AnyView> {
    content.iter().map(draw_inline).collect()
}

fn draw_inline(inline: &Inline) -> AnyView {
    match inline {
        Inline::Text(text) | Inline::Html(text) => text.clone().into_any(),
        Inline::Code(code) => view! { <code>{code.clone()}</code> }.into_any(),
        Inline::Emphasis(content) => view! { <em>{inlines(content)}</em> }.into_any(),
        Inline::Strong(content) => view! { <strong>{inlines(content)}</strong> }.into_any(),
        Inline::Strikethrough(content) => view! { <del>{inlines(content)}</del> }.into_any(),
        Inline::Link { url, content } => link(url, content),
        Inline::Image { alt, url } => image(alt, url),
        Inline::Break { hard: true } => view! { <br /> }.into_any(),
        Inline::Break { hard: false } => " ".to_owned().into_any(),
    }
}

fn link(url: &str, content: &[Inline]) -> AnyView {
    view! {
        <a
            href=url.to_owned()
            target="_blank"
            rel="noopener noreferrer"
            title=address_owner(url).to_owned()
        >
            {inlines(content)}
        </a>
    }
    .into_any()
}

fn image(alt: &str, url: &str) -> AnyView {
    let name = if alt.is_empty() { "Image" } else { alt }.to_owned();
    let title = format!("Not loaded: {}", address_owner(url));
    view! {
        <span class="chip" title=title>
            {icon(Glyph::Image)}
            <span class="chip-text">{name}</span>
        </span>
    }
    .into_any()
}
