//! The protocol with the host: what the panel may ask of `plugin.js`, and what it answers.
//!
//! Over the private `MessagePort`, one JSON object a message:
//!
//! ```json
//! {"id":"0198…","epoch":3,"type":"GET_SELECTED_SHAPES","payload":{"depth":1}}
//! {"id":"0198…","epoch":3,"type":"SHAPES","payload":{"shapes":[],"missing":[]}}
//! {"id":"0198…","epoch":3,"type":"ERROR","payload":{"code":"NOT_FOUND","message":"…"}}
//! {"epoch":3,"type":"THEME_CHANGE","payload":{"theme":"light"}}
//! ```
//!
//! `plugin/src/protocol.ts` holds the same types; `tests/fixtures/host/*.json` are read by both
//! sides. Invariants: every request gets exactly one answer; a batch of operations is applied whole
//! or not at all; an operation id that was applied is answered from the ledger, never applied again.

use serde::{Deserialize, Serialize};

use super::canvas::{Applied, Operation, PageSnapshot, Shape};
use super::ids::{OperationId, PageId, ShapeId};
use super::json;

/// Both sides must speak the same version; a mismatch asks the person to open the plugin again.
pub const PROTOCOL_VERSION: u32 = 1;

/// The `app` field of the one window message that hands over the port.
pub const APP_TAG: &str = "limn";

/// A question to the host.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self")]
pub enum HostRequest {
    /// The current page: its layers down to `depth`, at most `limit` of them.
    #[serde(rename = "GET_CURRENT_PAGE")]
    ReadPage {
        /// 1: only the layers at the top of the page.
        depth: u32,
        /// Most layers in the answer.
        limit: u32,
    },
    /// Given layers, with what is inside them down to `depth` (1: the layers alone).
    #[serde(rename = "GET_SHAPES")]
    ReadShapes {
        /// Which.
        ids: Vec<ShapeId>,
        /// How deep.
        depth: u32,
    },
    /// What the person has selected.
    #[serde(rename = "GET_SELECTED_SHAPES")]
    ReadSelection {
        /// How deep.
        depth: u32,
    },
    /// Apply a batch of operations: whole or not at all, in one undo block, at most once.
    #[serde(rename = "APPLY", rename_all = "camelCase")]
    Apply {
        /// The batch's identity in the ledger.
        operation_id: OperationId,
        /// The page it was meant for; refused if another page is open. Absent: whichever is open.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        page_id: Option<PageId>,
        /// The changes, in order.
        operations: Vec<Operation>,
    },
    /// Select layers.
    #[serde(rename = "SELECT_SHAPES")]
    Select {
        /// Which.
        ids: Vec<ShapeId>,
    },
    /// Bring layers into view.
    #[serde(rename = "ZOOM_TO_SHAPES")]
    Zoom {
        /// Which.
        ids: Vec<ShapeId>,
    },
    /// What became of batches whose answer was lost.
    #[serde(rename = "GET_LEDGER", rename_all = "camelCase")]
    ReadLedger {
        /// Which.
        operation_ids: Vec<OperationId>,
    },
}

json::tagged_enum!(HostRequest, "type", "payload");

/// The host's answer to a [`HostRequest`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self")]
pub enum HostReply {
    /// To `GET_CURRENT_PAGE`.
    #[serde(rename = "PAGE")]
    Page(PageSnapshot),
    /// To `GET_SHAPES` and `GET_SELECTED_SHAPES`.
    #[serde(rename = "SHAPES")]
    Shapes {
        /// The layers, in the order asked for (of a selection: back to front).
        shapes: Vec<Shape>,
        /// Ids that no longer exist on the page.
        #[serde(default)]
        missing: Vec<ShapeId>,
    },
    /// To `APPLY`.
    #[serde(rename = "APPLIED")]
    Applied(Applied),
    /// To `SELECT_SHAPES` and `ZOOM_TO_SHAPES`.
    #[serde(rename = "DONE")]
    Done {},
    /// To `GET_LEDGER`.
    #[serde(rename = "LEDGER")]
    Ledger {
        /// The batches that were applied, with what they did. One that is not named was not applied.
        applied: Vec<LedgerEntry>,
    },
}

json::tagged_enum!(HostReply, "type", "payload");

/// One applied batch in the host's ledger.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LedgerEntry {
    /// The batch.
    pub operation_id: OperationId,
    /// What it did.
    pub applied: Applied,
}

/// Why the host did not do what was asked. The codes are the wire's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{message}")]
pub struct HostError {
    /// What kind of refusal.
    pub code: HostErrorCode,
    /// The sentence for the person and the model.
    pub message: String,
    /// Which operation of the batch, counted from 0, if one is to blame.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub operation: Option<usize>,
}

/// Kinds of refusal; each decides what happens next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum HostErrorCode {
    /// A shape, parent or page does not exist (any more). The model may look again.
    NotFound,
    /// The request is malformed or a value is not accepted. The model may correct it.
    Invalid,
    /// Another page is open than the one the batch was meant for. The person switches back.
    PageChanged,
    /// The person may only look at this file.
    ReadOnly,
    /// The design tool refused; the batch was rolled back.
    Rejected,
    /// The design tool refused and the batch could not be rolled back completely; undo helps.
    RollbackFailed,
    /// The host does not know this request; panel and plugin are of different versions.
    Unsupported,
    /// Said by the panel: no answer in time. Whether it was done is unknown until the ledger is read.
    Timeout,
    /// Said by the panel: there is no canvas (opened by itself, or the plugin was closed).
    NotConnected,
}

