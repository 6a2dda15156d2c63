//! The body of an answer, whatever it turns out to be: an event stream, one JSON document from a
//! gateway that ignores `stream`, or a web page from a captive portal.
//!
//! Invariant: the first byte that is not white space decides. No event stream begins with `{`, `[`
//! or `<`, because none of them can begin a field that means anything.

use super::sse::{SseEvent, SseParser};

/// Most bytes of a document that are kept; a longer one is not a model's answer.
const MAX_DOCUMENT_BYTES: usize = 16 << 20;

/// Most bytes kept to quote from.
const HEAD_BYTES: usize = 1024;

/// Characters quoted from an answer that is none.
const EXCERPT_CHARS: usize = 200;

/// Takes a body apart.
#[derive(Debug, Default)]
pub(super) struct Body {
    parser: SseParser,
    kind: Kind,
    head: Vec<u8>,
    document: Vec<u8>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Kind {
    #[default]
    Undecided,
    Events,
    Document,
}

/// What was left when a body ended.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum BodyEnd {
    /// Nothing: the events were all handed out, or none ever came.
    Nothing,
    /// An event without the empty line that ends it.
    Unterminated(SseEvent),
    /// The body is one document, not a stream.
    Document(String),
    /// The body is no event stream: its beginning, as text.
    Foreign(String),
}

impl Body {
    /// Takes the next bytes and returns the events that they complete.
    pub(super) fn push(&mut self, bytes: &[u8]) -> Vec<SseEvent> {
        let mut bytes = bytes;
        if self.kind == Kind::Undecided {
            let Some(start) = bytes.iter().position(|byte| !is_padding(*byte)) else {
                return Vec::new();
            };
            bytes = bytes.get(start..).unwrap_or_default();
            self.kind = match bytes.first() {
                Some(b'{' | b'[' | b'<') => Kind::Document,
                _ => Kind::Events,
            };
        }
        let room = HEAD_BYTES.saturating_sub(self.head.len());
        self.head.extend(bytes.iter().take(room));
        if self.kind == Kind::Document {
            if self.document.len() < MAX_DOCUMENT_BYTES {
                self.document.extend_from_slice(bytes);
            }
            return Vec::new();
        }
        self.parser.push(bytes)
    }

    /// The body has ended.
    pub(super) fn finish(&mut self) -> BodyEnd {
        if self.kind == Kind::Document {
            let document = std::mem::take(&mut self.document);
            return BodyEnd::Document(String::from_utf8_lossy(&document).into_owned());
        }
        if let Some(event) = self.parser.finish() {
            return BodyEnd::Unterminated(event);
        }
        if self.kind == Kind::Undecided || self.parser.is_event_stream() {
            return BodyEnd::Nothing;
        }
        BodyEnd::Foreign(excerpt(&String::from_utf8_lossy(&self.head)))
    }
}

/// White space, and the bytes of a byte order mark.
const fn is_padding(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | 0xEF | 0xBB | 0xBF)
}

/// The beginning of a text, to be shown as text.
pub(super) fn excerpt(text: &str) -> String {
    text.trim().chars().take(EXCERPT_CHARS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn end_of(pieces: &[&[u8]]) -> (Vec<String>, BodyEnd) {
        let mut body = Body::default();
        let events = pieces
            .iter()
            .flat_map(|piece| body.push(piece))
            .map(|event| event.data)
            .collect();
        (events, body.finish())
    }

    #[test]
    fn an_event_stream_is_handed_on_with_its_unterminated_rest() {
        let (events, end) = end_of(&[b"\r\n ", b"\n: hi\n", b"data: 1\n\ndata: 2"]);
        assert_eq!(events, ["1"]);
        let BodyEnd::Unterminated(event) = end else {
            panic!("{end:?}");
        };
        assert_eq!(event.data, "2");
        assert_eq!(end_of(&[b": alive\n\n"]), (vec![], BodyEnd::Nothing));
        assert_eq!(end_of(&[b" \n"]), (vec![], BodyEnd::Nothing));
    }

    #[test]
    fn white_space_before_the_first_field_is_dropped_however_it_is_cut() {
        for pieces in [
            [" ", "data: 1\n\n"],
            [" data: 1", "\n\n"],
            ["\u{FEFF}\n", " data: 1\n\n"],
        ] {
            let pieces = pieces.map(str::as_bytes);
            assert_eq!(end_of(&pieces).0, ["1"]);
        }
    }

    #[test]
    fn a_document_is_collected_whole_whatever_its_lines_look_like() {
        let (events, end) = end_of(&[b"\xEF\xBB", b"\xBF\n {\"a\":\n\n", b"data: 1}\n\n"]);
        assert_eq!(events, [""; 0]);
        assert_eq!(end, BodyEnd::Document("{\"a\":\n\ndata: 1}\n\n".to_owned()));
    }

    #[test]
    fn plain_text_is_quoted_and_capped() {
        let (events, end) = end_of(&[b"upstream connect error\n\n", &[b'x'; 5000]]);
        assert_eq!(events, [""; 0]);
        let BodyEnd::Foreign(text) = end else {
            panic!("{end:?}");
        };
        assert!(text.starts_with("upstream connect error\n\nxxx"));
        assert_eq!(text.chars().count(), EXCERPT_CHARS);
    }
}
