//! What contributions, activities, exemplars, events, sentences, registrations and ranks have in common: rows of
//! agencies and years, found by agency, counted over years and a part of the tree, read by whom the agency is open to.

mod asked;
pub mod list;
mod place;
mod shelf;
mod told;
pub(crate) mod write;

pub use asked::{Answer, AskYears, newest_year};
pub(crate) use asked::{Years, as_of};
pub use shelf::Shelf;
pub(crate) use told::{Papers, cited_sources, label, lines, shortened};
pub use write::{Typed, keeps};

use std::collections::HashSet;

use thidua_domain::access::{Permission, Role};
use thidua_domain::bundle::Values;

use crate::View;

/// The sheets, in the order in which a reader looks at them.
pub const SHEETS: [&str; 13] = [
    "dong-gop",
    "hoat-dong",
    "dien-hinh",
    "su-kien",
    "noi-dung",
    "dang-ky",
    "xep-hang",
    "thanh-tich",
    "buoc-dien-hinh",
    "hoc-tap-dien-hinh",
    "lan-toa",
    "cach-lam-hay",
    "ap-dung-cach-lam",
];

/// The column of `dong-gop` only the agency's own people read.
pub(crate) const HELPED: &str = "nguoi_duoc_giup";

/// What reading rows of a sheet asks for.
pub fn permission(sheet: &str) -> Permission {
    match sheet {
        "xep-hang" => Permission::ViewTargets,
        _ => Permission::ViewAwards,
    }
}

/// Whether a sheet is one of these.
pub fn is_deed(sheet: &str) -> bool {
    SHEETS.contains(&sheet)
}

/// Whether the reader belongs to an agency itself: a role granted there, a post held there; or works at the command
/// line of the machine, where everything is open anyway. Who only stands above it does not.
pub fn is_own(view: &View, agency: &str) -> bool {
    let mut grants = view.actor.grants_on(view.today);
    let granted = grants
        .any(|grant| grant.agency == agency && grant.role.extent(Permission::ViewAwards).is_some());
    let person = view.actor.person.as_deref();
    let post = person
        .and_then(|code| view.state.people.get(view.state.merged.standing(code)))
        .and_then(|person| person.on(view.today));
    granted || post.is_some_and(|post| post.agency == agency) || is_console(view)
}

/// Agencies the reader belongs to, as [`is_own`] tells; `None`: the command line, where everything is open.
pub(crate) fn own(view: &View) -> Option<HashSet<String>> {
    if is_console(view) {
        return None;
    }
    let agencies = view.state.org.iter().map(|agency| &agency.code);
    Some(
        agencies
            .filter(|code| is_own(view, code))
            .cloned()
            .collect(),
    )
}

/// Whether the reader holds every role everywhere, as nobody but the command line does.
pub(crate) fn is_console(view: &View) -> bool {
    Role::ALL.into_iter().all(|role| {
        let mut grants = view.actor.grants_on(view.today);
        grants.any(|grant| grant.is_everywhere() && grant.role == role)
    })
}

/// Whether a row is the reader's to open: names of people who were helped are their own office's to know.
pub(crate) fn opens(view: &View, sheet: &str, row: &Values) -> bool {
    sheet != "dong-gop"
        || row.get(HELPED).is_none()
        || is_own(view, row.get("ma_co_quan").unwrap_or_default())
}

/// Codes of the agencies a row belongs to: an event may be of several, or of a block.
pub(crate) fn agencies<'a>(sheet: &str, row: &'a Values) -> Vec<&'a str> {
    let codes = row.get("ma_co_quan").unwrap_or_default().split(';');
    let block = row.get("ma_cum").filter(|_| sheet == "su-kien");
    codes.chain(block).filter(|code| !code.is_empty()).collect()
}

/// Whether the reader may read a row: at one of its agencies, or wherever such rows are read if it names none.
pub(crate) fn reads(view: &View, sheet: &str, row: &Values) -> bool {
    let found = agencies(sheet, row);
    opens(view, sheet, row)
        && reads_at(view, permission(sheet), &found)
        && settled(view, sheet, row)
}

/// Whether what waits for an answer, was given back or not chosen is the reader's: its writer's, its subject's, the
/// unit's.
fn settled(view: &View, sheet: &str, row: &Values) -> bool {
    let open = !matches!(
        (sheet, row.get("trang_thai")),
        ("thanh-tich", Some("da_gui" | "tra_lai" | "da_rut"))
            | ("cach-lam-hay", Some("de_xuat" | "tra_lai"))
            | ("dien-hinh", Some("khong_chon"))
    );
    let person = view.actor.person.as_deref();
    let person = person.map(|code| view.state.merged.standing(code));
    let own = |id: &str| person.is_some() && row.get(id) == person;
    let ids = [
        "ma_doi_tuong",
        "nguoi_ghi",
        "nguoi_de_xuat",
        "nguoi_phat_hien",
    ];
    open || keeps(view, row.get("ma_co_quan").unwrap_or_default())
        || ids.iter().any(|id| own(id) && sheet != "dien-hinh")
        || (sheet == "dien-hinh" && own("nguoi_phat_hien"))
}

/// Whether rows of one of these agencies or blocks are open to the reader.
pub(crate) fn reads_at<T: AsRef<str>>(view: &View, permission: Permission, agencies: &[T]) -> bool {
    if agencies.is_empty() {
        return view
            .permit(permission, thidua_domain::access::Target::Any)
            .is_ok();
    }
    let mut agencies = agencies.iter().map(AsRef::as_ref);
    agencies.any(|code| view.permit_agency(permission, code).is_ok())
}
