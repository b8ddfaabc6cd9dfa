//! Microphones and cameras in use, read from `/proc`.

use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};

/// Services that hold cameras open for other programs; PipeWire reports those programs.
const MEDIA_SERVICES: [&str; 2] = ["pipewire", "wireplumber"];

/// Whether a sound card records for a process other than `own_pid`.
pub(super) fn is_microphone_running(proc_root: &Path, own_pid: u32) -> bool {
    entries(&proc_root.join("asound"), "card", "")
        // `pcm0c` captures, `pcm0p` plays
        .flat_map(|card| entries(&card, "pcm", "c"))
        .flat_map(|pcm| entries(&pcm, "sub", ""))
        .filter_map(|sub| fs::read_to_string(sub.join("status")).ok())
        .any(|status| is_recording(&status, own_pid))
}

/// Whether `status`, the status file of one sound stream, describes a recording of another process.
fn is_recording(status: &str, own_pid: u32) -> bool {
    let field = |name: &str| {
        status
            .lines()
            .filter_map(|line| line.split_once(':'))
            .find_map(|(key, value)| (key.trim() == name).then(|| value.trim()))
    };
    let own = own_pid.to_string();
    field("state") == Some("RUNNING") && field("owner_pid") != Some(own.as_str())
}

/// Whether a process other than `own_pid` holds a camera open. Processes whose files are not
/// readable are skipped.
pub(super) fn is_camera_open(proc_root: &Path, own_pid: u32) -> bool {
    entries(proc_root, "", "")
        .filter(|process| pid(process).is_some_and(|pid| pid != own_pid))
        .any(|process| has_camera(&process) && !is_media_service(&process))
}

fn pid(process: &Path) -> Option<u32> {
    process.file_name()?.to_str()?.parse().ok()
}

fn has_camera(process: &Path) -> bool {
    entries(&process.join("fd"), "", "")
        .filter_map(|link| fs::read_link(link).ok())
        .any(|target| target.as_os_str().as_bytes().starts_with(b"/dev/video"))
}

fn is_media_service(process: &Path) -> bool {
    let name = fs::read_to_string(process.join("comm")).unwrap_or_default();
    MEDIA_SERVICES.contains(&name.trim())
}

/// Entries of `folder` whose names start with `begin` and end with `end`; none if it cannot be
/// read.
fn entries(
    folder: &Path,
    begin: &'static str,
    end: &'static str,
) -> impl Iterator<Item = PathBuf> + use<> {
    fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).filter(
        move |path| {
            let name = path.file_name().unwrap_or_default().as_bytes();
            name.starts_with(begin.as_bytes()) && name.ends_with(end.as_bytes())
        },
    )
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    const RUNNING: &str = "state: RUNNING\nowner_pid   : 1423\ntrigger_time: 8513.171\n\
                           tstamp      : 0.000000000\ndelay       : 480\navail       : 96\n";

    #[test]
    fn a_running_capture_stream_is_a_microphone() {
        assert!(is_recording(RUNNING, 7));
        assert!(!is_recording(RUNNING, 1423));
        assert!(!is_recording("closed\n", 7));
        assert!(!is_recording("state: PREPARED\nowner_pid   : 1423\n", 7));
    }

    #[test]
    fn playing_is_not_recording() {
        let root = tempfile::tempdir().unwrap();
        let sub = |pcm: &str, status: &str| {
            let folder = root.path().join("asound/card0").join(pcm).join("sub0");
            fs::create_dir_all(&folder).unwrap();
            fs::write(folder.join("status"), status).unwrap();
        };
        assert!(!is_microphone_running(root.path(), 7));
        sub("pcm0p", RUNNING);
        sub("pcm0c", "closed\n");
        assert!(!is_microphone_running(root.path(), 7));
        sub("pcm0c", RUNNING);
        assert!(is_microphone_running(root.path(), 7));
    }

    #[test]
    fn a_camera_counts_unless_plumbline_or_a_media_service_holds_it() {
        let root = tempfile::tempdir().unwrap();
        let process = |pid: &str, comm: &str, target: &str| {
            let folder = root.path().join(pid);
            fs::create_dir_all(folder.join("fd")).unwrap();
            fs::write(folder.join("comm"), format!("{comm}\n")).unwrap();
            symlink("/dev/null", folder.join("fd/0")).unwrap();
            symlink(target, folder.join("fd/5")).unwrap();
        };
        process("10", "plumbline", "/dev/video0");
        process("11", "wireplumber", "/dev/video0");
        process("12", "bash", "/home/me/dev/video0");
        process("self", "cheese", "/dev/video0");
        assert!(!is_camera_open(root.path(), 10));
        process("13", "cheese", "/dev/video2");
        assert!(is_camera_open(root.path(), 10));
    }
}
