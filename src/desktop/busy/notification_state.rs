//! What Windows says about interrupting the person (`QUERY_USER_NOTIFICATION_STATE`).

/// Whether `state` means that something fills the screen or is presented. Source: Microsoft,
/// "QUERY_USER_NOTIFICATION_STATE enumeration".
pub(super) fn is_presenting(state: i32) -> bool {
    /// A program fills the screen, or presentation settings are on.
    const BUSY: i32 = 2;
    /// A game fills the screen.
    const RUNNING_D3D_FULL_SCREEN: i32 = 3;
    const PRESENTATION_MODE: i32 = 4;
    /// A program of the Microsoft Store fills the screen.
    const APP: i32 = 7;
    // Locked (1) is known from the session; 5 is the ordinary state, 6 the first hour of a new account.
    matches!(state, BUSY | RUNNING_D3D_FULL_SCREEN | PRESENTATION_MODE | APP)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_screen_is_a_presentation_and_a_locked_or_quiet_one_is_not() {
        let presenting: Vec<i32> = (0..9).filter(|state| is_presenting(*state)).collect();
        assert_eq!(presenting, [2, 3, 4, 7]);
    }
}
