//! The cells of the list of awards: what each column shows of an award, and where it leads.

use std::borrow::Cow;

use jiff::civil::Date;
use thidua_domain::access::Permission;
use thidua_domain::org::Level;
use thidua_domain::org::sheet::LEVELS;
use thidua_domain::people::{GENDERS, GROUPS, Person};
use thidua_domain::register::Award;

use crate::listing::{Cell, Column, LEVEL, PROVINCE, STATE, level, part, province};
use crate::register::cancelled::{cancelled_by, cancelling_page};
use crate::state::{State as Held, View};

/// Code of `Trạng thái` of an award whose decision was cancelled.
pub(super) const CANCELLED: &str = "thu_hoi";
/// Id of the column that tells titles from forms of commendation.
pub(super) const FORM: &str = "hinh-thuc";
/// Id of the column of the recipient's sex.
pub(super) const GENDER: &str = "gioi-tinh";
/// Id of the column of the recipient's group.
pub(super) const GROUP: &str = "nhom-doi-tuong";

/// `danh_hieu` or `hinh_thuc`; empty where the row joins both or the code is of no catalogue.
fn form<'a>(state: &'a Held, award: &Award) -> &'a str {
    let kinds = award.award.split(';').map(|code| {
        let known = state.catalogue.award(code);
        known.map_or("", |award| award.kind.as_str())
    });
    let mut kinds = kinds.collect::<Vec<_>>();
    kinds.dedup();
    match kinds.as_slice() {
        [one] => one,
        _ => "",
    }
}

/// The named person who received it.
fn person<'a>(state: &'a Held, award: &Award) -> Option<&'a Person> {
    let code = award
        .subject
        .as_deref()
        .filter(|_| award.kind == "ca_nhan")?;
    state.people.get(code)
}

/// The group the recipient belonged to in the award's time.
fn group<'a>(state: &'a Held, award: &Award) -> Option<&'a str> {
    let person = person(state, award)?;
    let on = on(award);
    let post = person.on(on).or_else(|| match on == Date::MAX {
        true => person.posts.last(),
        false => None,
    });
    post?.group.as_deref()
}

/// The place of a value by precedence: awards as the catalogue ranks them, levels from the ministry down.
pub(super) fn rank(state: &Held, column: &str, raw: &str) -> Option<u32> {
    let place = |list: &[&str]| {
        let place = list.iter().position(|code| *code == raw)?;
        u32::try_from(place).ok()
    };
    match column {
        "khen-thuong" => {
            let first = raw.split(';').next().unwrap_or_default();
            state.catalogue.award(first).map(|award| award.rank)
        }
        LEVEL | "cap-doi-tuong" => place(LEVELS),
        FORM => place(&["danh_hieu", "hinh_thuc"]),
        "loai" => place(&["tap_the", "ca_nhan"]),
        "trong-nganh" => place(&["trong", "ngoai"]),
        GENDER => place(GENDERS),
        GROUP => place(GROUPS),
        _ => None,
    }
}

/// The page of a named person the reader may open.
pub(crate) fn subject_link(view: &View, award: &Award) -> Option<String> {
    let code = award
        .subject
        .as_deref()
        .filter(|_| award.kind == "ca_nhan")?;
    let open = view.state.people.contains_key(code)
        && view
            .permit_agency(Permission::ViewPeople, &award.agency)
            .is_ok()
        && view.permit_person(Permission::ViewPeople, code).is_ok();
    open.then(|| format!("/ca-nhan/{}", part(code)))
}

/// The day on which names are those of the award's time.
fn on(award: &Award) -> Date {
    let decided = award.decided_on.map(|date| date.first_day());
    let years = award.years.map(|years| years.to.last_day());
    years.or(decided).unwrap_or(Date::MAX)
}

fn subject(state: &Held, award: &Award) -> Cell {
    let Some(code) = award.subject.as_deref() else {
        // Known by name alone: as the list wrote it.
        if let Some(named) = &award.named {
            return Cell::text(format!("{} (chưa gắn hồ sơ)", named.name));
        }
        // A count without names: `Cá nhân, Phòng THADS khu vực`.
        let labels = &state.catalogue.labels;
        let mut words = labels.word("doi_tuong", &award.kind).to_owned();
        if let Some(level) = &award.level {
            words.push_str(&format!(", {}", labels.words("cap", level)));
        }
        return Cell::text(format!("{words} (không nêu tên)"));
    };
    Cell {
        person: award.kind == "ca_nhan",
        ..Cell::text(state.name_on(code, on(award)))
    }
}

fn names(codes: &str, name: impl Fn(&str) -> String) -> String {
    codes.split(';').map(name).collect::<Vec<_>>().join(" và ")
}

