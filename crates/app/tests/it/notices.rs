//! Notices are found anew from what waits; letters hold counts alone, go to confirmed addresses, and are tried again;
//! reports made regularly wait for whom they are named for.

use std::pin::Pin;
use std::sync::Mutex;

use thidua_app::access::{Caller, NewGrant, grant};
use thidua_app::account::{NewUser, add_with_password};
use thidua_app::notice::{self, Found, Letter, Letters, MailFault, Mailer};
use thidua_app::schedule::{self, AskSchedule};
use thidua_app::{App, AppError};
use thidua_domain::access::{Actor, Grant, Role};
use thidua_domain::notice::Topic;
use thidua_store::testing::on_both;

use crate::deeds::{bundle, errors};
use crate::desk::{app, take};

const TREE: &[&str] = &[
    "Mã;Tên;Tên ngắn;Cấp;Mã cấp trên",
    "tinh-a;Thi hành án dân sự tỉnh A;THADS tỉnh A;tinh;",
    "tinh-b;Thi hành án dân sự tỉnh B;THADS tỉnh B;tinh;",
];

async fn user(app: &App, name: &str, agency: &str) -> Actor {
    let by = Caller::console();
    let new = NewUser {
        name: name.to_owned(),
        full_name: format!("Người dùng {name}"),
        person: None,
    };
    add_with_password(app, &by, new, "thuyền thúng gỗ lim")
        .await
        .unwrap();
    let new = NewGrant {
        user: name.to_owned(),
        role: Role::Officer,
        agency: agency.to_owned(),
        from: app.today(),
        to: None,
        document: None,
    };
    grant(app, &by, new, None).await.unwrap();
    Actor {
        user: name.to_owned(),
        person: None,
        grants: vec![Grant {
            role: Role::Officer,
            agency: agency.to_owned(),
            from: None,
            to: None,
        }],
    }
}

async fn office(db: thidua_store::Db) -> App {
    let app = app(db).await;
    assert!(errors(&take(&app, &bundle(&[("co-quan", TREE)]), None).await).is_empty());
    app
}

fn found(topic: Topic, words: &str, href: &str, pressing: bool) -> Found {
    Found {
        topic,
        sign: "Việc".to_owned(),
        words: words.to_owned(),
        href: href.to_owned(),
        pressing,
    }
}

/// A mail server that says `answers` in turn, the last one for ever.
#[derive(Debug)]
struct Fake {
    answers: Mutex<Vec<Result<(), MailFault>>>,
    got: Mutex<Vec<Letter>>,
}

impl Fake {
    fn new(answers: Vec<Result<(), MailFault>>) -> Self {
        Self {
            answers: Mutex::new(answers),
            got: Mutex::default(),
        }
    }

    fn last(&self) -> Letter {
        self.got.lock().unwrap().last().cloned().unwrap()
    }
}

impl Mailer for Fake {
    fn send<'a>(
        &'a self,
        letter: &'a Letter,
    ) -> Pin<Box<dyn Future<Output = Result<(), MailFault>> + Send + 'a>> {
        self.got.lock().unwrap().push(letter.clone());
        let mut answers = self.answers.lock().unwrap();
        let answer = match answers.len() {
            0 => Ok(()),
            1 => answers[0].clone(),
            _ => answers.remove(0),
        };
        Box::pin(async move { answer })
    }

    fn home(&self) -> &str {
        "https://thidua.local"
    }
}

fn fault(permanent: bool) -> Result<(), MailFault> {
    Err(MailFault {
        words: "refused".to_owned(),
        permanent,
    })
}

#[tokio::test]
async fn what_waits_is_told_once_and_again_after_it_was_gone() {
    on_both(async |db| {
        let app = office(db).await;
        let actor = user(&app, "an", "tinh-a").await;
        let task = |words: &str| found(Topic::Figures, words, "/so-lieu", true);
        let first = notice::refresh(&app, &actor, vec![task("Lần một")])
            .await
            .unwrap();
        assert_eq!((first.unread, first.rows.len()), (1, 1));
        let key = first.rows[0].key.clone();
        let opened = notice::mark(&app, &actor, Some(&key), true).await.unwrap();
        assert_eq!(opened.as_deref(), Some("/so-lieu"));
        // Other words of the same thing do not ring again.
        let same = notice::refresh(&app, &actor, vec![task("Lần hai")])
            .await
            .unwrap();
        assert_eq!((same.unread, same.rows[0].words.as_str()), (0, "Lần hai"));
        let gone = notice::refresh(&app, &actor, Vec::new()).await.unwrap();
        assert!(!gone.rows[0].waits);
        let again = notice::refresh(&app, &actor, vec![task("Lần ba")])
            .await
            .unwrap();
        assert_eq!((again.unread, again.rows.len()), (1, 1));
        // Nobody marks another one's.
        let other = user(&app, "binh", "tinh-b").await;
        let foreign = notice::mark(&app, &other, Some(&key), true).await;
        assert!(matches!(foreign, Err(AppError::NotFound)));
        // What is not wanted is not told; the own account always is.
        notice::choose(&app, &actor, &[], Letters::None)
            .await
            .unwrap();
        let own = found(Topic::Account, "Vai trò sắp hết", "/tai-khoan", false);
        let left = notice::refresh(&app, &actor, vec![task("Lần ba"), own])
            .await
            .unwrap();
        let waits: Vec<_> = left.rows.iter().filter(|row| row.waits).collect();
        assert_eq!((waits.len(), waits[0].topic.as_str()), (1, "tai-khoan"));
    })
    .await;
}

