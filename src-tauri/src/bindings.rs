//! The one list of commands and events, for the window and for its generated TypeScript.

use tauri::Runtime;
use tauri_specta::{Builder, collect_commands, collect_events};

use crate::commands::{bar, bundle, guide, history, language, library, outcomes, vocabulary};
use crate::events::{Flush, LibraryChanged, LinkClicked, MenuCommand};

/// Commands and events; `ui/src/lib/bindings.ts` is written from it and checked against it by a test.
pub fn builder<R: Runtime>() -> Builder<R> {
    Builder::<R>::new()
        .disable_serde_phases()
        .commands(collect_commands![
            library::overview,
            library::choose_library,
            library::list,
            library::create,
            library::duplicate,
            library::trash,
            library::untrash,
            library::archive,
            library::unarchive,
            library::set_settings,
            library::open_sample,
            library::import_folder,
            library::set_menu,
            library::quit,
            guide::open_guide,
            guide::edit,
            guide::mentions,
            guide::save,
            guide::set_meta,
            guide::set_status,
            guide::answer,
            guide::close_guide,
            guide::add_image,
            outcomes::ledger,
            outcomes::outcome_form,
            outcomes::compose_outcome,
            outcomes::record_outcome,
            outcomes::choose_evidence,
            outcomes::number_note,
            bar::profile,
            bar::set_profile,
            history::history,
            history::difference,
            history::restore,
            vocabulary::create_tag,
            vocabulary::create_stack_item,
            language::proofread,
            language::dictionary,
            language::teach_word,
            language::forget_word,
            language::ignore_slip,
            language::unignore_slips,
            bar::weigh_rule,
            bar::rule_settings,
            bar::dismiss,
            bar::waive,
            bar::unwaive,
            bar::waivers,
            bar::note_use,
            bar::rule_health,
            bundle::preflight,
            bundle::choose_destination,
            bundle::export_bundle,
        ])
        .events(collect_events![LinkClicked, Flush, MenuCommand, LibraryChanged])
}
