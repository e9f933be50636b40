//! The list of a unit's candidates for one award: how each stands, what is missing, until when.

use std::borrow::Cow;
use std::sync::{Mutex, OnceLock, PoisonError};

use jiff::civil::Date;
use thidua_domain::access::{Permission, Target};
use thidua_domain::law::{AwardId, Facts, Judge, Moment, Outcome, Verdict};

use super::judged::{Asked, judged};
use super::sums::Place;
use super::{PERMISSION, Whom};
use crate::AppError;
use crate::law::Gatherer;
use crate::law::page::award::{Point, Points, nearest, soonest, sorted};
use crate::law::page::moment;
use crate::listing::{About, Cell, Column, Kind, Order, STATE, Source, State, Tone, part};
use crate::rating::{day_of, post_of};
use crate::state::View;

/// Whose candidates are asked for.
#[derive(Clone, Debug, Default)]
pub struct AskCandidates {
    /// Code of the agency.
    pub agency: String,
    /// Whether those below it too.
    pub below: bool,
    /// People, or collectives.
    pub whom: Whom,
    /// Code of the award.
    pub award: String,
    /// The considered year; `None`: the one that is being judged.
    pub year: Option<i16>,
    /// The day of judging.
    pub on: Option<Date>,
    /// The day of reception.
    pub received_on: Option<Date>,
}

pub(crate) const COLUMNS: &[Column] = &[
    Column::new("ho-ten", "Người, tập thể", Kind::Name, 30).searched(),
    Column::new("co-quan", "Cơ quan", Kind::Text, 34)
        .searched()
        .filtered(),
    Column::new("chuc-vu", "Chức vụ, chức danh", Kind::Text, 24)
        .searched()
        .more(),
    Column::new("con-thieu", "Còn thiếu, cần xem xét", Kind::Text, 60).searched(),
    Column::new("han", "Bổ sung đến hết ngày", Kind::Text, 18),
    Column::new("som-nhat", "Sớm nhất", Kind::Text, 24).filtered(),
    Column::new("quy-dinh", "Quy định đã xác nhận", Kind::Text, 18).more(),
    Column::state(),
];

/// In the order of [`Place::ALL`].
const STATES: &[State] = &[
    State::new("du", "Đủ điều kiện", Tone::Ok),
    State::new("can-xem", "Cần người xem xét", Tone::Wait),
    State::new("thieu-mot", "Còn thiếu một điều kiện", Tone::Info),
    State::new("thieu-nhieu", "Còn thiếu nhiều điều kiện", Tone::Info),
    State::new("nam-sau", "Sớm nhất năm sau", Tone::Off),
    State::new("chua", "Chưa đủ, chưa tính được năm", Tone::Off),
    State::new("da-nhan", "Đã được tặng", Tone::Ok),
];

struct Row<'a> {
    subject: &'a str,
    verdict: Verdict,
    place: Place,
    told: OnceLock<Told>,
}

/// What the proof of a row says.
#[derive(Clone, Debug, Default)]
struct Told {
    lacks: String,
    last_day: Option<String>,
    unconfirmed: bool,
}

/// The candidates.
pub struct Candidates<'a> {
    view: &'a View,
    about: About,
    gatherer: Mutex<Gatherer<'a>>,
    moment: Moment,
    award: AwardId,
    whom: Whom,
    rows: Vec<Row<'a>>,
}

impl<'a> Candidates<'a> {
    /// The candidates of a unit, as far as the reader may see them.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for an agency out of reach, or an award the law of the day does not give to such
    /// subjects; [`AppError::Refused`] for a day no law speaks of.
    pub fn new(view: &'a View, ask: &'a AskCandidates, leaving: bool) -> Result<Self, AppError> {
        view.permit_agency(PERMISSION, &ask.agency)?;
        if leaving {
            view.permit(Permission::Print, Target::Agency(&ask.agency))?;
        }
        let book = view.state.law.as_ref();
        let moment = moment(view, ask.year, ask.on, ask.received_on)?;
        let law = book.law(&moment).ok_or(AppError::NotFound)?;
        let award = book.names.award(&ask.award).ok_or(AppError::NotFound)?;
        book.rules_on(award, ask.whom.kind(), law.day)
            .ok_or(AppError::NotFound)?;
        let mut found = Self {
            about: about(view, ask, &moment, award),
            gatherer: Mutex::new(Gatherer::new(view, book, moment)),
            view,
            moment,
            award,
            whom: ask.whom,
            rows: Vec::new(),
        };
        found.judge(ask)?;
        Ok(found)
    }

