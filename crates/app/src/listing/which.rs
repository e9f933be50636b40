//! Which list is asked for, apart from the reader who asks: so that it can be opened again on another thread.

use jiff::civil::Date;

use super::{Agencies, Column, Goals, Months, Source, Trails, Users};
use crate::AppError;
use crate::account::UserRow;
use crate::audit::EventRow;
use crate::campaign::standing::list::{AskStanding, StandingList};
use crate::cluster::list::Clusters;
use crate::conduct::list::{Blockers, Disciplines};
use crate::deed::list::AskDeeds;
use crate::document::list::Documents;
use crate::figures::AskBalance;
use crate::initiative::list::Initiatives;
use crate::law::bonus::list::{AskPayments, Payments};
use crate::law::unit::{AskCandidates, Candidates};
use crate::movement::list::{AskMovements, Movements};
use crate::people::absences::Absences;
use crate::people::list::{AskPeople, People};
use crate::quality::list::{AskFindings, Findings};
use crate::rating::list::{AskRatings, Ratings};
use crate::rating::organisations::Organisations;
use crate::register::list::{AskRegister, Register};
use crate::state::View;

/// A list of the product.
#[derive(Clone, Debug)]
pub enum Which {
    /// Nhân sự.
    People(AskPeople),
    /// Cơ quan, on a day.
    Agencies(Date),
    /// Chỉ tiêu of a work year, of an agency with what is below it where one is named.
    Goals(Option<String>, i16),
    /// Khen thưởng, row by row.
    Register(AskRegister),
    /// Chi tiền thưởng of an agency's year.
    Payments(AskPayments),
    /// Xếp loại chất lượng.
    Ratings(AskRatings),
    /// Kỷ luật, of an agency with what is below it where one is named.
    Discipline(Option<String>),
    /// Trường hợp chưa xét khen thưởng, of an agency with what is below it where one is named.
    Blockers(Option<String>),
    /// Nghỉ, biệt phái, đi học, of an agency with what is below it where one is named.
    Absences(Option<String>),
    /// Xếp loại tổ chức đảng, đoàn thể, of an agency with what is below it where one is named.
    Organisations(Option<String>),
    /// Who of a unit may receive an award.
    Candidates(AskCandidates),
    /// Sáng kiến, of an agency with what is below it where one is named.
    Initiatives(Option<String>),
    /// Đóng góp, hoạt động, điển hình, sự kiện, nội dung, đăng ký, xếp hạng: the sheet, and which of its rows.
    Deeds(&'static str, AskDeeds),
    /// Cụm, khối thi đua of a work year.
    Clusters(i16),
    /// Phong trào thi đua.
    Movements(AskMovements),
    /// Kết quả của từng đơn vị under a movement.
    Standing(AskStanding),
    /// Văn bản.
    Documents,
    /// The units below an agency in a month.
    Months(AskBalance),
    /// Điểm cần xem trong số liệu of a work year.
    Quality(AskFindings),
    /// Người dùng, as [`crate::account::list`] answered.
    Users(Vec<UserRow>),
    /// Nhật ký hệ thống: events, and the days they are of in words.
    Trail(Vec<EventRow>, Vec<String>),
}

impl Which {
    /// The columns of the list, whoever asks.
    pub fn columns(&self) -> &'static [Column] {
        match self {
            Self::People(_) => crate::people::list::COLUMNS,
            Self::Agencies(_) => super::agencies::COLUMNS,
            Self::Goals(..) => super::goals::COLUMNS,
            Self::Register(_) => crate::register::list::COLUMNS,
            Self::Payments(_) => crate::law::bonus::list::COLUMNS,
            Self::Ratings(_) => crate::rating::list::COLUMNS,
            Self::Discipline(_) => crate::conduct::list::DISCIPLINE,
            Self::Blockers(_) => crate::conduct::list::BLOCKERS,
            Self::Absences(_) => crate::people::absences::COLUMNS,
            Self::Organisations(_) => crate::rating::organisations::COLUMNS,
            Self::Candidates(_) => crate::law::unit::COLUMNS,
            Self::Initiatives(_) => crate::initiative::list::COLUMNS,
            Self::Deeds(sheet, _) => crate::deed::list::columns(sheet),
            Self::Clusters(_) => crate::cluster::list::COLUMNS,
            Self::Movements(_) => crate::movement::list::COLUMNS,
            Self::Standing(_) => crate::campaign::standing::list::COLUMNS,
            Self::Documents => crate::document::list::COLUMNS,
            Self::Months(_) => super::months::COLUMNS,
            Self::Quality(_) => crate::quality::list::COLUMNS,
            Self::Users(_) => super::users::COLUMNS,
            Self::Trail(..) => super::trail::COLUMNS,
        }
    }

    /// The list as this reader may see it; `leaving`: as far as it may also leave the system.
    ///
    /// # Errors
    /// As each list: [`AppError::Forbidden`] without the permission, [`AppError::NotFound`] for an agency out
    /// of reach.
    pub fn open<'a>(
        &'a self,
        view: &'a View,
        leaving: bool,
    ) -> Result<Box<dyn Source + 'a>, AppError> {
        Ok(match self {
            Self::People(ask) => Box::new(People::new(view, ask, leaving)?),
            Self::Agencies(on) => Box::new(Agencies::new(view, *on)?),
            Self::Goals(within, year) => {
                Box::new(Goals::new(view, within.as_deref(), *year, leaving)?)
            }
            Self::Register(ask) => Box::new(Register::new(view, ask, leaving)?),
            Self::Payments(ask) => Box::new(Payments::new(view, ask, leaving)?),
            Self::Ratings(ask) => Box::new(Ratings::new(view, ask, leaving)?),
            Self::Discipline(within) => {
                Box::new(Disciplines::new(view, within.as_deref(), leaving)?)
            }
            Self::Blockers(within) => Box::new(Blockers::new(view, within.as_deref(), leaving)?),
            Self::Absences(within) => Box::new(Absences::new(view, within.as_deref(), leaving)?),
            Self::Organisations(within) => {
                Box::new(Organisations::new(view, within.as_deref(), leaving)?)
            }
            Self::Candidates(ask) => Box::new(Candidates::new(view, ask, leaving)?),
            Self::Initiatives(within) => {
                Box::new(Initiatives::new(view, within.as_deref(), leaving)?)
            }
            Self::Deeds(sheet, ask) => crate::deed::list::open(view, sheet, ask, leaving)?,
            Self::Clusters(year) => Box::new(Clusters::new(view, *year)?),
            Self::Movements(ask) => Box::new(Movements::new(view, ask, leaving)?),
            Self::Standing(ask) => Box::new(StandingList::new(view, ask, leaving)?),
            Self::Documents => Box::new(Documents::new(view)?),
            Self::Months(ask) => Box::new(Months::new(view, ask, leaving)?),
            Self::Quality(ask) => Box::new(Findings::new(view, ask, leaving)?),
            Self::Users(rows) => Box::new(Users::new(view, rows)),
            Self::Trail(rows, within) => Box::new(Trails::new(rows, within.clone())),
        })
    }
}
