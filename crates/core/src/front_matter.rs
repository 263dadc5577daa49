//! The block between `---` lines at the start of a file: read within limits, written losslessly.
