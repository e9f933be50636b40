//! Names in place of codes: what a form shows for a code, and which code a name means.
//!
//! A user need not know a code. Names that several bear are told apart by where they stand, and only
//! where that does not help by the code itself.

use std::collections::{BTreeMap, HashMap};

use thidua_domain::access::{Permission, Target};
use thidua_domain::document::Document;
use thidua_domain::org::Level;
use thidua_domain::text;

use crate::View;
use crate::bundle::{PERMISSION, Refers};

/// Documents offered at most: the newest.
const PAPERS: usize = 400;
/// People offered at most.
const PEOPLE: usize = 1_500;

/// Names by what is referred to, made when first asked for.
pub(super) struct Names<'a> {
    view: &'a View,
    books: BTreeMap<&'static str, Book>,
}

/// Names and codes of one sort.
#[derive(Debug, Default)]
struct Book {
    /// Code and label, in Vietnamese order.
    entries: Vec<(String, String)>,
    by_label: HashMap<String, String>,
    by_code: HashMap<String, String>,
    /// Folded name → its code, `None` where several bear it.
    by_name: HashMap<String, Option<String>>,
    /// How many of the entries a form offers.
    offered: usize,
}

/// A name before it is told apart from others: code, name, where it stands.
type Draft = (String, String, String);

impl Book {
    fn new(mut drafts: Vec<Draft>, most: usize, sorted: bool) -> Self {
        if sorted {
            text::sort_by_key(&mut drafts, |(_, name, _)| name);
        }
        let count = |label: &dyn Fn(&Draft) -> String| {
            let mut counts: HashMap<String, usize> = HashMap::new();
            for draft in &drafts {
                *counts.entry(label(draft)).or_default() += 1;
            }
            counts
        };
        let placed = |(_, name, place): &Draft| {
            if place.is_empty() {
                name.clone()
            } else {
                format!("{name} – {place}")
            }
        };
        let by_name = count(&|(_, name, _)| name.clone());
        let by_place = count(&placed);
        let mut book = Self {
            offered: drafts.len().min(most),
            ..Self::default()
        };
        for draft in &drafts {
            let (code, name, _) = draft;
            let longer = placed(draft);
            let label = match (by_name.get(name), by_place.get(&longer)) {
                (Some(1), _) => name.clone(),
                (_, Some(1)) => longer,
                _ => format!("{longer} (mã {code})"),
            };
            let folded = book.by_name.entry(text::fold(name));
            folded
                .and_modify(|known| *known = None)
                .or_insert_with(|| Some(code.clone()));
            book.by_label.insert(label.clone(), code.clone());
            book.by_code.insert(code.clone(), label.clone());
            book.entries.push((code.clone(), label));
        }
        book
    }

    /// The code a text names: a label, a code, or a name only one bears.
    fn code(&self, written: &str) -> Option<&String> {
        self.by_label
            .get(written)
            .or_else(|| self.by_code.get_key_value(written).map(|(code, _)| code))
            .or_else(|| self.by_name.get(&text::fold(written))?.as_ref())
    }
}

/// The books a reference is looked up in, the first first.
fn books(refers: Refers) -> &'static [&'static str] {
    match refers {
        Refers::Agency => &["co-quan"],
        Refers::AgencyOrBlock => &["co-quan", "cum-khoi"],
        Refers::AgencyOrPerson => &["nhan-su", "co-quan"],
        Refers::Person => &["nhan-su"],
        Refers::Block => &["cum-khoi"],
        Refers::Member => &["co-quan", "tat-ca"],
        Refers::Document => &["van-ban"],
        Refers::Target => &["chi-tieu"],
        Refers::Movement => &["phong-trao"],
        Refers::Figure => &["so-lieu"],
        Refers::Event => &["su-kien"],
    }
}

/// What is looked for, in a sentence.
pub(super) fn noun(refers: Refers) -> &'static str {
    match refers {
        Refers::Agency | Refers::Member => "cơ quan",
        Refers::AgencyOrBlock => "cơ quan hoặc cụm, khối",
        Refers::AgencyOrPerson => "người hoặc tập thể",
        Refers::Person => "người",
        Refers::Block => "cụm, khối",
        Refers::Document => "văn bản",
        Refers::Target => "chỉ tiêu",
        Refers::Movement => "phong trào",
        Refers::Figure => "số liệu",
        Refers::Event => "sự kiện",
    }
}

impl<'a> Names<'a> {
    pub(super) fn new(view: &'a View) -> Self {
        Self {
            view,
            books: BTreeMap::new(),
        }
    }

