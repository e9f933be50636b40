//! Among whom awards are given: groups by position, by sex.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use thidua_domain::access::Permission;
use thidua_domain::amount::Rate;
use thidua_domain::people::{Person, Post};
use thidua_domain::time::WorkYear;

use super::panel::{Cell, Drawn, Head, Limit, More, Panel, Shape, Table, Told};
use super::{count, given, of_year, part, unset};
use crate::listing::Reach;
use crate::state::View;
use crate::{AppError, State};

/// The title.
pub(super) const TITLE: &str = "Khen thưởng theo nhóm chức vụ, giới tính";

/// By what people are grouped, in the order told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum By {
    Position,
    Sex,
}

/// One group with its people and what they received.
#[derive(Default)]
struct Group {
    people: BTreeSet<String>,
    awarded: BTreeSet<String>,
    awards: usize,
}

/// A group: by what, and its name.
type Key = (By, String);
/// A form of award: its place in the order of precedence, its name.
type Form<'a> = (u32, &'a str);

/// What is counted.
#[derive(Default)]
struct Counted<'a> {
    groups: BTreeMap<Key, Group>,
    /// Awards by form and group.
    forms: BTreeMap<Form<'a>, BTreeMap<Key, usize>>,
    named: usize,
    /// Awards told by their number alone, or of people out of reach.
    unnamed: i64,
}

/// The post on a day, else the last one told.
fn post(person: &Person, day: Date) -> Option<&Post> {
    person.on(day).or(person.posts.last())
}

/// The groups of a person on a day, in words.
fn groups(state: &State, person: &Person, day: Date) -> [Key; 2] {
    let word = |list: &str, code: Option<&str>, none: &str| {
        let labels = &state.catalogue.labels;
        code.map_or(none, |code| labels.word(list, code)).to_owned()
    };
    let position = post(person, day).and_then(|post| post.group.as_deref());
    [
        (
            By::Position,
            word("nhan-su.nhom", position, "Chưa ghi nhóm"),
        ),
        (
            By::Sex,
            word(
                "nhan-su.gioi_tinh",
                person.gender.as_deref(),
                "Chưa ghi giới tính",
            ),
        ),
    ]
}

fn counted<'a>(view: &'a View, agency: &str, year: WorkYear) -> Counted<'a> {
    let state = view.state.as_ref();
    let day = year.last_day().min(view.today);
    let inside = state.org.lineage(agency);
    let mut reach = Reach::new(view, Permission::ViewPeople, false);
    let mut found = Counted::default();
    for person in state.people.values() {
        let Some(post) = person.on(day) else { continue };
        let own = post.agency == agency || inside.contains(post.agency.as_str());
        if own && reach.sees(&post.agency) {
            for key in groups(state, person, day) {
                let group = found.groups.entry(key).or_default();
                group.people.insert(person.code.clone());
            }
        }
    }
    let personal = given(view, agency).into_iter();
    for award in personal.filter(|award| award.kind == "ca_nhan" && of_year(award, year)) {
        let person = award.subject.as_deref();
        let person = person.and_then(|code| state.people.get(code));
        let Some(person) = person.filter(|_| reach.sees(&award.agency)) else {
            found.unnamed = found.unnamed.saturating_add(award.count.unwrap_or(0));
            continue;
        };
        found.named += 1;
        let when = award.decided_on.map_or(day, |date| date.first_day());
        let form = match state.catalogue.award(&award.award) {
            Some(known) => (known.rank, known.name.as_str()),
            None => (u32::MAX, award.award.as_str()),
        };
        for key in groups(state, person, when) {
            let of_form = found.forms.entry(form).or_default();
            *of_form.entry(key.clone()).or_default() += 1;
            let group = found.groups.entry(key).or_default();
            group.awarded.insert(person.code.clone());
            group.awards += 1;
        }
    }
    found
}

