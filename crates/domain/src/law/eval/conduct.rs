//! Discipline and what holds the nominee. Both are read by few: where whoever asks may not know, a person decides.

use jiff::civil::Date;

use super::{Bench, Trail};
use crate::conduct::FORMS;
use crate::law::fact::{BlockerFact, DisciplineFact, Position};
use crate::law::outcome::{Hope, Reach, Tri};
use crate::law::rule::Disciplined;

/// The words of a form of discipline.
pub(super) fn form_words(code: &str) -> &'static str {
    match code {
        "khien_trach" => "khiển trách",
        "canh_cao" => "cảnh cáo",
        "ha_bac_luong" => "hạ bậc lương",
        "giang_chuc" => "giáng chức",
        "cach_chuc" => "cách chức",
        "buoc_thoi_viec" => "buộc thôi việc",
        _ => "kỷ luật",
    }
}

/// The words of a case.
fn case_words(code: &str) -> &'static str {
    match code {
        "xem_xet_ky_luat" => "đang xem xét kỷ luật",
        "dieu_tra" => "đang điều tra",
        "thanh_tra" => "đang thanh tra, kiểm tra dấu hiệu vi phạm",
        "khieu_nai" => "đang xác minh khiếu nại, tố cáo",
        "bao_chi" => "báo chí nêu, đang xác minh",
        _ => "đang được xem xét",
    }
}

const HIDDEN: &str = "người xem không có quyền xem kỷ luật, vướng mắc";

