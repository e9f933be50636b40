//! What every page of a list shares: reading its address, showing it, printing it.
//!
//! Everything the reader chose stands in the address, so that a page can be kept, sent and gone back to.

mod address;
mod choice;
mod model;
mod pages;

use axum::http::{HeaderValue, header};
use minijinja::Value;
use thidua_app::listing::{self, Letter, Which};
use thidua_app::report::form;
use thidua_domain::access::Permission;
use thidua_domain::text;

use crate::ask::Ask;
use crate::problem::Problem;
use crate::report::{download, in_turn};
use crate::routes::{Outcome, Param};

pub(crate) use self::address::Address;
pub(crate) use self::choice::{choose, chosen};
pub(crate) use self::model::{Input, InputKind, model};
pub(crate) use self::pages::{
    GOALS, GOALS_FILE, UNITS, UNITS_FILE, goals, goals_file, units, units_file,
};

/// Fields of every list.
macro_rules! with_fields {
    ($($own:expr),* $(,)?) => {
        &[
            $($own,)*
            $crate::listing::TEXT,
            $crate::listing::STATE,
            $crate::listing::ORDER,
            $crate::listing::COLUMNS,
            $crate::listing::PAGE,
            $crate::listing::PER_PAGE,
            $crate::listing::CHOICE,
        ]
    };
}
pub(crate) use with_fields;

const fn field(name: &'static str, kind: &'static str, summary: &'static str) -> Param {
    Param {
        name,
        kind,
        required: false,
        summary,
    }
}

/// Words to be found.
pub(crate) const TEXT: Param = field("tim", "string", "Từ cần tìm, có dấu hoặc không dấu");
/// State.
pub(crate) const STATE: Param = field("tinh-trang", "string", "Tình trạng");
/// Order.
pub(crate) const ORDER: Param = field(
    "xep",
    "string",
    "Cột để xếp thứ tự; dấu trừ ở trước: ngược lại",
);
/// Columns.
pub(crate) const COLUMNS: Param = field("cot", "string", "Các cột, cách nhau bằng dấu phẩy");
/// Page.
pub(crate) const PAGE: Param = field("trang", "integer", "Trang");
/// Rows of a page.
pub(crate) const PER_PAGE: Param = field("dong", "integer", "Số dòng một trang");
/// What was chosen on this visit.
pub(crate) const CHOICE: Param = field("luot", "string", "Các dòng đã chọn trong lượt xem này");
/// The agency with what is below it.
pub(crate) const WITHIN: Param = field("trong", "string", "Cơ quan, gồm cả các cơ quan trực thuộc");
/// A day.
pub(crate) const ON: Param = field("ngay", "string", "Vào ngày");
/// A work year.
pub(crate) const YEAR: Param = field("nam", "integer", "Năm công tác");
/// The form of a file.
pub(crate) const FORM: Param = field("dang", "string", "Dạng tệp: xlsx, docx hoặc pdf");

/// A list with what its page shows around it.
pub(crate) struct Listed {
    /// The list.
    pub(crate) which: Which,
    /// Fields of the address beside those of every list.
    pub(crate) own: Vec<&'static str>,
    /// Inputs for those fields.
    pub(crate) inputs: Vec<Input>,
    /// The work year it shows.
    pub(crate) year: Option<i16>,
    /// What to do where there is nothing.
    pub(crate) empty: Empty,
    /// Further actions of the page: `(words, path, icon)`.
    pub(crate) actions: Vec<(&'static str, String, &'static str)>,
    /// What may be done with the list beside reading it.
    pub(crate) printing: Permission,
    /// The agency in whose name it is printed; the reader's own where none is told.
    pub(crate) agency: Option<String>,
}

/// What a list says where it has no row at all.
#[derive(Clone, Copy)]
pub(crate) struct Empty {
    /// An icon of the kit.
    pub(crate) icon: &'static str,
    /// What is not there.
    pub(crate) title: &'static str,
    /// What to do next.
    pub(crate) text: &'static str,
}

impl Listed {
    /// A list without fields of its own.
    pub(crate) fn new(which: Which, empty: Empty) -> Self {
        Self {
            which,
            own: Vec::new(),
            inputs: Vec::new(),
            year: None,
            empty,
            actions: Vec::new(),
            printing: Permission::Print,
            agency: None,
        }
    }
}

