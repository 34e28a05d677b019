//! What this machine calls itself, for the line that visitors type. Whether the network knows it by that name is not
//! asked.

use rustix::system::uname;

/// Its name, if that is one that others could type.
pub(super) fn name() -> Option<String> {
    uname().nodename().to_str().ok().filter(|name| is_typed(name)).map(str::to_owned)
}

/// Whether a name can be typed as it is, by others than those at this machine.
fn is_typed(name: &str) -> bool {
    let is_of_name = |byte: u8| byte.is_ascii_alphanumeric() || b"-.".contains(&byte);
    let is_own = name == "localhost" || name.starts_with("localhost.");
    !is_own && !name.is_empty() && !name.starts_with('-') && name.bytes().all(is_of_name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_that_others_can_type() {
        assert!(["harbour", "harbour-2.example.org", "10"].into_iter().all(is_typed));
        assert!(
            !["", "(none)", "localhost", "localhost.localdomain", "-oProxyCommand", "a b"].into_iter().any(is_typed)
        );
    }
}
