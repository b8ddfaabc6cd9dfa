//! `plumbline`: the window.

use super::Failure;
use crate::catalogue::Catalogue;
use crate::desktop::paths::Paths;
use crate::frames::SourceSpec;
use crate::pose::ModelVariant;
use crate::settings::Settings;
use crate::ui::{Start, open_window};

pub(super) fn run(
    source: Option<SourceSpec>,
    variant: Option<ModelVariant>,
) -> Result<(), Failure> {
    let paths = Paths::of_platform();
    let (settings, problem) = match &paths {
        Some(paths) => Settings::load(&paths.settings_file),
        None => (Settings::default(), None),
    };
    let mut notice = problem.map(|problem| format!("{problem}."));
    let source = source.unwrap_or_else(|| {
        settings.source.parse().unwrap_or_else(|error| {
            notice.get_or_insert(format!("The saved picture source is not usable: {error}."));
            SourceSpec::Camera(None)
        })
    });
    let start = Start {
        settings,
        settings_file: paths.as_ref().map(|p| p.settings_file.clone()),
        profiles_file: paths.as_ref().map(|p| p.profiles_file.clone()),
        data_dir: paths.map(|p| p.data_dir),
        source,
        variant,
        catalogue: Catalogue::embedded()?,
        notice,
    };
    open_window(start).map_err(|error| Failure::Window(error.to_string()))
}
