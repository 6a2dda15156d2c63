//! Requests to model providers: `fetch`, its body piece by piece, and its abort.
//!
//! Invariants: no cookies, no referrer, no redirect goes along (a redirect could carry a key to
//! another origin); dropping the body aborts the request on the network, not only here.

use futures_util::StreamExt;
use futures_util::stream;
use gloo_net::http::{Method, RequestBuilder, Response};
use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, ReadableStreamDefaultReader, ReferrerPolicy, RequestCredentials,
    RequestRedirect,
};

use crate::engine::llm::{HttpRequest, LlmError};
use crate::engine::ports::{HttpAnswer, LocalFuture, LocalStream, Transport};

/// The browser's `fetch`.
pub struct BrowserTransport;

/// Aborts its request when dropped.
struct AbortOnDrop(AbortController);

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl Transport for BrowserTransport {
    fn send(&self, request: HttpRequest) -> LocalFuture<'static, Result<HttpAnswer, LlmError>> {
        Box::pin(async move {
            let unreachable = || LlmError::Unreachable {
                address: origin_of(&request.url),
                online: web_sys::window().is_none_or(|window| window.navigator().on_line()),
            };
            let controller = AbortController::new().map_err(|_exception| unreachable())?;
            let guard = AbortOnDrop(controller);
            let response = send(&request, &guard.0)
                .await
                .map_err(|_reason| unreachable())?;
            let header = |name| response.headers().get(name);
            Ok(HttpAnswer {
                status: response.status(),
                content_type: header("content-type").unwrap_or_default(),
                retry_after: header("retry-after"),
                body: body(&response, guard),
            })
        })
    }
}

async fn send(
    request: &HttpRequest,
    controller: &AbortController,
) -> Result<Response, gloo_net::Error> {
    let method = if request.method == "POST" {
        Method::POST
    } else {
        Method::GET
    };
    let mut builder = RequestBuilder::new(&request.url)
        .method(method)
        .credentials(RequestCredentials::Omit)
        .redirect(RequestRedirect::Error)
        .referrer_policy(ReferrerPolicy::NoReferrer)
        .abort_signal(Some(&controller.signal()));
    for (name, value) in &request.headers {
        builder = builder.header(name, value);
    }
    if !request.key.is_empty() {
        builder = builder.header("Authorization", &format!("Bearer {}", request.key.reveal()));
    }
    match &request.body {
        Some(body) => builder.body(body)?.send().await,
        None => builder.send().await,
    }
}

/// The body, piece by piece. The guard goes along: the request lives as long as its stream.
fn body(
    response: &Response,
    guard: AbortOnDrop,
) -> LocalStream<'static, Result<Vec<u8>, LlmError>> {
    let reader = response.body().and_then(|body| {
        body.get_reader()
            .dyn_into::<ReadableStreamDefaultReader>()
            .ok()
    });
    let Some(reader) = reader else {
        return stream::empty().boxed_local();
    };
    stream::unfold(Some((reader, guard)), |state| async move {
        let (reader, guard) = state?;
        match JsFuture::from(reader.read()).await {
            Ok(result) => piece(&result).map(|bytes| (Ok(bytes), Some((reader, guard)))),
            Err(_broken) => Some((Err(LlmError::Truncated), None)),
        }
    })
    .boxed_local()
}

/// The bytes in `{ done, value }`; `None` at the end.
fn piece(result: &JsValue) -> Option<Vec<u8>> {
    let is_done = Reflect::get(result, &"done".into())
        .ok()
        .is_none_or(|done| done.is_truthy());
    let value = Reflect::get(result, &"value".into()).ok()?;
    if is_done {
        None
    } else {
        value
            .dyn_into::<Uint8Array>()
            .ok()
            .map(|bytes| bytes.to_vec())
    }
}

fn origin_of(url: &str) -> String {
    let scheme_end = url.find("://").map_or(0, |at| at + 3);
    let path_start = url.get(scheme_end..).and_then(|rest| rest.find('/'));
    let end = path_start.map_or(url.len(), |at| at + scheme_end);
    url.get(..end).unwrap_or(url).to_owned()
}