/// What tells the cells of a column apart.
pub(super) fn raw<'a>(state: &'a Held, award: &'a Award, column: &'static Column) -> Cow<'a, str> {
    let said = |said: Option<String>| Cow::Owned(said.unwrap_or_default());
    Cow::Borrowed(match column.id {
        "doi-tuong" => match &award.subject {
            Some(code) => code,
            None => {
                let level = award.level.as_deref().unwrap_or_default();
                let name = award.named.as_ref().map_or("", |named| &named.name);
                return Cow::Owned(format!("/{}/{level}/{name}", award.kind));
            }
        },
        "khen-thuong" => &award.award,
        "nam-thanh-tich" => return said(award.years.map(|years| years.to_string())),
        "co-quan" => &award.agency,
        "loai" => &award.kind,
        "loai-thanh-tich" => award.occasion.as_deref().unwrap_or_default(),
        "so-luong" => return said(award.count.map(|count| count.to_string())),
        "cap-quyet-dinh" => award.authority.as_deref().unwrap_or_default(),
        "quyet-dinh" if award.status == CANCELLED => {
            // By which decision it was cancelled differs from row to row.
            let subject = award.subject.as_deref().unwrap_or_default();
            let decision = award.decision.as_deref().unwrap_or_default();
            let years = award
                .years
                .map(|years| years.to_string())
                .unwrap_or_default();
            return Cow::Owned(format!("{decision}/{}/{subject}/{years}", award.award));
        }
        "quyet-dinh" => award.decision.as_deref().unwrap_or_default(),
        "ngay" => return said(award.decided_on.map(|date| date.to_string())),
        STATE => &award.status,
        FORM => form(state, award),
        PROVINCE => province(&state.org, &award.agency, on(award)).unwrap_or_default(),
        LEVEL => level(&state.org, &award.agency, on(award)).map_or("", Level::code),
        "cap-doi-tuong" => award.level.as_deref().unwrap_or_default(),
        GENDER => person(state, award)
            .and_then(|person| person.gender.as_deref())
            .unwrap_or_default(),
        GROUP => group(state, award).unwrap_or_default(),
        "trong-nganh" => match award.outside {
            true => "ngoai",
            false => "trong",
        },
        "phong-trao" => award.movement.as_deref().unwrap_or_default(),
        _ => award.note.as_deref().unwrap_or_default(),
    })
}

/// A cell of a row of the register.
pub(crate) fn cell(state: &Held, award: &Award, column: &'static Column) -> Cell {
    let labels = &state.catalogue.labels;
    match column.id {
        "doi-tuong" => subject(state, award),
        "khen-thuong" => Cell::text(names(&award.award, |code| {
            let known = state.catalogue.award(code);
            known.map_or_else(|| code.to_owned(), |award| award.name.clone())
        })),
        "nam-thanh-tich" => Cell::maybe(award.years.map(|years| years.vn())),
        "co-quan" => Cell::text(state.name_on(&award.agency, on(award))),
        "loai" => Cell::text(labels.word("doi_tuong", &award.kind)),
        "loai-thanh-tich" => Cell::maybe(
            award
                .occasion
                .as_ref()
                .map(|codes| labels.words("khen-thuong.loai_thanh_tich", codes)),
        ),
        "so-luong" => award.count.map_or_else(Cell::default, Cell::count),
        "cap-quyet-dinh" => Cell::maybe(
            award
                .authority
                .as_ref()
                .map(|codes| names(codes, |code| state.name_on(code, on(award)))),
        ),
        "quyet-dinh" if cancelled_by(state, award).is_some() => {
            let own = award.decision.as_ref().map(|paper| state.cited(paper));
            let by = cancelled_by(state, award).unwrap_or_default();
            Cell {
                link: cancelling_page(state, award),
                ..Cell::text(format!("{} ({by})", own.unwrap_or_default()).trim())
            }
        }
        "quyet-dinh" => match &award.decision {
            Some(code) if state.documents.contains_key(code) => {
                Cell::text(state.cited(code)).leading(format!("/van-ban/{}", part(code)))
            }
            decision => Cell::maybe(decision.as_deref()),
        },
        "ngay" => Cell::date(award.decided_on),
        FORM => Cell::text(match form(state, award) {
            "" => "",
            kind => labels.word("danh-muc-khen-thuong.loai", kind),
        }),
        // Named as it last was: one agency is one value through all years.
        PROVINCE => Cell::maybe(
            province(&state.org, &award.agency, on(award))
                .map(|code| state.name_on(code, Date::MAX)),
        ),
        LEVEL => Cell::maybe(
            level(&state.org, &award.agency, on(award))
                .map(|level| labels.word("cap", level.code()).to_owned()),
        ),
        "cap-doi-tuong" => {
            Cell::maybe(award.level.as_ref().map(|codes| labels.words("cap", codes)))
        }
        GENDER => {
            let code = person(state, award).and_then(|person| person.gender.as_deref());
            Cell::maybe(code.map(|code| labels.word("nhan-su.gioi_tinh", code)))
        }
        GROUP => Cell::maybe(group(state, award).map(|code| labels.word("nhan-su.nhom", code))),
        "trong-nganh" => Cell::text(match award.outside {
            true => "Ngoài ngành",
            false => "Trong ngành",
        }),
        "phong-trao" => Cell::maybe(
            award
                .movement
                .as_deref()
                .map(|code| state.movement_name(code)),
        ),
        _ => Cell::maybe(award.note.as_deref()),
    }
}
