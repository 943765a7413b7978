"""Makes ready all that any document needs, once for every process that is split off from the one that imports this.

Importing it does the work: it is named to `multiprocessing` as what to load beforehand, and nothing else imports it.
What is frozen is left alone by the collector, so that the processes go on sharing its memory.
"""

from __future__ import annotations

import gc

from proposalcheck.cli.batch import make_ready

make_ready()
gc.freeze()
