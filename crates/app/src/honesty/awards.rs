//! Awards: among whom they are given, who receives the same again and again or every other year.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use thidua_domain::access::Permission;
use thidua_domain::amount::Rate;
use thidua_domain::honesty::{LONG, Pattern, TURNS, pattern};
use thidua_domain::people::{Person, Post};
use thidua_domain::register::Award;
use thidua_domain::time::WorkYear;

use super::{Cell, Panel, Table, count, part};
use crate::listing::Reach;
use crate::state::View;

/// Titles of the panels.
pub(super) const GROUPS: &str = "Khen thưởng theo nhóm chức vụ, giới tính";
pub(super) const REPEATS: &str = "Nhận lặp lại và luân phiên";
/// People of a group below which no rate is told.
const FEW: usize = 5;
/// Years that are looked at for a pattern.
const BACK: i16 = 10;

/// Awards that were given and lie in reach, within an agency.
fn given<'a>(view: &'a View, agency: &str) -> Vec<&'a Award> {
    let state = view.state.as_ref();
    let inside = state.org.lineage(agency);
    let mut reach = Reach::new(view, Permission::ViewAwards, false);
    let all = state.awards.iter().filter(|award| {
        let own = award.agency == agency || inside.contains(award.agency.as_str());
        own && !award.outside && award.status == "da_tang"
    });
    all.filter(|award| reach.sees(&award.agency)).collect()
}

fn of_year(award: &Award, year: WorkYear) -> bool {
    award
        .years
        .is_some_and(|years| years.is_single() && years.to == year)
}

/// The post on a day, else the last one told.
fn post(person: &Person, day: Date) -> Option<&Post> {
    person.on(day).or(person.posts.last())
}

/// One group with its people and what they received.
#[derive(Default)]
struct Group {
    people: BTreeSet<String>,
    awarded: BTreeSet<String>,
    awards: usize,
}

/// Awards of a year among groups of people.
pub(super) fn groups(view: &View, agency: &str, year: WorkYear) -> Panel {
    let state = view.state.as_ref();
    let labels = &state.catalogue.labels;
    let day = year.last_day().min(view.today);
    let mut by: BTreeMap<(u8, String), Group> = BTreeMap::new();
    let keys = |person: &Person, day: Date| {
        let group = post(person, day).and_then(|post| post.group.clone());
        let word = |list: &str, code: Option<String>, none: &str| {
            let known = code.map(|code| labels.word(list, &code).to_owned());
            known.unwrap_or_else(|| none.to_owned())
        };
        [
            (1, word("nhan-su.nhom", group, "Chưa ghi nhóm")),
            (
                2,
                word(
                    "nhan-su.gioi_tinh",
                    person.gender.clone(),
                    "Chưa ghi giới tính",
                ),
            ),
        ]
    };
    let inside = state.org.lineage(agency);
    let mut reach = Reach::new(view, Permission::ViewPeople, false);
    for person in state.people.values() {
        let Some(post) = person.on(day) else { continue };
        let own = post.agency == agency || inside.contains(post.agency.as_str());
        if own && reach.sees(&post.agency) {
            for key in keys(person, day) {
                by.entry(key)
                    .or_default()
                    .people
                    .insert(person.code.clone());
            }
        }
    }
    let (mut counted, mut unnamed) = (0_usize, 0_i64);
    let mut forms: BTreeMap<(u32, String), BTreeMap<String, usize>> = BTreeMap::new();
    let personal = given(view, agency).into_iter();
    let personal = personal.filter(|award| award.kind == "ca_nhan" && of_year(award, year));
    for award in personal {
        let person = award
            .subject
            .as_deref()
            .and_then(|code| state.people.get(code));
        let Some(person) = person.filter(|_| reach.sees(&award.agency)) else {
            unnamed = unnamed.saturating_add(award.count.unwrap_or(0));
            continue;
        };
        counted += 1;
        let when = award.decided_on.map_or(day, |date| date.first_day());
        let known = state.catalogue.award(&award.award);
        let form = (
            known.map_or(u32::MAX, |known| known.rank),
            known.map_or_else(|| award.award.clone(), |known| known.name.clone()),
        );
        for key in keys(person, when) {
            *forms
                .entry(form.clone())
                .or_default()
                .entry(key.1.clone())
                .or_default() += 1;
            let group = by.entry(key).or_default();
            group.awarded.insert(person.code.clone());
            group.awards += 1;
        }
    }
    Panel {
        code: "nhom-nguoi",
        title: GROUPS,
        method: format!(
            "Đếm khen thưởng của năm cho cá nhân có tên trong danh sách người, chia theo nhóm lúc có quyết định: lãnh đạo, chấp hành viên (trực tiếp thi hành án), công chức khác, người lao động; và theo giới tính. Bên cạnh là số người của nhóm vào cuối năm (hoặc hôm nay). Nhóm dưới {FEW} người không tính tỷ lệ."
        ),
        cases: format!("{} khen thưởng có tên người nhận", count(counted)),
        found: vec![match unnamed {
            0 => "Mọi khen thưởng cá nhân của năm đều có tên.".to_owned(),
            many => format!(
                "Ngoài ra {} khen thưởng chỉ có số lượng hoặc người nhận ngoài phạm vi được xem: không biết thuộc nhóm nào.",
                thidua_domain::text::number::group(many)
            ),
        }],
        cannot: "Không nói ai được khen không xứng đáng: các nhóm làm việc khác nhau, chỉ tiêu và tiêu chuẩn khác nhau. Nhóm chức vụ lấy từ danh sách người, người chưa ghi nhóm đếm riêng.",
        tables: vec![of_groups(&by), of_forms(&forms, &by)],
        more: Some((
            "Danh sách khen thưởng của năm",
            format!("/khen-thuong?nam={}&trong={}", year.0, part(agency)),
        )),
    }
}

