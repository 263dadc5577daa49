//! What can happen to a guide on its way out. What is said of it is in `words`.

/// One kind of thing that happens to a guide on its way out. The order is the order of the rows
/// within one weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fact {
    NothingChosen,
    BarOpen,
    LinkNowhere,
    LinkElsewhere,
    LinkRefused,
    AnchorGone,
    ImageGone,
    Alert,
    RawHtml,
    HeadingStrike,
    BraceSpaced,
    DateUnreadable,
    FieldLeftOut,
    DateAhead,
    MarkedDraft,
    FieldsUnderParams,
    HtmlConverted,
    BracePair,
    BraceGuard,
    HeadingId,
    Typography,
    LinkRewritten,
    Renamed,
    Link,
    Image,
    Code,
}
