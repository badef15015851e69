import fc from 'fast-check'

/**
 * The same odd objects in every run, so that a red test means a change; FUZZ_SEED tries others, and
 * FUZZ_SEED=random any. A failure is told as it was found: shrinking a page takes minutes.
 */
const seed = process.env.FUZZ_SEED ?? '20261123'
fc.configureGlobal({ ...(seed === 'random' ? {} : { seed: Number(seed) }), endOnFailure: true })
