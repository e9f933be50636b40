//! Files that hang on records: papers as scanned, evidence, photographs.
//!
//! A file has no permission of its own: whoever may open the record reads it, whoever may change the record adds it,
//! words it and takes it away (decision 0030). Bytes are stored once; which record they belong to is a record of its
//! own, so history, backup and the check of hashes are those of all records and files.

mod act;
mod add;
mod bind;
mod show;

pub use act::{Words, caption, erase, remove, restore};
pub(crate) use add::hang;
pub use add::{New, add};
pub(crate) use bind::missing;
pub(crate) use show::chosen;
pub use show::{File, Files, Sent, files, open};

use thidua_domain::access::Permission;

/// What opening a file asks for at all; the record it hangs on decides.
pub const PERMISSION: Permission = Permission::ViewCommon;
/// What adding one asks for at all.
pub const WRITES: Permission = crate::bundle::PERMISSION;
/// Largest file in bytes.
pub use thidua_store::attachment::LARGEST;
