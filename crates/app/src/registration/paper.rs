//! «Bản đăng ký danh hiệu thi đua, hình thức khen thưởng» of an office and year: collectives, people by unit,
//! initiatives, sums. One line a person or collective, as offices keep it.

use std::collections::{BTreeMap, BTreeSet};

use thidua_domain::people::Person;
use thidua_domain::registration::round::Totals;
use thidua_domain::registration::{Registration, Standing};
use thidua_domain::text;
use thidua_domain::text::number::two_digits;
use thidua_domain::time::vn;
use thidua_files::paper::{Block, Cell, Document, Level, Marks, Table, Text};

use super::consolidation::totals;
use super::ground::Ground;
use super::name;
use crate::AppError;
use crate::report::{Field, Grid, Issue, office};
use crate::state::{State, View};

/// The paper asked for.
#[derive(Clone, Debug)]
pub struct AskPaper {
    /// Code of the agency.
    pub agency: String,
    /// Work year.
    pub year: i16,
    /// How it is issued.
    pub issue: Issue,
}

/// One person or collective with what is registered.
#[derive(Default)]
struct Line {
    unit: String,
    name: String,
    mister: &'static str,
    post: String,
    leads: bool,
    person: bool,
    titles: Vec<String>,
    forms: Vec<String>,
    initiatives: Vec<String>,
    note: String,
}

/// The paper.
///
/// # Errors
/// [`AppError::NotFound`] for an agency out of reach, [`AppError::Refused`] where nothing was registered.
pub fn document(view: &View, ask: &AskPaper) -> Result<Document, AppError> {
    view.permit_agency(super::PERMISSION, &ask.agency)?;
    let year = super::work_year(ask.year)?;
    let state = view.state.as_ref();
    let ground = Ground::below(view, &ask.agency, year);
    let desk = office(state, &ask.agency, ground.day, None, &ask.issue)?;
    let (collectives, people) = lines(&ground, &ask.agency);
    if collectives.is_empty() && people.is_empty() {
        return Err(AppError::refused(format!(
            "Chưa có đăng ký nào được ghi nhận trong năm công tác {year} để in. Ghi nhận các đăng ký đang chờ trước."
        )));
    }
    let units = |lines: &[Line]| {
        let units: BTreeSet<&String> = lines.iter().map(|line| &line.unit).collect();
        units.len()
    };
    let many = units(&people) > 1 || units(&collectives) > 1;
    let mut blocks = vec![opening(state, &ground, (&ask.agency, &desk.name), ask.year)];
    let mut number = Numeral(0);
    if !collectives.is_empty() {
        blocks.push(number.section("Tập thể"));
        blocks.push(Block::Table(collective_table(&collectives)));
    }
    if !people.is_empty() {
        blocks.push(number.section("Cá nhân"));
        blocks.push(Block::Table(people_table(&people, many)));
    }
    let with_works: Vec<&Line> = collectives
        .iter()
        .chain(&people)
        .filter(|line| !line.initiatives.is_empty())
        .collect();
    if !with_works.is_empty() {
        blocks.push(number.section("Sáng kiến, đề tài"));
        blocks.push(Block::Table(works_table(&with_works)));
    }
    blocks.push(number.section("Tổng hợp"));
    blocks.push(Block::Table(sums(state, &ground, &ask.agency)));
    blocks.push(counted(&collectives, &people));
    let mut document = Document {
        letterhead: desk.letterhead,
        landscape: true,
        kind: Some("Bản đăng ký".to_owned()),
        subject: format!("Danh hiệu thi đua, hình thức khen thưởng năm {}", ask.year),
        addressees: Vec::new(),
        blocks,
        signatures: vec![desk.signature],
        recipients: desk.recipients,
        annexes: Vec::new(),
        marks: Marks {
            draft: ask.issue.draft.then(|| "Dự thảo".to_owned()),
            notices: notices(&ground, &ask.agency),
            sources: Vec::new(),
        },
    };
    document.close();
    Ok(document)
}

struct Numeral(usize);

impl Numeral {
    fn section(&mut self, title: &str) -> Block {
        const ROMAN: [&str; 4] = ["I", "II", "III", "IV"];
        let roman = ROMAN.get(self.0).copied().unwrap_or_default();
        self.0 += 1;
        Block::Heading(Level::Section, format!("{roman}. {title}"))
    }
}

fn opening(state: &State, ground: &Ground<'_>, (agency, name): (&str, &str), year: i16) -> Block {
    let above = state.org.above_on(agency, ground.day);
    let own = [agency].into_iter().chain(above);
    let mut asked = own.filter_map(|code| state.registering.deadline(code, ground.year));
    let paper = asked.find_map(|deadline| deadline.paper.clone());
    let by = paper.map_or_else(String::new, |paper| format!("Thực hiện {paper}, "));
    Block::Paragraph(Text::from(format!(
        "{by}{name} đăng ký danh hiệu thi đua, hình thức khen thưởng năm {year} như sau:"
    )))
}