/// Awards of a year among groups of people.
pub(super) fn panel(view: &View, agency: &str, year: WorkYear) -> Result<Panel, AppError> {
    let limits = &view.state.catalogue.honesty;
    let cited = limits.group(year.last_day()).ok_or_else(unset)?;
    let few = cited.limits.few;
    let found = counted(view, agency, year);
    let unnamed = match found.unnamed {
        0 => "Mọi khen thưởng cá nhân của năm đều có tên.".to_owned(),
        many => format!(
            "Ngoài ra {} khen thưởng chỉ có số lượng hoặc người nhận ngoài phạm vi được xem: không biết thuộc nhóm nào.",
            thidua_domain::text::number::group(many)
        ),
    };
    let mut tables = vec![of_groups(&found.groups, few)];
    tables.extend([
        of_forms(
            &found,
            By::Position,
            "Từng danh hiệu, hình thức theo nhóm chức vụ",
        ),
        of_forms(&found, By::Sex, "Từng danh hiệu, hình thức theo giới tính"),
    ]);
    Ok(Panel {
        code: "nhom-nguoi",
        title: TITLE,
        method: format!(
            "Đếm khen thưởng của năm cho cá nhân có tên trong danh sách người, chia theo nhóm lúc có quyết định: lãnh đạo, chấp hành viên (trực tiếp thi hành án), công chức khác, người lao động; và theo giới tính. Bên cạnh là số người của nhóm vào cuối năm (hoặc hôm nay). Nhóm dưới {few} người không tính tỷ lệ."
        ),
        told: Told::new(
            &cited.basis,
            vec![Limit::count("Số người ít nhất của nhóm để tính tỷ lệ", few)],
        ),
        cases: format!("{} khen thưởng có tên người nhận", count(found.named)),
        found: vec![unnamed],
        cannot: "Không nói ai được khen không xứng đáng: các nhóm làm việc khác nhau, chỉ tiêu và tiêu chuẩn khác nhau. Nhóm chức vụ lấy từ danh sách người, người chưa ghi nhóm đếm riêng.",
        tables,
        more: Some(More {
            text: "Danh sách khen thưởng của năm",
            href: format!("/khen-thuong?nam={}&trong={}", year.0, part(agency)),
        }),
    })
}

fn of_groups(groups: &BTreeMap<Key, Group>, few: usize) -> Table {
    let row = |((_, name), group): (&Key, &Group)| {
        let people = group.people.len();
        let share = || {
            let awarded = group.awarded.intersection(&group.people).count();
            let part = i128::try_from(awarded).ok()?;
            Rate::of(part, i128::try_from(people).ok()?)
        };
        let share = (people >= few).then(share).flatten();
        vec![
            Cell::text(name.as_str()),
            Cell::count(people),
            Cell::count(group.awarded.len()),
            share.map_or_else(
                || Cell::text("quá ít"),
                |share| Cell::percent(share.print2()),
            ),
            Cell::count(group.awards),
        ]
    };
    Table {
        title: "Người và khen thưởng theo nhóm".to_owned(),
        heads: vec![
            Head::text("Nhóm"),
            Head::number("Số người"),
            Head::number("Người được khen"),
            Head::number("Tỷ lệ người của nhóm được khen (%)"),
            Head::number("Số khen thưởng"),
        ],
        rows: groups.iter().map(row).collect(),
        drawn: Some(Drawn {
            shape: Shape::Bars,
            unit: "%",
            columns: vec![3],
            note: "Phần người của nhóm được khen trong năm, không phải phần khen thưởng.",
        }),
    }
}

/// Forms of awards in the order of precedence, a column a group.
fn of_forms(found: &Counted<'_>, by: By, title: &str) -> Table {
    let of: Vec<&Key> = found
        .groups
        .iter()
        .filter(|((own, _), group)| *own == by && group.awards > 0)
        .map(|(key, _)| key)
        .collect();
    let row = |((_, form), told): (&Form<'_>, &BTreeMap<Key, usize>)| {
        let number = |key: &&Key| Cell::count(told.get(*key).copied().unwrap_or(0));
        let mut cells = vec![Cell::text(*form)];
        cells.extend(of.iter().map(number));
        cells
    };
    let heads = of.iter().map(|(_, name)| Head::number(name.as_str()));
    Table {
        title: title.to_owned(),
        heads: std::iter::once(Head::text("Danh hiệu, hình thức"))
            .chain(heads)
            .collect(),
        rows: found.forms.iter().map(row).collect(),
        drawn: Some(Drawn {
            shape: Shape::Stacked,
            unit: "khen thưởng",
            columns: (1..=of.len()).collect(),
            note: "",
        }),
    }
}
