//! `plumbline evaluate`: evaluates the accuracy of the measurement on simulated people, as tables.

use std::fmt::Write as _;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use serde::Serialize;

use super::Failure;
use super::simulate::NoiseLevel;
use plumbline_core::catalogue::Catalogue;
use plumbline_core::engine::{Engine, EngineConfig};
use plumbline_core::posture::FieldOfView;
use plumbline_sim::evaluation::rival::Rival;
use plumbline_sim::evaluation::rows::{
    Calibration, ConditionRow, ConfounderRow, ConfusionRow, DetectionRow, DistanceRow,
    EvaluationReport, MeasureRow, Response, ResponseRow, TargetRow, Wanted,
};
use plumbline_sim::evaluation::{SessionOutcome, measure_with_tape, run_session};
use plumbline_sim::simulator::{SCENARIOS, Session};

const SEEDS: &str = "\
Even seeds are for development, odd seeds are held out for reporting. Each person has their own
camera and plays every scenario (plumbline simulate --list).";

#[derive(Debug, clap::Args)]
#[command(after_help = SEEDS)]
pub(super) struct Args {
    /// Seed of people, cameras and noise
    #[arg(long, value_name = "N", default_value_t = 2)]
    seed: u64,
    /// Number of people, each with their own camera
    #[arg(long, value_name = "N", default_value_t = 200,
          value_parser = clap::value_parser!(u64).range(1..=100_000))]
    people: u64,
    /// Noise of the simulated pose model
    #[arg(long, value_enum, default_value_t)]
    noise: NoiseLevel,
    /// Use each camera's true field of view instead of the default one
    #[arg(long)]
    known_hfov: bool,
    /// Every person measures their distance from the camera once, with an error of 2 cm
    #[arg(long)]
    measured_distance: bool,
    /// Print one JSON object instead of tables
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Serialize)]
struct Evaluation {
    seed: u64,
    held_out: bool,
    people: u64,
    noise: NoiseLevel,
    known_hfov: bool,
    measured_distance: bool,
    rivals: [&'static str; Rival::COUNT],
    #[serde(flatten)]
    report: EvaluationReport,
}

pub(super) fn run(args: &Args) -> Result<(), Failure> {
    let catalogue = Catalogue::embedded()?;
    errln!("{} sessions, this takes a while …", args.people * SCENARIOS.len() as u64);
    let outcomes = play(args, &catalogue);
    let evaluation = Evaluation {
        seed: args.seed,
        held_out: args.seed % 2 == 1,
        people: args.people,
        noise: args.noise,
        known_hfov: args.known_hfov,
        measured_distance: args.measured_distance,
        rivals: Rival::ALL.map(Rival::name),
        report: EvaluationReport::of(&outcomes),
    };
    if args.json {
        let text = serde_json::to_string_pretty(&evaluation).map_err(std::io::Error::from)?;
        outln!("{text}");
    } else {
        outln!("{}", tables(&evaluation));
    }
    Ok(())
}

/// Runs every person through every scenario, on all processors. The result is ordered by person.
fn play(args: &Args, catalogue: &Catalogue) -> Vec<SessionOutcome> {
    let next = AtomicU64::new(0);
    let noise = args.noise.model();
    let fresh_engine = |session: &Session, number: u64| {
        let known = if args.known_hfov {
            FieldOfView::stated(session.camera.hfov_deg)
        } else {
            FieldOfView::assumed()
        };
        let measured =
            args.measured_distance.then(|| measure_with_tape(session, args.seed, number)).flatten();
        let field_of_view = known.with_measured(measured);
        Engine::new(catalogue.clone(), EngineConfig { field_of_view, ..EngineConfig::default() })
    };
    let worker = || {
        let mut done = Vec::new();
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= args.people {
                return done;
            }
            for scenario in SCENARIOS {
                let fresh_engine = |session: &Session| fresh_engine(session, number);
                done.push(run_session(args.seed, number, scenario, &noise, &fresh_engine));
            }
        }
    };
    let workers = thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let mut outcomes: Vec<SessionOutcome> = thread::scope(|scope| {
        let running: Vec<_> = (1..workers).map(|_| scope.spawn(worker)).collect();
        let mut outcomes = worker();
        for handle in running {
            match handle.join() {
                Ok(more) => outcomes.extend(more),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        outcomes
    });
    // A stable sort, so the scenarios of a person keep their order.
    outcomes.sort_by_key(|outcome| outcome.number);
    outcomes
}

fn tables(evaluation: &Evaluation) -> String {
    let report = &evaluation.report;
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = writeln!(
        text,
        "Plumbline on simulated people: seed {} ({}), {} people × {} scenarios, noise {:?}{}{}\n\
         {} sessions, {} settled frames judged\n",
        evaluation.seed,
        if evaluation.held_out { "held out" } else { "development" },
        evaluation.people,
        SCENARIOS.len(),
        evaluation.noise,
        if evaluation.known_hfov { ", field of view known" } else { "" },
        if evaluation.measured_distance { ", distance measured once" } else { "" },
        report.sessions,
        report.frames,
    );
    for section in [
        calibration_table(&report.calibration),
        measure_table(&report.measures),
        confounder_table(&report.confounders),
        equal_sensitivity_table(&report.confounders, "forward head (4 cm)", |r| {
            (&r.forward_head_at_95.plumbline_pct, &r.forward_head_at_95.rivals_pct)
        }),
        equal_sensitivity_table(&report.confounders, "raised shoulders (2.5 cm, both)", |r| {
            (&r.raised_shoulders_at_95.plumbline_pct, &r.raised_shoulders_at_95.rivals_pct)
        }),
        detection_table(&report.detection),
        response_table(&report.responses),
        confusion_table(&report.confusion),
        condition_table(&report.conditions),
        distance_table(&report.distances),
        target_table(&report.targets),
    ] {
        let _ = writeln!(text, "{section}");
    }
    text.truncate(text.trim_end().len());
    text
}

/// A table under `title`. The first column is aligned to the left, the others to the right.
fn table(title: &str, header: &[&str], rows: &[Vec<String>]) -> String {
    let width = |column: usize| {
        rows.iter()
            .filter_map(|row| row.get(column))
            .map(|cell| cell.chars().count())
            .chain([header[column].chars().count()])
            .max()
            .unwrap_or(0)
    };
    let widths: Vec<usize> = (0..header.len()).map(width).collect();
    let mut text = format!("{title}\n");
    let header = header.iter().map(|h| (*h).to_owned()).collect();
    for row in std::iter::once(&header).chain(rows) {
        for (i, (cell, width)) in row.iter().zip(&widths).enumerate() {
            let _ = if i == 0 {
                write!(text, "  {cell:<width$}")
            } else {
                write!(text, "  {cell:>width$}")
            };
        }
        text.truncate(text.trim_end().len());
        text.push('\n');
    }
    text
}

/// `value` with `decimals` decimal places; a dash for `None`.
fn cell(value: Option<f64>, decimals: usize) -> String {
    value.map_or_else(|| "–".into(), |value| format!("{value:.decimals$}"))
}

fn calibration_table(calibration: &Calibration) -> String {
    let mut rows = vec![
        vec!["refused at the first attempt".to_owned(), cell(calibration.refused_first_pct, 1)],
        vec![
            "never accepted in three attempts".to_owned(),
            cell(calibration.never_accepted_pct, 1),
        ],
    ];
    for refusal in &calibration.refusals {
        rows.push(vec![
            format!("refused as “{}”", refusal.problem),
            cell(refusal.of_attempts_pct, 1),
        ]);
    }
    table(
        "Calibration (the reasons of refusals are in per cent of all attempts)",
        &["", "%"],
        &rows,
    )
}

fn measure_table(rows: &[MeasureRow]) -> String {
    let cells = |row: &MeasureRow| {
        vec![
            row.measure.to_owned(),
            cell(row.mae, 2),
            cell(row.bias, 2),
            cell(row.error_within_95, 2),
            cell(row.mae_upright, 2),
            cell(row.mae_fault, 2),
            cell(row.mae_confounder, 2),
            cell(row.mae_of_no_change, 2),
            cell(row.unmeasured_pct, 1),
        ]
    };
    table(
        "Errors (change from baseline unless absolute; slouch in shoulder widths)",
        &[
            "measure",
            "MAE",
            "bias",
            "95 % within",
            "upright",
            "fault",
            "confounder",
            "MAE of “no change”",
            "unmeasured %",
        ],
        &rows.iter().map(cells).collect::<Vec<_>>(),
    )
}

fn confounder_table(rows: &[ConfounderRow]) -> String {
    let cells = |row: &ConfounderRow| {
        vec![
            row.scenario.to_owned(),
            cell(row.false_forward_head_pct, 1),
            cell(row.false_raised_shoulder_pct, 1),
            cell(row.false_either_pct, 1),
            cell(row.false_of_all_pct, 1),
            cell(row.false_cases_pct, 1),
            cell(row.reported_either_pct, 1),
            cell(row.truly_moved_pct, 1),
            cell(row.unjudged_pct, 1),
        ]
    };
    table(
        "False faults with the product's limits, % of judged frames (of all: of all frames; cases: of sessions)",
        &[
            "scenario",
            "forward head",
            "raised shoulder",
            "either",
            "of all",
            "cases",
            "reported",
            "truly moved",
            "unjudged",
        ],
        &rows.iter().map(cells).collect::<Vec<_>>(),
    )
}

type Rates = for<'a> fn(&'a ConfounderRow) -> (&'a Option<f64>, &'a [Option<f64>; Rival::COUNT]);

fn equal_sensitivity_table(rows: &[ConfounderRow], what: &str, rates: Rates) -> String {
    let header: Vec<&str> =
        ["scenario", "plumbline"].into_iter().chain(Rival::ALL.map(Rival::name)).collect();
    let cells = |row: &ConfounderRow| {
        let (plumbline, rivals) = rates(row);
        std::iter::once(row.scenario.to_owned())
            .chain(std::iter::once(cell(*plumbline, 1)))
            .chain(rivals.iter().map(|rate| cell(*rate, 1)))
            .collect()
    };
    table(
        &format!("False {what} at the threshold with 95 % sensitivity, % of frames"),
        &header,
        &rows.iter().map(cells).collect::<Vec<_>>(),
    )
}

fn detection_table(rows: &[DetectionRow]) -> String {
    let mut cells = Vec::new();
    for row in rows {
        cells.push(vec![
            row.task.to_owned(),
            "plumbline".into(),
            cell(row.auc, 3),
            cell(row.auc_against_confounders, 3),
            cell(row.reported_pct, 1),
            cell(row.unmeasured_pct, 1),
        ]);
        cells.push(vec![
            String::new(),
            "the exact values".into(),
            cell(row.auc_of_truth[0], 3),
            cell(row.auc_of_truth[1], 3),
            String::new(),
            String::new(),
        ]);
        for rival in &row.rivals {
            cells.push(vec![
                String::new(),
                rival.rival.to_owned(),
                cell(rival.auc, 3),
                cell(rival.auc_against_confounders, 3),
                String::new(),
                String::new(),
            ]);
        }
    }
    table(
        "Separation of a fault from upright (AUC; mixed: both with small movements of everything)",
        &["fault", "by", "mixed", "vs confounders", "reported %", "unmeasured %"],
        &cells,
    )
}

fn response_table(rows: &[ResponseRow]) -> String {
    let cells = |row: &ResponseRow| {
        let response = |r: &Response| [cell(r.truth, 1), cell(r.measured, 1), cell(r.error_sd, 1)];
        std::iter::once(row.scenario.to_owned())
            .chain(response(&row.forward_head_deg))
            .chain(response(&row.raised_left_deg))
            .chain(response(&row.raised_right_deg))
            .collect()
    };
    table(
        "True and measured change in degrees (means), and standard deviation of the error",
        &[
            "scenario",
            "forward true",
            "measured",
            "sd",
            "left true",
            "measured",
            "sd",
            "right true",
            "measured",
            "sd",
        ],
        &rows.iter().map(cells).collect::<Vec<_>>(),
    )
}

fn confusion_table(rows: &[ConfusionRow]) -> String {
    let cells = |row: &ConfusionRow| {
        let r = &row.reported_pct;
        let reported = [
            r.forward_head,
            r.raised_shoulders,
            r.raised_shoulder_left,
            r.raised_shoulder_right,
            r.slouch,
            r.head_tilt,
            r.uneven_shoulders,
            r.too_close,
            row.good_pct,
            row.unjudged_pct,
        ];
        std::iter::once(row.scenario.to_owned()).chain(reported.map(|v| cell(v, 0))).collect()
    };
    table(
        "Reported faults by scenario, % of frames (several faults are possible)",
        &[
            "scenario", "forward", "both up", "left up", "right up", "slouch", "tilt", "uneven",
            "close", "good", "unjudged",
        ],
        &rows.iter().map(cells).collect::<Vec<_>>(),
    )
}

fn condition_table(rows: &[ConditionRow]) -> String {
    let cells = |row: &ConditionRow| {
        vec![
            row.condition.to_owned(),
            format!("{:.0}", row.sessions_pct),
            cell(row.forward_head_mae_deg, 2),
            cell(row.raised_shoulder_mae_deg, 2),
            cell(row.forward_head_auc, 3),
            cell(row.raised_shoulders_auc, 3),
            cell(row.false_either_pct, 1),
        ]
    };
    table(
        "Under different conditions",
        &[
            "condition",
            "sessions %",
            "forward MAE °",
            "raised MAE °",
            "forward AUC",
            "raised AUC",
            "false %",
        ],
        &rows.iter().map(cells).collect::<Vec<_>>(),
    )
}

fn distance_table(rows: &[DistanceRow]) -> String {
    let cells = |row: &DistanceRow| {
        vec![
            row.condition.to_owned(),
            cell(row.mean_error_pct, 1),
            cell(row.within_10_pct, 1),
            cell(row.stated_sd_pct, 1),
            cell(row.within_one_sd_pct, 1),
            cell(row.false_too_close_pct, 1),
            cell(row.missed_too_close_pct, 1),
        ]
    };
    table(
        "Distance from the camera, and \"too close\" (nearer than 40 cm)",
        &[
            "condition",
            "mean error %",
            "within 10 % %",
            "stated sd %",
            "within 1 sd %",
            "false %",
            "missed %",
        ],
        &rows.iter().map(cells).collect::<Vec<_>>(),
    )
}

fn target_table(rows: &[TargetRow]) -> String {
    let cells = |row: &TargetRow| {
        let wanted = match row.wanted {
            Wanted::AtMost => "≤",
            Wanted::Below => "<",
            Wanted::AtLeast => "≥",
        };
        vec![
            row.name.clone(),
            cell(row.value, 3),
            format!("{wanted} {}", row.target),
            if row.met { "met" } else { "missed" }.to_owned(),
        ]
    };
    let met = rows.iter().filter(|row| row.met).count();
    table(
        &format!("Targets: {met} of {} met", rows.len()),
        &["target", "value", "required", ""],
        &rows.iter().map(cells).collect::<Vec<_>>(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_aligned_with_their_headings() {
        let rows = vec![
            vec!["a".to_owned(), "1.00".to_owned()],
            vec!["a longer name".to_owned(), "–".to_owned()],
        ];
        let text = table("Title", &["what", "number"], &rows);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[0], "Title");
        let end_of = |line: &str| line.chars().count();
        assert_eq!(end_of(lines[1]), end_of(lines[2]));
        assert_eq!(end_of(lines[1]), end_of(lines[3]));
    }

    #[test]
    fn outcomes_are_ordered_by_person_and_scenario_on_any_number_of_threads() {
        let args = Args {
            seed: 2,
            people: 2,
            noise: NoiseLevel::None,
            known_hfov: false,
            measured_distance: false,
            json: false,
        };
        let outcomes = play(&args, &Catalogue::embedded().unwrap());
        let order: Vec<(u64, &str)> =
            outcomes.iter().map(|o| (o.number, o.scenario.name)).collect();
        let expected: Vec<(u64, &str)> =
            (0..2).flat_map(|n| SCENARIOS.iter().map(move |s| (n, s.name))).collect();
        assert_eq!(order, expected);
    }
}
