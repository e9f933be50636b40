//! Embedded folders: a file added to them must rebuild the crate, which the embedding macro alone
//! would not notice.

fn main() {
    println!("cargo::rerun-if-changed=templates");
    println!("cargo::rerun-if-changed=../../docs/huong-dan");
    println!("cargo::rerun-if-changed=../../ui/dist");
}