#[tokio::test]
async fn a_letter_a_day_goes_to_a_confirmed_address_and_says_no_more_than_counts() {
    on_both(async |db| {
        let app = office(db).await;
        let actor = user(&app, "an", "tinh-a").await;
        let early = notice::choose(&app, &actor, &Topic::ALL, Letters::Daily).await;
        assert!(matches!(early, Err(AppError::Refused(_))));
        assert!(matches!(
            notice::set_address(&app, &actor, "a@b\r\nBcc: c@d.vn").await,
            Err(AppError::Refused(_))
        ));
        notice::set_address(&app, &actor, "an@coquan.vn")
            .await
            .unwrap();
        // Away first, then there: the same letter is tried again.
        let mailer = Fake::new(vec![fault(false), Ok(())]);
        let sent = notice::deliver(&app, &mailer).await.unwrap();
        assert_eq!((sent.sent, sent.again), (0, 1));
        // Not before its time.
        assert_eq!(
            notice::deliver(&app, &mailer).await.unwrap(),
            notice::Sent::default()
        );
        let queue = notice::queue(&app).await.unwrap();
        assert_eq!((queue.waiting, queue.failed), (1, 0));
        let code = mailer
            .last()
            .body
            .lines()
            .next()
            .unwrap()
            .replace("Mã xác nhận: ", "");
        assert!(matches!(
            notice::confirm(&app, &actor, "AAAA-AAAA").await,
            Err(AppError::Refused(_))
        ));
        notice::confirm(&app, &actor, &code.to_lowercase())
            .await
            .unwrap();
        assert!(matches!(
            notice::confirm(&app, &actor, &code).await,
            Err(AppError::Refused(_))
        ));

        let wanting = notice::wanting(&app).await.unwrap();
        assert_eq!(wanting.len(), 1);
        let (owner, who) = &wanting[0];
        assert_eq!(who.user, "an");
        let waits = vec![
            found(
                Topic::Request,
                "Báo cáo của Nguyễn Văn Kín",
                "/yeu-cau-bao-cao/x",
                true,
            ),
            found(Topic::Request, "Báo cáo khác", "/yeu-cau-bao-cao/y", false),
        ];
        notice::refresh(&app, &actor, waits).await.unwrap();
        assert!(notice::digest(&app, *owner, mailer.home()).await.unwrap());
        // Once a day.
        assert!(!notice::digest(&app, *owner, mailer.home()).await.unwrap());
        assert!(notice::wanting(&app).await.unwrap().is_empty());
        assert_eq!(notice::deliver(&app, &mailer).await.unwrap().sent, 1);
        let letter = mailer.last();
        assert_eq!(letter.to, "an@coquan.vn");
        assert!(
            letter.body.contains("Yêu cầu báo cáo: 02, trong đó 01"),
            "{}",
            letter.body
        );
        assert!(letter.body.contains("https://thidua.local/thong-bao"));
        assert!(!letter.body.contains("Kín") && !letter.subject.contains("Kín"));

        // At once: what is known already is not written again; what is new is, once, whichever process comes first.
        notice::choose(&app, &actor, &Topic::ALL, Letters::AtOnce)
            .await
            .unwrap();
        assert!(!notice::digest(&app, *owner, mailer.home()).await.unwrap());
        let snapshot = app.db().read().await.unwrap();
        let choice = thidua_store::notice::choice(&snapshot, *owner)
            .await
            .unwrap()
            .unwrap();
        drop(snapshot);
        let now = choice.told_until.unwrap();
        let letter = || thidua_store::notice::NewLetter {
            kind: "tong_hop",
            subject: "Thư".to_owned(),
            body: "Thư".to_owned(),
            at: now,
        };
        let tell = async || {
            let times = (Some(now), now + 1);
            thidua_store::notice::tell(app.db(), *owner, times, "2026-11-22", &[letter()])
                .await
                .unwrap()
        };
        assert!(tell().await);
        assert!(!tell().await, "another process told it");
        let snapshot = app.db().read().await.unwrap();
        let due = thidua_store::notice::due(&snapshot, now, 10).await.unwrap();
        drop(snapshot);
        assert_eq!(due.len(), 1);
        let claim = async || {
            thidua_store::notice::claim(app.db(), &due[0], now + 1_000)
                .await
                .unwrap()
        };
        assert!(claim().await);
        assert!(!claim().await, "another process sends it");

        // Another address waits for its own code; nothing goes to it meanwhile.
        notice::set_address(&app, &actor, "khac@coquan.vn")
            .await
            .unwrap();
        let choices = notice::choices(&app, &actor).await.unwrap();
        assert!(!choices.confirmed && choices.pending && choices.letters == Letters::None);
        let refused = Fake::new(vec![fault(true)]);
        assert_eq!(notice::deliver(&app, &refused).await.unwrap().failed, 1);
        notice::set_address(&app, &actor, "").await.unwrap();
        assert_eq!(notice::choices(&app, &actor).await.unwrap().address, None);
    })
    .await;
}

