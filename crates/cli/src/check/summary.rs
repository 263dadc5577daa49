//! The bar's state in a few words.

use highbar_core::view::Score;

/// "Bar met", "Bar met, 1 waiver", or "18 of 20 · 1 to do · 1 to confirm".
pub fn of(score: &Score) -> String {
    if met(score) {
        return match score.waived {
            0 => "Bar met".to_owned(),
            1 => "Bar met, 1 waiver".to_owned(),
            many => format!("Bar met, {many} waivers"),
        };
    }
    let mut out = format!("{} of {}", score.passed + score.waived, score.required);
    if score.open > 0 {
        out.push_str(&format!(" · {} to do", score.open));
    }
    if score.confirm > 0 {
        out.push_str(&format!(" · {} to confirm", score.confirm));
    }
    out
}

pub fn met(score: &Score) -> bool {
    score.open == 0 && score.confirm == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_what_is_open() {
        let score = |passed, open, confirm, waived| Score { required: 20, passed, open, confirm, waived, advice: 3 };
        assert_eq!(of(&score(20, 0, 0, 0)), "Bar met");
        assert_eq!(of(&score(19, 0, 0, 1)), "Bar met, 1 waiver");
        assert_eq!(of(&score(18, 1, 1, 0)), "18 of 20 · 1 to do · 1 to confirm");
        assert_eq!(of(&score(17, 0, 2, 1)), "18 of 20 · 2 to confirm");
    }
}
