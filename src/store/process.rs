//! What the system knows of this process that nothing else tells.

use std::fs;

/// Whether whoever started this process wants it to outlast a signal of this number, as `nohup` does for that of a
/// terminal that is gone. Where the system does not tell, nobody does.
pub(crate) fn is_ignored(signal: u32) -> bool {
    fs::read_to_string("/proc/self/status").is_ok_and(|status| ignores(&status, signal))
}

/// Whether the status of a process (proc(5)) says so.
fn ignores(status: &str, signal: u32) -> bool {
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let mask = mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or_default();
    signal.checked_sub(1).and_then(|bit| mask.checked_shr(bit)).is_some_and(|mask| mask & 1 == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mask_has_a_bit_a_signal() {
        let status = "Name:\tmaitri\nSigBlk:\t0000000000000001\nSigIgn:\t0000000000001002\nSigCgt:\t0000000000000001\n";
        let ignored: Vec<u32> = (0..70).filter(|signal| ignores(status, *signal)).collect();
        assert_eq!(ignored, [2, 13]);
        assert!(!ignores("", 1) && !ignores("SigIgn:\tx", 1));
    }
}