impl Bench<'_> {
    /// Whether a discipline is in force on a day.
    fn in_force(discipline: &DisciplineFact, on: Date) -> Tri {
        if discipline
            .decided_on
            .is_some_and(|day| day.first_day() > on)
        {
            return Tri::No;
        }
        match discipline.ends_on {
            Some(end) => Tri::of(end.first_day() > on, end.last_day() > on),
            None => Tri::Unknown,
        }
    }

    /// Whether it was decided in the considered year.
    fn of_year(&self, discipline: &DisciplineFact) -> Tri {
        let year = self.moment.year;
        discipline.decided_on.map_or(Tri::Unknown, |day| {
            super::years::lies(day, year.first_day(), year.last_day())
        })
    }

    /// Whether it was decided while a post of a head or deputy was held.
    fn in_post(&self, discipline: &DisciplineFact) -> Tri {
        let held = |post: &crate::law::fact::PostFact| {
            let rank = match post.position {
                Some(Position::Head | Position::Deputy) => Tri::Yes,
                Some(Position::Staff) => Tri::No,
                None => Tri::Unknown,
            };
            let then = discipline.decided_on.map_or(Tri::Unknown, |day| {
                let inside = |day| Tri::of(post.validity.contains(day), false);
                let (first, last) = (inside(day.first_day()), inside(day.last_day()));
                Tri::agreed([first, last])
            });
            rank.min(then)
        };
        let posts = self.facts.posts.iter().map(held);
        posts.max().unwrap_or(Tri::No)
    }

    pub(super) fn no_discipline(
        &mut self,
        from_form: usize,
        when: Disciplined,
        mut trail: Option<&mut Trail>,
    ) -> Reach {
        let Some(conduct) = &self.facts.conduct else {
            return hidden(trail);
        };
        let (mut sure, mut may) = (0_i64, 0_i64);
        let mut last: Option<Date> = None;
        for discipline in conduct
            .disciplines
            .iter()
            .filter(|own| own.form >= from_form)
        {
            let there = match when {
                Disciplined::InForce => Self::in_force(discipline, self.moment.on),
                Disciplined::InYear => self.of_year(discipline),
                Disciplined::InPost => self.in_post(discipline),
            };
            if there == Tri::No {
                continue;
            }
            sure += i64::from(there == Tri::Yes);
            may += 1;
            last = last.max(discipline.ends_on.map(crate::time::PartialDate::last_day));
            if let Some(trail) = trail.as_deref_mut() {
                trail.evidence(&discipline.link, words(discipline));
            }
        }
        let holds = Tri::of(may == 0, sure == 0);
        let hope = match (when, last) {
            (Disciplined::InForce, Some(end)) => self.not_before(end),
            (Disciplined::InForce, None) => Hope::NotKnown,
            (Disciplined::InYear, _) => Hope::In(self.moment.year.next(), None),
            (Disciplined::InPost, _) => Hope::Never,
        };
        if let Some(trail) = trail {
            trail.found = match (sure, may) {
                (0, 0) => "không bị kỷ luật".to_owned(),
                (0, _) => "có kỷ luật chưa rõ ngày quyết định hoặc ngày hết hiệu lực".to_owned(),
                _ => "đang hoặc đã bị kỷ luật trong thời gian tính".to_owned(),
            };
            if holds != Tri::Yes {
                trail.lacks = trail.found.clone();
            }
        }
        Reach {
            holds,
            got: sure,
            may,
            need: 0,
            hope,
        }
    }

    /// Whether a case holds the nominee on the day of judging.
    fn is_open_case(&self, blocker: &BlockerFact) -> Tri {
        let on = self.moment.on;
        let begun = blocker.from.map_or(Tri::Yes, |day| {
            Tri::of(day.last_day() <= on, day.first_day() <= on)
        });
        let lasts = blocker.to.map_or(Tri::Yes, |day| {
            Tri::of(day.first_day() >= on, day.last_day() >= on)
        });
        begun.min(lasts)
    }

    pub(super) fn no_blocker(&mut self, mut trail: Option<&mut Trail>) -> Reach {
        let Some(conduct) = &self.facts.conduct else {
            return hidden(trail);
        };
        let (mut sure, mut may) = (0_i64, 0_i64);
        let mut hope = Hope::In(self.moment.year, None);
        for blocker in &conduct.blockers {
            let open = self.is_open_case(blocker);
            if open == Tri::No {
                continue;
            }
            sure += i64::from(open == Tri::Yes);
            may += 1;
            // The day after its last day the same nominee goes on.
            let after = blocker.to.and_then(|day| day.last_day().tomorrow().ok());
            hope = hope.max(after.map_or(Hope::NotKnown, |day| self.not_before(day)));
            if let Some(trail) = trail.as_deref_mut() {
                let until = blocker.to.map_or("chưa kết thúc".to_owned(), |day| {
                    format!("đến ngày {}", day.vn())
                });
                trail.evidence(
                    &blocker.link,
                    format!("{}, {until}", case_words(&blocker.case)),
                );
            }
        }
        let holds = Tri::of(may == 0, sure == 0);
        if let Some(trail) = trail {
            trail.found = if may == 0 {
                "không có vướng mắc"
            } else {
                "có vướng mắc, tạm dừng xét đến khi kết thúc"
            }
            .to_owned();
            if holds != Tri::Yes {
                trail.lacks = trail.found.clone();
            }
        }
        Reach {
            holds,
            got: sure,
            may,
            need: 0,
            hope,
        }
    }
}

fn words(discipline: &DisciplineFact) -> String {
    let form = FORMS
        .get(discipline.form)
        .map_or("kỷ luật", |form| form_words(form));
    let decided = discipline.decided_on.map_or(String::new(), |day| {
        format!(", quyết định ngày {}", day.vn())
    });
    let ends = discipline
        .ends_on
        .map_or(", chưa rõ ngày hết hiệu lực".to_owned(), |day| {
            format!(", hết hiệu lực ngày {}", day.vn())
        });
    format!("{form}{decided}{ends}")
}

fn hidden(trail: Option<&mut Trail>) -> Reach {
    if let Some(trail) = trail {
        trail.found = HIDDEN.to_owned();
        trail.lacks = HIDDEN.to_owned();
    }
    Reach::plain(Tri::Unknown, Hope::NotKnown)
}
