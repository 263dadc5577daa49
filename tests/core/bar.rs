//! The bar from outside: whole guides in, verdicts out. The rules' own tests stand beside the rules.

mod labelled;
mod metamorphic;
mod mutations;
mod remembered;
mod tables;
mod unchanged;
