use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::net::UnixListener;
use std::sync::mpsc;
use std::time::Duration;

use super::*;

fn raising() -> (Services, mpsc::Receiver<()>) {
    let (raise, raised) = mpsc::channel();
    let on_raise: OnRaise = Box::new(move || raise.send(()).unwrap());
    (Services { on_raise: Some(on_raise), ..Services::default() }, raised)
}

fn other(data: &Path, runtime: &Path) -> OtherWindow {
    let claimed = Instance::claim(data, runtime, Services::default()).unwrap();
    let Instance::Other(window) = claimed else { panic!("{claimed:?}") };
    window
}

const LIMIT: Duration = Duration::from_secs(10);

#[test]
fn a_second_instance_raises_the_first_and_takes_over_after_it_ends() {
    let dir = tempfile::tempdir().unwrap();
    let (data, run) = (dir.path().join("data"), dir.path().join("run"));
    let (on_raise, raised) = raising();
    let first = Instance::claim(&data, &run, on_raise).unwrap();
    assert!(matches!(first, Instance::First(_)));
    let mode = run.join("plumbline.sock").metadata().unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    // The second one may have another runtime folder, or none: the data folder decides.
    for runtime in [&run, &data, &dir.path().join("other")] {
        assert_eq!(other(&data, runtime), OtherWindow::Raised);
        raised.recv_timeout(LIMIT).unwrap();
    }
    drop(first);
    // The drop removes the closure and the socket, and makes no request.
    assert_eq!(raised.recv_timeout(LIMIT), Err(mpsc::RecvTimeoutError::Disconnected));
    assert!(!run.join("plumbline.sock").exists());
    assert!(matches!(
        Instance::claim(&data, &run, Services::default()).unwrap(),
        Instance::First(_)
    ));
}

#[test]
fn a_socket_left_by_a_crash_is_replaced() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("plumbline.sock");
    drop(UnixListener::bind(&path).unwrap());
    assert!(path.exists());
    let (on_raise, raised) = raising();
    let first = Instance::claim(dir.path(), dir.path(), on_raise).unwrap();
    assert!(matches!(first, Instance::First(_)));
    assert_eq!(other(dir.path(), dir.path()), OtherWindow::Raised);
    raised.recv_timeout(LIMIT).unwrap();
}

#[test]
fn an_instance_without_a_window_says_so_until_one_with_a_window_follows() {
    let dir = tempfile::tempdir().unwrap();
    let first = Instance::claim(dir.path(), dir.path(), Services::default()).unwrap();
    assert_eq!(other(dir.path(), dir.path()), OtherWindow::Absent);
    drop(first);
    let (on_raise, _raised) = raising();
    let _second = Instance::claim(dir.path(), dir.path(), on_raise).unwrap();
    assert_eq!(other(dir.path(), dir.path()), OtherWindow::Raised);
}

#[test]
fn without_a_usable_runtime_folder_the_socket_is_in_the_data_folder() {
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().join("data");
    // Cannot be a folder, like the runtime folder of another user; and longer than a socket path may be.
    let file = dir.path().join("file");
    std::fs::write(&file, "").unwrap();
    for runtime in [file.join("run"), dir.path().join("long/".repeat(40))] {
        let (on_raise, raised) = raising();
        let first = Instance::claim(&data, &runtime, on_raise).unwrap();
        assert!(matches!(first, Instance::First(_)));
        assert!(data.join("plumbline.sock").exists());
        assert_eq!(other(&data, &dir.path().join("run")), OtherWindow::Raised);
        raised.recv_timeout(LIMIT).unwrap();
    }
}

#[test]
fn without_any_socket_the_instance_is_still_the_only_one() {
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().join("long/".repeat(40));
    let (on_raise, _raised) = raising();
    let first = Instance::claim(&data, &data, on_raise).unwrap();
    assert!(matches!(first, Instance::First(_)));
    assert_eq!(other(&data, &data), OtherWindow::NotReached);
}

#[test]
fn an_unusable_data_folder_is_an_error() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("file");
    std::fs::write(&file, "").unwrap();
    assert!(Instance::claim(&file.join("data"), dir.path(), Services::default()).is_err());
}

#[test]
fn a_running_instance_answers_requests_with_and_without_a_window() {
    use std::io::BufRead as _;
    let dir = tempfile::tempdir().unwrap();
    let (data, run) = (dir.path().join("data"), dir.path().join("run"));
    let ask = |request: &str| {
        Instance::ask(&data, &run, request)
            .map(|answers| answers.lines().map(|line| line.unwrap()).collect::<Vec<_>>())
    };
    assert_eq!(ask("hello"), Err(AskError::NotRunning));
    for has_window in [false, true] {
        let on_request: OnRequest = Box::new(|request, to| {
            writeln!(to, "{request}, too\nand again").unwrap();
        });
        let on_raise: Option<OnRaise> = has_window.then(|| Box::new(|| ()) as OnRaise);
        let services = Services { on_raise, on_request: Some(on_request) };
        let first = Instance::claim(&data, &run, services).unwrap();
        assert!(matches!(first, Instance::First(_)));
        assert_eq!(ask("hello").unwrap(), ["hello, too", "and again"]);
        let window = if has_window { OtherWindow::Raised } else { OtherWindow::Absent };
        assert_eq!(other(&data, &run), window);
        drop(first);
        assert_eq!(ask("hello"), Err(AskError::NotRunning));
    }
    // An instance that offers nothing has no socket.
    let _first = Instance::claim(&data, &run, Services::default()).unwrap();
    assert_eq!(ask("hello"), Err(AskError::NotReached));
}
