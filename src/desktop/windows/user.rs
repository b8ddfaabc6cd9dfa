//! The person who runs this process.
#![allow(unsafe_code, reason = "accounts are only in the C interface of Windows")]

use std::io;

use windows::Win32::Foundation::{CloseHandle, HANDLE, HLOCAL, LocalFree};
use windows::Win32::Security::Authorization::ConvertSidToStringSidW;
use windows::Win32::Security::{GetTokenInformation, TOKEN_QUERY, TOKEN_USER, TokenUser};
use windows::Win32::System::Threading::{GetCurrentProcess, OpenProcessToken};
use windows::core::PWSTR;

/// The security identifier of the account, such as `S-1-5-21-…-1001`.
///
/// # Errors
/// If Windows does not tell it.
pub(in crate::desktop) fn sid() -> io::Result<String> {
    let mut token = HANDLE::default();
    // SAFETY: the variable is written by the call.
    unsafe { OpenProcessToken(GetCurrentProcess(), TOKEN_QUERY, &raw mut token) }?;
    let sid = sid_of(token);
    // SAFETY: the handle is open and not used any more. An error could not be helped.
    let _ = unsafe { CloseHandle(token) };
    Ok(sid?)
}

fn sid_of(token: HANDLE) -> windows::core::Result<String> {
    // Aligned for the structure; it is followed by the identifier, which has at most 68 bytes.
    let mut buffer = [0u64; 32];
    let mut length = 0;
    let mut text = PWSTR::null();
    // SAFETY: the buffer has the given size and holds a `TOKEN_USER` after the call, whose pointer leads into the
    // buffer. The text is copied before it is freed.
    unsafe {
        GetTokenInformation(
            token,
            TokenUser,
            Some(buffer.as_mut_ptr().cast()),
            size_of_val(&buffer) as u32,
            &raw mut length,
        )?;
        let user = &*buffer.as_ptr().cast::<TOKEN_USER>();
        ConvertSidToStringSidW(user.User.Sid, &raw mut text)?;
        let sid = text.to_string();
        LocalFree(Some(HLOCAL(text.0.cast())));
        Ok(sid.unwrap_or_default())
    }
}
