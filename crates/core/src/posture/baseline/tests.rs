use super::*;
use proptest::prelude::*;

proptest! {
    #[test]
    fn the_median_ignores_a_few_outliers(
        center in -50.0f64..50.0, wild in prop::collection::vec(-1e6f64..1e6, 0..4),
    ) {
        let calm = (0..21).map(|i| center + f64::from(i - 10) * 0.01);
        let robust = Robust::of(calm.chain(wild)).unwrap();
        prop_assert!((robust.median - center).abs() < 0.11);
        prop_assert!(robust.spread < 0.2);
    }
}

#[test]
fn samples_without_a_finite_value_have_no_median() {
    assert!(Robust::of([f64::NAN, f64::INFINITY]).is_none());
}

#[test]
fn the_spread_of_a_normal_sample_is_its_standard_deviation() {
    // Quantiles of a normal distribution with standard deviation 2 (erf inverse by bisection).
    let samples = (1..1000).map(|i| 2.0 * normal_quantile(f64::from(i) / 1000.0));
    let robust = Robust::of(samples).unwrap();
    assert!((robust.spread - 2.0).abs() < 0.02, "{}", robust.spread);
}

fn normal_quantile(p: f64) -> f64 {
    let cdf = |x: f64| {
        let steps = 400;
        let width = x / f64::from(steps);
        let area: f64 = (0..steps)
            .map(|i| {
                let t: f64 = (f64::from(i) + 0.5) * width;
                (-t * t / 2.0).exp() * width
            })
            .sum();
        0.5 + area / std::f64::consts::TAU.sqrt()
    };
    let (mut low, mut high) = (-5.0, 5.0);
    for _ in 0..60 {
        let mid = f64::midpoint(low, high);
        if cdf(mid) < p { low = mid } else { high = mid }
    }
    low
}