/// Collectives and people with what was taken up, in the order of units, leaders first, then by name.
fn lines(ground: &Ground<'_>, agency: &str) -> (Vec<Line>, Vec<Line>) {
    let state = ground.state;
    let mut order: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, unit) in state
        .org
        .subtree_on(agency, ground.day)
        .into_iter()
        .enumerate()
    {
        order.insert(&unit.code, at);
    }
    let place = |code: &str| order.get(code).copied().unwrap_or(usize::MAX);
    let mut found: BTreeMap<(usize, String, String), Line> = BTreeMap::new();
    let mut offices: Vec<_> = ground.within(agency).collect();
    if offices.is_empty() {
        offices.extend(ground.own_pair(agency));
    }
    for (office, own) in offices {
        for row in own
            .rows
            .iter()
            .filter(|row| row.standing == Standing::Accepted)
        {
            let who = row
                .subject
                .clone()
                .unwrap_or_else(|| format!("?{}", row.key));
            let line = found
                .entry((place(office), office.clone(), who))
                .or_insert_with(|| begun(ground, office, row));
            add(state, line, row);
        }
    }
    let (mut people, mut collectives) = (Vec::new(), Vec::new());
    for ((at, ..), line) in found {
        let pile = if line.person {
            &mut people
        } else {
            &mut collectives
        };
        pile.push((at, line));
    }
    (sorted(collectives), sorted(people))
}

fn sorted(mut lines: Vec<(usize, Line)>) -> Vec<Line> {
    text::sort_names_by_key(&mut lines, |(_, line)| &line.name);
    lines.sort_by_key(|(at, line)| (*at, !line.leads));
    lines.into_iter().map(|(_, line)| line).collect()
}

fn begun(ground: &Ground<'_>, office: &str, row: &Registration) -> Line {
    let state = ground.state;
    let unit = state.name_on(office, ground.day);
    let Some(subject) = row.subject.as_deref() else {
        let person = row.kind.as_deref() == Some("ca_nhan");
        let what = if person { "cá nhân" } else { "tập thể" };
        let count = row
            .count
            .map_or_else(String::new, |count| format!("{} ", two_digits(count)));
        return Line {
            unit,
            person,
            name: format!("{count}{what} chưa nêu tên"),
            note: row.note.clone().unwrap_or_default(),
            ..Line::default()
        };
    };
    let person = state.people.get(subject);
    let post = person.and_then(|person| person.on(ground.day).or(person.posts.last()));
    let duty = post.and_then(|post| post.post.clone().or_else(|| post.title.clone()));
    let division = post
        .filter(|post| post.agency != office)
        .map(|post| state.name_on(&post.agency, ground.day));
    let parts: Vec<String> = duty
        .into_iter()
        .chain(division)
        .chain([unit.clone()])
        .collect();
    Line {
        unit,
        name: state.name_on(subject, ground.day),
        mister: person.map_or("", mister),
        person: person.is_some(),
        post: parts.join(", "),
        leads: post.is_some_and(|post| post.post.is_some()),
        note: row.note.clone().unwrap_or_default(),
        ..Line::default()
    }
}

fn mister(person: &Person) -> &'static str {
    match person.gender.as_deref() {
        Some("nam") => "Ông",
        Some("nu") => "Bà",
        _ => "",
    }
}

fn add(state: &State, line: &mut Line, row: &Registration) {
    for code in row
        .award
        .as_deref()
        .into_iter()
        .flat_map(|codes| codes.split(';'))
    {
        let known = state.catalogue.award(code);
        let form = known.is_some_and(|award| award.kind == "hinh_thuc");
        let pile = if form {
            &mut line.forms
        } else {
            &mut line.titles
        };
        pile.push(name(state, code));
    }
    for work in &row.initiatives {
        if !line.initiatives.contains(work) {
            line.initiatives.push(work.clone());
        }
    }
}

fn ordinal(at: usize) -> Cell {
    Cell::text((at + 1).to_string())
}

fn collective_table(lines: &[Line]) -> Table {
    let mut grid = Grid::new([
        Field::mark("STT", 10).kept(),
        Field::words("Tên tập thể", 62).kept(),
        Field::words("Đăng ký danh hiệu thi đua", 56).kept(),
        Field::words("Đăng ký hình thức khen thưởng", 56).kept(),
        Field::words("Ghi chú", 30),
    ]);
    for (at, line) in lines.iter().enumerate() {
        grid.row(vec![
            ordinal(at),
            Cell::text(&line.name),
            Cell::text(line.titles.join("; ")),
            Cell::text(line.forms.join("; ")),
            Cell::text(&line.note),
        ]);
    }
    grid.table("Tập thể đăng ký")
}

