//! The events of native tool calls, made from the text of another decoder's answer.
//!
//! Invariant: whatever is not text of the answer or its end passes through unchanged, in order.

use super::envelope::Envelope;
use crate::engine::llm::{Decoder, FinishReason, LlmEvent};

/// Wraps the decoder of a dialect whose request went through [`super::rewrite`].
#[derive(Debug)]
pub struct JsonProtocolDecoder<D> {
    inner: D,
    envelope: Envelope,
}

impl<D: Decoder> JsonProtocolDecoder<D> {
    /// Reads the text that `inner` decodes.
    pub fn new(inner: D) -> Self {
        Self {
            inner,
            envelope: Envelope::default(),
        }
    }

    fn translate(&mut self, events: Vec<LlmEvent>) -> Vec<LlmEvent> {
        let mut translated = Vec::new();
        for event in events {
            match event {
                LlmEvent::TextDelta(text) => translated.extend(self.envelope.push(&text)),
                LlmEvent::ToolCallStarted { slot, .. } => {
                    self.envelope.reserve_slot(slot);
                    translated.push(event);
                }
                LlmEvent::Finished(reason) => {
                    translated.extend(self.envelope.finish());
                    let wants_tools = reason == FinishReason::Stop && self.envelope.wants_tools();
                    translated.push(LlmEvent::Finished(if wants_tools {
                        FinishReason::ToolCalls
                    } else {
                        reason
                    }));
                }
                LlmEvent::Failed(_) => {
                    translated.extend(self.envelope.finish());
                    translated.push(event);
                }
                other => translated.push(other),
            }
        }
        translated
    }
}

impl<D: Decoder> Decoder for JsonProtocolDecoder<D> {
    fn push(&mut self, bytes: &[u8]) -> Vec<LlmEvent> {
        let events = self.inner.push(bytes);
        self.translate(events)
    }

    fn finish(&mut self) -> Vec<LlmEvent> {
        let events = self.inner.finish();
        let mut translated = self.translate(events);
        translated.extend(self.envelope.finish());
        translated
    }
}

#[cfg(test)]
#[path = "decoder_tests.rs"]
mod tests;
