"""Many documents: `sources` finds them, `pool` works on them in processes, `cache` keeps what is known of them."""
