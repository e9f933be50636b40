//! Whom a row of an award list means. The register's own matcher decides: a name becomes a code only where nobody else
//! can be meant; any other is kept as the list writes it and waits among the awards to be matched.

use thidua_domain::bundle::{Cell, Fault, Place, Severity, row};
use thidua_domain::people::matching::{Line as Asked, Matcher, Outcome};
use thidua_domain::register::named::Named;
use thidua_domain::text::is_code;

use super::codes::{Namer, Reading, without_title};
use super::line::Layer;

/// The column of the subject's code.
const SUBJECT: &str = "ma_doi_tuong";
/// The column of the name as written.
const NAME: &str = "ho_ten_neu";
/// The column of the agency whose list it is.
const AGENCY: &str = "ma_co_quan";
/// The column of what kind of recipient it is.
const KIND: &str = "doi_tuong";
/// Candidates told.
const TOLD: usize = 3;

/// What a name came to.
pub(super) enum Meant {
    /// A code.
    Code(String),
    /// It stays a name; in words why, and who is near, code and name with unit.
    Name(&'static str, Vec<(String, String)>),
}

impl Layer<'_, '_> {
    /// The subject of an award told by name; answers what the cell was taken for, and what to look at.
    pub(super) fn subject(
        &mut self,
        cells: &mut [Cell],
    ) -> (Option<(&'static str, Reading)>, Option<Fault>) {
        let written = self.text(cells, SUBJECT);
        if written.is_empty() || is_code(&written) {
            return (None, None);
        }
        self.by_award(cells);
        let Some(asked) = self.asked(cells, &written) else {
            return (None, None);
        };
        match self.namer.meant(&asked, &written) {
            Meant::Code(code) => {
                let name = self.state.name_on(&code, self.namer.today());
                self.set(cells, SUBJECT, code.clone());
                (Some((SUBJECT, Reading::Code(code, name))), None)
            }
            Meant::Name(why, near) => {
                let person = !near.is_empty() && !asked.collective;
                self.keep(cells, &written, person);
                (None, Some(self.note(&written, why, &near)))
            }
        }
    }

    /// An award given to one kind of recipient only tells which is meant.
    fn by_award(&self, cells: &mut [Cell]) {
        let award = self.text(cells, "ma_khen_thuong");
        if self.text(cells, KIND).is_empty()
            && let Some(award) = self.state.catalogue.award_spelt(&award)
            && award.subject != "ca_hai"
        {
            self.set(cells, KIND, award.subject.clone());
        }
    }

    /// The question the row would put if it were stored with the name alone.
    fn asked(&self, cells: &[Cell], written: &str) -> Option<Asked> {
        let def = self.table.def;
        let place = Place {
            sheet: def.name,
            row: 0,
        };
        let mut told = cells.to_vec();
        self.set(&mut told, SUBJECT, String::new());
        self.set(&mut told, NAME, written.to_owned());
        self.at_home(&mut told);
        let values = row(def, place, def.columns.iter().zip(&told), &mut Vec::new());
        Named::from_row(&values).map(|named| named.line())
    }

    /// What an award's subject tells of itself.
    pub(super) fn infer(&self, cells: &mut [Cell]) {
        if self.table.def.name != "khen-thuong" {
            return;
        }
        let subject = self.text(cells, "ma_doi_tuong");
        if subject.is_empty() || !is_code(&subject) {
            return;
        }
        let post = self.namer.post_of(&subject);
        let agency = self.namer.is_agency(&subject);
        if self.text(cells, KIND).is_empty() && (post.is_some() || agency) {
            let what = if post.is_some() { "ca_nhan" } else { "tap_the" };
            self.set(cells, KIND, what.to_owned());
        }
        if self.text(cells, AGENCY).is_empty() {
            let own = post.or_else(|| agency.then_some(subject));
            if let Some(own) = own {
                self.set(cells, AGENCY, own);
            }
        }
    }

    /// A list that tells no agency is of the one who brings it.
    fn at_home(&self, cells: &mut [Cell]) {
        if self.text(cells, AGENCY).is_empty()
            && let Some(home) = self.namer.scope.home()
        {
            self.set(cells, AGENCY, home.to_owned());
        }
    }

    fn keep(&self, cells: &mut [Cell], written: &str, person: bool) {
        if let Some(cell) = self.at(SUBJECT).and_then(|at| cells.get_mut(at)) {
            *cell = Cell::Empty;
        }
        if self.text(cells, NAME).is_empty() {
            self.set(cells, NAME, written.to_owned());
        }
        self.at_home(cells);
        if person && self.text(cells, KIND).is_empty() {
            self.set(cells, KIND, "ca_nhan".to_owned());
        }
    }

    fn note(&self, written: &str, why: &str, near: &[(String, String)]) -> Fault {
        let def = self.table.def;
        let place = Place {
            sheet: def.name,
            row: 0,
        };
        let heading = def.column(SUBJECT).map_or("", |column| column.heading);
        let who: Vec<String> = near
            .iter()
            .take(TOLD)
            .map(|(code, name)| format!("{code} là {name}"))
            .collect();
        let known = match who.is_empty() {
            true => String::new(),
            false => format!(" Nếu biết chắc, ghi mã: {}.", who.join("; ")),
        };
        place.fault(
            Severity::Warning,
            heading,
            written,
            format!("Chưa biết chắc “{written}” là ai. {why}"),
            format!(
                "Vẫn lưu được: tên giữ như danh sách ghi và chờ ở mục Khen thưởng chưa khớp.{known}"
            ),
        )
    }
}

impl<'a> Namer<'a> {
    /// Who may be confused with whom does not depend on who asks: everybody is in it.
    fn matcher(&self) -> &Matcher<'a> {
        let make = || Matcher::new(&self.state.org, self.state.people.values());
        self.matcher.get_or_init(make)
    }

    /// Whom the session itself tells by this name in this agency, where nobody stored is called so.
    fn told_here(&self, name: &str, agency: Option<&str>) -> Option<String> {
        let name = without_title(name);
        if !self.ground.people.codes(name).is_empty() {
            return None;
        }
        let there = |code: &&String| {
            let here = self.here.get(*code).map(String::as_str);
            agency.is_none() || here == agency
        };
        let mut found = self.people.codes(name).iter().filter(there);
        let first = found.next()?;
        found.next().is_none().then(|| first.clone())
    }

    /// Whom a name of an award list means.
    fn meant(&self, asked: &Asked, written: &str) -> Meant {
        if let Some(code) = self.told_here(written, asked.agency.as_deref()) {
            return Meant::Code(code);
        }
        let answer = self.matcher().find(asked);
        let reached = |code: &str| !self.scope.is_foreign(code);
        if let Outcome::Certain(code) = &answer.outcome
            && reached(code)
        {
            return Meant::Code(code.clone());
        }
        let near: Vec<(String, String)> = answer
            .candidates
            .iter()
            .filter(|candidate| reached(&candidate.code))
            .map(|candidate| (candidate.code.clone(), self.with_unit(&candidate.code)))
            .collect();
        if near.is_empty()
            && let [code] = self.agency(written).as_slice()
        {
            return Meant::Code(code.clone());
        }
        let why = match near.is_empty() {
            true => "Hồ sơ chưa có ai tên như vậy.",
            false => answer.doubts.first().copied().unwrap_or_default(),
        };
        Meant::Name(why, near)
    }

    fn with_unit(&self, code: &str) -> String {
        let name = self.state.name_on(code, self.today);
        match self.post_of(code) {
            Some(unit) => format!("{name} ({})", self.state.name_on(&unit, self.today)),
            None => name,
        }
    }
}
