/** The tag has nothing that could be imported, or an import would take away what it has (S-34). */
export class ImportRefused extends Error {
  override name = 'ImportRefused'
}

/** The connection broke while an import was under way. It was asked for once, and not again. */
export class ImportInterrupted extends Error {
  override name = 'ImportInterrupted'

  constructor() {
    super(
      'The connection broke, and it is not known what became of the import. The cluster may still be at it: look at the tag before you try again.',
    )
  }
}
