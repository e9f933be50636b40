//! `tls self-sign`: a certificate for an office that has none.

use std::io::Write;
use std::path::Path;

use thidua_web::tls::self_sign;

use crate::args::TlsCommand;
use crate::out::Out;
use crate::refusal::Refusal;
use crate::table::facts;

/// `tls …`.
pub(crate) fn run(out: Out, command: TlsCommand) -> Result<(), Refusal> {
    let TlsCommand::SelfSign(args) = command;
    let pair = self_sign(&args.name).map_err(|error| Refusal::told(format!("{error}.")))?;
    std::fs::create_dir_all(&args.out).map_err(|error| Refusal::file(&args.out, &error))?;
    // A colon of an IPv6 address is no letter of a file name everywhere.
    let stem = args.name.replace(':', "-");
    let cert = args.out.join(format!("{stem}.crt"));
    let key = args.out.join(format!("{stem}.key"));
    for path in [&cert, &key] {
        if path.exists() {
            return Err(Refusal::told(format!(
                "{}: đã có tệp này. Xóa hoặc chọn thư mục khác bằng --out.",
                path.display()
            )));
        }
    }
    write(&key, &pair.key, true)?;
    write(&cert, &pair.cert, false)?;
    let answer = serde_json::json!({ "cert": cert, "key": key });
    out.answer(&answer, || {
        let files = facts([
            ("Chứng thư", cert.display().to_string()),
            ("Khóa riêng", key.display().to_string()),
        ]);
        format!(
            "{files}\nGiữ kín tệp khóa. Cài chứng thư vào các máy trạm, rồi chạy:\n  thidua serve --listen 0.0.0.0:443 --tls-cert {} --tls-key {}\n",
            cert.display(),
            key.display()
        )
    })
}

/// Writes a new file; a secret one only its owner can read.
fn write(path: &Path, text: &str, secret: bool) -> Result<(), Refusal> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    if secret {
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    }
    #[cfg(not(unix))]
    let _ = secret;
    let mut file = options
        .open(path)
        .map_err(|error| Refusal::file(path, &error))?;
    file.write_all(text.as_bytes())
        .map_err(|error| Refusal::file(path, &error))
}
