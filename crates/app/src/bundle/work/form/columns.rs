//! What the columns of a form are, proposed by their headings.

use std::collections::BTreeMap;

use thidua_domain::catalogue::Catalogue;
use thidua_domain::figures::form::{Meaning, Side};
use thidua_domain::text::heading_key;
use thidua_files::grid::address::column_name;

use super::super::plan::{CASES, FIGURE, Link, MONEY, with_group};
use super::RowsAre;

/// What each column is.
pub(super) fn columns(
    catalogue: &Catalogue,
    paths: &[Vec<String>],
    meanings: &[Meaning],
    (rows_are, side): (RowsAre, Option<Side>),
    notes: &mut BTreeMap<usize, String>,
) -> Vec<Link> {
    let mut links: Vec<Link> = Vec::new();
    for (at, (path, meaning)) in paths.iter().zip(meanings).enumerate() {
        let mut link = Link {
            at,
            heading: path.join(" › "),
            ..Link::default()
        };
        let side = meaning.side.or(side);
        let to = match rows_are {
            RowsAre::Figures => across(meaning, side),
            _ => meaning.stem.as_ref().and_then(|stem| {
                let code = format!("{}.{stem}", side?.code());
                catalogue
                    .figure(&code)
                    .map(|_| (format!("{FIGURE}{code}"), meaning.sure))
            }),
        };
        let mut why = meaning.why.clone();
        if to.is_none() && meaning.stem.is_some() && side.is_none() {
            why = "Chưa rõ là số việc hay số tiền: chọn ở cột này.".to_owned();
        }
        if let Some((to, sure)) = to {
            link.to = with_group(&to, meaning.group.as_deref().unwrap_or_default());
            link.sure = sure;
        }
        if let Some(other) = links
            .iter()
            .find(|other| !link.to.is_empty() && other.to == link.to)
        {
            why = format!("Cột {} đã là số liệu này.", column_name(other.at));
            link.to.clear();
            link.sure = 0;
        }
        if !why.is_empty() {
            notes.insert(at, why);
        }
        links.push(link);
    }
    alone(&mut links, notes);
    links
}

/// Beside a column of its own, `đình chỉ` may be counted in `thi hành xong` or not: that is looked at.
fn alone(links: &mut [Link], notes: &mut BTreeMap<usize, String>) {
    let has = |links: &[Link], end: &str| links.iter().any(|link| link.to.ends_with(end));
    if !has(links, ".dinh_chi") {
        return;
    }
    for link in links.iter_mut().filter(|link| link.to.ends_with(".xong")) {
        let whole = heading_key(&link.heading).contains("tongso");
        if !whole {
            link.sure = link.sure.min(65);
            let why =
                "Danh mục tính thi hành xong gồm cả đình chỉ: xem cột này đã gồm đình chỉ chưa.";
            notes.insert(link.at, why.to_owned());
        }
    }
}

/// A column of figures whose rows tell which.
fn across(meaning: &Meaning, side: Option<Side>) -> Option<(String, u8)> {
    if meaning.stem.is_some() || !meaning.why.is_empty() {
        return None;
    }
    let told = meaning.total || meaning.side.is_some() || meaning.group.is_some();
    let to = match side.filter(|_| told)? {
        Side::Cases => CASES,
        Side::Money => MONEY,
    };
    Some((to.to_owned(), 85))
}
