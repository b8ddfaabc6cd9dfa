//! Connects to the D-Bus message buses with a timeout.

use std::io;
use std::time::Duration;

use async_io::Timer;
use futures_lite::future;
use zbus::Connection;
use zbus::connection::Builder;

/// Timeout of the connection, and then of each call.
const TIMEOUT: Duration = Duration::from_secs(10);

/// One of the two D-Bus message buses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bus {
    /// The bus of the user's session.
    Session,
    /// The bus of the machine.
    System,
}

/// Connects to `bus` at `address`, or at the address from the environment if it is `None`.
pub(super) async fn connect(bus: Bus, address: Option<&str>) -> zbus::Result<Connection> {
    let builder = match (address, bus) {
        (Some(address), _) => Builder::address(address)?,
        (None, Bus::Session) => Builder::session()?,
        (None, Bus::System) => Builder::system()?,
    };
    let late = async {
        Timer::after(TIMEOUT).await;
        Err(io::Error::new(io::ErrorKind::TimedOut, "the bus does not answer").into())
    };
    future::or(builder.method_timeout(TIMEOUT).build(), late).await
}
