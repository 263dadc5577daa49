//! A comparison's table as a screen shows and edits it: criteria × subjects, holes visible.

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::bar::grid::{Criterion, Grid, GridCell};
use crate::text::{Places, Utf16Span};

/// The comparison of the open guide.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct GridView {
    pub subjects: Vec<String>,
    pub criteria: Vec<CriterionView>,
    /// Subjects that no table has.
    pub missing: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CriterionView {
    pub name: String,
    pub span: Utf16Span,
    /// One per subject.
    pub cells: Vec<GridCellView>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct GridCellView {
    /// Markdown on one line.
    pub text: String,
    /// `null` where no table has both this criterion and this subject: such a cell cannot be changed.
    pub span: Option<Utf16Span>,
    /// Nothing is said: empty, a dash, "n/a" without a reason.
    pub hole: bool,
}

/// What a person does to a grid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase", tag = "what")]
pub enum GridDeed {
    Set { criterion: u32, subject: u32, text: String },
    AddCriterion { name: String, values: Vec<String> },
    AddSubject { name: String },
}

impl GridView {
    pub fn of(grid: &Grid, places: &Places<'_>) -> Self {
        Self {
            subjects: grid.subjects.clone(),
            criteria: grid.criteria.iter().map(|criterion| view(criterion, places)).collect(),
            missing: grid.missing.iter().filter_map(|at| grid.subjects.get(*at)).cloned().collect(),
        }
    }
}

fn view(criterion: &Criterion, places: &Places<'_>) -> CriterionView {
    let cell = |cell: &GridCell| GridCellView {
        text: cell.text.clone(),
        span: cell.span.map(|span| places.span(span)),
        hole: cell.is_hole,
    };
    CriterionView {
        name: criterion.name.clone(),
        span: places.span(criterion.span),
        cells: criterion.cells.iter().map(cell).collect(),
    }
}
