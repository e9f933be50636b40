//! The eight roles and what each of them carries.

use serde::{Deserialize, Serialize};

use super::{Extent, Permission};

/// A role (vai trò), granted to a user at an agency for a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Role {
    /// Công chức, người lao động: reads the figures of the own agency, and the own row.
    #[serde(rename = "can_bo")]
    Employee,
    /// Công chức làm thống kê, thi đua: loads and reads the data of the agency and those below.
    #[serde(rename = "thong_ke")]
    Officer,
    /// Công chức tổ chức cán bộ: people, awards, ratings, discipline and what keeps somebody from being considered; the
    /// figures are read, not entered: case statistics are the Văn phòng's (who does both holds both roles).
    #[serde(rename = "to_chuc")]
    Personnel,
    /// Người đứng đầu: reads and prints everything of the agency and those below, approves their figures.
    #[serde(rename = "nguoi_dung_dau")]
    Head,
    /// Lãnh đạo cơ quan cấp trên phụ trách: the same over the agencies in charge.
    #[serde(rename = "lanh_dao")]
    Leader,
    /// Công chức của Bộ, Cục: reads everything below, loads what belongs to the whole sector.
    #[serde(rename = "bo_cuc")]
    Ministry,
    /// Thanh tra, kiểm tra: reads everything below and the audit trail, writes nothing.
    #[serde(rename = "kiem_tra")]
    Auditor,
    /// Quản trị hệ thống: accounts, roles and the audit trail; no business data.
    #[serde(rename = "quan_tri")]
    Administrator,
}

impl Role {
    /// Every role, in the order lists show them.
    pub const ALL: [Self; 8] = [
        Self::Employee,
        Self::Officer,
        Self::Personnel,
        Self::Head,
        Self::Leader,
        Self::Ministry,
        Self::Auditor,
        Self::Administrator,
    ];

    /// The stored code (`can_bo`, `thong_ke` …).
    pub fn code(self) -> &'static str {
        match self {
            Self::Employee => "can_bo",
            Self::Officer => "thong_ke",
            Self::Personnel => "to_chuc",
            Self::Head => "nguoi_dung_dau",
            Self::Leader => "lanh_dao",
            Self::Ministry => "bo_cuc",
            Self::Auditor => "kiem_tra",
            Self::Administrator => "quan_tri",
        }
    }

    /// The Vietnamese name, as pages show it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Employee => "Công chức, người lao động",
            Self::Officer => "Công chức làm thống kê, thi đua",
            Self::Personnel => "Công chức tổ chức cán bộ",
            Self::Head => "Người đứng đầu",
            Self::Leader => "Lãnh đạo phụ trách",
            Self::Ministry => "Công chức Bộ, Cục",
            Self::Auditor => "Thanh tra, kiểm tra",
            Self::Administrator => "Quản trị hệ thống",
        }
    }

    /// The role of a stored code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }

    /// Whether its holder may delegate it (ủy quyền, NĐ 30/2020 Điều 13 khoản 3): what is done in the
    /// agency's name; not what a person is, nor what watches over others, nor the files of personnel.
    pub fn may_be_delegated(self) -> bool {
        matches!(
            self,
            Self::Officer | Self::Head | Self::Leader | Self::Ministry
        )
    }

    /// How far the role carries the permission; `None` where it does not carry it at all.
    pub fn extent(self, permission: Permission) -> Option<Extent> {
        use Permission as P;
        let carried = match self {
            Self::Employee => {
                return match permission {
                    P::ViewFigures | P::ViewTargets | P::ViewAwards => Some(Extent::Own),
                    _ => None,
                };
            }
            Self::Officer | Self::Personnel | Self::Ministry => {
                matches!(
                    permission,
                    P::ViewFigures
                        | P::ViewTargets
                        | P::ViewAwards
                        | P::ViewPeople
                        | P::LoadData
                        | P::ProposeRules
                        | P::Print
                ) || (self != Self::Personnel && permission == P::EnterFigures)
                    || (self == Self::Ministry
                        && matches!(permission, P::ApproveFigures | P::ApproveRules))
                    || (self == Self::Personnel
                        && matches!(permission, P::ViewConduct | P::AnswerConditions))
            }
            Self::Head | Self::Leader => matches!(
                permission,
                P::ViewFigures
                    | P::ViewTargets
                    | P::ViewAwards
                    | P::ViewPeople
                    | P::ViewConduct
                    | P::AnswerConditions
                    | P::ApproveFigures
                    | P::ApproveRules
                    | P::Print
            ),
            Self::Auditor => matches!(
                permission,
                P::ViewFigures
                    | P::ViewTargets
                    | P::ViewAwards
                    | P::ViewPeople
                    | P::Print
                    | P::ViewAudit
            ),
            Self::Administrator => matches!(permission, P::ManageUsers | P::ViewAudit),
        };
        carried.then_some(Extent::Below)
    }
}