fn of_groups(by: &BTreeMap<(u8, String), Group>) -> Table {
    let row = |((_, name), group): (&(u8, String), &Group)| {
        let people = group.people.len();
        let share = (people >= FEW).then(|| {
            let (part, whole) = (
                i128::try_from(group.awarded.intersection(&group.people).count()).ok()?,
                i128::try_from(people).ok()?,
            );
            Rate::of(part, whole).map(|rate| rate.print2().vn())
        });
        vec![
            Cell::text(name.as_str()),
            Cell::count(people),
            Cell::count(group.awarded.len()),
            Cell::number(share.flatten().unwrap_or_else(|| "quá ít".to_owned())),
            Cell::count(group.awards),
        ]
    };
    Table {
        title: "Người và khen thưởng theo nhóm".to_owned(),
        heads: vec![
            "Nhóm",
            "Số người",
            "Người được khen",
            "Tỷ lệ người của nhóm được khen (%)",
            "Số khen thưởng",
        ],
        rows: by.iter().map(row).collect(),
    }
}

fn of_forms(
    forms: &BTreeMap<(u32, String), BTreeMap<String, usize>>,
    by: &BTreeMap<(u8, String), Group>,
) -> Table {
    let mut rows = Vec::new();
    for ((_, form), told) in forms {
        for (_, group) in by.keys().filter(|(_, group)| told.contains_key(group)) {
            let number = told.get(group).copied().unwrap_or(0);
            rows.push(vec![
                Cell::text(form.as_str()),
                Cell::text(group.as_str()),
                Cell::count(number),
            ]);
        }
    }
    Table {
        title: "Từng danh hiệu, hình thức".to_owned(),
        heads: vec!["Danh hiệu, hình thức", "Nhóm", "Số khen thưởng"],
        rows,
    }
}