impl HostErrorCode {
    /// Whether it is certain that nothing was changed.
    pub const fn nothing_changed(self) -> bool {
        !matches!(self, Self::Timeout | Self::RollbackFailed)
    }
}

/// What the host tells unasked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self")]
pub enum HostEvent {
    /// First message on the port: the connection stands.
    #[serde(rename = "HELLO")]
    Hello(HostHello),
    /// The design tool's theme changed.
    #[serde(rename = "THEME_CHANGE")]
    ThemeChange {
        /// The new theme.
        theme: Theme,
    },
    /// The selection changed; short descriptions of what is selected, at most 20.
    #[serde(rename = "SELECTION_CHANGE")]
    SelectionChange {
        /// What is selected now.
        selection: Vec<SelectedShape>,
        /// How many are selected.
        count: usize,
    },
    /// Another page was opened.
    #[serde(rename = "PAGE_CHANGE", rename_all = "camelCase")]
    PageChange {
        /// Its id.
        page_id: PageId,
        /// Its name.
        page_name: String,
    },
}

json::tagged_enum!(HostEvent, "type", "payload");

/// What the panel learns when the connection stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HostHello {
    /// [`PROTOCOL_VERSION`] of the plugin script.
    pub protocol: u32,
    /// The theme now.
    pub theme: Theme,
    /// The design file's id.
    pub file_id: String,
    /// The design file's name.
    pub file_name: String,
    /// The open page's id.
    pub page_id: PageId,
    /// The open page's name.
    pub page_name: String,
    /// Whether the person may change this file.
    pub can_write: bool,
    /// What is selected now, at most 20.
    pub selection: Vec<SelectedShape>,
}

/// Enough of a selected layer to name it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SelectedShape {
    /// The host's id.
    pub id: ShapeId,
    /// Its name.
    pub name: String,
    /// What it is.
    #[serde(rename = "type")]
    pub kind: String,
}

/// The design tool's theme.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// Dark, the design tool's default.
    #[default]
    Dark,
    /// Light.
    Light,
}

impl Theme {
    /// The value of the `data-theme` attribute and of the address's `theme` parameter.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Dark => "dark",
            Self::Light => "light",
        }
    }

    /// Reads [`Theme::name`].
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Dark, Self::Light]
            .into_iter()
            .find(|theme| theme.name() == name)
    }
}

/// The one window message, which hands the port over: `{app, type, nonce, protocol, port}`.
pub const CONNECT_TYPE: &str = "CONNECT";

/// The panel's first message on a port whose greeting it got: `{type, epoch}`.
pub const READY_TYPE: &str = "READY";

/// A message from the host, as far as it concerns the panel.
#[derive(Clone, Debug, PartialEq)]
pub enum HostMessage {
    /// The answer to the request with that id.
    Answer {
        /// The request.
        id: String,
        /// The answer.
        reply: Result<HostReply, HostError>,
    },
    /// Something told unasked.
    Event {
        /// The evaluation of the plugin script that speaks.
        epoch: u64,
        /// What.
        event: HostEvent,
    },
}

/// A request as it goes over the port.
pub fn encode_request(id: &str, epoch: u64, request: &HostRequest) -> String {
    let mut message = json::to_value(request).unwrap_or_default();
    if let Some(message) = message.as_object_mut() {
        message.insert("id".to_owned(), id.into());
        message.insert("epoch".to_owned(), epoch.into());
        message
            .entry("payload")
            .or_insert_with(|| serde_json::json!({}));
    }
    message.to_string()
}

/// Reads a message of the host; `None` if it is not one (it is then ignored).
pub fn decode_message(text: &str) -> Option<HostMessage> {
    let message: serde_json::Value = serde_json::from_str(text).ok()?;
    let epoch = message.get("epoch")?.as_u64()?;
    let Some(id) = message
        .get("id")
        .and_then(serde_json::Value::as_str)
        .map(str::to_owned)
    else {
        return json::from_value(&message)
            .ok()
            .map(|event| HostMessage::Event { epoch, event });
    };
    let reply = if message.get("type")?.as_str()? == "ERROR" {
        Err(json::from_value(message.get("payload")?).ok()?)
    } else {
        match json::from_value(&message) {
            Ok(reply) => Ok(reply),
            Err(error) => Err(HostError {
                code: HostErrorCode::Unsupported,
                message: format!("the design tool's answer was not understood: {error}"),
                operation: None,
            }),
        }
    };
    Some(HostMessage::Answer { id, reply })
}

impl HostError {
    /// There is no canvas.
    pub fn not_connected() -> Self {
        Self {
            code: HostErrorCode::NotConnected,
            message: "no canvas is connected: open Limn from within the design tool".to_owned(),
            operation: None,
        }
    }

    /// No answer in time.
    pub fn timed_out() -> Self {
        Self {
            code: HostErrorCode::Timeout,
            message: "the design tool did not answer in time".to_owned(),
            operation: None,
        }
    }
}
