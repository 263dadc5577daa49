//! Who may set a rule aside, and for what reasons: the data; the records of it are elsewhere.

pub use crate::guide::WaiverCode as Code;

/// Who may set a rule aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    Nobody,
    /// One name.
    One,
    /// Two different names.
    Two,
}

/// How a rule may be set aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waive {
    pub who: Who,
    pub codes: &'static [Code],
    /// False: never for words inside code.
    pub in_code: bool,
}

const ALL: &[Code] = &Code::ALL;

impl Waive {
    /// Any reason, one name.
    pub const USUAL: Waive = Waive { who: Who::One, codes: ALL, in_code: true };

    /// There is always a better way.
    pub const NEVER: Waive = Waive { who: Who::Nobody, codes: &[], in_code: true };

    /// Two people must agree.
    pub const TWO: Waive = Waive { who: Who::Two, ..Waive::USUAL };

    /// Two people must agree, and what stands in code is never let through.
    pub const TWO_NOT_IN_CODE: Waive = Waive { in_code: false, ..Waive::TWO };

    /// For these reasons alone.
    pub const fn only(codes: &'static [Code]) -> Waive {
        Waive { codes, ..Waive::USUAL }
    }
}
