//! A load that is killed loses nothing that was acknowledged before, and leaves no half.

use std::process::Stdio;
use std::time::Duration;

use crate::desk::Desk;

/// How many loads are killed; more by `THIDUA_LOAD_KILLS`; the store kills its own writers fifty times.
fn kills() -> u64 {
    std::env::var("THIDUA_LOAD_KILLS")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(3)
}

/// A bundle of documents, so many that storing them takes a while.
fn bundle(desk: &Desk, number: u64) -> String {
    let rows: String = (0..700)
        .map(|row| format!("vb-{number}-{row},2026-01-02,cong_van,Công văn thử số {row}\n"))
        .collect();
    desk.sheet(
        &format!("bo-{number}"),
        "van-ban",
        &format!("Mã,Ngày ban hành,Loại,Trích yếu\n{rows}"),
    )
}

fn holds(desk: &Desk, number: u64, row: u64) -> bool {
    desk.run(&["show", "document", &format!("vb-{number}-{row}"), "--json"])
        .status
        == 0
}

#[test]
fn nothing_acknowledged_is_lost() {
    let desk = Desk::with(&["@nganh"]);
    let mut took = Duration::from_millis(1_500);
    for number in 0..kills() {
        let acknowledged = bundle(&desk, 2 * number);
        let started = std::time::Instant::now();
        desk.run(&["load", &acknowledged]).done();
        took = took.min(started.elapsed());

        let killed = bundle(&desk, 2 * number + 1);
        let mut child = desk
            .command(&["load", &killed])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("spawn");
        // At another moment each time, from before the first row to after the last.
        let wait = took.mul_f64((f64::from(u32::try_from(number).unwrap_or(0)) * 0.37 + 0.4) % 1.0);
        std::thread::sleep(wait);
        child.kill().expect("kill");
        let ended = child.wait().expect("wait");

        assert!(
            holds(&desk, 2 * number, 0) && holds(&desk, 2 * number, 699),
            "load {number} was acknowledged"
        );
        let (first, last) = (
            holds(&desk, 2 * number + 1, 0),
            holds(&desk, 2 * number + 1, 699),
        );
        assert_eq!(first, last, "all or nothing of the killed load {number}");
        assert!(!ended.success() || first, "what ended well is stored");
    }
    for number in 0..kills() {
        assert!(holds(&desk, 2 * number, 350), "load {number}");
    }
    desk.run(&["check"]).done();
}
