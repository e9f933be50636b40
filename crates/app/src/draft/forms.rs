//! The forms that keep drafts. A key says which form it is a draft of; one that names no form, or a form the
//! account may not send, is kept by nobody: a draft tells others that somebody is at work on a thing.

use thidua_domain::access::{Permission, Target};

use crate::figures::entry::{self, UNITS};
use crate::report::period::living;
use crate::{App, AppError, View, rating, record, request, schedule, targets};

/// A form, read from the key of its draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form<'a> {
    /// Of one's own account.
    Own,
    /// About accounts in one's charge.
    Users,
    /// Figures of an agency, or of those below it.
    Figures(&'a str),
    /// Targets an agency hands down.
    Targets(&'a str),
    /// The ratings of a year of those who work in an agency, or of its units.
    Rated(&'a str),
    /// A new record of a kind.
    Added(&'a str),
    /// A stored record of a kind, by its identity.
    Stored(&'a str, &'a str),
    /// A person who moves to another office.
    Moved(&'a str),
    /// A new request for reports.
    Asking,
    /// What is done with a request: its code.
    Asked(&'a str),
    /// The answer of a unit to a request.
    Answer(&'a str, &'a str),
    /// A report an agency works on.
    Living(&'a str),
    /// A report made regularly.
    Schedule,
}

/// The form a key names; `None` where the product has none of that name.
pub(super) fn form(key: &str) -> Option<Form<'_>> {
    if let Some(rest) = key.strip_prefix("du-lieu:") {
        let (kind, about) = rest.split_once(':')?;
        record::kind(kind)?;
        let stored = !about.is_empty() && about.bytes().all(|byte| byte.is_ascii_digit());
        return Some(match (stored, about.strip_prefix("dieu-dong/")) {
            (true, _) => Form::Stored(kind, about),
            (false, Some(person)) => Form::Moved(person),
            (false, None) => Form::Added(kind),
        });
    }
    if let Some(rest) = key.strip_prefix("giao-chi-tieu:") {
        let parts: Vec<&str> = rest.split(':').collect();
        return match parts.as_slice() {
            [agency, year, "giao" | "dieu-chinh"] if is_year(year) => Some(Form::Targets(agency)),
            _ => None,
        };
    }
    if let Some(rest) = key.strip_prefix("xep-loai:") {
        let parts: Vec<&str> = rest.split(':').collect();
        return match parts.as_slice() {
            [agency, year, "ca-nhan" | "don-vi"] if is_year(year) => Some(Form::Rated(agency)),
            _ => None,
        };
    }
    if let Some(rest) = key.strip_prefix("bao-cao-soan:") {
        let mut parts = rest.splitn(4, ':');
        let (agency, number, deed) = (parts.next()?, parts.next()?, parts.next()?);
        let written = matches!(deed, "viet" | "an") == parts.next().is_some();
        let known = matches!(deed, "viet" | "an" | "ten" | "luu" | "phat-hanh");
        let numbered = number.parse::<u32>().is_ok();
        return (written && known && numbered).then_some(Form::Living(agency));
    }
    let parts: Vec<&str> = key.split('/').collect();
    match parts.as_slice() {
        ["tai-khoan", "uy-quyen" | "ma-truy-cap"] => Some(Form::Own),
        ["yeu-cau-bao-cao", "moi"] | ["yeu-cau-bao-cao", "moi", _] => Some(Form::Asking),
        ["yeu-cau-bao-cao", code, "tra" | "doi"] => Some(Form::Asked(code)),
        ["tra-loi-yeu-cau", code, unit] => Some(Form::Answer(code, unit)),
        ["bao-cao-dinh-ky", "moi"] => Some(Form::Schedule),
        ["nguoi-dung", "moi"]
        | [
            "nguoi-dung",
            _,
            "vai-tro" | "dat-lai" | "mo-khoa" | "cho-dung" | "ngung",
        ]
        | ["nguoi-dung", _, "thu-hoi", _] => Some(Form::Users),
        ["so-lieu", agency, year, month, _, layout, unit]
            if is_year(year) && is_month(month) && is_layout(layout) && UNITS.contains(unit) =>
        {
            Some(Form::Figures(agency))
        }
        _ => None,
    }
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_month(text: &str) -> bool {
    text.parse()
        .is_ok_and(|month: u8| (1..=12).contains(&month))
}

/// A layout of the grid, or the short name of a stored sheet.
fn is_layout(text: &str) -> bool {
    let short = || text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    matches!(text, "mot" | "moi" | "nhieu") || short()
}

/// Lets a draft be kept of a form that exists and that the account may send.
///
/// # Errors
/// [`AppError::Refused`] for every other key: not yours and not there answer the same.
pub(super) async fn permit(app: &App, view: &View, key: &str) -> Result<(), AppError> {
    let may = match form(key) {
        None => false,
        Some(Form::Own) => true,
        Some(Form::Users) => view.actor.holds(Permission::ManageUsers, view.today),
        Some(Form::Figures(agency)) => view.permit_agency(entry::PERMISSION, agency).is_ok(),
        Some(Form::Targets(agency)) => {
            let assigns = targets::cascade::ASSIGN;
            view.permit_agency(assigns, agency).is_ok()
        }
        Some(Form::Rated(agency)) => {
            record::enters(view, "danh-gia")
                && view.permit_agency(rating::PERMISSION, agency).is_ok()
        }
        Some(Form::Added(kind)) => record::enters(view, kind),
        Some(Form::Stored(kind, id)) => match record::may_change(app, view, kind, id).await {
            Err(AppError::NotFound) => false,
            answer => answer?,
        },
        Some(Form::Asking) => request::may_ask(view),
        Some(Form::Asked(code)) => request::may_change(view, code),
        Some(Form::Answer(code, unit)) => request::may_answer(view, code, unit),
        Some(Form::Living(agency)) => view.permit_agency(living::WRITES, agency).is_ok(),
        Some(Form::Schedule) => view.permit(schedule::WRITES, Target::Any).is_ok(),
        Some(Form::Moved(person)) => {
            view.permit(record::PERMISSION, Target::Any).is_ok() && record::moves(view, person)
        }
    };
    match may {
        true => Ok(()),
        false => Err(AppError::refused(
            "Bản nháp này không thuộc biểu mẫu nào anh/chị được gửi, nên chỉ còn trên máy này.",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_forms_are_known_and_nothing_else_is() {
        for (key, wanted) in [
            ("tai-khoan/uy-quyen", Form::Own),
            ("nguoi-dung/moi", Form::Users),
            ("nguoi-dung/an/vai-tro", Form::Users),
            ("nguoi-dung/an/thu-hoi/12", Form::Users),
            (
                "so-lieu/quan-1/2026/3/btp/mot/ty_dong",
                Form::Figures("quan-1"),
            ),
            (
                "so-lieu/quan-1/2026/3/btp/0123456789ab/dong",
                Form::Figures("quan-1"),
            ),
            ("giao-chi-tieu:tinh-a:2026:giao", Form::Targets("tinh-a")),
            ("xep-loai:quan-1:2026:ca-nhan", Form::Rated("quan-1")),
            ("xep-loai:quan-1:2026:don-vi", Form::Rated("quan-1")),
            ("du-lieu:nhan-su:17", Form::Stored("nhan-su", "17")),
            ("du-lieu:nhan-su:co-quan=quan-1", Form::Added("nhan-su")),
            ("du-lieu:van-ban:", Form::Added("van-ban")),
            ("du-lieu:nhan-su:dieu-dong/nv-1", Form::Moved("nv-1")),
            ("yeu-cau-bao-cao/moi", Form::Asking),
            ("yeu-cau-bao-cao/moi/yc.cuc.1", Form::Asking),
            ("yeu-cau-bao-cao/yc.cuc.1/tra", Form::Asked("yc.cuc.1")),
            (
                "tra-loi-yeu-cau/yc.cuc.1/tinh-a",
                Form::Answer("yc.cuc.1", "tinh-a"),
            ),
            (
                "bao-cao-soan:tinh-a:2:viet:lanh-dao/noi-dung-lanh_dao/5e1c09ab",
                Form::Living("tinh-a"),
            ),
            ("bao-cao-soan:tinh-a:2:phat-hanh", Form::Living("tinh-a")),
            ("bao-cao-dinh-ky/moi", Form::Schedule),
        ] {
            assert_eq!(form(key), Some(wanted), "{key}");
        }
        for other in [
            "",
            "k",
            "nguoi/moi",
            "du-lieu:khong-co:1",
            "du-lieu:nhan-su",
            "so-lieu/quan-1/2026/13/btp/mot/ty_dong",
            "so-lieu/quan-1/2026/3/btp/mot/oz",
            "so-lieu/quan-1/2026/3/btp/mot/ty_dong/x",
            "so-lieu/quan-1/",
            "giao-chi-tieu:tinh-a:2026:xoa",
            "xep-loai:quan-1:2026:tap-the",
            "xep-loai:quan-1:26:ca-nhan",
            "nguoi-dung/an/quyen-khac",
            "bao-cao-soan:tinh-a:hai:luu",
            "bao-cao-soan:tinh-a:2:viet",
            "bao-cao-soan:tinh-a:2:xoa",
            "yeu-cau-bao-cao/yc.cuc.1/xoa",
            "tra-loi-yeu-cau/yc.cuc.1",
        ] {
            assert_eq!(form(other), None, "{other}");
        }
    }
}
