//! Who receives the same award again and again, or every other year.

use std::collections::{BTreeMap, BTreeSet};

use thidua_domain::access::Permission;
use thidua_domain::honesty::{Pattern, RepeatLimits, pattern};
use thidua_domain::time::WorkYear;

use super::panel::{Cell, Head, Limit, Panel, Table, Told};
use super::{count, given, part, unset};
use crate::AppError;
use crate::listing::Reach;
use crate::state::View;

/// The title.
pub(super) const TITLE: &str = "Nhận lặp lại và luân phiên";

/// A recipient and one award: who, which, whether a person.
type Pair<'a> = (&'a str, &'a str, bool);

/// The years in which each recipient got each award, of those looked at.
fn years<'a>(
    view: &'a View,
    agency: &str,
    year: WorkYear,
    limits: RepeatLimits,
) -> BTreeMap<Pair<'a>, BTreeSet<i16>> {
    let mut people = Reach::new(view, Permission::ViewPeople, false);
    let mut years: BTreeMap<Pair<'a>, BTreeSet<i16>> = BTreeMap::new();
    let looked = year.0 - limits.years + 1..=year.0;
    for award in given(view, agency) {
        let personal = award.kind == "ca_nhan";
        let single = award.years.filter(|years| years.is_single());
        let (Some(subject), Some(of)) = (award.subject.as_deref(), single) else {
            continue;
        };
        if looked.contains(&of.to.0) && (!personal || people.sees(&award.agency)) {
            let pair = (subject, award.award.as_str(), personal);
            years.entry(pair).or_default().insert(of.to.0);
        }
    }
    years
}

/// A pair whose years make a pattern that has not ended long ago: the name it is ordered by, its cells.
fn row(
    view: &View,
    (subject, award, personal): Pair<'_>,
    told: &BTreeSet<i16>,
    year: WorkYear,
    limits: RepeatLimits,
) -> Option<(String, Vec<Cell>)> {
    let (words, to) = match pattern(limits, told)? {
        Pattern::Row { from, to } => (format!("liền các năm {from} – {to}"), to),
        Pattern::Turns { from, to } => (format!("cách một năm, {from} – {to}"), to),
    };
    if to < year.0 - 1 {
        return None;
    }
    let (name, href) = named(view, subject, personal);
    let known = view.state.catalogue.award(award);
    let yearly = known.is_some_and(|known| known.kind == "danh_hieu");
    let kind = match yearly {
        true => "danh hiệu xét hằng năm",
        false => "hình thức khen thưởng",
    };
    let cells = vec![
        Cell::text(name.as_str()).to(href),
        Cell::text(known.map_or(award, |known| known.name.as_str())),
        Cell::text(words),
        Cell::count(told.len()),
        Cell::text(kind),
    ];
    Some((name, cells))
}

/// Recipients of one award in a row, or every other year.
pub(super) fn panel(view: &View, agency: &str, year: WorkYear) -> Result<Panel, AppError> {
    let shipped = &view.state.catalogue.honesty;
    let cited = shipped.repeat(year.last_day()).ok_or_else(unset)?;
    let limits = cited.limits;
    let years = years(view, agency, year, limits);
    let mut rows: Vec<(String, Vec<Cell>)> = years
        .iter()
        .filter_map(|(pair, told)| row(view, *pair, told, year, limits))
        .collect();
    rows.sort_by(|one, other| one.0.cmp(&other.0));
    Ok(Panel {
        code: "lap-lai",
        title: TITLE,
        method: format!(
            "Với mỗi người, mỗi tập thể và từng danh hiệu, hình thức: các năm thành tích trong {} năm. Nêu khi nhận từ {} năm liền, hoặc từ {} lần cách đều một năm (năm có, năm không), đến năm nay hoặc năm trước. Xếp theo tên, không xếp theo nhiều ít.",
            limits.years, limits.row, limits.turns
        ),
        told: Told::new(
            &cited.basis,
            vec![
                Limit::whole("Số năm xem lại", i64::from(limits.years)),
                Limit::count("Số năm liền", limits.row),
                Limit::count("Số lần cách một năm", limits.turns),
            ],
        ),
        cases: format!(
            "{} cặp người nhận và danh hiệu, hình thức",
            count(years.len())
        ),
        found: vec![format!("{} cặp có dạng như vậy.", count(rows.len()))],
        cannot: "Không nói ai được chia phần: danh hiệu xét hằng năm thì người làm tốt nhận liền nhiều năm là bình thường, nhiều hình thức cao hơn còn đòi hỏi nhiều năm liên tục; quy định không khen hai lần trong một thời gian cũng sinh ra dạng cách năm. Khen thưởng chưa nhập làm đứt dãy năm.",
        tables: vec![Table {
            title: "Người nhận, tập thể".to_owned(),
            heads: vec![
                Head::text("Người nhận"),
                Head::text("Danh hiệu, hình thức"),
                Head::text("Các năm"),
                Head::number("Số năm nhận"),
                Head::text("Loại"),
            ],
            rows: rows.into_iter().map(|(_, cells)| cells).collect(),
            drawn: None,
        }],
        more: None,
    })
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