    /// Whose names they are.
    pub(super) fn view(&self) -> &'a View {
        self.view
    }

    fn book(&mut self, name: &'static str) -> &Book {
        let view = self.view;
        self.books.entry(name).or_insert_with(|| make(view, name))
    }

    /// The word of a code in a list of labels.
    pub(super) fn word(&self, list: &str, code: &str) -> String {
        self.view.state.catalogue.labels.word(list, code).to_owned()
    }

    /// What a form shows for a code; the code itself where it is nobody's.
    pub(super) fn label(&mut self, refers: Refers, code: &str) -> String {
        for name in books(refers) {
            if let Some(label) = self.book(name).by_code.get(code) {
                return label.clone();
            }
        }
        // People out of reach are in no book; who reads the row may read their names.
        let state = self.view.state.as_ref();
        match refers {
            Refers::Person | Refers::AgencyOrPerson => state.name_on(code, self.view.today),
            _ => code.to_owned(),
        }
    }

    /// The code a text names.
    ///
    /// # Errors
    /// What is wrong and what cures it.
    pub(super) fn code(
        &mut self,
        refers: Refers,
        written: &str,
    ) -> Result<String, (String, String)> {
        for name in books(refers) {
            if let Some(code) = self.book(name).code(written) {
                return Ok(code.clone());
            }
        }
        // A target out of reach is named by its code alone, which a form may send back as it was.
        let mut targets = self.view.state.targets.iter();
        if refers == Refers::Target && targets.any(|one| one.code.as_deref() == Some(written)) {
            return Ok(written.to_owned());
        }
        let what = noun(refers);
        let mut near = None;
        for name in books(refers) {
            let labels = self.book(name).entries.iter();
            near = near.or(
                text::nearest(written, labels.map(|(_, label)| label.as_str())).map(str::to_owned),
            );
        }
        let cure = near.map_or_else(
            || "Gõ vài chữ của tên rồi chọn trong danh sách gợi ý.".to_owned(),
            |near| {
                format!("Có phải «{near}»? Nếu không, gõ vài chữ của tên rồi chọn trong danh sách.")
            },
        );
        Err((
            format!("Không tìm thấy {what} tên «{written}», hoặc có nhiều {what} cùng tên này."),
            cure,
        ))
    }

    /// The labels a form offers.
    pub(super) fn offered(&mut self, refers: Refers) -> Vec<String> {
        let mut all = Vec::new();
        for name in books(refers) {
            let book = self.book(name);
            let labels = book.entries.iter().take(book.offered);
            all.extend(labels.map(|(_, label)| label.clone()));
        }
        all
    }

    /// Codes and labels of the agencies the actor may write for.
    pub(super) fn own_agencies(&mut self) -> Vec<(String, String)> {
        let view = self.view;
        let own = |code: &str| view.permit_agency(PERMISSION, code).is_ok();
        let entries = self.book("co-quan").entries.iter();
        entries.filter(|(code, _)| own(code)).cloned().collect()
    }
}

fn make(view: &View, name: &str) -> Book {
    match name {
        "co-quan" => offices(view),
        "tat-ca" => Book::new(levels(view), usize::MAX, false),
        "cum-khoi" => Book::new(blocks(view), usize::MAX, true),
        "nhan-su" => Book::new(people(view), PEOPLE, true),
        "van-ban" => Book::new(papers(view), PAPERS, false),
        "chi-tieu" => Book::new(targets(view), PAPERS, false),
        "phong-trao" => Book::new(movements(view), PAPERS, false),
        "su-kien" => Book::new(events(view), PAPERS, false),
        _ => Book::new(figures(view), usize::MAX, false),
    }
}

/// Agencies by the name that tells each apart; a name without its dates is understood where only one bears it.
fn offices(view: &View) -> Book {
    let mut book = Book::new(agencies(view), usize::MAX, true);
    for agency in view.state.org.iter() {
        let Some(spell) = agency.nearest(view.today) else {
            continue;
        };
        let entry = book.by_name.entry(text::fold(&spell.name));
        entry
            .and_modify(|known| {
                if known.as_deref() != Some(agency.code.as_str()) {
                    *known = None;
                }
            })
            .or_insert_with(|| Some(agency.code.clone()));
    }
    book
}

fn agencies(view: &View) -> Vec<Draft> {
    let org = &view.state.org;
    let draft = |agency: &thidua_domain::org::Agency| {
        let spell = agency.nearest(view.today)?;
        let above = spell.parent.as_deref();
        let above = above.map(|above| org.name_on(above, view.today).to_owned());
        Some((
            agency.code.clone(),
            org.labelled(&agency.code, &spell.name),
            above.unwrap_or_default(),
        ))
    };
    org.iter().filter_map(draft).collect()
}

/// `Tất cả Phòng THADS khu vực thuộc …`: every agency of a level below one.
fn levels(view: &View) -> Vec<Draft> {
    let labels = &view.state.catalogue.labels;
    let mut all = Vec::new();
    for agency in view.state.org.iter() {
        let level = agency.nearest(view.today).map(|spell| spell.level);
        let below: &[Level] = match level {
            Some(Level::Directorate | Level::Ministry) => &[Level::Province],
            Some(Level::Province) => &[Level::Region, Level::District],
            _ => continue,
        };
        for level in below {
            let word = labels.word("cap", level.code());
            let above = view.state.org.name_on(&agency.code, view.today);
            all.push((
                format!("{}/{}", agency.code, level.code()),
                format!("Tất cả {word} thuộc {above}"),
                String::new(),
            ));
        }
    }
    all
}