    fn judge(&mut self, ask: &AskCandidates) -> Result<(), AppError> {
        let judged = judged(
            self.view,
            &Asked {
                agency: &ask.agency,
                below: ask.below,
                whom: ask.whom,
                moment: self.moment,
            },
        )?;
        for placed in &judged.subjects {
            let mut awards = placed.awards.iter();
            let own = awards.find(|(award, ..)| *award == self.award);
            if let (Some((_, verdict, place)), Some(subject)) = (own, self.own_code(&placed.code)) {
                self.rows.push(Row {
                    subject,
                    verdict: *verdict,
                    place: *place,
                    told: OnceLock::new(),
                });
            }
        }
        // What the rules rest on is the same for everybody.
        let sums = judged.awards.iter().find(|(award, _)| *award == self.award);
        if !self.rows.is_empty() && sums.is_some_and(|(_, sums)| sums.unconfirmed) {
            self.about
                .within
                .push("có quy định chưa xác nhận với văn bản gốc".to_owned());
        }
        Ok(())
    }

    /// The code as it stands among the people or agencies.
    fn own_code(&self, code: &str) -> Option<&'a str> {
        let state = self.view.state.as_ref();
        match self.whom {
            Whom::People => Some(state.people.get(code)?.code.as_str()),
            Whom::Collectives => Some(state.org.find(code)?.code.as_str()),
        }
    }

    fn facts(&self, subject: &str) -> Option<Facts> {
        let gatherer = self.gatherer.lock();
        let gatherer = gatherer.unwrap_or_else(PoisonError::into_inner);
        match self.whom {
            Whom::People => gatherer.person(subject),
            Whom::Collectives => gatherer.unit(subject),
        }
    }

    fn told<'r>(&self, row: &'r Row<'a>) -> &'r Told {
        row.told.get_or_init(|| {
            let facts = self.facts(row.subject);
            let mut judge = Judge::new(self.view.state.law.as_ref());
            let proven =
                facts.and_then(|facts| judge.prove(&facts, &self.moment, self.award, None));
            let Some(proven) = proven else {
                return Told::default();
            };
            let road = nearest(&proven.proof, &row.verdict);
            let points = road.map(|road| sorted(road, &self.moment));
            let points = points.unwrap_or_default();
            Told {
                last_day: points
                    .last_day
                    .clone()
                    .filter(|_| matches!(row.place, Place::One | Place::Several)),
                lacks: said(points, row.place),
                unconfirmed: proven.unconfirmed(),
            }
        })
    }

    fn path(&self, subject: &str) -> String {
        let room = match self.whom {
            Whom::People => "ca-nhan",
            Whom::Collectives => "co-quan",
        };
        let award = self.view.state.law.names.code(self.award);
        let mut path = format!(
            "/{room}/{}/dieu-kien?danh-hieu={}&nam={}&ngay={}",
            part(subject),
            part(award),
            self.moment.year.0,
            self.moment.on
        );
        if self.moment.received_on != self.moment.on {
            path.push_str(&format!("&tiep-nhan={}", self.moment.received_on));
        }
        path
    }
}

