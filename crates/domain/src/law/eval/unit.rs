//! What concerns collectives and units: their life, organisations, clusters, targets, ceilings, who leads them.

use ecow::EcoString;

use super::{Bench, Resolved, Trail, two};
use crate::law::fact::{AwardSet, Organisation, TargetResult};
use crate::law::outcome::{Hope, Reach, Tri};
use crate::law::rule::{Number, Portion};
use crate::law::value::Value;
use crate::rating::Level;

/// The words of a group of people.
fn group_words(code: &str) -> &'static str {
    match code {
        "lanh_dao" => "lãnh đạo",
        "chap_hanh_vien" => "chấp hành viên",
        "cong_chuc" => "công chức",
        "nguoi_lao_dong" => "người lao động",
        "ngoai_nganh" => "ngoài ngành",
        _ => "nhóm khác",
    }
}

impl Bench<'_> {
    /// Unknown, told so.
    pub(super) fn not_told(words: &str, trail: Option<&mut Trail>) -> Reach {
        if let Some(trail) = trail {
            trail.found = words.to_owned();
            trail.lacks = words.to_owned();
        }
        Reach::plain(Tri::Unknown, Hope::NotKnown)
    }

    pub(super) fn group_leaf(&mut self, groups: &[EcoString], trail: Option<&mut Trail>) -> Reach {
        let Some(group) = &self.facts.group else {
            return Self::not_told("chưa ghi nhóm đối tượng", trail);
        };
        let is = groups.contains(group);
        if let Some(trail) = trail {
            trail.found = group_words(group).to_owned();
            if !is {
                trail.lacks = format!("thuộc nhóm {}", group_words(group));
            }
        }
        Reach::plain(Tri::of(is, is), Hope::Never)
    }

    pub(super) fn woman(&mut self, woman: bool, trail: Option<&mut Trail>) -> Reach {
        let Some(own) = self.facts.woman else {
            return Self::not_told("chưa ghi giới tính", trail);
        };
        if let Some(trail) = trail {
            trail.found = if own { "nữ" } else { "nam" }.to_owned();
        }
        Reach::plain(Tri::of(own == woman, false), Hope::Never)
    }

    pub(super) fn unit_alive(&mut self, trail: Option<&mut Trail>) -> Reach {
        let Some(unit) = self.facts.unit else {
            return Self::not_told("chưa rõ thời gian tồn tại của tập thể", trail);
        };
        let alive = unit.contains(self.moment.on);
        if let Some(trail) = trail {
            trail.found = match (alive, unit.to) {
                (true, _) => "đang hoạt động".to_owned(),
                (false, Some(to)) => format!("đã kết thúc hoạt động ngày {}", to.vn()),
                (false, None) => "chưa được thành lập".to_owned(),
            };
            if !alive {
                trail.lacks = trail.found.clone();
            }
        }
        Reach::plain(Tri::of(alive, alive), Hope::Never)
    }

    pub(super) fn organisation(
        &mut self,
        organisations: &[Organisation],
        level: Level,
        trail: Option<&mut Trail>,
    ) -> Reach {
        let mut holds = Tri::Yes;
        let mut found = Vec::new();
        let mut evidence = Vec::new();
        for organisation in organisations {
            let own = self.facts.organisations.iter();
            let own = own
                .filter(|fact| fact.organisation == *organisation && fact.year == self.moment.year);
            let mut worst: Option<Level> = None;
            for fact in own {
                worst = worst.max(Some(fact.level));
                if trail.is_some() {
                    evidence.push((
                        fact.link.clone(),
                        super::ratings::level_words(fact.level).to_owned(),
                    ));
                }
            }
            holds = holds.min(worst.map_or(Tri::Unknown, |own| Tri::of(own <= level, false)));
            if trail.is_some() {
                let name = match organisation {
                    Organisation::Party => "tổ chức đảng",
                    Organisation::Mass => "đoàn thể",
                };
                let rated = worst.map_or("chưa có kết quả xếp loại", super::ratings::level_words);
                found.push(format!("{name}: {rated}"));
            }
        }
        if let Some(trail) = trail {
            trail.found = found.join("; ");
            if holds != Tri::Yes {
                trail.lacks = trail.found.clone();
            }
            super::years::in_order(evidence, trail);
        }
        Reach::plain(
            holds,
            if holds == Tri::No {
                Hope::In(self.moment.year.next(), None)
            } else {
                self.this_year_or_next()
            },
        )
    }

    pub(super) fn acclaimed(&mut self, awards: AwardSet, mut trail: Option<&mut Trail>) -> Reach {
        let mut got = 0_i64;
        for fact in &self.facts.acclaimed {
            if fact.year == self.moment.year && awards.contains(fact.award) {
                got += 1;
                if let Some(trail) = trail.as_deref_mut() {
                    trail.evidence(
                        &fact.link,
                        format!(
                            "suy tôn {} năm {}",
                            self.book.names.name(fact.award),
                            fact.year
                        ),
                    );
                }
            }
        }
        if let Some(trail) = trail {
            trail.found = if got > 0 {
                "được cụm, khối suy tôn"
            } else {
                "chưa thấy cụm, khối suy tôn"
            }
            .to_owned();
            if got == 0 {
                trail.lacks = "chưa được cụm, khối thi đua suy tôn".to_owned();
            }
        }
        Reach {
            holds: Tri::of(got > 0, false),
            got,
            may: got,
            need: 1,
            hope: self.this_year_or_next(),
        }
    }

    pub(super) fn targets(&mut self, needed: TargetResult, mut trail: Option<&mut Trail>) -> Reach {
        let mut worst: Option<TargetResult> = None;
        for fact in self
            .facts
            .targets
            .iter()
            .filter(|fact| fact.year == self.moment.year)
        {
            worst = Some(worst.map_or(fact.result, |own| own.min(fact.result)));
            if let Some(trail) = trail.as_deref_mut() {
                trail.evidence(&fact.link, format!("chỉ tiêu năm {}", fact.year));
            }
        }
        let Some(worst) = worst else {
            return Self::not_told("chưa có kết quả thực hiện chỉ tiêu của năm", trail);
        };
        let holds = Tri::of(worst >= needed, false);
        if let Some(trail) = trail {
            trail.found = match worst {
                TargetResult::Exceeded => "hoàn thành vượt các chỉ tiêu được giao",
                TargetResult::Met => "hoàn thành các chỉ tiêu được giao",
                TargetResult::NotMet => "có chỉ tiêu chưa hoàn thành",
            }
            .to_owned();
            if holds != Tri::Yes {
                trail.lacks = trail.found.clone();
            }
        }
        // Figures of the year are what they are once it is over.
        let running = self.moment.on <= self.moment.year.last_day();
        let year = if running {
            self.moment.year
        } else {
            self.moment.year.next()
        };
        Reach::plain(holds, Hope::In(year, None))
    }

    /// A ceiling is never a number to fill: where it is passed, who stays is for people to decide.
    pub(super) fn quota(
        &mut self,
        share: Option<Portion>,
        number: Option<Number>,
        mut trail: Option<&mut Trail>,
    ) -> Reach {
        let share = share.map(|share| self.portion(share, trail.as_deref_mut()));
        let number = number.map(|number| self.number(number, trail.as_deref_mut()));
        if matches!(share, None | Some(Resolved::NoLimit))
            && matches!(number, None | Some(Resolved::NoLimit))
        {
            if let Some(trail) = trail {
                trail.found = "không có tỷ lệ tối đa".to_owned();
            }
            return Reach::plain(Tri::Yes, Hope::Never);
        }
        if share == Some(Resolved::Unknown) || number == Some(Resolved::Unknown) {
            return Self::not_told("chưa rõ tỷ lệ tối đa", trail);
        }
        let Some(own) = self.facts.quotas.iter().find(|own| own.award == self.award) else {
            return Self::not_told("chưa tính được tỷ lệ tối đa của đơn vị", trail);
        };
        let by_share = match share {
            Some(Resolved::Is((share, _))) => {
                !share.reached(own.counted, own.base, true) && own.base > 0
            }
            _ => true,
        };
        let by_number = match number {
            Some(Resolved::Is(number)) => own.counted <= number,
            _ => true,
        };
        let within = by_share && by_number;
        if let Some(trail) = trail {
            if let Some(Resolved::Is((share, _))) = share {
                trail.number("share", share.vn());
            }
            trail.found = format!(
                "{}/{} người, tập thể đã được đề nghị",
                two(own.counted),
                two(own.base)
            );
            if !within {
                self.tell_precedence(trail);
                trail.lacks =
                    "vượt tỷ lệ tối đa của đơn vị, cần người có thẩm quyền lựa chọn".to_owned();
            }
        }
        Reach {
            holds: Tri::of(within, true),
            got: own.counted,
            may: own.counted,
            need: own.base,
            hope: Hope::NotKnown,
        }
    }

    /// Whom the law prefers where more qualify than a ceiling admits.
    fn tell_precedence(&self, trail: &mut Trail) {
        if let Some(Value::Share(share)) = self.named("uu_tien.ty_le_nu", Some(trail)) {
            trail.remark(format!(
                "khi nhiều cá nhân, tập thể cùng đủ điều kiện thì ưu tiên cá nhân nữ, tập thể có từ {} là nữ",
                share.vn()
            ));
        }
    }

    pub(super) fn leader(&mut self, awards: AwardSet, trail: Option<&mut Trail>) -> Reach {
        let Some(lead) = &self.facts.leads else {
            let untold = |post: &super::super::fact::PostFact| {
                post.position.is_none() && post.validity.contains(self.moment.on)
            };
            if self.facts.posts.iter().any(untold) {
                return Self::not_told("chưa rõ có đứng đầu tập thể hay không", trail);
            }
            if let Some(trail) = trail {
                trail.found = "không phải người đứng đầu tập thể".to_owned();
            }
            return Reach::plain(Tri::Yes, Hope::Never);
        };
        let has = lead.awards.overlaps(awards);
        if let Some(trail) = trail {
            trail.found = if has {
                "tập thể do cá nhân đứng đầu đạt danh hiệu của năm"
            } else {
                "tập thể do cá nhân đứng đầu chưa đạt danh hiệu của năm"
            }
            .to_owned();
            trail.evidence(&lead.link, "tập thể do cá nhân đứng đầu");
            if !has {
                trail.lacks = trail.found.clone();
            }
        }
        Reach::plain(Tri::of(has, has), self.this_year_or_next())
    }
}