#[tokio::test]
async fn a_regular_report_waits_for_whom_it_is_named_for_once_its_period_is_over() {
    on_both(async |db| {
        let app = office(db).await;
        let (own, other) = (
            user(&app, "an", "tinh-a").await,
            user(&app, "binh", "tinh-b").await,
        );
        let by = |actor: &Actor| Caller {
            actor: actor.clone(),
            name: actor.user.clone(),
            channel: "web",
        };
        let ask = |readers: &str| AskSchedule {
            agency: "tinh-a".to_owned(),
            outline: "giai-doan".to_owned(),
            rhythm: "thang".to_owned(),
            after: "3".to_owned(),
            readers: readers.to_owned(),
        };
        let wrong = AskSchedule {
            after: "x".to_owned(),
            rhythm: String::new(),
            ..ask("binh\nkhong-co")
        };
        let faults = schedule::schedule(&app, &by(&own), &wrong)
            .await
            .unwrap_err()
            .to_string();
        assert_eq!(faults.lines().count(), 4, "{faults}");
        assert!(matches!(
            schedule::schedule(&app, &by(&other), &ask("binh")).await,
            Err(AppError::NotFound)
        ));
        let code = schedule::schedule(&app, &by(&own), &ask("an; an"))
            .await
            .unwrap();
        let view = app.view(&own).await.unwrap();
        let lines = schedule::schedules(&app, &view).await.unwrap();
        assert_eq!(
            (lines.len(), lines[0].readers.len(), lines[0].ready.len()),
            (1, 1, 0)
        );
        assert!(schedule::waiting(&view).is_empty());
        // Nine days on the month is over, but not yet by three working days; then it is.
        let later = |day: jiff::civil::Date| thidua_app::View {
            today: day,
            ..view.clone()
        };
        assert!(schedule::waiting(&later(jiff::civil::date(2026, 12, 2))).is_empty());
        let ready = schedule::waiting(&later(jiff::civil::date(2026, 12, 3)));
        assert_eq!((ready.len(), ready[0].year, ready[0].month), (1, 2027, 2));
        // A machine that slept over two months' ends: both wait, the newest first; asked again, no more than that.
        let slept = later(jiff::civil::date(2027, 1, 20));
        for _ in 0..2 {
            let months: Vec<u8> = schedule::waiting(&slept)
                .iter()
                .map(|one| one.month)
                .collect();
            assert_eq!(months, [3, 2]);
        }
        let foreign = app.view(&other).await.unwrap();
        assert!(
            schedule::schedules(&app, &foreign)
                .await
                .unwrap()
                .is_empty()
        );
        assert!(matches!(
            schedule::end(&app, &by(&other), &code).await,
            Err(AppError::NotFound)
        ));
        schedule::end(&app, &by(&own), &code).await.unwrap();
        assert!(matches!(
            schedule::end(&app, &by(&own), &code).await,
            Err(AppError::Stale)
        ));
        let view = app.view(&own).await.unwrap();
        let over = thidua_app::View {
            today: jiff::civil::date(2027, 1, 20),
            ..view
        };
        assert!(schedule::waiting(&over).is_empty());
    })
    .await;
}