fn people_table(lines: &[Line], many: bool) -> Table {
    let mut grid = Grid::new([
        Field::mark("STT", 10).kept(),
        Field::mark("Ông/Bà", 12),
        Field::words("Họ và tên", 36).kept(),
        Field::words("Chức vụ, đơn vị", 46).kept(),
        Field::words("Đăng ký danh hiệu thi đua", 40).kept(),
        Field::words("Đăng ký hình thức khen thưởng", 40).kept(),
        Field::words("Tên sáng kiến, đề tài", 48),
        Field::words("Ghi chú", 20),
    ]);
    let mut unit = None;
    for (at, line) in lines.iter().enumerate() {
        if many && unit != Some(&line.unit) {
            grid.group(&line.unit);
            unit = Some(&line.unit);
        }
        grid.row(vec![
            ordinal(at),
            Cell::text(line.mister),
            Cell::text(&line.name),
            Cell::text(&line.post),
            Cell::text(line.titles.join("; ")),
            Cell::text(line.forms.join("; ")),
            Cell::text(line.initiatives.join("; ")),
            Cell::text(&line.note),
        ]);
    }
    grid.table("Cá nhân đăng ký")
}

fn works_table(lines: &[&Line]) -> Table {
    let mut grid = Grid::new([
        Field::mark("STT", 10).kept(),
        Field::words("Họ và tên", 40).kept(),
        Field::words("Chức vụ, đơn vị", 52),
        Field::words("Danh hiệu, hình thức đăng ký", 46).kept(),
        Field::words("Tên đề tài, sáng kiến", 66).kept(),
    ]);
    let pairs = lines
        .iter()
        .flat_map(|line| line.initiatives.iter().map(move |work| (line, work)));
    for (at, (line, work)) in pairs.enumerate() {
        let both = line.titles.iter().chain(&line.forms);
        grid.row(vec![
            ordinal(at),
            Cell::text(&line.name),
            Cell::text(&line.post),
            Cell::text(both.cloned().collect::<Vec<_>>().join("; ")),
            Cell::text(work),
        ]);
    }
    grid.table("Sáng kiến, đề tài đăng ký")
}

fn sums(state: &State, ground: &Ground<'_>, agency: &str) -> Table {
    let mut all = Totals::default();
    let within: Vec<_> = ground.within(agency).collect();
    let own = within.is_empty().then(|| ground.own_pair(agency)).flatten();
    for (_, own) in within.into_iter().chain(own) {
        all.add(&Totals::of(&own.lines));
    }
    let mut grid = Grid::new([
        Field::mark("STT", 10).kept(),
        Field::words("Danh hiệu, hình thức", 80).kept(),
        Field::words("Đối tượng", 30),
        Field::amount("Số lượng đăng ký", 30).kept(),
    ]);
    for (at, total) in totals(state, &all, None).into_iter().enumerate() {
        let kind = crate::deed::label(state, "doi_tuong", total.kind.as_deref());
        grid.row(vec![
            ordinal(at),
            Cell::text(total.name),
            Cell::text(kind.unwrap_or_default()),
            Cell::text(two_digits(total.now)),
        ]);
    }
    grid.table("Số lượng theo danh hiệu, hình thức")
}

fn counted(collectives: &[Line], people: &[Line]) -> Block {
    let count = |number: usize| two_digits(i64::try_from(number).unwrap_or(i64::MAX));
    let parts: Vec<String> = [(collectives.len(), "tập thể"), (people.len(), "cá nhân")]
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, what)| format!("{} {what}", count(number)))
        .collect();
    Block::Paragraph(Text::from(format!(
        "Bản đăng ký này có {}.",
        parts.join(", ")
    )))
}

/// What the reader must know of it: what is not in it, who has not sent, what changed after it was sent.
fn notices(ground: &Ground<'_>, agency: &str) -> Vec<String> {
    let mut told = Vec::new();
    let waiting: usize = ground.within(agency).map(|(_, own)| own.waiting()).sum();
    if waiting > 0 {
        told.push(format!(
            "còn {waiting} đăng ký chờ ghi nhận, không có trong bản này"
        ));
    }
    let missing = ground.content(agency).missing;
    if !missing.is_empty() {
        let names: Vec<String> = missing
            .iter()
            .map(|code| ground.state.name_on(code, ground.day))
            .collect();
        told.push(format!("đơn vị chưa gửi tổng hợp: {}", names.join("; ")));
    }
    let changed = ground.pending(agency);
    if let Some(round) = ground.round(agency).filter(|_| changed > 0) {
        told.push(format!(
            "có {changed} thay đổi sau bản đã gửi lần {} ngày {}",
            round.number,
            vn(round.sent)
        ));
    }
    told
}
