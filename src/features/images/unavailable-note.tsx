import { readable } from '@/domain/untrusted'
import { Note } from '@/ui/note'
import type { Unavailable } from './image-documents'

/** What is not here, why, and what can be done about it. */
export function UnavailableNote({ what, problem }: { what: string; problem: Unavailable }) {
  return (
    <Note kind="plain" title={`${what}: ${problem.title.replace(/\.$/, '')}.`}>
      {problem.advice}
      {problem.message && (
        <div className="ts-sub ts-clamp">The server says: {readable(problem.message)}</div>
      )}
      {problem.onRetry && (
        <div>
          <button type="button" className="ts-linkbtn" onClick={problem.onRetry}>
            Ask again
          </button>
        </div>
      )}
    </Note>
  )
}
