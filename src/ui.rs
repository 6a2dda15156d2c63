//! The interface: stores (signals), components, and one driver that runs the agent.
//!
//! Components read stores and send [`commands::Command`]s; they hold no decision about the product.
//! Only the driver writes to the stores of the conversation, and only it talks to the ports.

#![allow(
    unreachable_pub,
    reason = "the component macro makes what it generates public, whatever the component is"
)]

pub mod commands;
pub mod driver;
pub mod shell;
pub mod stores;

mod chat;
mod history;
mod icons;
mod kit;
mod settings;