fn blocks(view: &View) -> Vec<Draft> {
    let years = view.state.clusters.iter();
    years
        .filter_map(|(code, years)| {
            let last = years.last()?;
            let manager = last.manager.as_deref().unwrap_or_default();
            let place = view.state.org.name_on(manager, view.today).to_owned();
            Some((code.clone(), last.name.clone(), place))
        })
        .collect()
}

/// The people the actor may read, with their present agency.
fn people(view: &View) -> Vec<Draft> {
    let state = view.state.as_ref();
    let everywhere =
        view.permit(Permission::ViewPeople, Target::Any).is_ok() && view.loads_everywhere();
    let people = state.people.values();
    people
        .filter(|person| {
            everywhere
                || view
                    .permit_person(Permission::ViewPeople, &person.code)
                    .is_ok()
        })
        .map(|person| {
            let post = person.on(view.today).or(person.posts.last());
            let agency = post.and_then(|post| state.org.find(&post.agency));
            let spell = agency.and_then(|agency| agency.nearest(view.today));
            let place = spell.map(|spell| spell.shown().to_owned());
            (
                person.code.clone(),
                person.name().to_owned(),
                place.unwrap_or_default(),
            )
        })
        .collect()
}

/// All documents, the newest first.
fn papers(view: &View) -> Vec<Draft> {
    let mut documents: Vec<&Document> = view.state.documents.values().collect();
    documents.sort_by(|a, b| b.date.cmp(&a.date).then_with(|| a.code.cmp(&b.code)));
    let draft = |document: &&Document| {
        let subject = document.subject.clone().unwrap_or_default();
        (document.code.clone(), document.cited(), subject)
    };
    documents.iter().map(draft).collect()
}

/// Targets in reach with a code of their own, the newest first.
fn targets(view: &View) -> Vec<Draft> {
    let state = view.state.as_ref();
    let targets = state.targets.iter().rev();
    let mut known: HashMap<&str, bool> = HashMap::new();
    targets
        .filter(|target| {
            let sees = || {
                view.permit_agency(Permission::ViewTargets, &target.agency)
                    .is_ok()
            };
            *known.entry(&target.agency).or_insert_with(sees)
        })
        .filter_map(|target| {
            let code = target.code.clone()?;
            let name = match (&target.target_code, &target.text) {
                (Some(figure), _) => state.catalogue.figure_name(figure).to_owned(),
                (None, text) => text.clone()?.replace('\n', " "),
            };
            let agency = state.name_on(&target.agency, view.today);
            let on = target
                .assigned_on
                .map(|day| format!(", giao ngày {}", day.vn()));
            Some((
                code,
                format!("{name}, năm {}{}", target.years, on.unwrap_or_default()),
                agency,
            ))
        })
        .collect()
}

/// Events in reach with a code of their own, the newest first.
fn events(view: &View) -> Vec<Draft> {
    let mut all: Vec<&thidua_domain::event::Event> = view.state.events.iter().collect();
    all.sort_by_key(|event| std::cmp::Reverse(event.from));
    all.into_iter()
        .filter(|event| crate::event::sees(view, event))
        .filter_map(|event| {
            let code = event.code.clone()?;
            let day = event.from.map(|day| format!("ngày {}", day.vn()));
            let name = event.name.clone().unwrap_or_else(|| code.clone());
            Some((code, name, day.unwrap_or_default()))
        })
        .collect()
}

/// Movements the reader may see, the newest first, each with its time and who launched it.
fn movements(view: &View) -> Vec<Draft> {
    let reach = crate::movement::Reach::of(view);
    let all = view.state.movements.all().values();
    let mut seen: Vec<_> = all.filter(|movement| reach.sees(movement)).collect();
    seen.sort_by(|a, b| b.from.cmp(&a.from).then_with(|| a.code.cmp(&b.code)));
    let draft = |movement: &&thidua_domain::movement::Movement| {
        let time = movement.time_vn();
        let time = if time.is_empty() {
            time
        } else {
            format!(" ({time})")
        };
        let launcher = movement.launcher.as_deref().unwrap_or_default();
        (
            movement.code.clone(),
            format!("{}{time}", movement.name),
            view.state.name_on(launcher, view.today),
        )
    };
    seen.iter().map(draft).collect()
}

fn figures(view: &View) -> Vec<Draft> {
    let figures = view.state.catalogue.figures();
    figures
        .map(|figure| (figure.code.clone(), figure.name.clone(), String::new()))
        .collect()
}
