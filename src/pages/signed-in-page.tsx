import { useEffect } from 'react'
import { tellSignedIn } from '@/features/session/session-channel'
import { patterns } from '@/paths'
import { LinkButton } from '@/ui/button'
import { EmptyNote } from '@/ui/empty-note'
import { PageHeader } from '@/ui/page-header'

/** Where a tab ends in which somebody signed in for the sake of another one. */
export function SignedInPage() {
  useEffect(tellSignedIn, [])
  return (
    <>
      <PageHeader title="You are signed in" />
      <EmptyNote
        title="Go on where you were"
        actions={
          <LinkButton variant="secondary" to={patterns.home}>
            Stay in this tab
          </LinkButton>
        }
      >
        <p>The tab that asked you to sign in goes on by itself. This one can be closed.</p>
      </EmptyNote>
    </>
  )
}
