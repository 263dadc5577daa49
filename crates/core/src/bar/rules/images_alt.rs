//! `images.alt`: every image has an alternative text, or says that it is decoration.
//!
//! Decoration is the title "decorative", or `role="presentation"` in HTML, or an image inside a link that has
//! words. How good the text is, is another rule's question.

use crate::bar::{Class, Finding, Fix, Outcome, Quote, Reading, Rule, Scope, Severity, Waive};
use crate::markdown::Image;
use crate::text::Span;

pub const RULE: Rule = Rule {
    id: "images.alt",
    name: "Alt text",
    task: "Describe the images",
    why: "Readers who do not see the image get its alternative text instead.",
    version: "1.0.0",
    severity: Severity::Required,
    scope: Scope::Everything,
    class: Class::Exact,
    waive: Waive::USUAL,
    settings: &[],
    check,
};

fn check(rule: &'static Rule, reading: &Reading<'_>) -> Outcome {
    let images = &reading.document.images;
    if images.is_empty() {
        return Outcome::not_applicable(rule);
    }
    let (told, silent): (Vec<&Image>, Vec<&Image>) = images.iter().partition(|image| is_told(reading, image));
    let label = |image: &Image| if image.alt.trim().is_empty() { "decorative" } else { "" };
    let evidence: Vec<Quote> = told.iter().map(|image| reading.quote(image.span, label(image))).collect();
    let findings = silent.iter().map(|image| finding(rule, reading, image)).collect();
    Outcome::of(rule, evidence, findings).counting(told.len(), images.len())
}

fn is_told(reading: &Reading<'_>, image: &Image) -> bool {
    !image.alt.trim().is_empty() || is_decoration(reading, image)
}

fn is_decoration(reading: &Reading<'_>, image: &Image) -> bool {
    let source = image.span.of(reading.document.source).to_lowercase();
    let html = source.starts_with("<img");
    let roles = ["role=\"presentation\"", "role=\"none\"", "role=presentation", "aria-hidden=\"true\""];
    let said = html && roles.iter().any(|role| source.contains(role));
    said || image.title.trim().eq_ignore_ascii_case("decorative") || beside_words(reading, image)
}

fn beside_words(reading: &Reading<'_>, image: &Image) -> bool {
    let holds = |span: Span| span.start <= image.span.start && image.span.end <= span.end;
    reading
        .document
        .links
        .iter()
        .any(|link| holds(link.span) && link.span != image.span && !link.text.trim().is_empty())
}

fn finding(rule: &'static Rule, reading: &Reading<'_>, image: &Image) -> Finding {
    let message = format!("{} has no alternative text. Say what it shows, numbers included.", name(&image.src));
    let quote = reading.quote(image.span, "");
    Finding::of(rule, quote, message).fix(caption(reading, image)).fix(decorative(reading, image))
}

fn name(src: &str) -> &str {
    src.rsplit('/').next().filter(|name| !name.is_empty()).unwrap_or("The image")
}

/// The title of the image is what its writer called it.
fn caption(reading: &Reading<'_>, image: &Image) -> Option<Fix> {
    let title = image.title.trim();
    let at = image.span.start + 2;
    let inline = image.span.of(reading.document.source).starts_with("![]");
    (inline && !title.is_empty()).then(|| Fix::edit("Use the title", Span::new(at, at), title.replace(['[', ']'], "")))
}

fn decorative(reading: &Reading<'_>, image: &Image) -> Option<Fix> {
    let source = image.span.of(reading.document.source);
    let inline = source.starts_with("![](") && source.ends_with(')') && image.title.is_empty();
    let at = image.span.end.checked_sub(1)?;
    inline.then(|| Fix::edit("Mark as decoration", Span::new(at, at), " \"decorative\""))
}

#[cfg(test)]
pub(super) mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::bar::State;
    use crate::bar::testing::{Cases, applied, draft, fixed, run};

    const ID: &str = "images.alt";

    pub fn cases() -> Cases {
        Cases::of(ID)
            .broken([
                "![](images/flow.png)",
                "![ ](images/flow.png)",
                "![](images/flow.png \"Flow\")",
                "![][f]\n\n[f]: images/flow.png",
                "<img src=\"images/flow.png\">",
                "<img src=\"images/flow.png\" alt=\"\">",
                "![a](images/flow.png) ![](images/flow.png)",
                "[![](images/flow.png)](/stack/redis/)",
                "* ![](images/flow.png)",
                "| ![](images/flow.png) |\n|---|",
            ])
            .sound([
                "![A flow](images/flow.png)",
                "![`code`](images/flow.png)",
                "![](images/flow.png \"decorative\")",
                "![](images/flow.png \"Decorative\")",
                "<img src=\"images/flow.png\" alt=\"A flow\">",
                "<img src=\"images/flow.png\" alt=\"\" role=\"presentation\">",
                "[![](images/flow.png) Redis](/stack/redis/)",
                "![flow][f]\n\n[f]: images/flow.png",
                "[![A flow](images/flow.png)](/stack/redis/)",
                "![ü](images/flow.png)",
            ])
            .sound(["", "`![](x.png)`", "```\n![](x.png)\n```", "<!-- ![](x.png) -->"])
    }

    #[test]
    fn fills_in_the_title_or_marks_decoration() {
        let titled = draft("![](images/flow.png \"A [callback] flow\")");
        assert_eq!(fixed(&titled, &run(ID, &titled)).body, "![A callback flow](images/flow.png \"A [callback] flow\")");
        let plain = draft("![](images/flow.png)");
        let decorated = applied(&plain, &run(ID, &plain).findings[0].fixes[0]);
        assert_eq!(decorated.body, "![](images/flow.png \"decorative\")");
        assert_eq!(run(ID, &decorated).state, State::Pass);
    }

    #[test]
    fn counts() {
        let outcome = run(ID, &draft("![a](images/flow.png) ![](images/flow.png)"));
        assert_eq!((outcome.measured.as_str(), outcome.threshold.as_str()), ("1", "2"));
        assert!(outcome.findings[0].message.starts_with("flow.png has no alternative text."));
    }
}
