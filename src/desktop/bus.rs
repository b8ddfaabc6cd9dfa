//! Connecting to the message buses without ever waiting for good.

use std::io;
use std::time::Duration;

use async_io::Timer;
use futures_lite::future;
use zbus::Connection;
use zbus::connection::Builder;

/// How long a connection, and then a single call, may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// Which bus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bus {
    /// The person's own.
    Session,
    /// The machine's.
    System,
}

/// Connects to `bus`: at `address` if given, else where the environment says it is.
pub(super) async fn connect(bus: Bus, address: Option<&str>) -> zbus::Result<Connection> {
    let builder = match (address, bus) {
        (Some(address), _) => Builder::address(address)?,
        (None, Bus::Session) => Builder::session()?,
        (None, Bus::System) => Builder::system()?,
    };
    let late = async {
        Timer::after(PATIENCE).await;
        Err(io::Error::new(io::ErrorKind::TimedOut, "the bus does not answer").into())
    };
    future::or(builder.method_timeout(PATIENCE).build(), late).await
}
