use jiff::civil::{Date, date};

use super::*;

/// A country in small: `cuc` over `a` and `b`, `a1` below `a`, `cu` merged into `a`.
struct Small;

impl Reach for Small {
    fn covers(&self, agency: &str, other: &str) -> bool {
        let below: &[&str] = match agency {
            "cuc" => &["cuc", "a", "a1", "b", "cu"],
            "a" => &["a", "a1", "cu"],
            "a1" => &["a1"],
            "b" => &["b"],
            _ => &[],
        };
        below.contains(&other)
    }
}

fn actor(role: Role, agency: &str) -> Actor {
    Actor {
        user: "nguoi.dung".into(),
        person: None,
        grants: vec![Grant {
            role,
            agency: agency.into(),
            from: None,
            to: None,
        }],
    }
}

fn today() -> Date {
    date(2026, 11, 22)
}

fn at(actor: &Actor, permission: Permission, agency: &str) -> Verdict {
    allow(actor, permission, Target::Agency(agency), today(), &Small)
}

#[test]
fn an_officer_reads_the_own_agency_what_is_below_and_what_it_succeeded() {
    let officer = actor(Role::Officer, "a");
    for own in ["a", "a1", "cu"] {
        assert_eq!(
            at(&officer, Permission::ViewFigures, own),
            Verdict::Granted,
            "{own}"
        );
    }
    for foreign in ["cuc", "b", "khong-co"] {
        assert_eq!(
            at(&officer, Permission::ViewFigures, foreign),
            Verdict::Hidden,
            "{foreign}"
        );
    }
}

#[test]
fn an_employee_reads_the_own_agency_alone_and_the_own_row() {
    let mut employee = actor(Role::Employee, "a");
    employee.person = Some("nv-1".into());
    assert_eq!(
        at(&employee, Permission::ViewFigures, "a"),
        Verdict::Granted
    );
    assert_eq!(
        at(&employee, Permission::ViewFigures, "a1"),
        Verdict::Hidden
    );
    let agencies = ["a".to_owned()];
    let person = |code| Target::Person {
        code,
        agencies: &agencies,
    };
    let ask = |target| allow(&employee, Permission::ViewPeople, target, today(), &Small);
    assert_eq!(ask(person("nv-1")), Verdict::Granted);
    assert_eq!(ask(person("nv-2")), Verdict::Hidden);
}

#[test]
fn discipline_is_read_by_personnel_heads_and_oneself() {
    let agencies = ["a1".to_owned()];
    let person = Target::Person {
        code: "nv-1",
        agencies: &agencies,
    };
    let ask = |actor: &Actor| allow(actor, Permission::ViewConduct, person, today(), &Small);
    for role in [Role::Personnel, Role::Head, Role::Leader] {
        assert_eq!(ask(&actor(role, "a")), Verdict::Granted, "{role:?}");
        assert_eq!(ask(&actor(role, "b")), Verdict::Hidden, "{role:?}");
    }
    for role in [
        Role::Employee,
        Role::Officer,
        Role::Ministry,
        Role::Auditor,
        Role::Administrator,
    ] {
        assert_eq!(ask(&actor(role, "a")), Verdict::Forbidden, "{role:?}");
    }
    let mut own = actor(Role::Employee, "a");
    own.person = Some("nv-1".into());
    assert_eq!(ask(&own), Verdict::Granted);
}

#[test]
fn an_administrator_is_no_reader_of_business_data() {
    let admin = actor(Role::Administrator, EVERYWHERE);
    assert_eq!(at(&admin, Permission::ManageUsers, "a"), Verdict::Granted);
    for permission in [
        Permission::ViewFigures,
        Permission::ViewTargets,
        Permission::ViewAwards,
        Permission::ViewPeople,
        Permission::LoadData,
        Permission::Print,
    ] {
        assert_eq!(
            at(&admin, permission, "a"),
            Verdict::Forbidden,
            "{permission:?}"
        );
        assert_eq!(
            at(&admin, permission, "khong-co"),
            Verdict::Forbidden,
            "{permission:?}"
        );
    }
}

#[test]
fn an_auditor_reads_everything_below_and_writes_nothing() {
    let auditor = actor(Role::Auditor, "cuc");
    for permission in [
        Permission::ViewFigures,
        Permission::ViewPeople,
        Permission::ViewAudit,
    ] {
        assert_eq!(
            at(&auditor, permission, "a1"),
            Verdict::Granted,
            "{permission:?}"
        );
    }
    for permission in [Permission::LoadData, Permission::ManageUsers] {
        assert_eq!(
            at(&auditor, permission, "a1"),
            Verdict::Forbidden,
            "{permission:?}"
        );
    }
}

#[test]
fn everyone_signed_in_reads_what_is_common() {
    let nobody = Actor {
        user: "moi".into(),
        person: None,
        grants: vec![],
    };
    assert_eq!(at(&nobody, Permission::ViewCommon, "b"), Verdict::Granted);
    assert_eq!(
        at(&nobody, Permission::ViewFigures, "b"),
        Verdict::Forbidden
    );
}

#[test]
fn a_grant_holds_from_its_first_day_to_its_last() {
    let mut officer = actor(Role::Officer, "a");
    officer.grants[0].from = Some(date(2026, 1, 1));
    officer.grants[0].to = Some(date(2026, 6, 30));
    let on = |day| {
        allow(
            &officer,
            Permission::ViewFigures,
            Target::Agency("a"),
            day,
            &Small,
        )
    };
    assert_eq!(on(date(2025, 12, 31)), Verdict::Forbidden);
    assert_eq!(on(date(2026, 1, 1)), Verdict::Granted);
    assert_eq!(on(date(2026, 6, 30)), Verdict::Granted);
    assert_eq!(on(date(2026, 7, 1)), Verdict::Forbidden);
}

#[test]
fn codes_are_read_back_and_equal_what_is_serialised() {
    for role in Role::ALL {
        assert_eq!(Role::from_code(role.code()), Some(role));
        assert_eq!(serde_json::to_value(role).unwrap(), role.code());
    }
}

#[test]
fn the_grants_of_every_role_are_these() {
    let mut table = String::new();
    for permission in Permission::ALL {
        table.push_str(&format!("{:<13}", permission.code()));
        for role in Role::ALL {
            let mark = match role.extent(permission) {
                _ if permission.of_everyone() => '*',
                None => '.',
                Some(Extent::Own) => 'o',
                Some(Extent::Below) => 'v',
            };
            table.push(' ');
            table.push(mark);
        }
        table.push('\n');
    }
    insta::assert_snapshot!(table, @r"
    view_common   * * * * * * * *
    own_account   * * * * * * * *
    view_figures  o v v v v v v .
    view_targets  o v v v v v v .
    view_awards   o v v v v v v .
    view_people   . v v v v v v .
    view_conduct  . . v v v . . .
    answer_conditions . . v v v . . .
    load_data     . v v . . v . .
    enter_figures . v . . . v . .
    approve_figures . . . v v v . .
    propose_rules . v v . . v . .
    approve_rules . . . v v v . .
    print         . v v v v v v .
    manage_users  . . . . . . . v
    view_audit    . . . . . . v v
    ");
}
