//! What somebody does, and how it is called in each kind of agency.

use super::Place;
use crate::generate::tree::Nation;

/// What somebody does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::generate) enum Rank {
    Head,
    Deputy,
    Officer,
    Examiner,
    Clerk,
    Accountant,
    Specialist,
    Worker,
}

/// Whoever is neither head nor deputy, in turn: four in ten are officers.
const OTHERS: [Rank; 14] = [
    Rank::Officer,
    Rank::Officer,
    Rank::Clerk,
    Rank::Officer,
    Rank::Accountant,
    Rank::Officer,
    Rank::Specialist,
    Rank::Examiner,
    Rank::Officer,
    Rank::Clerk,
    Rank::Officer,
    Rank::Worker,
    Rank::Examiner,
    Rank::Clerk,
];

impl Rank {
    /// The ranks of an agency of so many people.
    pub(super) fn of_agency(people: usize, deputies: usize) -> Vec<Self> {
        let leaders =
            std::iter::once(Self::Head).chain(std::iter::repeat_n(Self::Deputy, deputies));
        leaders
            .chain(OTHERS.into_iter().cycle())
            .take(people)
            .collect()
    }

    /// Whether it is leadership.
    pub(in crate::generate) fn leads(self) -> bool {
        matches!(self, Self::Head | Self::Deputy)
    }

    /// Code of `Nhóm`.
    pub(in crate::generate) fn group(self) -> &'static str {
        match self {
            Self::Head | Self::Deputy => "lanh_dao",
            Self::Officer => "chap_hanh_vien",
            Self::Worker => "nguoi_lao_dong",
            _ => "cong_chuc",
        }
    }

    /// Professional title at an age.
    pub(in crate::generate) fn title(self, age: i16) -> &'static str {
        match (self, age) {
            (Self::Head, 50..) => "Chấp hành viên cao cấp",
            (Self::Head | Self::Deputy, _) | (Self::Officer, 44..) => "Chấp hành viên trung cấp",
            (Self::Officer, _) => "Chấp hành viên sơ cấp",
            (Self::Examiner, _) => "Thẩm tra viên",
            (Self::Clerk, _) => "Thư ký thi hành án",
            (Self::Accountant, _) => "Kế toán",
            (Self::Specialist, _) => "Chuyên viên",
            (Self::Worker, _) => "Nhân viên",
        }
    }

    /// Post of leadership as printed; empty for the others.
    pub(in crate::generate) fn post(
        self,
        place: Place,
        nation: &Nation,
        agency: &str,
    ) -> &'static str {
        let own = match place {
            Place::Head => return self.at_the_head(agency),
            Place::Old(at) => nation.old.leaves.get(at).is_some_and(|leaf| leaf.own),
            Place::New(at) => nation.new.leaves.get(at).is_some_and(|leaf| leaf.own),
        };
        match (self, matches!(place, Place::Old(_)), own) {
            (Self::Head, true, true) => "Cục trưởng",
            (Self::Deputy, true, true) => "Phó Cục trưởng",
            (Self::Head, true, false) => "Chi cục trưởng",
            (Self::Deputy, true, false) => "Phó Chi cục trưởng",
            (Self::Head, false, true) => "Trưởng THADS",
            (Self::Deputy, false, true) => "Phó Trưởng THADS",
            (Self::Head, false, false) => "Trưởng phòng",
            (Self::Deputy, false, false) => "Phó Trưởng phòng",
            _ => "",
        }
    }

    fn at_the_head(self, agency: &str) -> &'static str {
        match (self, agency == "tong-cuc") {
            (Self::Head, true) => "Tổng cục trưởng",
            (Self::Deputy, true) => "Phó Tổng cục trưởng",
            (Self::Head, false) => "Cục trưởng",
            (Self::Deputy, false) => "Phó Cục trưởng",
            _ => "",
        }
    }
}
