//! The panel's entry point.

fn main() {
    limn::app::start();
}
