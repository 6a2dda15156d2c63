//! The composition root: the only module that names the engine, the platform and the interface.

use std::rc::Rc;

use futures_channel::mpsc::unbounded;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::engine::host::Theme;
use crate::engine::ports::Journal;
use crate::engine::settings::Settings;
use crate::platform::clock::BrowserClock;
use crate::platform::fetch::BrowserTransport;
use crate::platform::host_port::HostPort;
use crate::platform::journal::BrowserJournal;
use crate::platform::memory_journal::MemoryJournal;
use crate::platform::minter::{self, BrowserMinter};
use crate::platform::page;
use crate::platform::preferences::BrowserPreferences;
use crate::ui::commands::Commands;
use crate::ui::driver::{Driver, Ports};
use crate::ui::shell::Shell;
use crate::ui::stores::Stores;

/// Starts the panel on the page's body.
pub fn start() {
    let theme = page::address().theme.unwrap_or_default();
    page::set_theme(theme);
    page::remove_loading_screen();
    mount_to_body(move || Panel(PanelProps { theme }));
}

/// The panel: makes the stores under the root owner, so that they live as long as the page, and runs
/// the driver.
#[component]
fn Panel(theme: Theme) -> impl IntoView {
    let preferences = BrowserPreferences::default();
    let stores = Stores::new(Settings::load(&preferences), theme);
    let (sender, commands) = unbounded();
    provide_context(stores);
    provide_context(Commands::new(sender));
    spawn_local(async move {
        let ports = Ports {
            transport: Rc::new(BrowserTransport),
            host: Rc::new(HostPort::default()),
            journal: open_journal(&stores).await,
            preferences: Rc::new(preferences),
            clock: Rc::new(BrowserClock),
            minter: Rc::new(BrowserMinter::default()),
            random: minter::random,
            show_theme: page::set_theme,
            show_ready: page::set_ready,
        };
        Driver::new(ports, stores, commands).run().await;
    });
    view! { <Shell /> }
}

/// The journal in the browser's database, or in memory with a visible notice.
async fn open_journal(stores: &Stores) -> Rc<dyn Journal> {
    match BrowserJournal::open().await {
        Ok(journal) => Rc::new(journal),
        Err(error) => {
            stores.notices.show(
                &format!("Conversations cannot be stored: {error}."),
                "They are kept until the panel closes. Allow storage for this page to keep them.",
            );
            Rc::new(MemoryJournal::default())
        }
    }
}
