//! What the command `pmset -g batt` of macOS prints.

/// Whether the machine runs on battery. `None` if the text does not say it.
pub(super) fn is_on_battery(text: &str) -> Option<bool> {
    let source = text.split("Now drawing from '").nth(1)?.split('\'').next()?;
    match source {
        "Battery Power" => Some(true),
        "AC Power" => Some(false),
        // An uninterruptible power supply counts as battery.
        "UPS Power" => Some(true),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_source_of_power_is_read() {
        let battery = "Now drawing from 'Battery Power'\n -InternalBattery-0 (id=4653155)\t97%; discharging; 7:12 remaining present: true\n";
        assert_eq!(is_on_battery(battery), Some(true));
        assert_eq!(is_on_battery("Now drawing from 'AC Power'\n"), Some(false));
        assert_eq!(is_on_battery("Now drawing from 'Something'\n"), None);
        assert_eq!(is_on_battery(""), None);
    }
}