/// What is missing, one sentence each.
fn said(points: Points, place: Place) -> String {
    if matches!(place, Place::Eligible | Place::Received) {
        return String::new();
    }
    let one = |point: &Point| match point.ways.is_empty() {
        true => point.text.clone(),
        false => format!("{} ({})", point.text, point.ways.join("; hoặc ")),
    };
    let all = |before: &str, points: &[Point]| {
        let said: Vec<String> = points.iter().map(one).collect();
        (!said.is_empty()).then(|| format!("{before}: {}.", said.join("; ")))
    };
    let parts = [
        all("Cần xem", &points.human),
        all("Thiếu", &points.missing),
        all("Năm nay không còn kịp", &points.lost),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn about(view: &View, ask: &AskCandidates, moment: &Moment, award: AwardId) -> About {
    let state = view.state.as_ref();
    let code = state.law.names.code(award);
    let known = state.catalogue.award(code);
    let name = known.map_or(code, |award| award.name.as_str());
    let mut within = vec![
        format!("năm xét {}", moment.year.0),
        format!("xét vào ngày {}", thidua_domain::time::vn(moment.on)),
    ];
    if moment.received_on != moment.on {
        let day = thidua_domain::time::vn(moment.received_on);
        within.push(format!("hồ sơ tiếp nhận ngày {day}"));
    }
    if ask.below {
        within.push("gồm các cơ quan trực thuộc".to_owned());
    }
    About {
        id: "xet-thi-dua",
        kind: "Danh sách",
        title: format!(
            "Xét {name} – {}",
            state.label_on(&ask.agency, day_of(moment.year, moment.on))
        ),
        unit: match ask.whom {
            Whom::People => "người",
            Whom::Collectives => "tập thể",
        },
        columns: COLUMNS,
        states: STATES,
        usual: Some(Order::up("ho-ten")),
        within,
    }
}

impl Source for Candidates<'_> {
    fn about(&self) -> &About {
        &self.about
    }

    fn len(&self) -> usize {
        self.rows.len()
    }

    fn raw(&self, row: usize, column: &'static Column) -> Cow<'_, str> {
        let Some(row) = self.rows.get(row) else {
            return Cow::Borrowed("");
        };
        match column.id {
            "co-quan" => Cow::Owned(self.agency(row.subject).unwrap_or_default()),
            "som-nhat" => Cow::Owned(self.soonest(row)),
            STATE => Cow::Borrowed(STATES.get(row.place.at()).map_or("", |state| state.code)),
            _ => Cow::Borrowed(row.subject),
        }
    }

    fn cell(&self, row: usize, column: &'static Column) -> Cell {
        let Some(row) = self.rows.get(row) else {
            return Cell::default();
        };
        let state = self.view.state.as_ref();
        let day = day_of(self.moment.year, self.moment.on);
        match column.id {
            "ho-ten" => {
                let mut cell =
                    Cell::text(state.label_on(row.subject, day)).leading(self.path(row.subject));
                cell.person = self.whom == Whom::People;
                cell
            }
            "co-quan" => {
                let code = self.agency(row.subject);
                Cell::maybe(code.map(|code| state.label_on(&code, day)))
            }
            "chuc-vu" => {
                let person = state.people.get(row.subject);
                let post =
                    person.and_then(|person| post_of(person, self.moment.year, self.moment.on));
                Cell::maybe(post.and_then(|post| post.post.clone().or_else(|| post.title.clone())))
            }
            "con-thieu" => Cell::text(self.told(row).lacks.clone()),
            "han" => Cell::maybe(self.told(row).last_day.clone()),
            "quy-dinh" => Cell::text(match self.told(row).unconfirmed {
                true => "Chưa xác nhận",
                false => "Đã xác nhận",
            }),
            _ => Cell::text(self.soonest(row)),
        }
    }

    fn state(&self, row: usize) -> usize {
        let place = self.rows.get(row).map_or(Place::Later, |row| row.place);
        place.at()
    }

    fn key(&self, row: usize) -> Cow<'_, str> {
        Cow::Borrowed(self.rows.get(row).map_or("", |row| row.subject))
    }
}

impl Candidates<'_> {
    fn agency(&self, subject: &str) -> Option<String> {
        let state = self.view.state.as_ref();
        match self.whom {
            Whom::People => {
                let person = state.people.get(subject)?;
                let post = post_of(person, self.moment.year, self.moment.on)?;
                Some(post.agency.clone())
            }
            Whom::Collectives => {
                let day = day_of(self.moment.year, self.moment.on);
                let spell = state.org.find(subject)?.nearest(day)?;
                spell.parent.clone()
            }
        }
    }

    fn soonest(&self, row: &Row<'_>) -> String {
        match (row.verdict.outcome, row.place) {
            (_, Place::Received) => String::new(),
            (Outcome::NotEligible, _) => {
                soonest(row.verdict.hope, &self.moment).unwrap_or_default()
            }
            _ => String::new(),
        }
    }
}
