use super::{KEY, check_key, content::cleaned, title};

#[test]
fn fields_are_kept_to_the_letter_and_secrets_are_not() {
    let typed = r#"{"ho_ten":"Ngo\u0302 Thị Ỹ \"x\"\n\t","vai_tro":["a","b"],"_bieu_mau":"t","mat_khau":"x","nhap_lai":"y"}"#;
    let kept: serde_json::Value = serde_json::from_str(&cleaned(typed).unwrap()).unwrap();
    assert_eq!(
        kept,
        serde_json::json!({ "ho_ten": "Ngo\u{302} Thị Ỹ \"x\"\n\t", "vai_tro": ["a", "b"] })
    );
    for other in ["", "[]", "1", "{\"a\":1}", "{\"a\":[1]}", "{\"a\":{}}", "{"] {
        assert!(cleaned(other).is_err(), "{other}");
    }
}

#[test]
fn keys_are_short_and_plain() {
    assert!(check_key("nguoi/đặng-thị-ý?x=1").is_ok());
    assert!(check_key(&"k".repeat(KEY)).is_ok());
    for wrong in ["", "a\nb", "a\0b", &"k".repeat(KEY + 1)] {
        assert!(check_key(wrong).is_err(), "{wrong:?}");
    }
}

#[test]
fn a_title_is_one_line_of_whole_words() {
    assert_eq!(title("  Thêm\n người\0 dùng "), "Thêm người dùng");
    let long = title(&"Nghiêm ".repeat(100));
    assert!(long.len() <= 400 && long.ends_with("Nghiêm"), "{long}");
}
