//! The lane for spelling and grammar as the window holds it; in a build without the feature it answers nothing.
//!
//! Reads no language and keeps no words.

use highbar_core::library::ProofText;
use highbar_core::view::Proof;

/// Nothing is loaded until the first text is read.
#[derive(Default)]
pub struct Language {
    #[cfg(feature = "grammar")]
    lane: highbar_grammar::Lane,
}

#[cfg(feature = "grammar")]
impl Language {
    /// The slips of a text; `None` when a newer one took its place. Waits without holding a thread.
    pub async fn read(&self, text: ProofText) -> Option<Proof> {
        let (send, receive) = tokio::sync::oneshot::channel();
        self.lane.read(text, move |proof| {
            let _ = send.send(proof);
        });
        receive.await.ok().flatten()
    }

    /// Lets go of thread and rules.
    pub fn rest(&self) {
        self.lane.rest();
    }

    /// Whether anything is loaded.
    pub fn is_awake(&self) -> bool {
        self.lane.is_awake()
    }
}

#[cfg(not(feature = "grammar"))]
impl Language {
    pub async fn read(&self, _text: ProofText) -> Option<Proof> {
        None
    }

    pub fn rest(&self) {}

    pub fn is_awake(&self) -> bool {
        false
    }
}
