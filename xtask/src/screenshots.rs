//! `cargo xtask screenshots`: the real window in every view and both themes, as pictures.

use anyhow::Result;

use crate::packages::{self, For};
use crate::{folders, shell, ui};

pub fn run() -> Result<()> {
    packages::ensure(For::Tests)?;
    ui::packages()?;
    ui::build()?;
    shell::run(&mut shell::cargo(
        &folders::root(),
        &["build", "--locked", "-p", "highbar-desktop", "-p", "highbar-cli"],
    ))?;
    ui::script("screenshots")?;
    println!("\nPictures: {}", folders::made("pictures").display());
    Ok(())
}