/// Recipients of one award in a row, or every other year.
pub(super) fn repeats(view: &View, agency: &str, year: WorkYear) -> Panel {
    let state = view.state.as_ref();
    let mut people = Reach::new(view, Permission::ViewPeople, false);
    let mut years: BTreeMap<(&str, &str, bool), BTreeSet<i16>> = BTreeMap::new();
    for award in given(view, agency) {
        let personal = award.kind == "ca_nhan";
        let Some(subject) = award.subject.as_deref() else {
            continue;
        };
        let single = award.years.filter(|years| years.is_single());
        let Some(of) = single.map(|years| years.to.0) else {
            continue;
        };
        let counts = (year.0 - BACK + 1..=year.0).contains(&of);
        if counts && (!personal || people.sees(&award.agency)) {
            years
                .entry((subject, &award.award, personal))
                .or_default()
                .insert(of);
        }
    }
    let cases = years.len();
    let mut rows: Vec<(String, Vec<Cell>)> = Vec::new();
    for ((subject, award, personal), told) in &years {
        let Some(found) = pattern(told) else { continue };
        let (words, to) = match found {
            Pattern::Row { from, to } => (format!("liền các năm {from} – {to}"), to),
            Pattern::Turns { from, to } => (format!("cách một năm, {from} – {to}"), to),
        };
        // What ended long ago is history.
        if to < year.0 - 1 {
            continue;
        }
        let (name, href) = named(view, subject, *personal);
        let known = state.catalogue.award(award);
        let yearly = known.is_some_and(|known| known.kind == "danh_hieu");
        rows.push((
            name.clone(),
            vec![
                Cell::text(name).to(href),
                Cell::text(known.map_or(*award, |known| known.name.as_str())),
                Cell::text(words),
                Cell::count(told.len()),
                Cell::text(if yearly {
                    "danh hiệu xét hằng năm"
                } else {
                    "hình thức khen thưởng"
                }),
            ],
        ));
    }
    rows.sort_by(|one, other| one.0.cmp(&other.0));
    Panel {
        code: "lap-lai",
        title: REPEATS,
        method: format!(
            "Với mỗi người, mỗi tập thể và từng danh hiệu, hình thức: các năm thành tích trong {BACK} năm. Nêu khi nhận từ {LONG} năm liền, hoặc từ {TURNS} lần cách đều một năm (năm có, năm không), đến năm nay hoặc năm trước. Xếp theo tên, không xếp theo nhiều ít."
        ),
        cases: format!("{} cặp người nhận và danh hiệu, hình thức", count(cases)),
        found: vec![format!("{} cặp có dạng như vậy.", count(rows.len()))],
        cannot: "Không nói ai được chia phần: danh hiệu xét hằng năm thì người làm tốt nhận liền nhiều năm là bình thường, nhiều hình thức cao hơn còn đòi hỏi nhiều năm liên tục; quy định không khen hai lần trong một thời gian cũng sinh ra dạng cách năm. Khen thưởng chưa nhập làm đứt dãy năm.",
        tables: vec![Table {
            title: "Người nhận, tập thể".to_owned(),
            heads: vec![
                "Người nhận",
                "Danh hiệu, hình thức",
                "Các năm",
                "Số năm nhận",
                "Loại",
            ],
            rows: rows.into_iter().map(|(_, cells)| cells).collect(),
        }],
        more: None,
    }
}

/// The name of a recipient, and where it leads where the reader may open it.
fn named(view: &View, subject: &str, personal: bool) -> (String, Option<String>) {
    let state = view.state.as_ref();
    if !personal {
        let open = view.sees(Permission::ViewAwards, subject) && state.org.find(subject).is_some();
        let href = open.then(|| format!("/co-quan/{}/khen-thuong", part(subject)));
        return (state.label_on(subject, view.today), href);
    }
    let person = state.people.get(subject);
    let name = person.map_or(subject, |person| person.name()).to_owned();
    let open = person.is_some() && view.permit_person(Permission::ViewPeople, subject).is_ok();
    (name, open.then(|| format!("/ca-nhan/{}", part(subject))))
}
