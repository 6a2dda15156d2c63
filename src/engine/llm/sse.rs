//! Server-sent events: bytes in pieces of any size → events.
//!
//! ```text
//! : keep-alive                       a comment, ignored but a sign of life
//! event: response.output_text.delta  the event's name, optional
//! data: {"delta":"Hi"}               its data; several such lines are joined by a line feed
//!                                    an empty line ends the event
//! ```
//!
//! Follows the WHATWG rules for `text/event-stream` (HTML Standard, section 9.2.6), with three
//! deliberate differences: an event whose data is empty is not reported, `id` and `retry` are
//! ignored because we never reconnect, and the unfinished event at the end of the stream is handed
//! out apart ([`SseParser::finish`]) instead of being dropped, so that the caller may accept it.
//!
//! Invariants: any way of cutting the bytes gives the same events; each byte is looked at once, so
//! the work is linear in the stream; only whole lines are decoded, so a character split over two
//! pieces is never damaged.

/// One event of a stream.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SseEvent {
    /// The value of the `event` field; empty where there was none.
    pub name: String,
    /// The `data` lines joined by line feeds; never empty.
    pub data: String,
}

impl SseEvent {
    /// Whether this is the mark `[DONE]` with which Chat Completions end.
    pub fn is_done(&self) -> bool {
        self.data.trim() == "[DONE]"
    }
}

/// Turns bytes into events.
#[derive(Debug, Default)]
pub struct SseParser {
    /// The line that has begun but not ended.
    line: Vec<u8>,
    /// The last byte was a carriage return, so a line feed that follows belongs to it.
    after_carriage_return: bool,
    /// The first line is behind us; only there a byte order mark is allowed.
    started: bool,
    name: String,
    /// The data lines so far; an empty line of data is not the same as none.
    data: Option<String>,
    recognised: bool,
    bytes_seen: u64,
}

impl SseParser {
    /// A parser at the start of a stream.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many bytes have come, comments included: any of them is a sign of life.
    pub const fn bytes_seen(&self) -> u64 {
        self.bytes_seen
    }

    /// Whether any line was a comment or a known field, which means that this is an event stream.
    pub const fn is_event_stream(&self) -> bool {
        self.recognised
    }

    /// Takes the next bytes and returns the events that they complete.
    pub fn push(&mut self, bytes: &[u8]) -> Vec<SseEvent> {
        let mut events = Vec::new();
        let mut rest = bytes;
        self.bytes_seen = self.bytes_seen.saturating_add(bytes.len() as u64);
        while let Some(first) = rest.first() {
            if std::mem::take(&mut self.after_carriage_return) && *first == b'\n' {
                rest = rest.get(1..).unwrap_or_default();
                continue;
            }
            let end = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
            let Some((line, ending)) = end.and_then(|end| rest.split_at_checked(end)) else {
                self.line.extend_from_slice(rest);
                break;
            };
            self.after_carriage_return = ending.first() == Some(&b'\r');
            rest = ending.get(1..).unwrap_or_default();
            if self.line.is_empty() {
                self.take_line(line, &mut events);
            } else {
                let mut whole = std::mem::take(&mut self.line);
                whole.extend_from_slice(line);
                self.take_line(&whole, &mut events);
                whole.clear();
                self.line = whole;
            }
        }
        events
    }

    /// The stream has ended: the event that lacks its empty line, if there is one. Some servers
    /// leave that line out; others were cut off here. Whoever asks decides which it was.
    pub fn finish(&mut self) -> Option<SseEvent> {
        let mut events = Vec::new();
        let line = std::mem::take(&mut self.line);
        if !line.is_empty() {
            self.take_line(&line, &mut events);
        }
        self.take_line(&[], &mut events);
        events.pop()
    }

    fn take_line(&mut self, line: &[u8], events: &mut Vec<SseEvent>) {
        let first = !std::mem::replace(&mut self.started, true);
        let line = match line.strip_prefix(b"\xEF\xBB\xBF") {
            Some(rest) if first => rest,
            _ => line,
        };
        if line.is_empty() {
            let name = std::mem::take(&mut self.name);
            let data = self.data.take().unwrap_or_default();
            if !data.is_empty() {
                events.push(SseEvent { name, data });
            }
            return;
        }
        let mut parts = line.splitn(2, |byte| *byte == b':');
        let field = parts.next().unwrap_or_default();
        let value = parts.next().unwrap_or_default();
        let value = value.strip_prefix(b" ").unwrap_or(value);
        match field {
            b"data" => {
                let value = String::from_utf8_lossy(value);
                match &mut self.data {
                    Some(data) => data.extend(["\n", &value]),
                    None => self.data = Some(value.into_owned()),
                }
            }
            b"event" => self.name = String::from_utf8_lossy(value).into_owned(),
            // An empty field name is a comment.
            b"" | b"id" | b"retry" => {}
            _ => return,
        }
        self.recognised = true;
    }
}

#[cfg(test)]
#[path = "sse_tests.rs"]
mod tests;