/// The page of a list.
pub(crate) fn page(ask: &Ask, listed: &Listed) -> Outcome {
    let list = model(ask, listed)?;
    shown(
        ask,
        listed,
        "listing/list.html",
        minijinja::context! { list },
    )
}

/// A page that shows a list among other things, under the list's canonical address.
pub(crate) fn shown(ask: &Ask, listed: &Listed, template: &str, page: Value) -> Outcome {
    let mut response = match listed.year {
        Some(year) => ask.page_of_year(year, template, page)?,
        None => ask.page(template, page)?,
    };
    let address = Address::of(ask, listed);
    // What a live filter leaves in the address bar: no blank fields, no page that is no more.
    if let Ok(value) = HeaderValue::from_str(&address.href(&[])) {
        response.headers_mut().insert("hx-replace-url", value);
    }
    response
        .headers_mut()
        .insert(header::VARY, HeaderValue::from_static("hx-request"));
    Ok(response)
}

/// The list as a file: all of it, or the rows chosen on the page.
pub(crate) async fn file(ask: &Ask, listed: Listed) -> Outcome {
    let ending = ask
        .form
        .text("dang")
        .or(ask.query.text("dang"))
        .unwrap_or("xlsx");
    let form = form(format!("tep.{ending}")).map_err(|error| ask.fault(error))?;
    let mut wanted = Address::of(ask, &listed).wanted;
    let chosen = choice::sent(ask).await?;
    if !chosen.is_empty() && ask.form.text("tat-ca").is_none() {
        // What was chosen under another filter leaves as well.
        (wanted.text, wanted.state) = (None, None);
        wanted.values.clear();
        wanted.chosen = Some(chosen);
    }
    let own = ask.home_agency(&ask.live()?.actor, listed.printing);
    let letter = Letter {
        agency: listed.agency.or(own),
        form,
    };
    let view = ask.view()?.clone();
    let which = listed.which;
    let leaving = listed.printing == Permission::Print;
    // Who judges many takes the turn of those, so that files leave cores to the pages as these do.
    let judges = matches!(which, Which::Candidates(_));
    let work = move || {
        let source = which.open(&view, leaving)?;
        listing::print(&view, source.as_ref(), &wanted, &letter)
    };
    let written = match judges {
        true => {
            let done = thidua_app::law::in_turn(work).await;
            done.and_then(|done| done)
                .map_err(|error| ask.fault(error))?
        }
        false => in_turn(ask, work).await?,
    };
    download(written.printed)
}

/// A work year of the query.
///
/// # Errors
/// [`Problem::Field`] for one that cannot be.
pub(crate) fn year(ask: &Ask) -> Result<Option<i16>, Problem> {
    let year: Option<i16> = ask.query.read("nam")?;
    if year.is_some_and(|year| !(1900..=2999).contains(&year)) {
        return Err(Problem::field("nam", "năm công tác không có"));
    }
    Ok(year)
}

/// The choice of an agency with what is below it: those in reach that have something below, by name. Nothing
/// to choose where there is but one.
///
/// # Errors
/// [`Problem::SignIn`] where nobody is signed in.
pub(crate) fn places(
    ask: &Ask,
    permission: Permission,
    chosen: Option<&str>,
) -> Result<Option<Input>, Problem> {
    let view = ask.view()?;
    let org = &view.state.org;
    let leads = |code: &str| !org.children_on(code, ask.today).is_empty();
    let mut found: Vec<(String, String)> = org
        .iter()
        .filter(|agency| agency.on(ask.today).is_some() && leads(&agency.code))
        .filter(|agency| view.sees(permission, &agency.code))
        .map(|agency| (agency.code.clone(), ask.agency_name(&agency.code)))
        .collect();
    if let Some(code) = chosen.filter(|code| !found.iter().any(|(known, _)| known == code)) {
        found.push((code.to_owned(), ask.agency_name(code)));
    }
    text::sort_by_key(&mut found, |(_, name)| name);
    let worth = found.len() > 1 || chosen.is_some();
    Ok(worth.then(|| Input {
        name: "trong",
        label: "Cơ quan, gồm cả trực thuộc",
        kind: InputKind::Choice(found, Some("Tất cả"), chosen.map(str::to_owned)),
    }))
}
